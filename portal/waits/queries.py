"""Reading the newest curve of an area, and the requests that make one."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.cases.queries import IN_AREA
from portal.cases.reading import read, reading, received, requests
from portal.cases.records import CaseRecord
from portal.domain.waits import Curve, Step
from portal.waits.models import WaitingFigure

NEWEST = (
    select(
        WaitingFigure.received_from,
        WaitingFigure.steps,
        WaitingFigure.cases,
        WaitingFigure.plans,
    )
    .where(WaitingFigure.area_id == bindparam("area_id"))
    .order_by(WaitingFigure.computed_on.desc())
    .limit(1)
)
# A corrected day still stands among these, so the day that counts is looked at afterwards.
RECENT = reading(
    IN_AREA.where(
        select(received.c.id)
        .where(received.c.request_id == requests.c.id)
        .where(received.c.received_on.between(bindparam("since"), bindparam("until")))
        .exists()
    ).order_by(requests.c.reference)
)


def newest(session: Session, area_id: uuid.UUID) -> Curve | None:
    """The area's curve as it was worked out last; None before the first time. One query."""
    row = session.execute(NEWEST, {"area_id": area_id}).one_or_none()
    if row is None:
        return None
    return Curve(row.received_from, tuple(Step(*step) for step in row.steps), row.cases, row.plans)


def received_between(
    session: Session, area_id: uuid.UUID, *, since: date, until: date
) -> list[CaseRecord]:
    """The area's requests received from `since` to `until`, both included, by reference."""
    given = {"area_id": area_id, "since": since, "until": until}
    return [case for case in read(session, RECENT, given) if since <= case.received_on <= until]


def areas_without_figure(session: Session, on: date) -> Sequence[uuid.UUID]:
    """The areas whose curve was not worked out on this day, by name."""
    there = select(WaitingFigure.area_id).where(WaitingFigure.computed_on == on)
    return session.scalars(select(Area.id).where(Area.id.not_in(there)).order_by(Area.name)).all()
