"""The requests of an area as officers look through them: open ones, or ended ones by page."""

import uuid
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from portal.areas.scope import within
from portal.cases.queries import AREA
from portal.cases.reading import CASES, children, events, read, reading, requests
from portal.cases.records import CaseRecord
from portal.domain.facts import OUTCOMES

newer = events.alias("newer")

# The day of a request's ending that no newer record corrects, or nothing.
ENDED_ON = (
    select(func.max(events.c.happened_on))
    .where(events.c.request_id == requests.c.id, events.c.kind.in_(OUTCOMES))
    .where(events.c.happened_on <= bindparam("as_of"))
    .where(~select(newer.c.id).where(newer.c.corrects_id == events.c.id).exists())
    .correlate(requests)
    .scalar_subquery()
)
IN_AREA = within(CASES, children.c, AREA)
OPEN = IN_AREA.where(ENDED_ON.is_(None)).order_by(requests.c.reference)
OPEN_CASES = reading(OPEN)
OPEN_CASES_OF = reading(OPEN.where(requests.c.caseworker_id == bindparam("caseworker_id")))
ENDED = IN_AREA.where(ENDED_ON.is_not(None))
ENDED_CASES = reading(
    ENDED.order_by(ENDED_ON.desc(), requests.c.reference)
    .offset(bindparam("first"))
    .limit(bindparam("count"))
)
HOW_MANY_ENDED = select(func.count()).select_from(ENDED.subquery())


def open_cases(
    session: Session, area_id: uuid.UUID, *, as_of: date, caseworker_id: uuid.UUID | None = None
) -> list[CaseRecord]:
    """Every request not ended by `as_of`, by reference; only one caseworker's if given."""
    given = {"area_id": area_id, "as_of": as_of}
    if caseworker_id is None:
        return read(session, OPEN_CASES, given)
    return read(session, OPEN_CASES_OF, given | {"caseworker_id": caseworker_id})


def ended_cases(
    session: Session, area_id: uuid.UUID, *, as_of: date, first: int, count: int
) -> list[CaseRecord]:
    """`count` of the requests ended by `as_of`, newest ending first, from number `first` on."""
    given = {"area_id": area_id, "as_of": as_of, "first": first, "count": count}
    return read(session, ENDED_CASES, given)


def count_ended(session: Session, area_id: uuid.UUID, *, as_of: date) -> int:
    """How many requests of the area have ended by `as_of`."""
    return session.scalar(HOW_MANY_ENDED, {"area_id": area_id, "as_of": as_of}) or 0
