"""Reading what is to be told, to whom and how. Background work reads across areas."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from portal.areas.models import Area, Contact
from portal.cases.models import CaseEvent, CaseNews, CasePosition, Child, Guardian, Request
from portal.cases.queries import HOLDS
from portal.cases.reading import CASES, read, reading, requests
from portal.cases.records import CaseRecord, ChildRecord, Sight
from portal.domain.bodies import Body
from portal.domain.facts import EventKind
from portal.domain.stages import StageKey
from portal.feedback.keys import wave_secret
from portal.notices.models import AskedStage, NoticeSetting, ToldNews
from portal.notices.stage_survey import StageSurvey
from portal.notices.wishes import Sort, Wishes
from portal.outbox.models import OutboxMessage
from portal.surveys.channels import Channel
from portal.surveys.models import Survey, Wave, WaveKey

THESE = reading(CASES.where(requests.c.id.in_(bindparam("request_ids", expanding=True))))


def wishes(session: Session, people: Collection[uuid.UUID]) -> dict[uuid.UUID, Wishes]:
    """What those of `people` wish who ever chose."""
    rows = session.scalars(select(NoticeSetting).where(NoticeSetting.person_id.in_(people)))
    return {row.person_id: _wishes(row) for row in rows}


def _wishes(row: NoticeSetting) -> Wishes:
    kept = {
        Sort.NEW_STEPS: row.new_steps,
        Sort.ANSWERS: row.answers,
        Sort.DATES: row.dates,
        Sort.SURVEYS: row.surveys,
    }
    return Wishes(row.by_email, row.mobile, frozenset(sort for sort, on in kept.items() if on))


@dataclass(frozen=True)
class Ripe:
    """Until when news must have come so that it is told.

    A request's news is told once nothing has come since `until`, or once some of it has waited
    from `first` on; even then only what came until `until`.
    """

    until: datetime
    first: datetime

    def requests(self) -> Select[Any]:
        """The requests with news that is to be told."""
        quiet, overdue = func.max(CaseNews.at) <= self.until, func.min(CaseNews.at) <= self.first
        waiting = select(CaseNews.request_id).where(CaseNews.spread_at.is_(None))
        return waiting.group_by(CaseNews.request_id).having(or_(quiet, overdue))


def requests_with_news(
    session: Session, ripe: Ripe, *, besides: Collection[uuid.UUID], limit: int
) -> list[uuid.UUID]:
    """Up to `limit` requests with news that is to be told, the oldest first."""
    wanted = ripe.requests().where(CaseNews.request_id.not_in(besides))
    oldest_first = wanted.order_by(func.min(CaseNews.at), CaseNews.request_id)
    return list(session.scalars(oldest_first.limit(limit)))


def claim_news(
    session: Session, request_ids: Collection[uuid.UUID], ripe: Ripe
) -> Sequence[CaseNews]:
    """The news of these requests that is to be told, oldest first, for this transaction alone.

    What another worker is spreading this moment is passed over.
    """
    wanted = (
        select(CaseNews)
        .where(CaseNews.request_id.in_(request_ids), CaseNews.request_id.in_(ripe.requests()))
        .where(CaseNews.spread_at.is_(None), CaseNews.at <= ripe.until)
        .order_by(CaseNews.at, CaseNews.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return session.scalars(wanted).all()


def told_before(
    session: Session, request_ids: Collection[uuid.UUID]
) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    """Which record of these requests was told to which person: the numbers of both."""
    wanted = select(CaseNews.object_id, ToldNews.person_id).join(
        ToldNews, ToldNews.news_id == CaseNews.id
    )
    rows = session.execute(wanted.where(CaseNews.request_id.in_(request_ids)))
    return frozenset((object_id, person_id) for object_id, person_id in rows)


def stage_surveys(
    session: Session, areas: Collection[uuid.UUID], *, today: date, until: date, secret: str
) -> list[StageSurvey]:
    """The surveys of these areas that families are asked when a stage ends, in one query.

    Only those with a wave that is open `today` and does not close before `until`.
    """
    is_open = Wave.opened_on.is_not(None), Wave.closed_on.is_(None), Wave.closes_on >= until
    wanted = (
        select(Survey, Wave, WaveKey)
        .join(Wave, Wave.survey_id == Survey.id)
        .join(WaveKey, WaveKey.wave_id == Wave.id)
        .where(Survey.area_id.in_(areas), Wave.opened_on <= today, *is_open)
        .order_by(Survey.key)
    )
    rows = session.execute(wanted).all()
    # The keys are read already, so that asking for a wave's secret asks the database nothing.
    secrets = {wave.id: wave_secret(session, wave.id, secret) for _, wave, _ in rows}
    return [
        StageSurvey(
            survey.area_id,
            wave.id,
            survey.audience,
            frozenset(survey.after_stages),
            wave.closes_on,
            kept,
        )
        for survey, wave, _ in rows
        if Channel.STAGE_END in wave.channels and survey.area_id and (kept := secrets[wave.id])
    ]


def asked_before(
    session: Session, request_ids: Collection[uuid.UUID]
) -> frozenset[tuple[uuid.UUID, StageKey, uuid.UUID]]:
    """Which person was asked of which stage of these requests."""
    wanted = select(AskedStage.request_id, AskedStage.stage, AskedStage.person_id)
    rows = session.execute(wanted.where(AskedStage.request_id.in_(request_ids)))
    return frozenset((request_id, stage, person_id) for request_id, stage, person_id in rows)


def written(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Which of these messages were ever written, sent or not."""
    wanted = select(OutboxMessage.key).where(OutboxMessage.key.in_(keys))
    return frozenset(session.scalars(wanted)) if keys else frozenset()


