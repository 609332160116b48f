"""Quarters, months and years of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.feedback.periods import Period, Rhythm, period_of


@pytest.mark.parametrize(
    ("day", "rhythm", "first", "last", "name"),
    [
        ((2022, 7, 1), "quarter", (2022, 7, 1), (2022, 9, 30), "July to September 2022"),
        ((2022, 9, 30), "quarter", (2022, 7, 1), (2022, 9, 30), "July to September 2022"),
        ((2021, 12, 31), "quarter", (2021, 10, 1), (2021, 12, 31), "October to December 2021"),
        ((2024, 2, 29), "quarter", (2024, 1, 1), (2024, 3, 31), "January to March 2024"),
        ((2024, 2, 1), "month", (2024, 2, 1), (2024, 2, 29), "February 2024"),
        ((2023, 12, 5), "month", (2023, 12, 1), (2023, 12, 31), "December 2023"),
        ((2023, 6, 5), "year", (2023, 1, 1), (2023, 12, 31), "2023"),
    ],
)
def test_the_period_of_a_day(
    day: tuple[int, int, int],
    rhythm: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    name: str,
) -> None:
    period = period_of(date(*day), Rhythm(rhythm))

    assert period == Period(date(*first), date(*last))
    assert period.name == name


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(Rhythm))
def test_periods_follow_each_other_without_a_gap(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)

    assert period.first <= day <= period.last
    assert period_of(period.last, rhythm) == period
    assert period_of(period.last + timedelta(days=1), rhythm).first == period.last + timedelta(1)
