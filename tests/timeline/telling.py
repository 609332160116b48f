"""Makes records without a database, so that the page's words can be tested as tables."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from portal.areas.bank_holidays import bank_holidays
from portal.cases.facts import where_it_stands
from portal.cases.records import (
    AdviceRecord,
    CaseRecord,
    ChildRecord,
    EventRecord,
    ExceptionRecord,
    ReceivedRecord,
)
from portal.timeline.presenter import Standing, Story, present
from portal.timeline.setting import Setting

RECEIVED = date(2026, 1, 5)
CHILD = ChildRecord(uuid.UUID(int=1), "Sam", "Okafor", date(2016, 5, 1))

Given = tuple[str, int]


def day(number: int) -> date:
    """The day so many days after the request was received."""
    return RECEIVED + timedelta(days=number)


def moment(number: int) -> datetime:
    """Half past nine on that day."""
    return datetime.combine(day(number), time(9, 30), UTC)


def happened(
    kind: str, number: int | None, *, at: int | None = None, corrects: EventRecord | None = None
) -> EventRecord:
    """An event on day `number` (None: never), recorded that day or on day `at`."""
    on = None if number is None else day(number)
    recorded = moment(at if at is not None else number or 0)
    older = corrects.id if corrects else None
    return EventRecord(uuid.uuid4(), kind, on, older, "Jo Bell", recorded)


def came(on: date, *, at: int | None = None, corrects: uuid.UUID | None = None) -> ReceivedRecord:
    """The day received, recorded that day, or on day `at` in the place of an older record."""
    recorded = moment(at) if at is not None else datetime.combine(on, time(9, 30), UTC)
    return ReceivedRecord(uuid.UUID(int=at or 0), on, corrects, "Robin Lee", recorded)


def asked(body: str, number: int, came: int | None = None) -> AdviceRecord:
    """Advice asked for on one day and received on another."""
    received = None if came is None else day(came)
    return AdviceRecord(uuid.uuid4(), body, day(number), received, "Jo Bell", moment(number))


def excepted(
    limit: str,
    ground: str,
    start: int,
    end: int | None = None,
    *,
    told: int | None = None,
    withdrawn: int | None = None,
) -> ExceptionRecord:
    """An exception from one day to another."""
    return ExceptionRecord(
        uuid.uuid4(),
        limit,
        day(start),
        None if end is None else day(end),
        "Pat Moss",
        moment(start),
        ground,
        day(start if told is None else told),
        None if withdrawn is None else moment(withdrawn),
    )


def case(
    *,
    events: tuple[EventRecord, ...] = (),
    advice: tuple[AdviceRecord, ...] = (),
    exceptions: tuple[ExceptionRecord, ...] = (),
    received: date = RECEIVED,
    corrected: tuple[ReceivedRecord, ...] = (),
) -> CaseRecord:
    """A request with these facts."""
    first = came(received)
    return CaseRecord(
        uuid.UUID(int=2),
        CHILD,
        "CK7-MQ42",
        "school",
        None,
        "",
        (first, *corrected),
        events,
        advice,
        exceptions,
    )


def setting(as_of: int, *, promise_days: int = 14) -> Setting:
    """An area that promises a word every two weeks and has published no texts of its own."""
    years = range(RECEIVED.year - 1, RECEIVED.year + 3)
    return Setting(day(as_of), promise_days, bank_holidays(years), {})


def told(record: CaseRecord, as_of: int, *, young_person: bool = False) -> Story:
    """What the page tells of the request on day `as_of` after 5 January 2026."""
    found = where_it_stands(record, as_of=day(as_of))
    return present(found, record, setting(as_of), young_person=young_person)


def stands(
    *given: Given, as_of: int, advice: tuple[AdviceRecord, ...] = (), **kwargs: object
) -> Standing:
    """Where a request with these events stands on day `as_of`."""
    events = tuple(happened(kind, number) for kind, number in given)
    story = told(case(events=events, advice=advice, **kwargs), as_of)  # type: ignore[arg-type]
    assert story.standing, story.problem
    return story.standing
