"""Working out an area's curve of waits and keeping it."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.cases.facts import facts_of
from portal.cases.records import CaseRecord
from portal.domain.counting import days_after
from portal.domain.refusal import Refused
from portal.domain.waits import Wait, wait_of
from portal.waits.curve import curve_of
from portal.waits.models import WaitingFigure
from portal.waits.queries import received_between

RECENT_DAYS = 730
"""Two years: long enough for waits far past the law's 20 weeks, and recent enough to tell of
the team as it works now."""


def refresh(session: Session, area_id: uuid.UUID, *, today: date) -> WaitingFigure:
    """Work out what families waited whose request came within the last two years, and keep it.

    A second time on one day takes the place of the first. Requests whose facts contradict
    each other are left out and counted.
    """
    since = days_after(today, -RECENT_DAYS)
    cases = received_between(session, area_id, since=since, until=today)
    counted = list(_counted(cases, today))
    first = min((received_on for received_on, _ in counted), default=since)
    curve = curve_of([wait for _, wait in counted], since=first)
    figure = WaitingFigure(
        area_id=area_id,
        computed_on=today,
        received_from=curve.since,
        cases=curve.cases,
        plans=curve.plans,
        steps=list(curve.steps),
        skipped=len(cases) - len(counted),
    )
    session.execute(
        delete(WaitingFigure).where(
            WaitingFigure.area_id == area_id, WaitingFigure.computed_on == today
        )
    )
    session.add(figure)
    session.flush()
    return figure


def _counted(cases: Iterable[CaseRecord], today: date) -> Iterator[tuple[date, Wait]]:
    """The day received and the wait of every request whose facts can be true together."""
    for case in cases:
        # One request that cannot be true must not hide all the others.
        with suppress(Refused):
            yield case.received_on, wait_of(facts_of(case), as_of=today)
