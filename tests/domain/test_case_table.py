"""The table of cases: what it holds becomes cases, what it should not hold is named."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.case_table import COLUMNS, read_cases
from portal.domain.facts import Outcome
from portal.domain.refusal import Refused
from portal.domain.timeliness import Case

HEADER = list(COLUMNS)
GOOD = ["r1", "2021-01-04", "plan", "2021-05-24", ""]


def changed(**values):
    return [values.get(column, value) for column, value in zip(HEADER, GOOD, strict=True)]


def test_rows_become_cases():
    rows = [
        HEADER,
        GOOD,
        ["r6", "2021-02-01", "", "", ""],
        ["r8", "2021-01-05", "plan", "2021-06-20", "x"],
    ]
    assert read_cases(rows) == (
        Case("r1", date(2021, 1, 4), Outcome.PLAN, date(2021, 5, 24), False),
        Case("r6", date(2021, 2, 1), None, None, False),
        Case("r8", date(2021, 1, 5), Outcome.PLAN, date(2021, 6, 20), True),
    )


def test_a_header_alone_is_no_cases():
    assert read_cases([HEADER]) == ()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_can_be_read(outcome):
    (found,) = read_cases([HEADER, changed(outcome=outcome.value)])
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("rows", "references"),
    [
        pytest.param(
            [HEADER, changed(outcome="withdrawn", outcome_on="2021-01-04")],
            ["r1"],
            id="ended on the day it came",
        ),
        pytest.param([HEADER[::-1], GOOD[::-1]], ["r1"], id="columns in another order"),
        pytest.param([[*HEADER, "school"], [*GOOD, "Park"]], ["r1"], id="a column more"),
        pytest.param([HEADER, [], GOOD, ["", " ", "", "", ""]], ["r1"], id="empty rows"),
        pytest.param(
            [[f" {name} " for name in HEADER], [f" {value} " for value in GOOD]],
            ["r1"],
            id="spaces around",
        ),
    ],
)
def test_a_table_may_be_laid_out_differently(rows, references):
    assert [case.reference for case in read_cases(rows)] == references


@pytest.mark.parametrize(
    ("flag", "exception"),
    [
        pytest.param("", False, id="empty"),
        pytest.param("0", False, id="0 as in national returns"),
        pytest.param("no", False, id="no"),
        pytest.param("FALSE", False, id="a spreadsheet's false"),
        pytest.param("1", True, id="1 as in national returns"),
        pytest.param("x", True, id="x"),
        pytest.param("Yes", True, id="yes"),
        pytest.param("school_closed", True, id="ground: school closed"),
        pytest.param("early_years_closed", True, id="ground: early years closed"),
        pytest.param("personal_circumstances", True, id="ground: personal circumstances"),
        pytest.param("absent_four_weeks", True, id="ground: absent four weeks"),
    ],
)
def test_the_flag_of_an_exception(flag, exception):
    (found,) = read_cases([HEADER, changed(exception=flag)])
    assert found.exception is exception


BAD = [
    pytest.param([], "row 1: there is no header", id="nothing"),
    pytest.param([["", ""]], "row 1: there is no header", id="an empty header"),
    pytest.param([HEADER[:4]], "row 1: the column exception is missing", id="a column missing"),
    pytest.param([GOOD], "row 1: the column reference is missing", id="no header but a case"),
    pytest.param(
        [["reference;received;outcome;outcome_on;exception"]],
        "row 1: the column reference is missing. The columns are reference,received,",
        id="semicolons",
    ),
    pytest.param([[*HEADER, "outcome"]], "row 1: the column outcome is twice", id="a column twice"),
    pytest.param([HEADER, GOOD[:3]], "row 2: it has 3 columns; the header has 5", id="a short row"),
    pytest.param([HEADER, [*GOOD, "x"]], "row 2: it has 6 columns", id="a long row"),
    pytest.param(
        [HEADER, changed(reference="")], "row 2: reference: give each case", id="no reference"
    ),
    pytest.param(
        [HEADER, GOOD, [], GOOD],
        "row 4: reference: “r1” is in an earlier row too",
        id="one reference twice, counted past an empty row",
    ),
    pytest.param(
        [HEADER, changed(received="04/01/2021")],
        "row 2: received: write the day as YYYY-MM-DD, for example 2025-03-31; “04/01/2021” given",
        id="received in British",
    ),
    pytest.param(
        [HEADER, changed(received="")], "row 2: received: write the day", id="not received"
    ),
    pytest.param(
        [HEADER, changed(received="2014-08-31")],
        "row 2: received: 31 August 2014 is before 1 September 2014",
        id="received before the regulations",
    ),
    pytest.param(
        [HEADER, changed(received="9999-12-01", outcome_on="9999-12-02")],
        "row 2: received: 9999-12-01 is too far away",
        id="received at the end of the calendar",
    ),
    pytest.param(
        [HEADER, changed(outcome="issued")],
        "row 2: outcome: use one of plan, no_plan, refused, withdrawn, moved; “issued” given",
        id="unknown outcome",
    ),
    pytest.param(
        [HEADER, changed(outcome_on="")], "row 2: outcome_on: write the day", id="outcome, no day"
    ),
    pytest.param(
        [HEADER, changed(outcome="")],
        "row 2: outcome: say what happened on “2021-05-24”",
        id="a day without an outcome",
    ),
    pytest.param(
        [HEADER, changed(outcome_on="2021-01-03")],
        "row 2: outcome_on: 3 January 2021 is before the request was received on 4 January 2021",
        id="outcome before the request",
    ),
    pytest.param(
        [HEADER, GOOD, changed(reference="r2", exception="maybe")],
        "row 3: exception: “maybe” is no flag",
        id="no flag",
    ),
    pytest.param(
        [HEADER, changed(exception="missed_appointment")],
        "row 2: exception: “missed_appointment” is no flag",
        id="a missed appointment never relaxes the 20 weeks",
    ),
]


@pytest.mark.parametrize(("rows", "sentence"), BAD)
def test_a_bad_table_is_refused_naming_the_row_and_the_column(rows, sentence):
    with pytest.raises(Refused) as refused:
        read_cases(rows)
    assert sentence in refused.value.sentence


cells = st.sampled_from([*GOOD, "2021-13-01", "refused", "9999-12-31", "x", "\n"]) | st.text(
    max_size=4
)


@settings(deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=5), st.booleans())
def test_any_rows_at_all_are_read_or_refused_in_one_line(rows, with_header):
    sentence = ""
    try:
        read_cases([HEADER, *rows] if with_header else rows)
    except Refused as refused:
        sentence = refused.sentence
    assert "\n" not in sentence
