"""Every percentage the Department for Education published comes back from its counts."""

import csv
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest

from portal.domain.timeliness import percentage

TABLE = Path(__file__).parents[2] / "../shared/data/sen2_timeliness_20_week.csv"

# Plans issued, those of them in 20 weeks, and the published percentage.
COLUMNS = [
    pytest.param(
        "plans_issued_den",
        "plans_issued_within_20_weeks",
        "pc_plans_issued_within_20_weeks",
        id="including exceptions",
    ),
    pytest.param(
        "plans_issued_den_ex",
        "plans_issued_20_weeks_ex",
        "PC_plans_issued_20_weeks_ex",
        id="excluding exceptions",
    ),
]
# Unavailable, not applicable, confidential.
CODES = {"x", "z", "c"}


@pytest.fixture(name="published", scope="module")
def read_published():
    if not TABLE.exists():
        pytest.skip("the published table is not on this machine")
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def compared(rows, of, met, percent):
    """The rows with a published percentage, and how many have a code in its place."""
    numbers = [row for row in rows if row[percent] not in CODES]
    return numbers, len(rows) - len(numbers)


def mismatches(rows, of, met, percent):
    numbers, _ = compared(rows, of, met, percent)
    return [
        (row["time_period"], row["la_name"] or row["region_name"] or "England")
        for row in numbers
        if percentage(int(row[met]), int(row[of])) != Decimal(row[percent])
    ]


@pytest.mark.parametrize(("of", "met", "percent"), COLUMNS)
def test_every_published_percentage_reproduces_from_its_counts(published, of, met, percent):
    assert mismatches(published, of, met, percent) == []


@pytest.mark.parametrize(
    ("columns", "numbers", "codes"),
    [
        pytest.param(COLUMNS[0].values, 963, 7, id="including exceptions"),
        pytest.param(COLUMNS[1].values, 961, 9, id="excluding exceptions"),
    ],
)
def test_rows_with_a_code_are_counted_and_hold_nothing_to_compare(
    published, columns, numbers, codes
):
    of, met, percent = columns
    with_number, with_code = compared(published, *columns)
    assert (len(with_number), with_code) == (numbers, codes)
    for row in published:
        if row[percent] in CODES:
            assert row[of] in {*CODES, "0"}
            assert row[of] != "0" or percentage(int(row[met]), int(row[of])) is None


@pytest.mark.parametrize(("of", "met", "percent"), COLUMNS)
def test_a_changed_count_is_found(published, of, met, percent):
    changed = [dict(row) for row in published]
    merton = next(
        row for row in changed if (row["time_period"], row["la_name"]) == ("2021", "Merton")
    )
    merton[met] = str(int(merton[met]) + 1)
    assert mismatches(changed, of, met, percent) == [("2021", "Merton")]


def test_the_published_ties_tell_half_up_from_half_to_even(published):
    """One row decides: 45 of 144 is 31.25 %, printed as 31.3 and not 31.2."""
    of, met, percent = COLUMNS[1].values
    numbers, _ = compared(published, of, met, percent)
    decided_otherwise = [
        (row["time_period"], row["la_name"], row[percent])
        for row in numbers
        if (Decimal(row[met]) * 100 / Decimal(row[of])).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
        != Decimal(row[percent])
    ]
    assert decided_otherwise == [("2022", "Redcar and Cleveland", "31.3")]


@pytest.mark.parametrize(
    ("year", "name", "counts"),
    [
        pytest.param("2021", "Merton", ("172", "334", "51.5", "172", "238", "72.3"), id="Merton"),
        pytest.param(
            "2019", "", ("31313", "53327", "58.7", "29895", "49519", "60.4"), id="England"
        ),
    ],
)
def test_the_rows_that_the_reference_quotes_are_in_the_table(published, year, name, counts):
    row = next(
        row
        for row in published
        if (row["time_period"], row["la_name"], row["geographic_level"] == "National")
        == (year, name, not name)
    )
    columns = [
        each for param in COLUMNS for each in (param.values[1], param.values[0], param.values[2])
    ]
    assert tuple(row[column] for column in columns) == counts
