"""The requests of an area as officers look through them: sorted and cut by the database."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from portal.cases.reading import CASES, positions, read, reading, requests
from portal.cases.records import CaseRecord

# A family that has heard nothing since this day was promised to hear by now.
SILENT = positions.c.silent_since < bindparam("heard_since")
ENDED = positions.c.ended_on <= bindparam("as_of")

POSITIONS = (
    select(positions.c.request_id)
    .join(requests, requests.c.id == positions.c.request_id)
    .where(positions.c.area_id == bindparam("area_id"))
)
OPEN = POSITIONS.where(or_(positions.c.ended_on.is_(None), ~ENDED))
# First the promises that are broken, then cases of which nobody can say how late they are.
LATEST_FIRST = (
    case((SILENT, 0), else_=1),
    case((positions.c.contradictory, 0), else_=1),
    positions.c.due_on.is_(None).desc(),
    positions.c.due_on,
    requests.c.reference,
)
NEWEST_FIRST = (positions.c.ended_on.desc(), requests.c.reference)
# Each list of the officers: which requests, and in which order.
LISTS: dict[str, tuple[Select[Any], tuple[Any, ...]]] = {
    "all": (OPEN, LATEST_FIRST),
    "late": (OPEN.where(positions.c.due_on < bindparam("as_of")), LATEST_FIRST),
    "silent": (OPEN.where(SILENT), LATEST_FIRST),
    "mine": (OPEN.where(requests.c.caseworker_id == bindparam("person_id")), LATEST_FIRST),
    "ended": (POSITIONS.where(ENDED), NEWEST_FIRST),
}
PAGES = {
    name: wanted.order_by(*order).offset(bindparam("first")).limit(bindparam("count"))
    for name, (wanted, order) in LISTS.items()
}
COUNTS = {
    name: select(func.count()).select_from(wanted.subquery()) for name, (wanted, _) in LISTS.items()
}
THESE = reading(CASES.where(requests.c.id.in_(bindparam("ids", expanding=True))))


def count(session: Session, name: str, given: dict[str, Any]) -> int:
    """How many requests the list `name` holds."""
    return session.scalar(COUNTS[name], given) or 0


def page(
    session: Session, name: str, given: dict[str, Any], *, first: int, count: int
) -> list[CaseRecord]:
    """`count` requests of the list `name` in its order, from number `first` on."""
    ids = session.scalars(PAGES[name], given | {"first": first, "count": count}).all()
    return _in_order(session, ids)


def given(
    area_id: uuid.UUID, *, person_id: uuid.UUID, as_of: date, heard_since: date
) -> dict[str, Any]:
    """What the lists ask: whose area, who looks, on which day, and since when to have heard."""
    return {
        "area_id": area_id,
        "person_id": person_id,
        "as_of": as_of,
        "heard_since": heard_since,
    }


def _in_order(session: Session, ids: Sequence[uuid.UUID]) -> list[CaseRecord]:
    found = {case.id: case for case in read(session, THESE, {"ids": list(ids)})} if ids else {}
    return [found[each] for each in ids]
