"""The bank holidays that the library knows are those that the government announced."""

import csv
from datetime import date
from pathlib import Path

import pytest

from portal.areas.bank_holidays import LAST_ANNOUNCED_YEAR, bank_holidays

LIST = "bank_holidays_england_and_wales.csv"


def announced(folder: Path) -> frozenset[date]:
    """The government's own list."""
    file = folder / LIST
    if not file.exists():
        pytest.skip(f"{LIST} is not beside the project.")
    with file.open(encoding="utf-8", newline="") as rows:
        return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(rows))


def test_they_are_the_announced_ones_to_the_day(real_data: Path) -> None:
    days = announced(real_data)
    years = range(min(days).year, LAST_ANNOUNCED_YEAR + 1)
    assert max(days).year == LAST_ANNOUNCED_YEAR
    assert bank_holidays(years) == days


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        pytest.param(date(2023, 5, 8), True, id="the-coronation"),
        pytest.param(date(2020, 5, 8), True, id="early-may-moved-to-ve-day"),
        pytest.param(date(2020, 5, 4), False, id="early-may-was-not-on-its-monday"),
        pytest.param(date(2026, 12, 28), True, id="boxing-day-on-a-saturday-is-the-monday"),
        pytest.param(date(2026, 12, 26), False, id="that-saturday-itself-is-not"),
        pytest.param(date(2028, 1, 3), True, id="new-year-on-a-saturday-is-the-monday"),
        pytest.param(date(2026, 3, 17), False, id="st-patricks-day-is-not-england's"),
        pytest.param(date(2026, 11, 30), False, id="st-andrews-day-is-not-england's"),
    ],
)
def test_a_day_is_a_bank_holiday_or_not(day: date, is_one: bool) -> None:
    assert (day in bank_holidays([day.year])) is is_one


def test_no_years_have_no_holidays() -> None:
    assert bank_holidays([]) == frozenset()


def test_years_add_up() -> None:
    assert bank_holidays([2026, 2027]) == bank_holidays([2026]) | bank_holidays([2027])


def test_the_announced_years_do_not_run_out_within_a_year() -> None:
    """This looks at the real calendar, so that it goes off in time and not when it is late."""
    assert date.today().year < LAST_ANNOUNCED_YEAR, (
        f"The bank holidays are compared with the announced ones up to {LAST_ANNOUNCED_YEAR}. "
        "Take a newer release of `holidays`, compare it with https://www.gov.uk/bank-holidays, "
        "then set LAST_ANNOUNCED_YEAR in portal/areas/bank_holidays.py."
    )
