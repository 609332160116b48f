"""Recording whom advice was asked of, and when it came."""

import uuid

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.cases import advice_services
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.forms import AdviceAskedForm, AdviceReceivedForm, AskAdviceForm
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.answers import Page
from portal.web.templating import spoken_date

bp = Blueprint("advice", __name__)


@bp.route("/<area>/cases/<uuid:request_id>/advice/new", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new(request_id: uuid.UUID) -> Page | Response:
    """Record that somebody was asked for advice."""
    case, form = the_case(request_id), AskAdviceForm()

    def act() -> str:
        body, day = form.chosen_body, form.asked_on.data
        advice_services.ask_advice(
            db.session(), case, body=body, asked_on=day, change=this_change()
        )
        return f"Recorded: asked on {spoken_date(day)}: {body}."

    return change_case(form, case, heading="Record whom you asked for advice", act=act)


@bp.route(
    "/<area>/cases/<uuid:request_id>/advice/<uuid:advice_id>/received", methods=["GET", "POST"]
)
@requires(Permission.CASES_KEEP)
def received(request_id: uuid.UUID, advice_id: uuid.UUID) -> Page | Response:
    """Record when advice came, or correct that day."""
    case = the_case(request_id)
    advice = next((row for row in case.advice if row.id == advice_id), None) or abort(404)
    form = AdviceReceivedForm(data={"received_on": advice.received_on})

    def act() -> str:
        day = form.received_on.data
        advice_services.receive_advice(
            db.session(), case, advice, received_on=day, change=this_change()
        )
        return f"Recorded: advice came on {spoken_date(day)}: {advice.body}."

    intro = f"{advice.body} was asked on {spoken_date(advice.asked_on)}."
    return change_case(form, case, heading="Record when advice came", intro=intro, act=act)


@bp.route("/<area>/cases/<uuid:request_id>/advice/<uuid:advice_id>/asked", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def asked(request_id: uuid.UUID, advice_id: uuid.UUID) -> Page | Response:
    """Correct the day on which advice was asked for."""
    case = the_case(request_id)
    advice = next((row for row in case.advice if row.id == advice_id), None) or abort(404)
    form = AdviceAskedForm(data={"asked_on": advice.asked_on})

    def act() -> str:
        day = form.asked_on.data
        advice_services.correct_asked(
            db.session(), case, advice, asked_on=day, change=this_change()
        )
        return f"Corrected: asked on {spoken_date(day)}: {advice.body}."

    intro = f"The record says: {advice.body} was asked on {spoken_date(advice.asked_on)}."
    heading = "Correct the day advice was asked for"
    return change_case(form, case, heading=heading, intro=intro, act=act)
