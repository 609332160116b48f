"""A table of cases (the contract of `flask timeliness`) turned into cases.

Rows are counted as a spreadsheet shows them: the header is row 1. Every refusal names the row
and the column.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from portal.domain.exceptions import grounds_for
from portal.domain.facts import Limit, Outcome
from portal.domain.given_values import at, read_choice, read_day, shown
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.time_limits import MilestoneKey, in_force
from portal.domain.timeliness import Case

COLUMNS = ("reference", "received", "outcome", "outcome_on", "exception")

# A flag as national returns and spreadsheets write it, or the ground itself. A ground that
# does not relax the 20 weeks (a missed appointment) is no flag here.
NOT_FLAGGED = frozenset({"", "0", "n", "no", "false"})
FLAGGED = frozenset({"1", "x", "y", "yes", "true", *grounds_for(Limit.FINAL)})


def read_cases(rows: Iterable[Sequence[str]]) -> tuple[Case, ...]:
    """The cases in `rows`, of which the first is the header; empty rows are passed over.

    The columns may stand in any order and other columns are left alone. Raises Refused.
    """
    numbered = enumerate(rows, start=1)
    _, header = next(numbered, (1, ()))
    names = [name.strip() for name in header]
    _check_header(names)
    cases: dict[str, Case] = {}
    for number, row in numbered:
        if not any(value.strip() for value in row):
            continue
        if len(row) != len(names):
            raise Refused(f"row {number}: it has {len(row)} columns; the header has {len(names)}.")
        with at(f"row {number}"):
            case = _case({name: value.strip() for name, value in zip(names, row, strict=True)})
            if case.reference in cases:
                raise Refused(f"reference: {shown(case.reference)} is in an earlier row too.")
        cases[case.reference] = case
    return tuple(cases.values())


def _check_header(names: list[str]) -> None:
    if not any(names):
        raise Refused(f"row 1: there is no header. Start with {','.join(COLUMNS)}.")
    for column in COLUMNS:
        if names.count(column) != 1:
            times = "twice" if column in names else "missing"
            raise Refused(
                f"row 1: the column {column} is {times}. The columns are {','.join(COLUMNS)}."
            )


def _case(row: dict[str, str]) -> Case:
    if not row["reference"]:
        raise Refused("reference: give each case a reference.")
    received = read_day(row["received"], "received")
    with at("received"):
        in_force(MilestoneKey.FINAL_PLAN, received).due(received)
    outcome = read_choice(row["outcome"], Outcome, "outcome") if row["outcome"] else None
    return Case(
        row["reference"],
        received,
        outcome,
        _outcome_on(row["outcome_on"], outcome, received),
        _flag(row["exception"]),
    )


def _outcome_on(text: str, outcome: Outcome | None, received: date) -> date | None:
    if outcome is None:
        if text:
            raise Refused(f"outcome: say what happened on {shown(text)}, or leave the day empty.")
        return None
    day = read_day(text, "outcome_on")
    if day < received:
        raise Refused(
            f"outcome_on: {day_in_words(day)} is before the request was received on "
            f"{day_in_words(received)}."
        )
    return day


def _flag(text: str) -> bool:
    if text.lower() in FLAGGED:
        return True
    if text.lower() in NOT_FLAGGED:
        return False
    raise Refused(
        f"exception: {shown(text)} is no flag. Leave it empty, write x, or name the ground: "
        f"{', '.join(grounds_for(Limit.FINAL))}."
    )
