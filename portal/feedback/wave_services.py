"""Planning, opening and closing the waves of a survey."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.areas.models import Area
from portal.audit.services import Act, record
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.feedback import queries
from portal.feedback.definition import AskedQuestion, frozen
from portal.feedback.models import Question, Survey, Wave
from portal.feedback.services import as_asked, ensure_survey
from portal.feedback.wave_states import WaveState, wave_state

LONGEST_WAVE = timedelta(days=366)


@dataclass(frozen=True)
class Plan:
    """What an administrator plans: a wave's name, its days (both included), whom and how."""

    name: str
    opens_on: date
    closes_on: date
    channel: str
    invited: int | None


def plan_wave(
    session: Session, area: Area, plan: Plan, *, by: uuid.UUID | None, today: date, now: datetime
) -> Wave:
    """Plan a wave of the area's survey. Raises `Refused` for days that cannot be."""
    survey = ensure_survey(session, area)
    _check_days(plan, _others(session, survey), today)
    wave = Wave(survey=survey)
    _write(wave, plan)
    session.add(wave)
    session.flush()
    _note(session, Act.WAVE_PLANNED, wave, by, now)
    return wave


def change_plan(
    session: Session, wave: Wave, plan: Plan, *, by: uuid.UUID, today: date, now: datetime
) -> None:
    """Change a wave that is not open yet. Raises `Refused` for any other, or for its days."""
    others = _others(session, wave.survey, besides=wave)
    if wave_state(wave, today) not in (WaveState.PLANNED, WaveState.NEVER_OPENED):
        raise Refused("A wave that has opened cannot be changed. Close it and plan another one.")
    _check_days(plan, others, today)
    _write(wave, plan)
    session.flush()
    _note(session, Act.WAVE_CHANGED, wave, by, now)


def open_wave(
    session: Session, wave: Wave, *, by: uuid.UUID | None, today: date, now: datetime
) -> None:
    """Take answers from today on, and freeze what is asked.

    Raises `Refused` while another wave of the survey is open, and for a wave that has been
    open before or whose days have passed. `wave` comes with its survey.
    """
    others = _others(session, wave.survey, besides=wave)
    if wave_state(wave, today) is not WaveState.PLANNED:
        raise Refused("Only a planned wave can be opened. Plan a new one.")
    if any(wave_state(other, today) is WaveState.OPEN for other in others):
        raise Refused("Another wave is open. Close it first: only one can be open at a time.")
    first_day = min(wave.opens_on, today)
    _refuse_overlap(first_day, wave.closes_on, others, today)
    wave.opens_on, wave.opened_on = first_day, today
    wave.definition = frozen(
        _asked(session, wave.survey_id),
        invited_group=wave.survey.invited_group,
        channel=wave.channel,
    )
    session.flush()
    _note(session, Act.WAVE_OPENED, wave, by, now)


def close_wave(
    session: Session, wave: Wave, *, by: uuid.UUID | None, today: date, now: datetime
) -> None:
    """Take no more answers, for good. Raises `Refused` for a wave that is not open.

    Waits for answers that are being kept this moment, so that none comes after the figures.
    """
    session.refresh(wave, ["opened_on", "closed_on", "closes_on"], with_for_update=True)
    if wave.opened_on is None or wave.closed_on is not None:
        raise Refused("This wave is not open, so it cannot be closed.")
    wave.closed_on = min(today, wave.closes_on)
    session.flush()
    _note(session, Act.WAVE_CLOSED, wave, by, now)


def open_and_close_due(session: Session, *, today: date, now: datetime) -> int:
    """Close the waves whose last day has passed, then open those whose first day has come.

    Returns how many changed. One that cannot open because another is still open waits.
    """
    due = queries.due_waves(session, today)
    changed = 0
    for wave in sorted(due, key=lambda wave: wave.opened_on is None):
        act = open_wave if wave.opened_on is None else close_wave
        try:
            act(session, wave, by=None, today=today, now=now)
        except Refused:
            continue
        changed += 1
    return changed


def _others(session: Session, survey: Survey, besides: Wave | None = None) -> list[Wave]:
    """The survey's other waves, read again while nobody else can change any."""
    session.execute(select(Survey.id).where(Survey.id == survey.id).with_for_update())
    wanted = select(Wave).where(Wave.survey_id == survey.id).options(joinedload(Wave.survey))
    found = session.scalars(wanted.execution_options(populate_existing=True))
    return [wave for wave in found if wave is not besides]


def _check_days(plan: Plan, others: Sequence[Wave], today: date) -> None:
    if plan.opens_on < today:
        raise Refused("The first day must be today or later.")
    if plan.closes_on < plan.opens_on:
        raise Refused("The last day must be the first day or later.")
    if plan.closes_on - plan.opens_on > LONGEST_WAVE:
        raise Refused("A wave may last a year at most. Choose an earlier last day.")
    _refuse_overlap(plan.opens_on, plan.closes_on, others, today)


def _refuse_overlap(first: date, last: date, others: Sequence[Wave], today: date) -> None:
    for other in others:
        ends = other.closed_on or other.closes_on
        never = wave_state(other, today) is WaveState.NEVER_OPENED
        if not never and other.opens_on <= last and first <= ends:
            raise Refused(
                f"The wave “{other.name}” runs from {day_in_words(other.opens_on)} to "
                f"{day_in_words(ends)}, and waves must not overlap. Choose other days for one "
                "of them."
            )


def _write(wave: Wave, plan: Plan) -> None:
    wave.name, wave.channel, wave.invited = plan.name, plan.channel, plan.invited
    wave.opens_on, wave.closes_on = plan.opens_on, plan.closes_on


def _asked(session: Session, survey_id: uuid.UUID) -> Sequence[AskedQuestion]:
    rows = session.scalars(select(Question).where(Question.survey_id == survey_id))
    return [as_asked(row) for row in rows]


def _note(session: Session, act: Act, wave: Wave, by: uuid.UUID | None, now: datetime) -> None:
    area_id = wave.survey.area_id
    record(session, act, at=now, actor_id=by, area_id=area_id, object_id=wave.id)
