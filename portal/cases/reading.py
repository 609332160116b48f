"""Reads any set of requests with all that is recorded about them, in three queries.

A set is a statement made from `CASES` with its parameters left open. Statements are put
together once, when modules are imported: the page that families open must not spend its
time on composing them.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Column,
    CompoundSelect,
    Label,
    Select,
    Table,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy import cast as cast_as
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CaseException,
    CasePosition,
    Child,
    FamilyUpdate,
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
    UpdateRecord,
)

requests, children, received, events, updates, advice, exceptions, people, positions = (
    cast(Table, model.__table__)
    for model in (
        Request,
        Child,
        ReceivedDate,
        CaseEvent,
        FamilyUpdate,
        AdviceRequest,
        CaseException,
        Person,
        CasePosition,
    )
)


def _nothing_like(column: Column[Any]) -> Label[Any]:
    """Nothing, of the type of a column that another part of the union has in its place."""
    return cast_as(null(), column.type).label(column.name)


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
        positions.c.told_on,
    )
    .join(children, children.c.id == requests.c.child_id)
    .outerjoin(positions, positions.c.request_id == requests.c.id)
    .outerjoin(people, people.c.id == requests.c.caseworker_id)
)
# What has a day and a moment is read together: events, days received and what families were
# told. The first column says which; each then has the columns of its own record.
EVENTS = select(
    literal("event").label("what"),
    events.c.request_id,
    events.c.id.label("id"),
    events.c.kind,
    events.c.happened_on,
    events.c.corrects_id,
    people.c.name,
    events.c.recorded_at.label("at"),
    null().label("words"),
    null().label("expected_step"),
    _nothing_like(updates.c.taken_back_at),
).join(people, people.c.id == events.c.recorded_by_id)
RECEIVED = select(
    literal("received"),
    received.c.request_id,
    received.c.id,
    null(),
    received.c.received_on,
    received.c.corrects_id,
    people.c.name,
    received.c.recorded_at,
    null(),
    null(),
    _nothing_like(updates.c.taken_back_at),
).join(people, people.c.id == received.c.recorded_by_id)
UPDATES = select(
    literal("update"),
    updates.c.request_id,
    updates.c.id,
    updates.c.late_reason,
    updates.c.expected_on,
    null(),
    people.c.name,
    updates.c.written_at,
    updates.c.words,
    updates.c.expected_step,
    updates.c.taken_back_at,
).join(people, people.c.id == updates.c.written_by_id)
# What lasts from one day to another is read together too: advice asked for, and exceptions.
ADVICE = select(
    literal("advice").label("what"),
    advice.c.request_id,
    advice.c.id.label("id"),
    advice.c.body.label("word"),
    advice.c.asked_on.label("first_day"),
    advice.c.received_on,
    people.c.name,
    advice.c.recorded_at,
    null().label("ground"),
    _nothing_like(exceptions.c.family_told_on),
    _nothing_like(exceptions.c.withdrawn_at),
    _nothing_like(exceptions.c.end_recorded_at),
).join(people, people.c.id == advice.c.recorded_by_id)
EXCEPTIONS = select(
    literal("exception"),
    exceptions.c.request_id,
    exceptions.c.id,
    exceptions.c.time_limit,
    exceptions.c.starts_on,
    exceptions.c.ends_on,
    people.c.name,
    exceptions.c.recorded_at,
    exceptions.c.ground,
    exceptions.c.family_told_on,
    exceptions.c.withdrawn_at,
    exceptions.c.end_recorded_at,
).join(people, people.c.id == exceptions.c.decided_by_id)

Record = TypeVar("Record")


@dataclass(frozen=True)
class Reading:
    """The three statements that read one set of requests."""

    cases: Select[Any]
    moments: CompoundSelect[Any]
    spans: CompoundSelect[Any]


def reading(cases: Select[Any]) -> Reading:
    """How to read the requests that `cases`, made from `CASES`, selects."""
    ids = select(cases.subquery().c.id)
    return Reading(
        cases,
        union_all(
            EVENTS.where(events.c.request_id.in_(ids)),
            RECEIVED.where(received.c.request_id.in_(ids)),
            UPDATES.where(updates.c.request_id.in_(ids)),
        ).order_by("at", "id"),
        union_all(
            ADVICE.where(advice.c.request_id.in_(ids)),
            EXCEPTIONS.where(exceptions.c.request_id.in_(ids)),
        ).order_by("first_day", "word", "id"),
    )


def read(session: Session, wanted: Reading, given: Mapping[str, Any]) -> list[CaseRecord]:
    """The requests that `wanted` selects with the parameters `given`, in its order."""
    connection = session.connection()
    rows = connection.execute(wanted.cases, given).all()
    moments = connection.execute(wanted.moments, given).all()
    spans = connection.execute(wanted.spans, given).all()
    came = _grouped([row[1:] for row in moments if row.what == "received"], _received)
    happened = _grouped([row[1:8] for row in moments if row.what == "event"], EventRecord)
    told = _grouped([row[1:] for row in moments if row.what == "update"], _update)
    asked = _grouped([row[1:8] for row in spans if row.what == "advice"], AdviceRecord)
    excepted = _grouped([row[1:] for row in spans if row.what == "exception"], ExceptionRecord)
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
            tuple(told[row.id]),
            row.told_on,
        )
        for row in rows
    ]


def _received(id: uuid.UUID, kind: None, *said: Any) -> ReceivedRecord:
    return ReceivedRecord(id, *said[:4])


def _update(
    id: uuid.UUID, reason: str | None, on: date | None, corrects: None, *said: Any
) -> UpdateRecord:
    return UpdateRecord(id, reason, on, *said)


def _grouped(
    rows: Iterable[Sequence[Any]], make: Callable[..., Record]
) -> defaultdict[uuid.UUID, list[Record]]:
    found: defaultdict[uuid.UUID, list[Record]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(make(*row[1:]))
    return found
