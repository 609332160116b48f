"""The dated facts of one request, and the words they are recorded with.

A fact says what happened and when. What it means (stage, lateness, outcome) is worked out
elsewhere, from the facts and a day to look from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a request, in the order it usually does."""

    DECIDED_TO_ASSESS = "decided_to_assess"
    DECIDED_NOT_TO_ASSESS = "decided_not_to_assess"
    DRAFT_SENT = "draft_sent"
    COMMENTS_RECEIVED = "comments_received"
    DECIDED_NO_PLAN = "decided_no_plan"
    FINAL_PLAN_ISSUED = "final_plan_issued"
    WITHDRAWN = "withdrawn"
    MOVED_AWAY = "moved_away"


class Outcome(StrEnum):
    """How a request ended."""

    PLAN = "plan"
    NO_PLAN = "no_plan"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"


class Limit(StrEnum):
    """A time limit that an exception can stand beside."""

    DECIDE = "decide"
    ADVICE = "advice"
    NO_PLAN = "no_plan"
    FINAL = "final"


class Ground(StrEnum):
    """A reason the law accepts for going past a time limit. There is no "other"."""

    SCHOOL_CLOSED = "school_closed"
    EARLY_YEARS_CLOSED = "early_years_closed"
    PERSONAL_CIRCUMSTANCES = "personal_circumstances"
    ABSENT_FOUR_WEEKS = "absent_four_weeks"
    MISSED_APPOINTMENT = "missed_appointment"


OUTCOMES: dict[EventKind, Outcome] = {
    EventKind.DECIDED_NOT_TO_ASSESS: Outcome.REFUSED,
    EventKind.DECIDED_NO_PLAN: Outcome.NO_PLAN,
    EventKind.FINAL_PLAN_ISSUED: Outcome.PLAN,
    EventKind.WITHDRAWN: Outcome.WITHDRAWN,
    EventKind.MOVED_AWAY: Outcome.MOVED,
}


@dataclass(frozen=True)
class Event:
    """Something that happened to the request on a day."""

    kind: EventKind
    on: date


@dataclass(frozen=True)
class AdviceRequest:
    """Advice asked of a body on one day and received on a later one, or not yet."""

    body: str
    asked: date
    received: date | None = None


@dataclass(frozen=True)
class RecordedException:
    """A ground claimed for going past one time limit.

    `start` is the first day it held (the first closed day, the first day away, the day of the
    appointment). `end` is the first day it held no more (the day the school re-opens, the day
    the family is back), or None while it still holds.
    """

    limit: Limit
    ground: Ground
    start: date
    end: date | None = None


@dataclass(frozen=True)
class CaseFacts:
    """All the facts of one request; the order inside each list means nothing."""

    received: date
    events: tuple[Event, ...] = ()
    advice: tuple[AdviceRequest, ...] = ()
    exceptions: tuple[RecordedException, ...] = ()
    born: date | None = None


def first_days(events: Iterable[Event]) -> dict[EventKind, date]:
    """The first day of each kind of event that is among `events`."""
    days: dict[EventKind, date] = {}
    for event in events:
        days[event.kind] = min(event.on, days.get(event.kind, event.on))
    return days
