"""Stepping and counting in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.counting import is_working_day
from portal.domain.working_days import days_after, working_days_between

CHRISTMAS_2026 = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
NONE: frozenset[date] = frozenset()
DAYS = st.dates(date(2012, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "holidays", "expected"),
    [
        pytest.param(date(2026, 3, 2), 1, NONE, date(2026, 3, 3), id="the-next-day"),
        pytest.param(date(2026, 3, 2), 5, NONE, date(2026, 3, 9), id="five-days-are-a-week"),
        pytest.param(date(2026, 3, 6), 1, NONE, date(2026, 3, 9), id="from-a-friday"),
        pytest.param(date(2026, 3, 7), 1, NONE, date(2026, 3, 9), id="from-a-saturday"),
        pytest.param(date(2026, 3, 8), 1, NONE, date(2026, 3, 9), id="from-a-sunday"),
        pytest.param(date(2026, 3, 8), 0, NONE, date(2026, 3, 8), id="none-at-all-stays"),
        pytest.param(
            date(2026, 12, 23),
            5,
            CHRISTMAS_2026,
            date(2027, 1, 4),
            id="over-christmas-and-new-year",
        ),
        pytest.param(
            date(2026, 12, 25), 1, CHRISTMAS_2026, date(2026, 12, 29), id="from-a-bank-holiday"
        ),
    ],
)
def test_so_many_working_days_after(start, count, holidays, expected):
    assert days_after(start, count, holidays) == expected


@pytest.mark.parametrize(
    ("start", "end", "holidays", "expected"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 2), NONE, 0, id="the-same-day"),
        pytest.param(date(2026, 3, 2), date(2026, 3, 3), NONE, 1, id="the-next-day"),
        pytest.param(date(2026, 3, 6), date(2026, 3, 8), NONE, 0, id="only-a-weekend"),
        pytest.param(date(2026, 3, 2), date(2026, 3, 9), NONE, 5, id="a-week"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 2), NONE, 0, id="the-wrong-way-round"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 29), CHRISTMAS_2026, 1, id="christmas"),
    ],
)
def test_working_days_between_two_days(start, end, holidays, expected):
    assert working_days_between(start, end, holidays) == expected


@given(DAYS, st.integers(1, 60), st.frozensets(DAYS, max_size=20))
def test_counting_takes_back_what_stepping_did(start, count, holidays):
    end = days_after(start, count, holidays)
    assert is_working_day(end, holidays)
    assert working_days_between(start, end, holidays) == count
    assert working_days_between(start, end - timedelta(days=1), holidays) == count - 1
