"""Reading surveys, their questions and their waves."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from portal.areas.models import Area
from portal.areas.scope import within
from portal.surveys.models import Question, Survey, SurveyAgreement, Wave

TAKES_ANSWERS = and_(
    Wave.opened_on.is_not(None), Wave.closed_on.is_(None), Wave.closes_on >= bindparam("today")
)
# Statements that every answer needs are made ready once.
WAVES_IN_AREA = within(
    select(Wave).join(Wave.survey).options(contains_eager(Wave.survey)),
    Survey,
    bindparam("area_id"),
)
OPEN_WAVE = WAVES_IN_AREA.where(Survey.key == bindparam("key"), TAKES_ANSWERS)
WAVE = WAVES_IN_AREA.where(Wave.id == bindparam("wave_id"))
QUESTIONS = Question.__table__.c
QUESTION_IDS = select(QUESTIONS.key, QUESTIONS.id).where(
    QUESTIONS.survey_id == bindparam("survey_id")
)


def survey_key(slug: str, area: Area) -> str:
    """The key of the area's survey with this slug."""
    return f"{slug}-{area.slug}"


def slug_of(key: str, area: Area) -> str:
    """The part of a survey's key that stands in addresses."""
    return key.removesuffix(f"-{area.slug}")


def survey_in(session: Session, area: Area, slug: str) -> Survey | None:
    """The area's survey with this slug, with its questions."""
    wanted = (
        within(select(Survey), Survey, area.id)
        .where(Survey.key == survey_key(slug, area))
        .options(selectinload(Survey.questions))
    )
    return session.scalar(wanted)


def surveys_in(session: Session, area: Area) -> Sequence[Survey]:
    """Every survey made in the area, by title; those that ended last."""
    wanted = within(select(Survey), Survey, area.id)
    return session.scalars(wanted.order_by(Survey.ended_on.is_not(None), Survey.title)).all()


def surveys_called(session: Session, key: str) -> Sequence[Survey]:
    """The survey with this key, or all whose keys are `key`, a hyphen and an organisation."""
    named = select(Survey).where(
        or_(Survey.key == key, Survey.key.startswith(f"{key}-", autoescape=True))
    )
    found = session.scalars(named.order_by(Survey.key)).all()
    return [survey for survey in found if survey.key == key] or found


def survey_called(session: Session, key: str) -> Survey | None:
    """The survey with exactly this key, with its questions and waves."""
    wanted = select(Survey).where(Survey.key == key)
    return session.scalar(
        wanted.options(selectinload(Survey.questions), selectinload(Survey.waves))
    )


def open_waves(session: Session, area: Area, today: date) -> Sequence[Wave]:
    """The waves in which people of the area can answer today, each with its survey."""
    return session.scalars(
        WAVES_IN_AREA.where(TAKES_ANSWERS).order_by(Survey.title, Wave.id),
        {"area_id": area.id, "today": today},
    ).all()


def open_wave(session: Session, area: Area, slug: str, today: date) -> Wave | None:
    """The wave of one survey in which people can answer today, with its survey."""
    named = {"area_id": area.id, "key": survey_key(slug, area), "today": today}
    return session.scalar(OPEN_WAVE, named)


def next_waves(session: Session, area: Area, today: date) -> Sequence[Wave]:
    """The waves that will open, the next one first, each with its survey."""
    planned = and_(Wave.opened_on.is_(None), Wave.closes_on >= today)
    wanted = WAVES_IN_AREA.where(planned).order_by(Wave.opens_on)
    return session.scalars(wanted, {"area_id": area.id}).all()


def waves_in(session: Session, area: Area) -> Sequence[Wave]:
    """Every wave of the area's surveys with its survey, the latest first."""
    wanted = WAVES_IN_AREA.order_by(Wave.opens_on.desc(), Survey.title)
    return session.scalars(wanted, {"area_id": area.id}).all()


def wave_in(session: Session, area: Area, wave_id: uuid.UUID) -> Wave | None:
    """One wave of the area's surveys, with its survey."""
    return session.scalar(WAVE, {"area_id": area.id, "wave_id": wave_id})


def due_waves(session: Session, today: date) -> Sequence[Wave]:
    """Waves of every survey whose day to open or to close has come, the earliest first."""
    to_open = and_(Wave.opened_on.is_(None), Wave.opens_on <= today, Wave.closes_on >= today)
    to_close = and_(Wave.opened_on.is_not(None), Wave.closed_on.is_(None), Wave.closes_on < today)
    wanted = (
        select(Wave)
        .join(Wave.survey)
        .options(contains_eager(Wave.survey))
        .where(or_(to_open, to_close))
        .order_by(Wave.opens_on)
        .with_for_update(of=Wave)
    )
    return session.scalars(wanted).all()


def question_ids(session: Session, survey_id: uuid.UUID) -> Mapping[str, uuid.UUID]:
    """The ids of a survey's questions by their keys."""
    return dict(session.execute(QUESTION_IDS, {"survey_id": survey_id}).all())


def agreed_sides(session: Session, survey_id: uuid.UUID) -> int:
    """How many of the two sides have agreed to the survey as it stands."""
    wanted = select(func.count()).where(SurveyAgreement.survey_id == survey_id)
    return session.scalar(wanted) or 0
