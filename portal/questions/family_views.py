"""A family's side: asking a question, and reading one's own with their answers."""

import uuid
from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases import queries as case_queries
from portal.cases.case_page import this_change
from portal.cases.records import CaseRecord
from portal.domain.bodies import Body
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.questions import queries, services
from portal.questions.forms import AskForm
from portal.questions.limits import LONGEST_QUESTION
from portal.questions.presenter import own_lines, whom_to_ring
from portal.web.answers import Page, page
from portal.web.clock import today

bp = Blueprint("own", __name__)

SENT_TWICE_IS_UNKNOWN = "We could not tell whether this was sent before. Please send it again."


@bp.get("/<area>/children/<uuid:child_id>/questions")
@requires(Permission.CHILDREN_SEE_OWN)
def index(child_id: uuid.UUID) -> str:
    """What this person asked about a child, newest first, and what the team answered."""
    cases = _own_cases(child_id)
    asked = queries.own_questions(db.session(), [case.id for case in cases], current_person().id)
    return render_template(
        "questions/index_own.html",
        case=cases[0],
        received={case.id: case.received_on for case in cases},
        questions=own_lines(asked, as_of=today()),
        team=contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM),
    )


@bp.route("/<area>/children/<uuid:child_id>/questions/new", methods=["GET", "POST"])
@requires(Permission.CHILDREN_SEE_OWN)
def ask(child_id: uuid.UUID) -> Page | Response:
    """Ask about the newest request of a child, or about the one that the address names."""
    cases, form, area = _own_cases(child_id), AskForm(), current_area()
    wanted = request.args.get("request", str(cases[0].id))
    case = next((each for each in cases if str(each.id) == wanted), None) or abort(404)
    accepted = form.validate_on_submit()
    if not (accepted and form.number):
        if not form.number:
            form.number_itself()
        return _asking(case, form, SENT_TWICE_IS_UNKNOWN if accepted else "")
    try:
        asked = services.ask(
            db.session(),
            case.id,
            str(form.words.data),
            token=form.number,
            standard_days=area.reply_standard_working_days,
            change=this_change(),
        )
    except Refused as refusal:
        return _asking(case, form, refusal.sentence)
    flash(f"Your question was sent. We aim to answer by {day_in_words(asked.due_on)}.")
    return redirect(url_for("questions.own.index", child_id=child_id), 303)


def _asking(case: CaseRecord, form: AskForm, refusal: str) -> Page:
    """The page to ask on; what was written stays, and a refusal says whom to ring instead."""
    area = current_area()
    team = contacts(db.session(), area.id).get(Body.CASEWORK_TEAM)
    ring = whom_to_ring(team.name, team.phone) if team else ""
    return page(
        "questions/ask.html",
        form,
        case=case,
        team=team,
        answer_by=services.promised_day(today(), area.reply_standard_working_days),
        longest=LONGEST_QUESTION,
        refusals=[f"{refusal} {ring}".strip()] if refusal else [],
    )


def _own_cases(child_id: uuid.UUID) -> Sequence[CaseRecord]:
    """The child's requests, newest first, or 404 where this person may see none."""
    area, person = current_area(), current_person()
    found = case_queries.own_cases(
        db.session(), area.id, person.id, as_of=today(), child_id=child_id
    )
    return found or abort(404)
