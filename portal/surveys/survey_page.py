"""The page of one survey: what it is, what it asks, who agreed, and what changed."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.accounts.access import may
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.domain.stages import StageKey, stage
from portal.extensions import SAFE_METHODS, db
from portal.surveys import making_queries, presenter
from portal.surveys.changes import Broken, broken_series
from portal.surveys.definition import asked_questions
from portal.surveys.fingerprints import fingerprint
from portal.surveys.freezing import as_it_stands
from portal.surveys.models import Question, Side, Survey
from portal.surveys.question_rules import MOST_QUESTIONS
from portal.surveys.question_services import in_order
from portal.surveys.services import as_asked
from portal.surveys.wave_states import WaveState, wave_state
from portal.web.answers import Page, page, refused
from portal.web.clock import today

TEMPLATE = "surveys/survey.html"

# The administrator alone keeps the waves, the forum alone reads the comments: whoever may do
# the one speaks for the council, whoever may do the other for the forum.
SPEAKS_FOR = {Side.COUNCIL: Permission.WAVES_KEEP, Side.FORUM: Permission.THEMES_KEEP}


def own_sides() -> list[Side]:
    """The sides for which whoever is here speaks."""
    return [side for side, permission in SPEAKS_FOR.items() if may(permission)]


def the_survey(survey_id: uuid.UUID) -> Survey:
    """The survey of this address, or 404. Changing it waits for anybody else's change."""
    to_change = request.method not in SAFE_METHODS
    found = making_queries.survey_with(db.session(), current_area(), survey_id, to_change=to_change)
    return found or abort(404)


def the_question(survey: Survey, question_id: uuid.UUID) -> Question:
    """The survey's question of this address, or 404; one that was removed is not there."""
    found = (each for each in in_order(survey) if each.id == question_id)
    return next(found, None) or abort(404)


def back_to(survey: Survey, question: Question | None = None) -> Response:
    """Go to the survey's page, and there to the question."""
    anchor = f"question-{question.key}" if question else None
    return redirect(url_for("surveys.show", survey_id=survey.id, _anchor=anchor), 303)


def change(
    form: FlaskForm,
    survey: Survey,
    act: Callable[[], str],
    template: str = TEMPLATE,
    *,
    about: Question | None = None,
    **context: Any,
) -> Page | Response:
    """Do `act` and go to the survey's page with the sentence that it returns.

    Where `act` is refused the page is shown again with the reason, and nothing is kept.
    """
    if template == TEMPLATE:
        context = shown(survey)
    if not form.validate_on_submit():
        return page(template, form, survey=survey, **context)
    try:
        done = act()
    except Refused as refusal:
        return refused(template, form, refusal, survey=survey, **context)
    flash(done)
    return back_to(survey, about)


def mark_of_question(question: Question) -> str:
    """The mark of a question's words, wherever it stands in the survey."""
    said = asdict(as_asked(question))
    return fingerprint({name: said[name] for name in said if name != "position"})


def agreed_to(definition: dict[str, Any], survey: Survey) -> list[Any]:
    """All that a side agrees to, as JSON can hold it."""
    return [definition, list(survey.after_stages)]


def shown(survey: Survey) -> dict[str, Any]:
    """What the page tells of a survey, apart from the survey itself."""
    session, area = db.session(), current_area()
    definition = as_it_stands(session, survey)
    ended_by = making_queries.ended_by(session, survey.id) if survey.ended_on else frozenset()
    questions = asked_questions(definition)
    agreed = [
        each for each in making_queries.agreed_in(session, area) if each.survey_id == survey.id
    ]
    return {
        "audience": presenter.AUDIENCES[survey.audience],
        "layout": presenter.LAYOUTS[survey.layout],
        "after_stages": [stage(StageKey(key)).name for key in survey.after_stages],
        "rows": presenter.question_rows(
            {each.key: each.id for each in survey.questions}, questions
        ),
        "is_full": len(questions) >= MOST_QUESTIONS,
        "languages": presenter.language_rows(questions, definition["translations"]),
        "agreed": {each.side: each for each in agreed},
        "sides": presenter.SIDES,
        "speaks_for": own_sides(),
        "ended_by": [words for side, words in presenter.SIDES.items() if side in ended_by],
        "seen": fingerprint(agreed_to(definition, survey)),
        "open_waves": _open_now(survey, making_queries.wave_days_in(session, area)),
        "last_wave": _last_wave(survey, definition),
    }


def _open_now(survey: Survey, waves: Iterable[making_queries.WaveDays]) -> list[Any]:
    of_survey = (each for each in waves if each.survey_id == survey.id)
    return [each for each in of_survey if wave_state(each, today()) is WaveState.OPEN]


def _last_wave(survey: Survey, definition: dict[str, Any]) -> tuple[str, list[Broken]] | None:
    """The newest wave that opened, and what cannot be compared with it as the survey stands.

    How people are asked belongs to the next wave's plan, and so does whom it invites where
    the last one did not keep to the survey's own words.
    """
    last = making_queries.last_frozen(db.session(), survey.id)
    if last is None:
        return None
    name, own_group, frozen = last
    now = definition | {"channel": frozen["channel"]}
    if own_group:
        now["invited_group"] = frozen["invited_group"]
    return name, list(broken_series(frozen, now))
