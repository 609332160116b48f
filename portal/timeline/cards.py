"""The children on a family's own list: each request with its stage and how it stands."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.cases.facts import where_it_stands
from portal.cases.records import CaseRecord, ChildRecord
from portal.cases.standing import Tag, status
from portal.domain.refusal import Refused
from portal.domain.stages import stage

BEING_CHECKED = Tag("Being checked", "grey")


@dataclass(frozen=True)
class Line:
    """One request of a child in a line."""

    id: uuid.UUID
    received_on: date
    stage: str
    status: Tag


@dataclass(frozen=True)
class Card:
    """A child with its requests, newest first."""

    child: ChildRecord
    lines: Sequence[Line]


def cards(
    children: Iterable[ChildRecord], cases: Iterable[CaseRecord], *, as_of: date
) -> list[Card]:
    """Each child with its own among `cases`, in their order, as they stand on `as_of`."""
    known = list(cases)
    return [
        Card(child, [_line(case, as_of) for case in known if case.child == child])
        for child in children
    ]


def _line(case: CaseRecord, as_of: date) -> Line:
    found = where_it_stands(case, as_of=as_of)
    if isinstance(found, Refused):
        return Line(case.id, case.received_on, "", BEING_CHECKED)
    return Line(case.id, case.received_on, stage(found.stage).name, status(found))
