"""Inviting parents, carers and young people to a case.

Their access is ended together with their letters: see `portal.letters.access_views`.
"""

import uuid

from flask import Blueprint, abort, current_app, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.cases import emails, guardian_services, queries
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.forms import InvitationForm
from portal.domain.rights_holder import RightsHolder, rights_holder
from portal.domain.roles import Permission, Role
from portal.extensions import db
from portal.outbox.services import write
from portal.web.answers import Page
from portal.web.clock import now, today

bp = Blueprint("guardians", __name__)


@bp.route("/<area>/cases/<uuid:request_id>/guardians/new", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new(request_id: uuid.UUID) -> Page | Response:
    """Invite somebody by e-mail. Inviting them again sends the e-mail again."""
    case, form = the_case(request_id), InvitationForm()
    if rights_holder(case.child.born, today()) == RightsHolder.PARENT:
        del form.young_person_agreed

    def act() -> str:
        agreed = form.young_person_agreed
        invited = guardian_services.invite(
            db.session(),
            case.child,
            email=str(form.email.data),
            name=str(form.name.data),
            role=Role(form.role.data),
            young_person_agreed=bool(agreed and agreed.data),
            change=this_change(),
        )
        _tell(case.child_id, invited.person.id, invited.person.email)
        if invited.could_see_already:
            return f"{invited.person.name} could see this case already. We sent the e-mail again."
        return f"{invited.person.name} can see this case now. We sent an e-mail saying how."

    intro = "Each person has their own access. They do not see who else can see the case."
    return change_case(form, case, heading="Invite a family member", intro=intro, act=act)


@bp.route(
    "/<area>/cases/<uuid:request_id>/guardians/<uuid:guardian_id>/agreed", methods=["GET", "POST"]
)
@requires(Permission.CASES_KEEP)
def agreed(request_id: uuid.UUID, guardian_id: uuid.UUID) -> Page | Response:
    """Record that the young person agreed to a parent seeing the case."""
    case, form = the_case(request_id), ButtonForm()
    current = queries.guardians(db.session(), case.child_id, as_of=today())
    guardian = next((row for row in current if row.id == guardian_id), None) or abort(404)

    def act() -> str:
        born, change = case.child.born, this_change()
        guardian_services.agree(db.session(), guardian, born=born, change=change)
        return f"{guardian.person.name} can see this case again."

    intro = (
        f"Did {case.child.name} tell you that {guardian.person.name} may see this case? Only the "
        "young person can say so."
    )
    heading = "The young person agreed"
    return change_case(form, case, heading=heading, intro=intro, button=heading, act=act)


def _tell(child_id: uuid.UUID, person_id: uuid.UUID, email: str) -> None:
    """Write to somebody who was invited; invited again, they are told again."""
    area, moment = current_area(), now()
    address = current_app.config["PORTAL_ADDRESS"] + url_for("accounts.sign_in")
    message = emails.invitation(email, council=area.council, area=area.name, address=address)
    key = f"guardian-invited:{child_id}:{person_id}:{moment.isoformat()}"
    write(db.session(), message, key=key, now=moment)
