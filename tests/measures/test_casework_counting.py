"""One quarter of casework, counted from records: what is settled in it, and what is not."""

import uuid
from datetime import date

import pytest

from portal.cases.records import AdviceRecord, CaseRecord, EventRecord
from portal.domain.advice_in_time import BodyGroup
from portal.domain.quarters import Quarter
from portal.domain.replies import Reply
from portal.measures.casework_counting import Counts, QuarterCounts, QuarterRecords, counted
from tests.timeline.telling import asked, case, day, happened

# The requests below were received on 5 January 2026; day 85 is 31 March.
WINTER, SPRING = Quarter(date(2026, 1, 1)), Quarter(date(2026, 4, 1))
LAST = 85


def count(
    *cases: CaseRecord,
    told: tuple[int, ...] = (),
    replies: tuple[Reply, ...] = (),
    quarter: Quarter = WINTER,
) -> QuarterCounts:
    days = {each.id: [day(number) for number in told] for each in cases}
    return counted(QuarterRecords(cases, days, replies), quarter, promise_days=14)


def all_advice(counts: QuarterCounts) -> Counts:
    in_time, late = (sum(column) for column in zip(*counts.advice.values(), strict=True))
    return in_time, late


@pytest.mark.parametrize(
    ("advice", "events", "winter", "spring"),
    [
        pytest.param([asked("Health", 10, 30)], [], (1, 0), (0, 0), id="came in time"),
        pytest.param([asked("Health", 10, 60)], [], (0, 1), (0, 0), id="came late"),
        pytest.param([asked("Health", 10)], [], (0, 1), (0, 0), id="awaited past its six weeks"),
        pytest.param([asked("Health", 60, 80)], [], (1, 0), (0, 0), id="due later, came before"),
        pytest.param([asked("Health", 60, 90)], [], (0, 0), (1, 0), id="came in the next quarter"),
        pytest.param(
            [asked("Health", LAST - 43, 90)], [], (0, 1), (0, 0), id="late on the last day"
        ),
        pytest.param(
            [asked("Health", LAST - 42, 90)], [], (0, 0), (0, 1), id="late on the next day"
        ),
        pytest.param(
            [asked("Parent or young person", 10)], [], (0, 0), (0, 0), id="the family’s views"
        ),
        pytest.param(
            [asked("Health", 10)],
            [happened("withdrawn", 40)],
            (0, 0),
            (0, 0),
            id="owed no more when the request ended",
        ),
        pytest.param(
            [asked("Health", 10)],
            [happened("final_plan_issued", 10), happened("decided_to_assess", 5)],
            (0, 0),
            (0, 0),
            id="facts that contradict each other",
        ),
        pytest.param(
            [asked("Health", 1, 20), asked("EP", 1, 60), asked("School", 1)],
            [],
            (1, 2),
            (0, 0),
            id="each row for itself",
        ),
    ],
)
def test_advice_counts_in_the_quarter_in_which_it_is_settled(
    advice: list[AdviceRecord], events: list[EventRecord], winter: Counts, spring: Counts
) -> None:
    record = case(advice=tuple(advice), events=tuple(events))
    assert all_advice(count(record)) == winter
    assert all_advice(count(record, quarter=SPRING)) == spring


def test_advice_is_counted_by_kind_of_body() -> None:
    rows = (asked("Health", 1, 20), asked("Speech therapy", 1, 60), asked("Greenmead", 1, 20))
    found = count(case(advice=rows)).advice
    assert {group: row for group, row in found.items() if any(row)} == {
        BodyGroup.HEALTH: (1, 1),
        BodyGroup.OTHER: (1, 0),
    }
    assert set(found) == set(BodyGroup)


@pytest.mark.parametrize(
    ("told", "events", "winter", "spring"),
    [
        pytest.param((14, 28), [], (2, 4), (0, 6), id="kept twice, then silence"),
        pytest.param((14, 28, 42, 56, 70, 84), [], (6, 0), (0, 6), id="kept every time"),
        pytest.param((14,), [happened("withdrawn", 20)], (1, 0), (0, 0), id="ended"),
        pytest.param(
            (14,),
            [happened("withdrawn", 20), happened("withdrawn", 50)],
            (1, 0),
            (0, 0),
            id="recorded as ended twice",
        ),
        pytest.param((84, 95), [], (1, 5), (1, 5), id="told again in the next quarter"),
    ],
)
def test_promises_count_when_kept_or_broken(
    told: tuple[int, ...], events: list[EventRecord], winter: Counts, spring: Counts
) -> None:
    record = case(events=tuple(events))
    assert count(record, told=told).promises == winter
    assert count(record, told=told, quarter=SPRING).promises == spring


def test_a_family_that_was_told_nothing_counts_too() -> None:
    nothing_told = QuarterRecords([case()], {uuid.uuid4(): [day(10)]}, ())
    assert counted(nothing_told, WINTER, promise_days=14).promises == (0, 6)


def test_questions_count_when_their_answer_was_promised_for() -> None:
    replies = (
        Reply(date(2026, 1, 1), date(2026, 1, 1)),
        Reply(date(2026, 3, 31), date(2026, 4, 1)),
        Reply(date(2026, 3, 31), None),
        Reply(date(2026, 4, 1), date(2026, 3, 31)),
        Reply(date(2025, 12, 31), date(2026, 1, 2)),
    )
    assert count(replies=replies).questions == (1, 2)
    assert count(replies=replies, quarter=SPRING).questions == (1, 0)
