"""Planning, opening and closing the waves of a survey."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from portal.audit.services import Act, record
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.surveys import queries
from portal.surveys.channels import Channel, in_words
from portal.surveys.freezing import definition_of
from portal.surveys.models import Audience, Side, Survey, Wave, WaveKey
from portal.surveys.wave_states import WaveState, wave_state

LONGEST_WAVE = timedelta(days=366)
KEY_BYTES = 32


@dataclass(frozen=True)
class Plan:
    """What is planned: a wave's name, its days (both included), whom it asks and how.

    `channels` are keys of `portal.surveys.channels`. `invited_group` is empty where the
    survey's own words hold. `remind_on` is the day of the reminder by e-mail, if any.
    """

    name: str
    opens_on: date
    closes_on: date
    channels: Sequence[str]
    invited: int | None = None
    invited_group: str = ""
    remind_on: date | None = None


def plan_wave(
    session: Session,
    survey: Survey,
    plan: Plan,
    *,
    by: uuid.UUID | None,
    today: date,
    now: datetime,
) -> Wave:
    """Plan a wave of the survey. Raises `Refused` for days or ways that cannot be."""
    others = _others(session, survey)
    _check_plan(plan, others, today)
    _check_ways(plan, survey)
    wave = Wave(survey_id=survey.id, survey=survey)
    _write(wave, plan)
    session.add(wave)
    session.flush()
    _note(session, Act.WAVE_PLANNED, wave, by, now)
    return wave


def change_plan(
    session: Session, wave: Wave, plan: Plan, *, by: uuid.UUID, today: date, now: datetime
) -> None:
    """Change a wave that is not open yet. Raises `Refused` for any other, as for a new plan."""
    others = _others(session, wave.survey, besides=wave)
    if wave_state(wave, today) not in (WaveState.PLANNED, WaveState.NEVER_OPENED):
        raise Refused("A wave that has opened cannot be changed. Close it and plan another one.")
    _check_plan(plan, others, today)
    _check_ways(plan, wave.survey)
    _write(wave, plan)
    session.flush()
    _note(session, Act.WAVE_CHANGED, wave, by, now)


def open_wave(
    session: Session, wave: Wave, *, by: uuid.UUID | None, today: date, now: datetime
) -> None:
    """Take answers from today on, and freeze what is asked.

    Raises `Refused` while another wave of the survey is open, for a wave that has been open
    before or whose days have passed, and until the council and the forum have both agreed to
    the questions. `wave` comes with its survey.
    """
    others = _others(session, wave.survey, besides=wave)
    if wave_state(wave, today) is not WaveState.PLANNED:
        raise Refused("Only a planned wave can be opened. Plan a new one.")
    if any(wave_state(other, today) is WaveState.OPEN for other in others):
        raise Refused("Another wave is open. Close it first: only one can be open at a time.")
    if queries.agreed_sides(session, wave.survey_id) < len(Side):
        raise Refused(
            "The council and the parent carer forum must both agree to the questions first. "
            "They do so on the survey’s page."
        )
    first_day = min(wave.opens_on, today)
    _refuse_overlap(first_day, wave.closes_on, others, today)
    wave.opens_on, wave.opened_on = first_day, today
    wave.definition = definition_of(session, wave)
    wave.survey.frozen_version = wave.survey.version
    session.add(WaveKey(wave_id=wave.id, key=secrets.token_bytes(KEY_BYTES)))
    session.flush()
    _note(session, Act.WAVE_OPENED, wave, by, now)


def close_wave(
    session: Session, wave: Wave, *, by: uuid.UUID | None, today: date, now: datetime
) -> None:
    """Take no more answers, for good. Raises `Refused` for a wave that is not open.

    The wave's key is destroyed: from now on nobody can say which tickets were spent.
    Waits for answers that are being kept this moment, so that none comes after the figures.
    """
    session.refresh(wave, ["opened_on", "closed_on", "closes_on"], with_for_update=True)
    if wave.opened_on is None or wave.closed_on is not None:
        raise Refused("This wave is not open, so it cannot be closed.")
    wave.closed_on = min(today, wave.closes_on)
    session.execute(delete(WaveKey).where(WaveKey.wave_id == wave.id))
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
    """The survey's other waves, read again while nobody else can change any.

    Raises `Refused` for a survey that has ended.
    """
    held = select(Survey.ended_on).where(Survey.id == survey.id).with_for_update()
    if session.scalar(held) is not None:
        raise Refused("This survey has ended, so it cannot have another wave.")
    wanted = select(Wave).where(Wave.survey_id == survey.id).options(joinedload(Wave.survey))
    found = session.scalars(wanted.execution_options(populate_existing=True))
    return [wave for wave in found if wave is not besides]


def _check_plan(plan: Plan, others: Sequence[Wave], today: date) -> None:
    if plan.opens_on < today:
        raise Refused("The first day must be today or later.")
    if plan.closes_on < plan.opens_on:
        raise Refused("The last day must be the first day or later.")
    if plan.remind_on and not plan.opens_on < plan.remind_on <= plan.closes_on:
        raise Refused("The reminder must come after the first day, and not after the last day.")
    if plan.closes_on - plan.opens_on > LONGEST_WAVE:
        raise Refused("A wave may last a year at most. Choose an earlier last day.")
    _refuse_overlap(plan.opens_on, plan.closes_on, others, today)


def _check_ways(plan: Plan, survey: Survey) -> None:
    if not plan.channels:
        raise Refused("Choose at least one way in which people are asked.")
    if plan.remind_on and Channel.EMAIL not in plan.channels:
        raise Refused("A reminder goes by e-mail. Tick that people are asked by e-mail as well.")
    if Channel.STAGE_END not in plan.channels:
        return
    if survey.audience is Audience.PROFESSIONAL:
        raise Refused(
            "The message that a stage has ended goes to families only, so it cannot ask "
            "professionals. Choose another way."
        )
    if not survey.after_stages:
        raise Refused(
            "The survey names no stage after which families get a link. Name one on the survey’s "
            "page, or choose another way."
        )


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
    wave.name, wave.opens_on, wave.closes_on = plan.name, plan.opens_on, plan.closes_on
    wave.channels, wave.channel = list(plan.channels), in_words(plan.channels)
    wave.invited, wave.invited_group = plan.invited, plan.invited_group
    wave.remind_on = plan.remind_on


def _note(session: Session, act: Act, wave: Wave, by: uuid.UUID | None, now: datetime) -> None:
    area_id = wave.survey.area_id
    record(session, act, at=now, actor_id=by, area_id=area_id, object_id=wave.id)
