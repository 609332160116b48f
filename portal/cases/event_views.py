"""Recording what happened to a request, and correcting it."""

import uuid

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.cases import event_services
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.forms import NEVER_HAPPENED, CorrectionForm, EventForm
from portal.cases.words import EVENTS
from portal.domain.facts import EventKind
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.answers import Page
from portal.web.templating import spoken_date

bp = Blueprint("events", __name__)


@bp.route("/<area>/cases/<uuid:request_id>/events/new", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new(request_id: uuid.UUID) -> Page | Response:
    """Record what happened and when."""
    case, form = the_case(request_id), EventForm()

    def act() -> str:
        kind, on = EventKind(form.kind.data), form.happened_on.data
        event_services.record_event(db.session(), case, kind=kind, on=on, change=this_change())
        return f"Recorded: {EVENTS[kind]}, {spoken_date(on)}."

    return change_case(form, case, heading="Record what happened", act=act)


@bp.route("/<area>/cases/<uuid:request_id>/events/<uuid:event_id>/correct", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def correct(request_id: uuid.UUID, event_id: uuid.UUID) -> Page | Response:
    """Correct a record by a newer one."""
    case = the_case(request_id)
    event = next((row for row in case.events if row.id == event_id), None) or abort(404)
    form = CorrectionForm(data={"kind": event.kind, "happened_on": event.happened_on})

    def act() -> str:
        never = form.what.data == NEVER_HAPPENED
        event_services.correct_event(
            db.session(),
            case,
            event,
            kind=EventKind(form.kind.data),
            on=None if never else form.happened_on.data,
            change=this_change(),
        )
        return "Corrected. The old record stays to be read, struck through."

    says = EVENTS[EventKind(event.kind)]
    day = spoken_date(event.happened_on) if event.happened_on else "did not happen"
    intro = (
        f"The record says: {says}, {day}. The family sees that it was corrected, when and by whom."
    )
    return change_case(form, case, heading="Correct a record", intro=intro, act=act)