def cases(session: Session, request_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, CaseRecord]:
    """These requests with everything recorded about them."""
    found = read(session, THESE, {"request_ids": list(request_ids)})
    return {case.id: case for case in found}


def areas_of(session: Session, children: Collection[uuid.UUID]) -> dict[uuid.UUID, Area]:
    """The area of each of these children."""
    wanted = select(Child.id, Area).join(Area, Area.id == Child.area_id)
    return dict(session.execute(wanted.where(Child.id.in_(children))).all())


def contacts(
    session: Session, areas: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[Body, Contact]]:
    """How each body of each of these areas is reached."""
    found: defaultdict[uuid.UUID, dict[Body, Contact]] = defaultdict(dict)
    for row in session.scalars(select(Contact).where(Contact.area_id.in_(areas))):
        found[row.area_id][row.body] = row
    return found


def guardians(
    session: Session, children: Collection[uuid.UUID], *, as_of: date
) -> dict[uuid.UUID, list[Guardian]]:
    """Who was let in to see each of these children on `as_of`, with their addresses."""
    wanted = (
        select(Guardian)
        .join(Guardian.person)
        .options(contains_eager(Guardian.person))
        .where(Guardian.child_id.in_(children), HOLDS)
        .order_by(Guardian.since, Guardian.id)
    )
    found: defaultdict[uuid.UUID, list[Guardian]] = defaultdict(list)
    for row in session.scalars(wanted, {"as_of": as_of}):
        found[row.child_id].append(row)
    return found


def owed_between(session: Session, since: date, until: date) -> list[uuid.UUID]:
    """The open requests of which the law asks something on a day from `since` to `until`."""
    return list(
        session.scalars(
            select(CasePosition.request_id).where(
                CasePosition.ended_on.is_(None), CasePosition.due_on.between(since, until)
            )
        )
    )


def ended_between(session: Session, since: date, until: date) -> list[uuid.UUID]:
    """The requests that ended on a day from `since` to `until`."""
    ended = CasePosition.ended_on.between(since, until)
    return list(session.scalars(select(CasePosition.request_id).where(ended)))


def drafted_between(session: Session, since: date, until: date) -> list[uuid.UUID]:
    """The open requests of which a draft plan was sent from `since` to `until`, or was said to."""
    wanted = (
        select(CaseEvent.request_id)
        .join(CasePosition, CasePosition.request_id == CaseEvent.request_id)
        .where(CaseEvent.kind == EventKind.DRAFT_SENT.value, CasePosition.ended_on.is_(None))
        .where(CaseEvent.happened_on.between(since, until))
    )
    return list(session.scalars(wanted.distinct()))


def born_between(session: Session, since: date, until: date) -> dict[uuid.UUID, date]:
    """The birthdays of the children with a request who were born from `since` to `until`."""
    wanted = select(Child.id, Child.born).where(Child.born.between(since, until))
    has_request = select(Request.id).where(Request.child_id == Child.id).exists()
    return dict(session.execute(wanted.where(has_request)).all())


def birthdays(session: Session, children: Collection[uuid.UUID]) -> dict[uuid.UUID, date]:
    """When each of these children was born."""
    wanted = select(Child.id, Child.born).where(Child.id.in_(children))
    return dict(session.execute(wanted).all())


def calendar_sight(session: Session, area_id: uuid.UUID, key: str, *, as_of: date) -> Sight | None:
    """Who looks through the calendar with this key, while they are let in to see the child."""
    wanted = (
        select(Guardian, Child)
        .join(Child, Child.id == Guardian.child_id)
        .where(Guardian.calendar_key == key, Child.area_id == area_id, HOLDS)
    )
    row = session.execute(wanted, {"as_of": as_of}).one_or_none()
    if row is None:
        return None
    guardian, child = row
    return Sight(
        guardian.id,
        ChildRecord(child.id, child.first_name, child.last_name, child.born),
        guardian.as_young_person,
        guardian.agreed_on,
        guardian.calendar_key,
    )
