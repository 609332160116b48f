"""Officers end somebody's access to a case, and the letters that would let them back in."""

import uuid

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.queries import guardians
from portal.domain.roles import Permission
from portal.extensions import db
from portal.letters import access_services
from portal.letters.for_officers import in_a_line
from portal.letters.forms import EndAccessForm
from portal.web.answers import Page
from portal.web.clock import today

bp = Blueprint("access", __name__)


@bp.route(
    "/<area>/cases/<uuid:request_id>/guardians/<uuid:guardian_id>/end", methods=["GET", "POST"]
)
@requires(Permission.CASES_KEEP)
def end(request_id: uuid.UUID, guardian_id: uuid.UUID) -> Page | Response:
    """End somebody's access, after asking which other letters are theirs as well."""
    case, form = the_case(request_id), EndAccessForm()
    current = guardians(db.session(), case.child_id, as_of=today())
    guardian = next((row for row in current if row.id == guardian_id), None) or abort(404)
    name, others = guardian.person.name, form.letters
    letters = access_services.letters_of_others(db.session(), guardian, this_change())
    others.choices = [(str(each.id), in_a_line(each, today())) for each in letters]
    if not letters:
        del form.letters

    def act() -> str:
        also = {uuid.UUID(each) for each in others.data or ()}
        access_services.end_access(db.session(), guardian, also, change=this_change())
        return f"{name} can no longer see this case."

    intro = (
        f"{name} will no longer see anything about this child. A letter to this name ends too. "
        "That they could see it until now stays on record."
    )
    heading = "End this access"
    return change_case(form, case, heading=heading, intro=intro, button=heading, act=act)
