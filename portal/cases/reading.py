"""Reads any set of requests with all that is recorded about them, in four queries.

A set is a statement made from `CASES` with its parameters left open. Statements are put
together once, when modules are imported: the page that families open must not spend its
time on composing them.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import CompoundSelect, Row, Select, Table, func, null, select, union_all
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CaseException,
    Child,
    ReceivedDate,
    Request,
)
from portal.cases.records import (
    AdviceRecord,
    CaseRecord,
    ChildRecord,
    EventRecord,
    ExceptionRecord,
    ReceivedRecord,
)

requests, children, received, events, advice, exceptions, people = (
    cast(Table, model.__table__)
    for model in (
        Request,
        Child,
        ReceivedDate,
        CaseEvent,
        AdviceRequest,
        CaseException,
        Person,
    )
)

# The columns stand in the order of the records' fields; each fact's request comes first.
CASES = (
    select(
        requests.c.id,
        requests.c.reference,
        requests.c.source,
        requests.c.caseworker_id,
        func.coalesce(people.c.name, "").label("caseworker"),
        children.c.id.label("child_id"),
        children.c.first_name,
        children.c.last_name,
        children.c.born,
    )
    .join(children, children.c.id == requests.c.child_id)
    .outerjoin(people, people.c.id == requests.c.caseworker_id)
)
EVENTS = select(
    events.c.request_id,
    events.c.id.label("id"),
    events.c.kind,
    events.c.happened_on,
    events.c.corrects_id,
    people.c.name,
    events.c.recorded_at.label("recorded_at"),
).join(people, people.c.id == events.c.recorded_by_id)
# Days received are read together with the events, of which they are the first; they have no kind.
RECEIVED = select(
    received.c.request_id,
    received.c.id,
    null().label("kind"),
    received.c.received_on,
    received.c.corrects_id,
    people.c.name,
    received.c.recorded_at,
).join(people, people.c.id == received.c.recorded_by_id)
ADVICE = (
    select(
        advice.c.request_id,
        advice.c.id,
        advice.c.body,
        advice.c.asked_on,
        advice.c.received_on,
        people.c.name,
        advice.c.recorded_at,
    )
    .join(people, people.c.id == advice.c.recorded_by_id)
    .order_by(advice.c.asked_on, advice.c.body)
)
EXCEPTIONS = (
    select(
        exceptions.c.request_id,
        exceptions.c.id,
        exceptions.c.time_limit,
        exceptions.c.ground,
        exceptions.c.starts_on,
        exceptions.c.ends_on,
        exceptions.c.family_told_on,
        people.c.name,
        exceptions.c.recorded_at,
        exceptions.c.withdrawn_at,
    )
    .join(people, people.c.id == exceptions.c.decided_by_id)
    .order_by(exceptions.c.starts_on, exceptions.c.id)
)

Record = TypeVar("Record")


@dataclass(frozen=True)
class Reading:
    """The four statements that read one set of requests."""

    cases: Select[Any]
    events: CompoundSelect[Any]
    advice: Select[Any]
    exceptions: Select[Any]


def reading(cases: Select[Any]) -> Reading:
    """How to read the requests that `cases`, made from `CASES`, selects."""
    ids = select(cases.subquery().c.id)
    return Reading(
        cases,
        union_all(
            EVENTS.where(events.c.request_id.in_(ids)),
            RECEIVED.where(received.c.request_id.in_(ids)),
        ).order_by("recorded_at", "id"),
        ADVICE.where(advice.c.request_id.in_(ids)),
        EXCEPTIONS.where(exceptions.c.request_id.in_(ids)),
    )


def read(session: Session, wanted: Reading, given: Mapping[str, Any]) -> list[CaseRecord]:
    """The requests that `wanted` selects with the parameters `given`, in its order."""
    connection = session.connection()
    rows = connection.execute(wanted.cases, given).all()
    days = connection.execute(wanted.events, given).all()
    came = _grouped([row for row in days if row.kind is None], _received)
    happened = _grouped([row for row in days if row.kind is not None], EventRecord)
    asked = _grouped(connection.execute(wanted.advice, given).all(), AdviceRecord)
    excepted = _grouped(connection.execute(wanted.exceptions, given).all(), ExceptionRecord)
    return [
        CaseRecord(
            row.id,
            ChildRecord(row.child_id, row.first_name, row.last_name, row.born),
            row.reference,
            row.source,
            row.caseworker_id,
            row.caseworker,
            tuple(came[row.id]),
            tuple(happened[row.id]),
            tuple(asked[row.id]),
            tuple(excepted[row.id]),
        )
        for row in rows
    ]


def _received(id: uuid.UUID, kind: None, *said: Any) -> ReceivedRecord:
    return ReceivedRecord(id, *said)


def _grouped(
    rows: Sequence[Row[Any]], make: Callable[..., Record]
) -> defaultdict[uuid.UUID, list[Record]]:
    found: defaultdict[uuid.UUID, list[Record]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(make(*row[1:]))
    return found
