"""One request with everything recorded about it: values for pages, which only read.

They are named as the rows are, with names of people in place of their numbers. What they
mean is worked out by `portal.domain.assessment`.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.cases.newest import newest


@dataclass(frozen=True)
class ChildRecord:
    """Whom a request is about."""

    id: uuid.UUID
    first_name: str
    last_name: str
    born: date

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class ReceivedRecord:
    """One record of the day received; `corrects_id` is the older one that it takes the place of."""

    id: uuid.UUID
    received_on: date
    corrects_id: uuid.UUID | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class EventRecord:
    """One record of an event; `corrects_id` is the older one that it takes the place of.

    `happened_on` is None where it says that the older one never happened.
    """

    id: uuid.UUID
    kind: str
    happened_on: date | None
    corrects_id: uuid.UUID | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class AdviceRecord:
    """Advice asked of one body, and who recorded its newest news."""

    id: uuid.UUID
    body: str
    asked_on: date
    received_on: date | None
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class ExceptionRecord:
    """An exception, who decided it and when the family was told; withdrawn if wrong."""

    id: uuid.UUID
    limit: str
    ground: str
    starts_on: date
    ends_on: date | None
    family_told_on: date
    decided_by: str
    recorded_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class CaseRecord:
    """Everything recorded about one request. `caseworker` is empty while nobody has it.

    `received` holds at least the day that was recorded first.
    """

    id: uuid.UUID
    child: ChildRecord
    reference: str
    source: str
    caseworker_id: uuid.UUID | None
    caseworker: str
    received: tuple[ReceivedRecord, ...]
    events: tuple[EventRecord, ...] = ()
    advice: tuple[AdviceRecord, ...] = ()
    exceptions: tuple[ExceptionRecord, ...] = ()

    @property
    def received_on(self) -> date:
        """The day received that stands."""
        return self.newest_received.received_on

    @property
    def newest_received(self) -> ReceivedRecord:
        """The newest record of the day received."""
        return newest(self.received)

    @property
    def first_received_as(self) -> date:
        """The day received as it was recorded first."""
        return next(row for row in self.received if row.corrects_id is None).received_on

    @property
    def last_updated(self) -> datetime:
        """The moment of the newest record."""
        rows: list[ReceivedRecord | EventRecord | AdviceRecord | ExceptionRecord]
        rows = [*self.received, *self.events, *self.advice, *self.exceptions]
        withdrawals = [row.withdrawn_at for row in self.exceptions if row.withdrawn_at]
        return max([*(row.recorded_at for row in rows), *withdrawals])
