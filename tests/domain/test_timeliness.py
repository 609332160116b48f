"""The six readings of "in 20 weeks", on one cohort and at each edge."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.facts import Outcome
from portal.domain.timeliness import Case, Reading, percentage, six_readings

RECEIVED = date(2021, 1, 4)
REPORT = date(2021, 6, 30)
READINGS = (
    "plans_issued",
    "plans_issued_excluding_exceptions",
    "cohort_plans",
    "cohort_plans_excluding_exceptions",
    "cohort_outcomes",
    "cohort_outcomes_excluding_exceptions",
)


def case(reference, received, outcome=None, on=None, exception=False):
    ended = None if outcome is None else Outcome(outcome)
    return Case(reference, received, ended, on, exception)


COHORT = (
    case("r1", date(2021, 1, 4), "plan", date(2021, 5, 24)),
    case("r2", date(2021, 1, 4), "plan", date(2021, 5, 25)),
    case("r3", date(2021, 1, 11), "refused", date(2021, 2, 22)),
    case("r4", date(2021, 1, 18), "no_plan", date(2021, 5, 10)),
    case("r5", date(2021, 1, 25), "withdrawn", date(2021, 2, 10)),
    case("r6", date(2021, 2, 1)),
    case("r7", date(2021, 3, 1)),
    case("r8", date(2021, 1, 5), "plan", date(2021, 6, 20), exception=True),
    case("r9", date(2021, 2, 8), "plan", date(2021, 6, 1), exception=True),
    case("r10", date(2021, 2, 15), "moved", date(2021, 4, 1)),
)


@pytest.mark.parametrize(
    ("reading", "met", "of", "percent"),
    [
        pytest.param("plans_issued", 2, 4, "50.0", id="D-10 plans issued, including"),
        pytest.param("plans_issued_excluding_exceptions", 1, 2, "50.0", id="D-10 plans, excluding"),
        pytest.param("cohort_plans", 2, 5, "40.0", id="D-10 request cohort, including"),
        pytest.param(
            "cohort_plans_excluding_exceptions", 1, 3, "33.3", id="D-10 cohort, excluding"
        ),
        pytest.param("cohort_outcomes", 4, 7, "57.1", id="D-10 every outcome, including"),
        pytest.param(
            "cohort_outcomes_excluding_exceptions", 3, 5, "60.0", id="D-10 every outcome, excluding"
        ),
    ],
)
def test_d_10_one_cohort_has_six_answers(reading, met, of, percent):
    found = six_readings(COHORT, as_of=REPORT)[reading]
    assert (found.met, found.of) == (met, of)
    assert found.share == met / of
    assert percentage(met, of) == Decimal(percent)


def test_the_six_readings_have_their_names_in_order():
    assert tuple(six_readings(COHORT, as_of=REPORT)) == READINGS
    assert tuple(six_readings((), as_of=REPORT)) == READINGS


def readings_of(outcome, days, as_of_days=400, exception=False):
    on = None if days is None else RECEIVED + timedelta(days=days)
    one = case("a", RECEIVED, outcome, on, exception)
    found = six_readings([one], as_of=RECEIVED + timedelta(days=as_of_days))
    return tuple((found[name].met, found[name].of) for name in READINGS)


IN_TIME, LATE, LEFT_OUT = (1, 1), (0, 1), (0, 0)


@pytest.mark.parametrize(
    ("outcome", "days", "as_of", "exception", "expected"),
    [
        pytest.param("plan", 140, 400, False, (IN_TIME,) * 6, id="plan on day 140"),
        pytest.param("plan", 141, 400, False, (LATE,) * 6, id="plan on day 141"),
        pytest.param(
            "plan",
            113,
            400,
            True,
            (IN_TIME, LEFT_OUT) * 3,
            id="a flag takes a plan in time out too",
        ),
        pytest.param(
            "plan", 141, 400, True, (LATE, LEFT_OUT) * 3, id="a flag takes a late one out"
        ),
        pytest.param("plan", 0, 0, False, (IN_TIME,) * 6, id="plan on the day it came"),
        pytest.param(
            "no_plan", 112, 400, False, (LEFT_OUT,) * 4 + (IN_TIME,) * 2, id="no plan on day 112"
        ),
        pytest.param(
            "no_plan", 113, 400, False, (LEFT_OUT,) * 4 + (LATE,) * 2, id="no plan on day 113"
        ),
        pytest.param(
            "refused", 42, 400, False, (LEFT_OUT,) * 4 + (IN_TIME,) * 2, id="refused on day 42"
        ),
        pytest.param(
            "refused", 43, 400, False, (LEFT_OUT,) * 4 + (LATE,) * 2, id="refused on day 43"
        ),
        pytest.param("withdrawn", 200, 400, False, (LEFT_OUT,) * 6, id="withdrawn"),
        pytest.param("moved", 200, 400, False, (LEFT_OUT,) * 6, id="moved"),
        pytest.param(None, None, 140, False, (LEFT_OUT,) * 6, id="open on day 140 is not mature"),
        pytest.param(
            None, None, 141, False, (LEFT_OUT,) * 2 + (LATE,) * 4, id="open on day 141 is overdue"
        ),
        pytest.param(
            None,
            None,
            141,
            True,
            (LEFT_OUT, LEFT_OUT, LATE, LEFT_OUT, LATE, LEFT_OUT),
            id="open, overdue and flagged",
        ),
        pytest.param(
            "plan", 150, 149, False, (LEFT_OUT,) * 2 + (LATE,) * 4, id="issued tomorrow: open today"
        ),
        pytest.param("plan", 130, 120, False, (LEFT_OUT,) * 6, id="issued later, not mature today"),
        pytest.param("plan", 140, -1, False, (LEFT_OUT,) * 6, id="not received yet"),
    ],
)
def test_where_one_case_stands_in_each_reading(outcome, days, as_of, exception, expected):
    assert readings_of(outcome, days, as_of, exception) == expected


def test_a_share_of_no_cases_is_no_number():
    assert Reading(0, 0).share is None
    assert percentage(0, 0) is None


@pytest.mark.parametrize(
    ("met", "of", "places", "percent"),
    [
        pytest.param(1, 3, 1, "33.3", id="down"),
        pytest.param(2, 3, 1, "66.7", id="up"),
        pytest.param(45, 144, 1, "31.3", id="a tie goes up from an even digit"),
        pytest.param(9, 240, 1, "3.8", id="a tie goes up from an odd digit"),
        pytest.param(1, 1000, 1, "0.1", id="small"),
        pytest.param(1, 2000, 1, "0.1", id="half of a tenth"),
        pytest.param(1, 8, 0, "13", id="no places"),
        pytest.param(1, 8, 2, "12.50", id="two places"),
        pytest.param(5, 5, 1, "100.0", id="all"),
        pytest.param(0, 5, 1, "0.0", id="none"),
        pytest.param(172, 238, 1, "72.3", id="Merton 2021, without exceptions"),
        pytest.param(172, 334, 1, "51.5", id="Merton 2021, with exceptions"),
    ],
)
def test_a_percentage_is_rounded_half_up(met, of, places, percent):
    assert str(percentage(met, of, places)) == percent


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            case,
            st.uuids().map(str),
            st.dates(date(2020, 1, 1), date(2021, 12, 31)),
            st.sampled_from(list(Outcome)),
            st.dates(date(2022, 1, 1), date(2022, 12, 31)),
            st.booleans(),
        )
        | st.builds(case, st.uuids().map(str), st.dates(date(2020, 1, 1), date(2022, 12, 31))),
        max_size=12,
    ),
    st.dates(date(2020, 1, 1), date(2023, 1, 1)),
    st.randoms(use_true_random=False),
)
def test_of_any_cases_the_readings_nest_and_ignore_order(cases, as_of, random):
    found = six_readings(cases, as_of=as_of)
    assert all(0 <= each.met <= each.of <= len(cases) for each in found.values())
    for name in READINGS[::2]:
        assert found[f"{name}_excluding_exceptions"].of <= found[name].of
        assert found[f"{name}_excluding_exceptions"].met <= found[name].met
    assert found["plans_issued"].of <= found["cohort_plans"].of <= found["cohort_outcomes"].of
    assert found["plans_issued"].met == found["cohort_plans"].met
    shuffled = list(cases)
    random.shuffle(shuffled)
    assert six_readings(shuffled, as_of=as_of) == found
