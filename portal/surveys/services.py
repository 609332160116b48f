"""Making surveys, changing what is said of them, and ending them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.domain.slugs import slug
from portal.surveys import queries, starting
from portal.surveys.agreement_services import start_over
from portal.surveys.definition import AskedQuestion
from portal.surveys.models import (
    Audience,
    Layout,
    Question,
    QuestionTranslation,
    Side,
    Survey,
    SurveyTranslation,
    Wave,
)
from portal.surveys.starting_files import StartingSurvey
from portal.surveys.wave_states import WaveState, wave_state

# What stands in addresses in the place of a survey's slug.
RESERVED_SLUGS = frozenset({"kiosk", "thank-you", "ticket", "withdraw", "writing"})
LONGEST_SLUG = 60
SPOKEN = ("title", "introduction")


@dataclass(frozen=True)
class Particulars:
    """What is said of a survey beside its questions; the words of `Survey`'s columns."""

    title: str
    introduction: str
    invited_group: str
    layout: Layout
    asks_code_word: bool
    after_stages: Sequence[str]


def ensure_survey(session: Session, area: Area) -> Survey:
    """The area's survey about the assessment, made now if it is not there yet.

    One that is there stays as it is: its words belong to the answers given so far.
    """
    survey = queries.survey_in(session, area, starting.KEY)
    if survey is not None:
        return survey
    return _make(session, area, starting.KEY, starting.STARTING[starting.KEY])


def make_survey(
    session: Session,
    area: Area,
    *,
    title: str,
    audience: Audience,
    start: StartingSurvey | None,
    by: uuid.UUID,
    now: datetime,
) -> Survey:
    """Make a survey from one that comes with the portal, or an empty one.

    Its slug is made from `title`, and never changes. Raises `Refused` where the area asks
    the same people a survey of that title already.
    """
    session.execute(select(Area.id).where(Area.id == area.id).with_for_update())
    for other in queries.surveys_in(session, area):
        _refuse_same(other, title, audience)
    if start and start.title != title:
        # The translations of the title would say the other one.
        start = replace(start, translations={})
    survey = _make(session, area, _free_slug(session, area, title), start)
    survey.title, survey.audience = title, audience
    session.flush()
    record(session, Act.SURVEY_MADE, at=now, actor_id=by, area_id=area.id, object_id=survey.id)
    return survey


def particulars_of(survey: Survey) -> Particulars:
    """What is said of the survey now."""
    return Particulars(**{each.name: getattr(survey, each.name) for each in fields(Particulars)})


def change_survey(
    session: Session, survey: Survey, said: Particulars, *, by: uuid.UUID, now: datetime
) -> bool:
    """Say this of the survey from now on. False where nothing is different.

    A new title or introduction takes their translations away, which said the old words.
    Raises `Refused` for a survey that has ended.
    """
    refuse_ended(survey)
    before = particulars_of(survey)
    changed = [
        each.name
        for each in fields(Particulars)
        if getattr(before, each.name) != getattr(said, each.name)
    ]
    if not changed:
        return False
    for name in changed:
        setattr(survey, name, getattr(said, name))
    if set(SPOKEN) & set(changed):
        session.execute(delete(SurveyTranslation).where(SurveyTranslation.survey_id == survey.id))
    note_change(session, survey, changed, by=by, now=now)
    return True


def end_survey(
    session: Session,
    survey: Survey,
    sides: Collection[Side],
    *,
    by: uuid.UUID,
    today: date,
    now: datetime,
) -> None:
    """Let the survey have no more waves. Its answers and figures stay.

    One side is enough; the record says for which ones `by` speaks, so that the other can read
    it. Raises `Refused` while a wave is open or planned.
    """
    refuse_ended(survey)
    for wave in session.scalars(select(Wave).where(Wave.survey_id == survey.id)):
        if wave_state(wave, today) in (WaveState.OPEN, WaveState.PLANNED):
            raise Refused(
                f"The wave “{wave.name}” is {wave_state(wave, today)}. A survey can end when "
                "all its waves are over."
            )
    survey.ended_on = today
    session.flush()
    spoke = [side.value for side in Side if side in sides]
    about: dict[str, Any] = {"area_id": survey.area_id, "object_id": survey.id, "sides": spoke}
    record(session, Act.SURVEY_ENDED, at=now, actor_id=by, **about)


