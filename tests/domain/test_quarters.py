"""Calendar quarters: their days, their names, and which was over on a day."""

from datetime import date

import pytest

from portal.domain.quarters import Quarter

WINTER = Quarter(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), id="its first day"),
        pytest.param(date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31), id="its last day"),
        pytest.param(date(2026, 5, 5), date(2026, 4, 1), date(2026, 6, 30), id="spring"),
        pytest.param(date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30), id="summer"),
        pytest.param(date(2024, 12, 31), date(2024, 10, 1), date(2024, 12, 31), id="autumn"),
    ],
)
def test_the_quarter_of_a_day(day: date, first: date, last: date) -> None:
    quarter = Quarter.of(day)
    assert (quarter.first, quarter.last) == (first, last)
    assert quarter.holds(day)
    assert quarter.holds(first)
    assert quarter.holds(last)


def test_it_holds_no_other_day() -> None:
    assert not WINTER.holds(date(2025, 12, 31))
    assert not WINTER.holds(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        pytest.param(date(2026, 3, 31), date(2025, 10, 1), id="on its last day it is not over"),
        pytest.param(date(2026, 4, 1), date(2026, 1, 1), id="the day after it is"),
        pytest.param(date(2026, 1, 1), date(2025, 10, 1), id="over the new year"),
    ],
)
def test_the_last_quarter_that_was_over(day: date, first: date) -> None:
    assert Quarter.finished_by(day) == Quarter(first)


def test_its_name() -> None:
    assert Quarter(date(2026, 7, 1)).name == "July to September 2026"
    assert Quarter(date(2025, 10, 1)).name == "October to December 2025"
