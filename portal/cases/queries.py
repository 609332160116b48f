"""Reading children, their families and their requests, always within one area.

Pages read records; what is to be changed is loaded as rows. The number of queries never
depends on how much there is to read.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from portal.accounts.models import Person
from portal.areas.scope import within
from portal.cases.models import Child, Guardian, Request
from portal.cases.reading import CASES, children, read, reading, requests
from portal.cases.records import CaseRecord, ChildRecord, Sight

guardianships = cast(Table, Guardian.__table__)

AREA: Any = bindparam("area_id")
HOLDS = and_(
    guardianships.c.since <= bindparam("as_of"),
    or_(guardianships.c.until.is_(None), guardianships.c.until > bindparam("as_of")),
)

IN_AREA = within(CASES, children.c, AREA)
CASE = reading(IN_AREA.where(requests.c.id == bindparam("request_id")))
CASES_OF = reading(IN_AREA.where(children.c.id.in_(bindparam("child_ids", expanding=True))))
SIGHTS = within(
    select(
        guardianships.c.id,
        guardianships.c.as_young_person,
        guardianships.c.agreed_on,
        guardianships.c.calendar_key,
        children.c.id.label("child_id"),
        children.c.first_name,
        children.c.last_name,
        children.c.born,
    ).join(children, children.c.id == guardianships.c.child_id),
    children.c,
    AREA,
).where(guardianships.c.person_id == bindparam("person_id"), HOLDS)


def case_record(session: Session, area_id: uuid.UUID, request_id: uuid.UUID) -> CaseRecord | None:
    """One request of the area with everything recorded about it."""
    found = read(session, CASE, {"area_id": area_id, "request_id": request_id})
    return found[0] if found else None


def sights(
    session: Session, area_id: uuid.UUID, person_id: uuid.UUID, *, as_of: date
) -> list[Sight]:
    """The children that a person was let in to see, by name, also where it holds no more."""
    given = {"area_id": area_id, "person_id": person_id, "as_of": as_of}
    found = (
        Sight(
            row.id,
            ChildRecord(row.child_id, row.first_name, row.last_name, row.born),
            row.as_young_person,
            row.agreed_on,
            row.calendar_key,
        )
        for row in session.connection().execute(SIGHTS, given)
    )
    # Let in twice, somebody sees the child once: by the access that holds.
    best = {sight.child.id: sight for sight in sorted(found, key=lambda each: each.holds(as_of))}
    return sorted(best.values(), key=lambda sight: (sight.child.name.casefold(), sight.child.born))


def cases_of(
    session: Session, area_id: uuid.UUID, children: Iterable[ChildRecord]
) -> list[CaseRecord]:
    """The requests of these children of the area, newest first."""
    ids = [child.id for child in children]
    found = read(session, CASES_OF, {"area_id": area_id, "child_ids": ids}) if ids else []
    return sorted(found, key=lambda case: (case.received_on, case.reference), reverse=True)


def own_cases(
    session: Session,
    area_id: uuid.UUID,
    person_id: uuid.UUID,
    *,
    as_of: date,
    child_id: uuid.UUID | None = None,
) -> list[CaseRecord]:
    """The requests of the children (or of one) that a person may see on `as_of`, newest first."""
    own = own_children(session, area_id, person_id, as_of=as_of)
    return cases_of(session, area_id, [each for each in own if child_id in (None, each.id)])


def own_children(
    session: Session, area_id: uuid.UUID, person_id: uuid.UUID, *, as_of: date
) -> list[ChildRecord]:
    """The children that a person may see on `as_of`, by name."""
    found = sights(session, area_id, person_id, as_of=as_of)
    return [sight.child for sight in found if sight.holds(as_of)]


def case(
    session: Session, area_id: uuid.UUID, request_id: uuid.UUID, *, to_change: bool = False
) -> Request | None:
    """One request of the area as rows: with its child and everything recorded.

    `to_change` keeps other officers' changes to it and to its child waiting until this one is
    kept, so that two of them cannot each record a fact that is possible alone and not together.
    """
    wanted = (
        select(Request)
        .join(Request.child)
        .where(Request.id == request_id)
        .options(
            contains_eager(Request.child),
            selectinload(Request.received),
            selectinload(Request.events),
            selectinload(Request.advice),
            selectinload(Request.exceptions),
            selectinload(Request.updates),
        )
    )
    if to_change:
        wanted = wanted.with_for_update(of=(Request, Child))
    return session.scalars(within(wanted, Child, area_id)).one_or_none()


def guardians(session: Session, child_id: uuid.UUID, *, as_of: date) -> Sequence[Guardian]:
    """Who was let in to see the child on `as_of`, by name."""
    wanted = (
        select(Guardian)
        .join(Guardian.person)
        .options(contains_eager(Guardian.person))
        .where(Guardian.child_id == child_id, HOLDS)
        .order_by(Person.name, Person.id)
    )
    return session.scalars(wanted, {"as_of": as_of}).all()


def children_born(session: Session, area_id: uuid.UUID, born: date) -> Sequence[Child]:
    """The children of the area born on a day, with their requests and the days received."""
    requests_with_days = selectinload(Child.requests).selectinload(Request.received)
    wanted = select(Child).where(Child.born == born).options(requests_with_days)
    return session.scalars(within(wanted, Child, area_id)).all()


def requests_of(session: Session, child: Child) -> Sequence[Request]:
    """All requests of a child, with the days received."""
    wanted = select(Request).where(Request.child_id == child.id)
    return session.scalars(wanted.options(selectinload(Request.received))).all()


def reference_taken(session: Session, reference: str) -> bool:
    """Whether a request of any area has this reference."""
    return session.scalar(select(Request.id).where(Request.reference == reference)) is not None
