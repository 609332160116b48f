"""One request with everything recorded about it: values for pages, which only read.

They are named as the rows are, with names of people in place of their numbers. What they
mean is worked out by `portal.domain.assessment`.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.cases.newest import newest
from portal.domain.rights_holder import parent_may_see


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
class Sight:
    """That a person was let in to see a child's requests, and as whom.

    `calendar_key` is the secret part of the address of their calendar, if they have one.
    """

    guardian_id: uuid.UUID
    child: ChildRecord
    as_young_person: bool
    agreed_on: date | None
    calendar_key: str | None

    def holds(self, day: date) -> bool:
        """Whether they may see on `day`: a parent may not once the young person was not asked."""
        return self.as_young_person or parent_may_see(
            self.child.born, day, agreed_on=self.agreed_on
        )


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
    starts_on: date
    ends_on: date | None
    decided_by: str
    recorded_at: datetime
    ground: str
    family_told_on: date
    withdrawn_at: datetime | None
    end_recorded_at: datetime | None = None


@dataclass(frozen=True)
class UpdateRecord:
    """What an officer told the family, oldest first among others."""

    id: uuid.UUID
    late_reason: str | None
    expected_on: date | None
    written_by: str
    written_at: datetime
    words: str
    expected_step: str | None
    taken_back_at: datetime | None = None


@dataclass(frozen=True)
class CaseRecord:
    """Everything recorded about one request. `caseworker` is empty while nobody has it.

    `received` holds at least the day that was recorded first. `told_on` is the day the family
    last heard from the council, None while it has heard nothing.
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
    updates: tuple[UpdateRecord, ...] = ()
    told_on: date | None = None

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
        later = (
            *(row.withdrawn_at for row in self.exceptions),
            *(row.end_recorded_at for row in self.exceptions),
            *(row.written_at for row in self.updates),
            *(row.taken_back_at for row in self.updates),
        )
        return max([*(row.recorded_at for row in rows), *filter(None, later)])

    @property
    def standing_updates(self) -> tuple[UpdateRecord, ...]:
        """What the family was told and still reads, oldest first."""
        return tuple(row for row in self.updates if row.taken_back_at is None)