def refuse_ended(survey: Survey) -> None:
    """Raise `Refused` for a survey that has ended."""
    if survey.ended_on is not None:
        raise Refused("This survey has ended, so it stays as it is. Make a new one.")


def note_change(
    session: Session, survey: Survey, changed: Sequence[str], *, by: uuid.UUID, now: datetime
) -> None:
    """After every change: both sides agree again, and the record says what changed."""
    start_over(session, survey)
    record(
        session,
        Act.SURVEY_CHANGED,
        at=now,
        actor_id=by,
        area_id=survey.area_id,
        object_id=survey.id,
        fields=list(changed),
    )


def as_row(question: AskedQuestion, position: int) -> Question:
    """The question as a new row; its translations are rows of their own."""
    return Question(
        key=question.key,
        kind=question.kind,
        wording=question.wording,
        concept=question.concept,
        labels=list(question.labels),
        high_is_good=question.high_is_good,
        position=position,
        help_text=question.help_text,
        offers_unknown=question.offers_unknown,
        asked_if_key=question.asked_if_key,
        asked_if_values=list(question.asked_if_values),
        picture=question.picture,
        removed=False,
    )


def as_asked(question: Question) -> AskedQuestion:
    """The question as a definition holds it, without its translations."""
    return AskedQuestion(
        key=question.key,
        kind=question.kind,
        wording=question.wording,
        concept=question.concept,
        labels=tuple(question.labels),
        high_is_good=question.high_is_good,
        position=question.position,
        help_text=question.help_text,
        offers_unknown=question.offers_unknown,
        asked_if_key=question.asked_if_key,
        asked_if_values=tuple(question.asked_if_values),
        picture=question.picture,
    )


def _make(
    session: Session, area: Area, slug_of_survey: str, start: StartingSurvey | None
) -> Survey:
    survey = Survey(
        area_id=area.id,
        key=queries.survey_key(slug_of_survey, area),
        **(_said_by(start) if start else _EMPTY),
        questions=[_started(each, place) for place, each in enumerate(_asked_by(start), start=1)],
        translations=[
            SurveyTranslation(language=language, **words)
            for language, words in (start.translations if start else {}).items()
        ],
    )
    session.add(survey)
    session.flush()
    return survey


_EMPTY: dict[str, Any] = {"title": "", "introduction": "", "invited_group": ""}


def _said_by(start: StartingSurvey) -> dict[str, Any]:
    return {
        "title": start.title,
        "introduction": start.introduction,
        "invited_group": start.invited_group,
        "audience": start.audience,
        "layout": start.layout,
        "after_stages": [stage.value for stage in start.after_stages],
    }


def _asked_by(start: StartingSurvey | None) -> Sequence[AskedQuestion]:
    return start.questions if start else ()


def _started(question: AskedQuestion, position: int) -> Question:
    row = as_row(question, position)
    row.translations = [
        QuestionTranslation(
            language=language,
            wording=words["wording"],
            help_text=words["help_text"],
            labels=list(words["labels"]),
        )
        for language, words in (question.translations or {}).items()
    ]
    return row


def _refuse_same(other: Survey, title: str, audience: Audience) -> None:
    same = (other.title.casefold(), other.audience) == (title.casefold(), audience)
    if same and other.ended_on is None:
        raise Refused(
            "There is a survey of this title for the same people already. Change that one, or "
            "choose another title."
        )


def _free_slug(session: Session, area: Area, title: str) -> str:
    """A slug like `how-it-went`, with a number where another survey has it."""
    base = slug(title)[:LONGEST_SLUG].strip("-") or "survey"
    base = f"{base}-survey" if base in RESERVED_SLUGS else base
    free, number = base, 1
    while _is_taken(session, queries.survey_key(free, area)):
        number += 1
        free = f"{base}-{number}"
    return free


def _is_taken(session: Session, key: str) -> bool:
    return session.scalar(select(Survey.id).where(Survey.key == key)) is not None
