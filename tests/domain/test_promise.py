"""The promise to tell: when a family will hear, and how many promises were kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.promise import Promise, Share, promise, promises_kept, settled

RECEIVED = date(2026, 1, 5)
FOREVER = date(2030, 1, 1)


def day(number: int) -> date:
    return RECEIVED + timedelta(days=number)


@pytest.mark.parametrize(
    ("told", "as_of", "stands"),
    [
        pytest.param([], 0, Promise(None, day(14), 0), id="received today"),
        pytest.param([], 14, Promise(None, day(14), 0), id="the last day holds"),
        pytest.param([], 15, Promise(None, day(14), 1), id="a day later it is broken"),
        pytest.param([10], 15, Promise(day(10), day(24), 0), id="told in time"),
        pytest.param([10, 20], 15, Promise(day(10), day(24), 0), id="what comes is not known yet"),
        pytest.param([20], 21, Promise(day(20), day(34), 0), id="told late, promised anew"),
        pytest.param([3, 9, 6], 23, Promise(day(9), day(23), 0), id="the newest counts"),
        pytest.param([-5], 3, Promise(day(-5), day(14), 0), id="told before it was received"),
    ],
)
def test_the_promise_that_stands(told: list[int], as_of: int, stands: Promise) -> None:
    assert promise(RECEIVED, map(day, told), days=14, as_of=day(as_of)) == stands


@pytest.mark.parametrize(
    ("told", "ended", "as_of", "kept", "of"),
    [
        pytest.param([], None, 14, 0, 0, id="still running"),
        pytest.param([], None, 15, 0, 1, id="broken once"),
        pytest.param([], None, 45, 0, 3, id="45 days of silence break three"),
        pytest.param([14], None, 14, 1, 1, id="kept on its last day"),
        pytest.param([5, 10], None, 20, 2, 2, id="two kept, one running"),
        pytest.param([20], None, 30, 1, 2, id="one broken, the next kept"),
        pytest.param([], 10, 90, 0, 0, id="ended before anything was due"),
        pytest.param([], 20, 90, 0, 1, id="ended after one was broken"),
        pytest.param([5, 5], None, 10, 1, 1, id="told twice on a day is told once"),
        pytest.param([5, 50], None, 10, 1, 1, id="what comes is not known yet"),
    ],
)
def test_what_was_kept(told: list[int], ended: int | None, as_of: int, kept: int, of: int) -> None:
    found = settled(
        RECEIVED,
        map(day, told),
        days=14,
        ended=None if ended is None else day(ended),
        as_of=day(as_of),
    )
    assert promises_kept(found, since=RECEIVED, until=FOREVER) == Share(kept, of)


def test_a_promise_counts_in_the_month_in_which_it_was_settled() -> None:
    found = list(settled(RECEIVED, [day(10)], days=14, ended=None, as_of=day(60)))
    assert [(each.on, each.kept) for each in found] == [
        (date(2026, 1, 15), True),
        (date(2026, 1, 30), False),
        (date(2026, 2, 13), False),
        (date(2026, 2, 27), False),
    ]
    january = promises_kept(found, since=date(2026, 1, 1), until=date(2026, 1, 31))
    assert january == Share(1, 2)


@given(
    told=st.lists(st.integers(-20, 300), max_size=12),
    days=st.integers(1, 60),
    as_of=st.integers(0, 300),
)
def test_the_meter_and_the_measure_agree(told: list[int], days: int, as_of: int) -> None:
    """The page says "overdue" exactly when the measure counts the last promise as broken."""
    known = [day(number) for number in told]
    page = promise(RECEIVED, known, days=days, as_of=day(as_of))
    found = list(settled(RECEIVED, known, days=days, ended=None, as_of=day(as_of)))
    since = max(RECEIVED, page.told_on or RECEIVED)
    assert bool(page.days_over) == any(not each.kept and each.on > since for each in found)
    assert [each.on for each in found] == sorted(each.on for each in found)
