"""Reading surveys and waves, and the names that comments must not show."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from portal.accounts.models import Person, RoleGrant
from portal.areas.models import Area, Contact
from portal.areas.scope import within
from portal.cases.models import Child, Guardian
from portal.feedback.definition import survey_key
from portal.feedback.models import ImportedAnswer, Question, Response, Survey, Wave


def assessment_survey(session: Session, area: Area) -> Survey | None:
    """The area's survey about the assessment, with its questions."""
    wanted = (
        within(select(Survey), Survey, area.id)
        .where(Survey.key == survey_key(area.slug))
        .options(selectinload(Survey.questions))
    )
    return session.scalar(wanted)


def surveys_called(session: Session, key: str) -> Sequence[Survey]:
    """The survey with this key, or all whose keys are `key`, a hyphen and an organisation."""
    named = select(Survey).where(
        or_(Survey.key == key, Survey.key.startswith(f"{key}-", autoescape=True))
    )
    found = session.scalars(named.order_by(Survey.key)).all()
    return [survey for survey in found if survey.key == key] or found


def open_wave(session: Session, area: Area, today: date, *, held_open: bool = False) -> Wave | None:
    """The wave in which families of the area can answer today, with its survey.

    `held_open` keeps it from being closed until this transaction ends.
    """
    wanted = _waves_in(area).where(_takes_answers(today))
    if held_open:
        wanted = wanted.with_for_update(read=True, of=Wave)
    return session.scalar(wanted)


def next_wave(session: Session, area: Area, today: date) -> Wave | None:
    """The wave that opens next."""
    planned = and_(Wave.opened_on.is_(None), Wave.closes_on >= today)
    return session.scalar(_waves_in(area).where(planned).order_by(Wave.opens_on).limit(1))


def waves_in(session: Session, area: Area) -> Sequence[Wave]:
    """Every wave of the area's survey about the assessment, the latest first."""
    return session.scalars(_waves_in(area).order_by(Wave.opens_on.desc())).all()


def wave_in(session: Session, area: Area, wave_id: uuid.UUID) -> Wave | None:
    """One wave of the area's survey about the assessment."""
    return session.scalar(_waves_in(area).where(Wave.id == wave_id))


def responses_by_wave(session: Session, waves: Iterable[Wave]) -> Mapping[uuid.UUID, int]:
    """How many families answered in each of these waves; waves without answers are absent."""
    counted = (
        select(Response.wave_id, func.count())
        .where(Response.wave_id.in_([wave.id for wave in waves]))
        .group_by(Response.wave_id)
    )
    return dict(session.execute(counted).all())


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
    wanted = select(Question.key, Question.id).where(Question.survey_id == survey_id)
    return dict(session.execute(wanted).all())


def survey_called(session: Session, key: str) -> Survey | None:
    """The survey with exactly this key, with its questions and waves."""
    wanted = select(Survey).where(Survey.key == key)
    return session.scalar(
        wanted.options(selectinload(Survey.questions), selectinload(Survey.waves))
    )


def imported_digests(session: Session, survey_key: str) -> set[str]:
    """The digests of every answer that was imported into a survey."""
    survey_id = select(Survey.id).where(Survey.key == survey_key).scalar_subquery()
    wanted = select(ImportedAnswer.digest).where(ImportedAnswer.survey_id == survey_id)
    return set(session.scalars(wanted))


def names_in(session: Session, area_id: uuid.UUID) -> set[str]:
    """The names of the area's children, their parents and its staff, past ones too."""
    children = select(Child.first_name, Child.last_name).where(Child.area_id == area_id)
    is_guardian = exists().where(
        Guardian.person_id == Person.id, Guardian.child_id == Child.id, Child.area_id == area_id
    )
    has_role = exists().where(RoleGrant.person_id == Person.id, RoleGrant.area_id == area_id)
    people = select(Person.name).where(or_(is_guardian, has_role))
    return {name for names in session.execute(children) for name in names} | set(
        session.scalars(people)
    )


def public_names_in(session: Session, area_id: uuid.UUID) -> set[str]:
    """The names of the area and of the bodies that families deal with: nobody's secret."""
    area = select(Area.name, Area.council).where(Area.id == area_id)
    bodies = within(select(Contact.name), Contact, area_id)
    return {name for names in session.execute(area) for name in names} | set(
        session.scalars(bodies)
    )


def _waves_in(area: Area) -> Select[Wave]:
    wanted = select(Wave).join(Wave.survey).options(contains_eager(Wave.survey))
    return within(wanted, Survey, area.id).where(Survey.key == survey_key(area.slug))


def _takes_answers(today: date) -> ColumnElement[bool]:
    return and_(Wave.opened_on.is_not(None), Wave.closed_on.is_(None), Wave.closes_on >= today)
