"""Correcting the day a request was received."""

import uuid

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.cases import received_services
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.forms import ReceivedForm
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.answers import Page
from portal.web.templating import spoken_date

bp = Blueprint("received", __name__)


@bp.route(
    "/<area>/cases/<uuid:request_id>/received/<uuid:received_id>/correct", methods=["GET", "POST"]
)
@requires(Permission.CASES_KEEP)
def correct(request_id: uuid.UUID, received_id: uuid.UUID) -> Page | Response:
    """Correct the day by a newer record."""
    case = the_case(request_id)
    received = next((row for row in case.received if row.id == received_id), None) or abort(404)
    form = ReceivedForm(data={"received_on": received.received_on})

    def act() -> str:
        day = form.received_on.data
        received_services.correct_received(
            db.session(), case, received, on=day, change=this_change()
        )
        return f"Corrected: received on {spoken_date(day)}. Every date in the law follows from it."

    intro = (
        f"The record says: {spoken_date(received.received_on)}. Every date in the law counts "
        "from this day. The family sees that it was corrected, when and by whom."
    )
    heading = "Correct the day received"
    return change_case(form, case, heading=heading, intro=intro, act=act)
