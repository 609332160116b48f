"""The table of limits: every row, its dates of effect, and the relaxation of 2020."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.facts import Limit
from portal.domain.refusal import Refused
from portal.domain.time_limits import (
    CORONAVIRUS_2020,
    LIMIT_OF,
    MILESTONE_NAMES,
    TIME_LIMITS,
    MilestoneKey,
    in_force,
    relaxation_of,
)

DECIDE, ADVICE = MilestoneKey.DECIDE_TO_ASSESS, Limit.ADVICE
NO_PLAN, FINAL = MilestoneKey.TELL_NO_PLAN, MilestoneKey.FINAL_PLAN
COMMENT = MilestoneKey.COMMENT_ON_DRAFT


@pytest.mark.parametrize(
    ("of", "days", "regulation", "exceptions_by"),
    [
        pytest.param(DECIDE, 42, "Regulation 5(1)", "5(4)", id="5(1) decide in 6 weeks"),
        pytest.param(ADVICE, 42, "Regulation 8(1)", "8(2)", id="8(1) advice in 6 weeks"),
        pytest.param(NO_PLAN, 112, "Regulation 10(1)", "10(4)", id="10(1) no plan in 16 weeks"),
        pytest.param(COMMENT, 14, "Regulation 13(1)(a)", None, id="13(1)(a) 15 days, first counts"),
        pytest.param(FINAL, 140, "Regulation 13(2)", "13(3)", id="13(2) final plan in 20 weeks"),
    ],
)
def test_each_limit_has_its_length_and_its_regulations(of, days, regulation, exceptions_by):
    start = date(2025, 3, 3)
    limit = in_force(of, start)
    assert limit.due(start) == start + timedelta(days=days)
    assert limit.rule.startswith(f"{regulation}: ")
    assert limit.exceptions_by == exceptions_by


def test_the_draft_plan_is_no_limit_of_the_law():
    assert MilestoneKey.DRAFT_PLAN not in {row.of for row in TIME_LIMITS}
    with pytest.raises(Refused):
        in_force(MilestoneKey.DRAFT_PLAN, date(2025, 3, 3))


def test_every_milestone_has_a_name_and_every_limit_a_row():
    assert set(MILESTONE_NAMES) == set(MilestoneKey)
    assert set(LIMIT_OF) == set(Limit)
    assert set(LIMIT_OF.values()) == {row.of for row in TIME_LIMITS if row.exceptions_by}


@settings(deadline=None)
@given(st.dates(date(2014, 9, 1), date(2100, 1, 1)))
def test_exactly_one_row_of_each_limit_is_in_force_on_any_day(day):
    for of in {row.of for row in TIME_LIMITS}:
        rows = [
            row
            for row in TIME_LIMITS
            if row.of == of and row.in_force_from <= day <= (row.in_force_to or date.max)
        ]
        assert len(rows) == 1
        assert in_force(of, day) is rows[0]


def test_the_first_day_of_the_regulations_has_limits_and_the_day_before_has_none():
    assert in_force(FINAL, date(2014, 9, 1)).due(date(2014, 9, 1)) == date(2015, 1, 19)
    with pytest.raises(Refused, match="31 August 2014 is before 1 September 2014"):
        in_force(FINAL, date(2014, 8, 31))


@pytest.mark.parametrize(
    ("of", "start", "relaxed"),
    [
        pytest.param(FINAL, date(2019, 12, 13), True, id="20 weeks due on the first day"),
        pytest.param(FINAL, date(2019, 12, 12), False, id="20 weeks due the day before it"),
        pytest.param(FINAL, date(2020, 1, 6), True, id="D-1 due in the period"),
        pytest.param(FINAL, date(2020, 6, 1), True, id="1 June 2020, due after the period"),
        pytest.param(FINAL, date(2020, 9, 25), True, id="started on the last day"),
        pytest.param(FINAL, date(2020, 9, 26), False, id="started the day after it"),
        pytest.param(DECIDE, date(2020, 3, 20), True, id="6 weeks due on the first day"),
        pytest.param(DECIDE, date(2020, 3, 19), False, id="6 weeks due the day before it"),
        pytest.param(NO_PLAN, date(2020, 1, 10), True, id="16 weeks due on the first day"),
        pytest.param(NO_PLAN, date(2020, 1, 9), False, id="16 weeks due the day before it"),
        pytest.param(ADVICE, date(2020, 6, 1), True, id="advice asked in the period"),
        pytest.param(ADVICE, date(2020, 10, 1), False, id="advice asked after it"),
        pytest.param(
            COMMENT, date(2020, 6, 1), False, id="the family's 15 days were never relaxed"
        ),
        pytest.param(FINAL, date(2025, 3, 3), False, id="years later"),
    ],
)
def test_the_relaxation_of_2020_marks_limits_that_ran_in_the_period(of, start, relaxed):
    due = in_force(of, start).due(start)
    assert relaxation_of(of, start, due) == (CORONAVIRUS_2020 if relaxed else None)


@pytest.mark.parametrize(
    ("of", "instead"),
    [
        pytest.param(DECIDE, "as soon as practicable", id="5(1)"),
        pytest.param(ADVICE, "in a timely manner", id="8(1)"),
        pytest.param(NO_PLAN, "as soon as practicable", id="10(1)"),
        pytest.param(FINAL, "as soon as practicable", id="13(2)"),
    ],
)
def test_the_relaxation_says_which_duty_stayed_and_names_its_instrument(of, instead):
    assert CORONAVIRUS_2020.rule(of) == (
        f"relaxed 1 May 2020 to 25 September 2020 by SI 2020/471 to “{instead}”"
    )
    assert "SI 2020/471" not in CORONAVIRUS_2020.words
