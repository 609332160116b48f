"""The questions of a survey: adding, changing, moving and removing them."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, request
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.surveys import making_queries, question_services
from portal.surveys.definition import KINDS
from portal.surveys.fingerprints import SOMEBODY_CHANGED
from portal.surveys.models import Audience, Question, Survey
from portal.surveys.presenter import KINDS_IN_WORDS, answers_of
from portal.surveys.question_forms import ConditionForm, QuestionForm
from portal.surveys.services import as_asked
from portal.surveys.starting import STARTING
from portal.surveys.survey_page import back_to, change, mark_of_question, the_question, the_survey
from portal.web.answers import Page, page, refused
from portal.web.clock import now

bp = Blueprint("questions", __name__)

QUESTION = "surveys/question.html"
CONDITION = "surveys/condition.html"
MUST_AGREE = "Both sides must agree."


@bp.route("/<area>/surveys/<uuid:survey_id>/questions/add", methods=["GET", "POST"])
@requires(Permission.SURVEYS_MAKE)
def add(survey_id: uuid.UUID) -> Page | Response:
    """Choose how the question is answered, then write it."""
    survey, kind = the_survey(survey_id), request.args.get("kind", "")
    if kind not in KINDS:
        return page("surveys/kinds.html", ButtonForm(), survey=survey, kinds=KINDS_IN_WORDS)
    form = _form(survey, kind, QuestionForm.filled_in(QuestionForm.blank(kind), kind, ""))
    context = {"survey": survey, "kind": kind, "kinds": KINDS_IN_WORDS, "question": None}
    if not form.validate_on_submit():
        return page(QUESTION, form, **context)
    try:
        question = question_services.add_question(
            db.session(), survey, form.asked, by=current_person().id, now=now()
        )
    except Refused as refusal:
        return refused(QUESTION, form, refusal, **context)
    flash(f"The question is added. {MUST_AGREE}")
    return back_to(survey, question)


@bp.route(
    "/<area>/surveys/<uuid:survey_id>/questions/<uuid:survey_question_id>",
    methods=["GET", "POST"],
)
@requires(Permission.SURVEYS_MAKE)
def edit(survey_id: uuid.UUID, survey_question_id: uuid.UUID) -> Page | Response:
    """Change one question; `kind` in the address asks it another way."""
    survey = the_survey(survey_id)
    question = the_question(survey, survey_question_id)
    is_fixed = question.key in making_queries.asked_keys(db.session(), survey.id)
    kind = request.args.get("kind", "")
    kind = question.kind if is_fixed or kind not in KINDS else kind
    seen = mark_of_question(question)
    form = _form(survey, kind, QuestionForm.filled_in(as_asked(question), kind, seen))

    def act() -> str:
        if form.seen.data != seen:
            raise Refused(SOMEBODY_CHANGED)
        changed = question_services.change_question(
            db.session(), survey, question, form.asked, by=current_person().id, now=now()
        )
        return f"The question is changed. {MUST_AGREE}" if changed else "Nothing changed."

    return change(
        form,
        survey,
        act,
        QUESTION,
        about=question,
        kind=kind,
        kinds=KINDS_IN_WORDS,
        question=question,
        is_fixed=is_fixed,
        is_translated=making_queries.is_translated(db.session(), question),
    )


@bp.route(
    "/<area>/surveys/<uuid:survey_id>/questions/<uuid:survey_question_id>/condition",
    methods=["GET", "POST"],
)
@requires(Permission.SURVEYS_MAKE)
def condition(survey_id: uuid.UUID, survey_question_id: uuid.UUID) -> Page | Response:
    """Choose an earlier question (`after` in the address), then which answers to it."""
    survey = the_survey(survey_id)
    question = the_question(survey, survey_question_id)
    earlier = _answerable_before(survey, question)
    after = request.args.get("after", "")
    form = ConditionForm(data={"values": list(question.asked_if_values)})
    form.offer(answers_of(as_asked(earlier[after])) if after in earlier else {})

    def act() -> str:
        values, by = form.values.data or [], current_person().id
        changed = question_services.set_condition(
            db.session(), survey, question, after, values, by=by, now=now()
        )
        return f"When it is asked is changed. {MUST_AGREE}" if changed else "Nothing changed."

    context = {"question": question, "earlier": earlier, "after": after}
    return change(form, survey, act, CONDITION, about=question, **context)


@bp.post("/<area>/surveys/<uuid:survey_id>/questions/<uuid:survey_question_id>/move")
@requires(Permission.SURVEYS_MAKE)
def move(survey_id: uuid.UUID, survey_question_id: uuid.UUID) -> Page | Response:
    """Put the question one place up or down."""
    survey = the_survey(survey_id)
    question = the_question(survey, survey_question_id)
    direction = request.form.get("direction")
    if direction not in ("up", "down"):
        abort(400)

    def act() -> str:
        moved = question_services.move_question(
            db.session(), survey, question, up=direction == "up", by=current_person().id, now=now()
        )
        return f"The question is moved. {MUST_AGREE}" if moved else "Nothing changed."

    return change(ButtonForm(), survey, act, about=question)


@bp.route(
    "/<area>/surveys/<uuid:survey_id>/questions/<uuid:survey_question_id>/remove",
    methods=["GET", "POST"],
)
@requires(Permission.SURVEYS_MAKE)
def remove(survey_id: uuid.UUID, survey_question_id: uuid.UUID) -> Page | Response:
    """Ask the question no more, after asking whether it is meant."""
    survey = the_survey(survey_id)
    question = the_question(survey, survey_question_id)

    def act() -> str:
        question_services.remove_question(
            db.session(), survey, question, by=current_person().id, now=now()
        )
        return f"The question is removed. {MUST_AGREE}"

    return change(ButtonForm(), survey, act, "surveys/remove.html", question=question)


def _form(survey: Survey, kind: str, filled_in: dict[str, Any]) -> QuestionForm:
    """The form for a question of the kind, offering what surveys here are about."""
    concepts = {each.concept for start in STARTING.values() for each in start.questions}
    concepts |= set(making_queries.concepts_in(db.session(), current_area()))
    return QuestionForm(
        kind,
        sorted(concepts),
        with_picture=survey.audience is Audience.YOUNG_PERSON,
        data=filled_in,
    )


def _answerable_before(survey: Survey, question: Question) -> dict[str, Question]:
    """The questions before this one that have answers to choose from, by their keys."""
    rows = question_services.in_order(survey)
    return {row.key: row for row in rows[: rows.index(question)] if as_asked(row).values}
