"""Correcting a child's name or date of birth."""

import uuid

from flask import Blueprint
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.cases import child_services
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.child_services import ChildDetails
from portal.cases.forms import ChildForm
from portal.domain.rights_holder import RightsHolder, rights_holder
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.answers import Page
from portal.web.clock import today

bp = Blueprint("child", __name__)

ABOUT = (
    "The family sees the corrected name at once. The old name and date of birth are not kept. "
    "We keep who corrected them, when, and which of them."
)
CORRECTED = "The child’s details were corrected."
NEW_HOLDER: dict[RightsHolder, str] = {
    RightsHolder.PARENT: "By age a parent holds the rights now. Check who can see this case.",
    RightsHolder.YOUNG_PERSON: (
        "By age the young person holds the rights now. Check who can see this case."
    ),
}


@bp.route("/<area>/cases/<uuid:request_id>/child/correct", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def correct(request_id: uuid.UUID) -> Page | Response:
    """Correct the name or the date of birth of the child of a case."""
    case = the_case(request_id)
    form = ChildForm(obj=case.child)

    def act() -> str:
        details = ChildDetails(str(form.first_name.data), str(form.last_name.data), form.born.data)
        before = rights_holder(case.child.born, today())
        child_services.correct_child(db.session(), case.child, details, change=this_change())
        after = rights_holder(case.child.born, today())
        return CORRECTED if after == before else f"{CORRECTED} {NEW_HOLDER[after]}"

    heading = "Correct the name or date of birth"
    return change_case(form, case, heading=heading, intro=ABOUT, act=act)
