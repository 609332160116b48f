"""Reading what the makers of surveys see: who agreed, which waves asked, what was frozen."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.areas.scope import within
from portal.audit.models import AuditEntry
from portal.audit.services import Act
from portal.surveys.definition import asked_questions
from portal.surveys.models import (
    Question,
    QuestionTranslation,
    Side,
    Survey,
    SurveyAgreement,
    Wave,
)


@dataclass(frozen=True)
class Agreed:
    """One side's yes: who said it, and when."""

    survey_id: uuid.UUID
    side: Side
    on: date
    name: str


@dataclass(frozen=True)
class WaveDays:
    """A wave without what it asked; `portal.surveys.wave_states` says what it is on a day."""

    survey_id: uuid.UUID
    name: str
    opens_on: date
    closes_on: date
    opened_on: date | None
    closed_on: date | None


WAVE_DAYS = (
    Wave.survey_id,
    Wave.name,
    Wave.opens_on,
    Wave.closes_on,
    Wave.opened_on,
    Wave.closed_on,
)


def survey_with(
    session: Session, area: Area, survey_id: uuid.UUID, *, to_change: bool = False
) -> Survey | None:
    """The area's survey with its questions, removed ones too.

    `to_change` keeps others who would change or agree to it waiting until this one is done.
    """
    wanted = within(select(Survey), Survey, area.id).where(Survey.id == survey_id)
    if to_change:
        wanted = wanted.with_for_update(of=Survey)
    wanted = wanted.options(selectinload(Survey.questions))
    return session.scalar(wanted.execution_options(populate_existing=True))


def question_counts(session: Session, area: Area) -> Mapping[uuid.UUID, int]:
    """How many questions each survey of the area asks now."""
    counted = (
        select(Survey.id, func.count())
        .join(Survey.questions)
        .where(Survey.area_id == area.id, Question.removed.is_(False))
        .group_by(Survey.id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def agreed_in(session: Session, area: Area) -> Sequence[Agreed]:
    """Every yes that stands to a survey of the area."""
    agreed = (
        select(SurveyAgreement.survey_id, SurveyAgreement.side, SurveyAgreement.on, Person.name)
        .join(Survey, Survey.id == SurveyAgreement.survey_id)
        .join(Person, Person.id == SurveyAgreement.person_id)
        .where(Survey.area_id == area.id)
    )
    return [Agreed(*row) for row in session.execute(agreed.order_by(SurveyAgreement.side))]


def ended_by(session: Session, survey_id: uuid.UUID) -> frozenset[Side]:
    """Which sides spoke when the survey was ended; none while it has not."""
    wanted = select(AuditEntry.details).where(
        AuditEntry.object_id == survey_id, AuditEntry.act == Act.SURVEY_ENDED.tag
    )
    said = session.scalars(wanted).first() or {}
    return frozenset(map(Side, said.get("sides", ())))


def wave_days_in(session: Session, area: Area) -> Sequence[WaveDays]:
    """The days of every wave of the area's surveys, the earliest first."""
    wanted = select(*WAVE_DAYS).join(Wave.survey).where(Survey.area_id == area.id)
    return [WaveDays(*row) for row in session.execute(wanted.order_by(Wave.opens_on))]


def last_frozen(session: Session, survey_id: uuid.UUID) -> tuple[str, str, dict[str, Any]] | None:
    """Name, own invited group (or empty) and definition of the survey's newest opened wave."""
    wanted = (
        select(Wave.name, Wave.invited_group, Wave.definition)
        .where(Wave.survey_id == survey_id, Wave.opened_on.is_not(None))
        .order_by(Wave.opens_on.desc())
        .limit(1)
    )
    found = session.execute(wanted).first()
    return (found[0], found[1], found[2]) if found and found[2] else None


def asked_keys(session: Session, survey_id: uuid.UUID) -> frozenset[str]:
    """The keys of all questions that a wave of the survey has ever asked."""
    wanted = select(Wave.definition).where(Wave.survey_id == survey_id, Wave.opened_on.is_not(None))
    return frozenset(
        question.key for frozen in session.scalars(wanted) for question in asked_questions(frozen)
    )


def is_translated(session: Session, question: Question) -> bool:
    """Whether the question has words in another language than English."""
    wanted = select(QuestionTranslation.language).where(
        QuestionTranslation.question_id == question.id
    )
    return session.scalars(wanted.limit(1)).first() is not None


def concepts_in(session: Session, area: Area) -> Sequence[str]:
    """What the area's surveys ask about, each once, in the order of the alphabet."""
    wanted = within(select(Question.concept).join(Question.survey), Survey, area.id)
    return session.scalars(wanted.distinct().order_by(Question.concept)).all()
