"""Counting days: the worked dates of the law, and the edges of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.counting import (
    days_after,
    is_working_day,
    last_of_days,
    last_of_working_days,
    months_after,
    past_tribunal_breaks,
    weeks_after,
    working_day_from,
)
from portal.domain.refusal import Refused

CHRISTMAS_2024 = frozenset({date(2024, 12, 25), date(2024, 12, 26), date(2025, 1, 1)})
CHRISTMAS_2021 = frozenset(
    {date(2021, 12, 27), date(2021, 12, 28), date(2022, 1, 3)},
)


@pytest.mark.parametrize(
    ("start", "weeks", "last_day"),
    [
        pytest.param(date(2020, 1, 6), 6, date(2020, 2, 17), id="D-1 6 weeks"),
        pytest.param(date(2020, 1, 6), 16, date(2020, 4, 27), id="D-1 16 weeks"),
        pytest.param(date(2020, 1, 6), 20, date(2020, 5, 25), id="D-1 20 weeks, a bank holiday"),
        pytest.param(date(2024, 2, 29), 6, date(2024, 4, 11), id="D-3 6 weeks from a leap day"),
        pytest.param(date(2024, 2, 29), 16, date(2024, 6, 20), id="D-3 16 weeks from a leap day"),
        pytest.param(date(2024, 2, 29), 20, date(2024, 7, 18), id="D-3 20 weeks from a leap day"),
        pytest.param(date(2025, 7, 14), 6, date(2025, 8, 25), id="D-5 6 weeks, a bank holiday"),
        pytest.param(date(2025, 7, 14), 16, date(2025, 11, 3), id="D-5 16 weeks"),
        pytest.param(date(2025, 7, 14), 20, date(2025, 12, 1), id="D-5 20 weeks"),
        pytest.param(date(2024, 11, 1), 4, date(2024, 11, 29), id="D-6 review decision in 4 weeks"),
        pytest.param(date(2024, 11, 1), 12, date(2025, 1, 24), id="D-6 amended plan in 12 weeks"),
    ],
)
def test_weeks_end_on_the_same_weekday_which_still_counts(start, weeks, last_day):
    assert weeks_after(start, weeks) == last_day
    assert last_day - start == timedelta(days=7 * weeks)


@pytest.mark.parametrize(
    ("first", "count", "last_day"),
    [
        pytest.param(date(2025, 3, 3), 15, date(2025, 3, 17), id="15 days beginning with a Monday"),
        pytest.param(date(2024, 2, 20), 15, date(2024, 3, 5), id="15 days over a leap day"),
        pytest.param(date(2025, 3, 3), 1, date(2025, 3, 3), id="one day is the day itself"),
    ],
)
def test_days_beginning_with_count_the_first_day(first, count, last_day):
    assert last_of_days(first, count) == last_day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2024, 10, 1), 2, date(2024, 12, 1), id="D-8 letter and 2 months"),
        pytest.param(date(2024, 11, 29), 1, date(2024, 12, 29), id="D-8 certificate and 1 month"),
        pytest.param(date(2024, 12, 31), 2, date(2025, 2, 28), id="no such day: the month's last"),
        pytest.param(date(2023, 12, 31), 2, date(2024, 2, 29), id="no such day in a leap year"),
        pytest.param(date(2025, 1, 30), 1, date(2025, 2, 28), id="30 January and 1 month"),
        pytest.param(date(2025, 11, 30), 1, date(2025, 12, 30), id="into December"),
        pytest.param(date(2025, 12, 5), 12, date(2026, 12, 5), id="12 months"),
        pytest.param(date(2025, 6, 5), 0, date(2025, 6, 5), id="no months"),
        pytest.param(date(9999, 1, 31), 1, date(9999, 2, 28), id="in the last year there is"),
    ],
)
def test_months_keep_the_day_number(day, months, expected):
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2024, 12, 24), True, id="Tuesday"),
        pytest.param(date(2024, 12, 25), False, id="bank holiday"),
        pytest.param(date(2024, 12, 27), True, id="Friday"),
        pytest.param(date(2024, 12, 28), False, id="Saturday"),
        pytest.param(date(2024, 12, 29), False, id="Sunday"),
    ],
)
def test_a_working_day_is_a_weekday_that_is_no_holiday(day, working):
    assert is_working_day(day, CHRISTMAS_2024) is working


def test_the_first_working_day_on_or_after_a_day():
    assert working_day_from(date(2024, 12, 24), CHRISTMAS_2024) == date(2024, 12, 24)
    assert working_day_from(date(2024, 12, 25), CHRISTMAS_2024) == date(2024, 12, 27)
    assert working_day_from(date(2024, 12, 28), CHRISTMAS_2024) == date(2024, 12, 30)


@pytest.mark.parametrize(
    ("first", "count", "holidays", "last_day"),
    [
        pytest.param(date(2025, 3, 3), 5, frozenset(), date(2025, 3, 7), id="one working week"),
        pytest.param(date(2025, 3, 3), 15, frozenset(), date(2025, 3, 21), id="15 working days"),
        pytest.param(
            date(2024, 12, 23), 15, CHRISTMAS_2024, date(2025, 1, 15), id="15 over Christmas"
        ),
        pytest.param(
            date(2024, 12, 28), 1, CHRISTMAS_2024, date(2024, 12, 30), id="first is a Saturday"
        ),
        pytest.param(
            date(2024, 12, 25), 2, CHRISTMAS_2024, date(2024, 12, 30), id="first is a holiday"
        ),
    ],
)
def test_working_days_beginning_with_a_day(first, count, holidays, last_day):
    assert last_of_working_days(first, count, holidays) == last_day


@pytest.mark.parametrize(
    ("ends", "holidays", "really_ends"),
    [
        pytest.param(date(2024, 12, 29), CHRISTMAS_2024, date(2025, 1, 2), id="D-8 29 December"),
        pytest.param(date(2024, 12, 25), CHRISTMAS_2024, date(2025, 1, 2), id="25 December"),
        pytest.param(date(2025, 1, 1), CHRISTMAS_2024, date(2025, 1, 2), id="1 January"),
        pytest.param(date(2024, 12, 24), CHRISTMAS_2024, date(2024, 12, 24), id="24 December"),
        pytest.param(date(2025, 1, 2), CHRISTMAS_2024, date(2025, 1, 2), id="2 January"),
        pytest.param(
            date(2021, 12, 30), CHRISTMAS_2021, date(2022, 1, 4), id="New Year moved to a Monday"
        ),
        pytest.param(date(2025, 1, 4), CHRISTMAS_2024, date(2025, 1, 4), id="a later Saturday"),
        pytest.param(date(2025, 3, 1), frozenset(), date(2025, 3, 1), id="Saturday 1 March"),
        pytest.param(date(2025, 11, 29), frozenset(), date(2025, 11, 29), id="a day in November"),
        pytest.param(date(2025, 8, 1), frozenset(), date(2025, 9, 1), id="1 August"),
        pytest.param(date(2024, 8, 31), frozenset(), date(2024, 9, 2), id="August to a Monday"),
        pytest.param(date(2025, 7, 31), frozenset(), date(2025, 7, 31), id="31 July"),
        pytest.param(date(2025, 9, 1), frozenset(), date(2025, 9, 1), id="1 September"),
    ],
)
def test_the_tribunal_breaks_move_an_end(ends, holidays, really_ends):
    assert past_tribunal_breaks(ends, holidays) == really_ends


def test_d_8_the_later_of_two_months_and_one_month_rolled_past_christmas():
    letter, certificate = date(2024, 10, 1), date(2024, 11, 29)
    later = max(months_after(letter, 2), months_after(certificate, 1))
    assert later == date(2024, 12, 29)
    assert past_tribunal_breaks(later, CHRISTMAS_2024) == date(2025, 1, 2)


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(lambda: days_after(date.max, 1), id="after the last day"),
        pytest.param(lambda: days_after(date.min, -1), id="before the first day"),
        pytest.param(lambda: days_after(date(2025, 1, 1), 10**12), id="too many days"),
        pytest.param(lambda: weeks_after(date(9999, 12, 1), 20), id="weeks past the last day"),
        pytest.param(lambda: months_after(date(9999, 12, 1), 1), id="months past the last day"),
    ],
)
def test_the_end_of_the_calendar_is_refused_with_a_sentence(count):
    with pytest.raises(Refused, match="Check the year"):
        count()


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_after_lands_in_that_month_and_never_later_in_it(day, months):
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and days_after(found, 1).day == 1)


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 40), st.sets(st.dates()))
def test_working_days_counted_back_are_as_many_as_asked(first, count, holidays):
    last = last_of_working_days(first, count, holidays)
    between = (days_after(first, step) for step in range((last - first).days + 1))
    assert sum(is_working_day(day, holidays) for day in between) == count
    assert is_working_day(last, holidays)
