"""Grounds and limits: every cell of the table, the closure window, the four weeks."""

from datetime import date

import pytest

from portal.domain.exception_words import exception_rows
from portal.domain.exceptions import (
    check_against_case,
    check_exception,
    closure_window,
    grounds_for,
    regulation_of,
)
from portal.domain.facts import AdviceRequest, Ground, Limit, RecordedException
from portal.domain.refusal import Refused

RECEIVED = date(2025, 7, 14)
CLOSED, REOPENS = date(2025, 7, 24), date(2025, 9, 2)

ALLOWED = [
    ("decide", "school_closed", "5(4)(a)"),
    ("decide", "early_years_closed", "5(4)(b)"),
    ("decide", "personal_circumstances", "5(4)(c)"),
    ("decide", "absent_four_weeks", "5(4)(d)"),
    ("advice", "personal_circumstances", "8(2)(a)"),
    ("advice", "absent_four_weeks", "8(2)(b)"),
    ("advice", "missed_appointment", "8(2)(c)"),
    ("no_plan", "school_closed", "10(4)(a)"),
    ("no_plan", "early_years_closed", "10(4)(b)"),
    ("no_plan", "personal_circumstances", "10(4)(c)"),
    ("no_plan", "absent_four_weeks", "10(4)(d)"),
    ("final", "school_closed", "13(3) with 10(4)(a)"),
    ("final", "early_years_closed", "13(3) with 10(4)(b)"),
    ("final", "personal_circumstances", "13(3) with 10(4)(c)"),
    ("final", "absent_four_weeks", "13(3) with 10(4)(d)"),
]
NOT_ALLOWED = [
    ("decide", "missed_appointment"),
    ("advice", "school_closed"),
    ("advice", "early_years_closed"),
    ("no_plan", "missed_appointment"),
    ("final", "missed_appointment"),
]


def claimed(limit, ground, start=CLOSED, end=REOPENS):
    return RecordedException(Limit(limit), Ground(ground), start, end)


@pytest.mark.parametrize(
    ("limit", "ground", "regulation"),
    [pytest.param(*row, id=f"{row[2]} {row[0]} {row[1]}") for row in ALLOWED],
)
def test_a_ground_that_the_regulation_gives_is_accepted(limit, ground, regulation):
    exception = claimed(limit, ground)
    check_exception(exception)
    check_against_case(exception, RECEIVED, ())
    assert regulation_of(exception) == regulation


@pytest.mark.parametrize(
    ("limit", "ground"),
    [pytest.param(*row, id=f"{row[0]} {row[1]}") for row in NOT_ALLOWED],
)
def test_a_ground_that_the_regulation_does_not_give_is_refused_naming_those_it_does(limit, ground):
    with pytest.raises(Refused) as refused:
        check_exception(claimed(limit, ground))
    assert f"{ground} is not allowed for the limit {limit}" in refused.value.sentence
    for allowed in grounds_for(Limit(limit)):
        assert allowed in refused.value.sentence


def test_the_two_tables_together_are_every_limit_with_every_ground():
    cells = {(limit, ground) for limit, ground, _ in ALLOWED} | set(NOT_ALLOWED)
    assert cells == {(limit.value, ground.value) for limit in Limit for ground in Ground}


def test_the_summer_closure_of_2025_lasts_40_days_and_its_window_ends_a_week_before_re_opening():
    assert (REOPENS - CLOSED).days == 40
    assert closure_window(CLOSED, REOPENS) == (date(2025, 7, 17), date(2025, 8, 26))


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        pytest.param(date(2025, 7, 16), False, id="the day before the window"),
        pytest.param(date(2025, 7, 17), True, id="its first day, a week before closing"),
        pytest.param(date(2025, 8, 10), True, id="while the school is closed"),
        pytest.param(date(2025, 8, 25), True, id="its last day"),
        pytest.param(date(2025, 8, 26), False, id="a week before re-opening is too late"),
        pytest.param(date(2025, 9, 1), False, id="closed, but in the last week"),
    ],
)
@pytest.mark.parametrize("ground", ["school_closed", "early_years_closed"])
def test_a_closure_counts_only_when_the_school_was_asked_inside_the_window(ground, asked, counts):
    advice = (AdviceRequest("school", asked),)
    if counts:
        check_against_case(claimed("final", ground), RECEIVED, advice)
        return
    with pytest.raises(Refused, match="from 17 July 2025 to 25 August 2025"):
        check_against_case(claimed("final", ground), RECEIVED, advice)


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        pytest.param("school", True, id="school"),
        pytest.param("Greenmead Primary", True, id="a school by its name"),
        pytest.param("head teacher", True, id="head teacher"),
        pytest.param("early_years", True, id="early years"),
        pytest.param("educational psychologist", False, id="psychologist"),
        pytest.param("School nurse", False, id="school nurse"),
        pytest.param("social_care", False, id="social care"),
        pytest.param("NHS speech therapy", False, id="speech therapy"),
    ],
)
def test_only_the_closed_place_itself_can_be_asked_in_the_window(body, counts):
    advice = (AdviceRequest(body, date(2025, 8, 1)),)
    if counts:
        check_against_case(claimed("final", "school_closed"), RECEIVED, advice)
        return
    with pytest.raises(Refused, match="No such request is recorded"):
        check_against_case(claimed("final", "school_closed"), RECEIVED, advice)


@pytest.mark.parametrize("ground", ["school_closed", "early_years_closed", "absent_four_weeks"])
@pytest.mark.parametrize(
    ("end", "accepted"),
    [
        pytest.param(date(2025, 8, 13), False, id="20 days"),
        pytest.param(date(2025, 8, 20), False, id="27 days"),
        pytest.param(date(2025, 8, 21), True, id="28 days"),
        pytest.param(None, False, id="no end"),
    ],
)
def test_four_weeks_are_at_least_28_days_with_a_known_end(ground, end, accepted):
    exception = claimed("final", ground, CLOSED, end)
    if accepted:
        check_exception(exception)
        return
    with pytest.raises(Refused, match="at least 28 days"):
        check_exception(exception)


def test_a_four_week_absence_of_20_days_is_refused_naming_the_20_days():
    with pytest.raises(Refused, match="the absence lasts 20 days"):
        check_exception(claimed("decide", "absent_four_weeks", CLOSED, date(2025, 8, 13)))


def test_christmas_is_too_short_to_be_a_closure():
    with pytest.raises(Refused, match="the closure lasts 16 days"):
        check_exception(claimed("final", "school_closed", date(2025, 12, 20), date(2026, 1, 5)))


@pytest.mark.parametrize("ground", list(Ground))
def test_an_end_before_the_start_is_refused(ground):
    limit = "advice" if ground == "missed_appointment" else "final"
    with pytest.raises(Refused, match="ends on 1 July 2025, before it starts on 24 July 2025"):
        check_exception(claimed(limit, ground, CLOSED, date(2025, 7, 1)))


@pytest.mark.parametrize(
    ("limit", "start", "end", "accepted"),
    [
        pytest.param("decide", date(2025, 8, 25), None, True, id="begins on the due day"),
        pytest.param("decide", date(2025, 8, 26), None, False, id="begins after the due day"),
        pytest.param("no_plan", date(2025, 11, 3), None, True, id="begins on day 112"),
        pytest.param("no_plan", date(2025, 11, 4), None, False, id="begins on day 113"),
        pytest.param("final", date(2025, 12, 1), None, True, id="begins on day 140"),
        pytest.param("final", date(2025, 12, 2), None, False, id="begins on day 141"),
        pytest.param("final", date(2025, 6, 1), RECEIVED, True, id="ends on the day received"),
        pytest.param("final", date(2025, 6, 1), date(2025, 7, 13), False, id="over by then"),
        pytest.param("final", date(2025, 6, 1), None, True, id="began before and still holds"),
    ],
)
def test_an_exception_must_touch_the_time_that_its_limit_ran(limit, start, end, accepted):
    exception = claimed(limit, "personal_circumstances", start, end)
    if accepted:
        check_against_case(exception, RECEIVED, ())
        return
    with pytest.raises(Refused, match=f"outside the time that the limit {limit} ran"):
        check_against_case(exception, RECEIVED, ())


@pytest.mark.parametrize(
    ("closed", "reopens", "accepted"),
    [
        pytest.param(date(2025, 9, 1), date(2025, 10, 1), True, id="window opens on the due day"),
        pytest.param(date(2025, 9, 2), date(2025, 10, 1), False, id="window opens after it"),
        pytest.param(date(2025, 6, 16), date(2025, 7, 22), True, id="window's last day is day 0"),
        pytest.param(date(2025, 6, 16), date(2025, 7, 21), False, id="window over the day before"),
    ],
)
def test_a_closure_touches_the_limit_with_its_window(closed, reopens, accepted):
    exception = claimed("decide", "school_closed", closed, reopens)
    if accepted:
        check_against_case(exception, RECEIVED, ())
        return
    with pytest.raises(Refused, match="outside the time that the limit decide ran"):
        check_against_case(exception, RECEIVED, ())


@pytest.mark.parametrize(
    ("missed_on", "accepted"),
    [
        pytest.param(date(2025, 9, 1), True, id="the day it was asked for"),
        pytest.param(date(2025, 10, 13), True, id="the day it is due"),
        pytest.param(date(2025, 10, 14), False, id="after it was due"),
        pytest.param(date(2025, 8, 31), False, id="before it was asked for"),
    ],
)
def test_an_exception_for_advice_is_held_against_the_six_weeks_of_the_advice(missed_on, accepted):
    advice = (AdviceRequest("health", date(2025, 9, 1)),)
    exception = claimed("advice", "missed_appointment", missed_on, missed_on)
    if accepted:
        check_against_case(exception, RECEIVED, advice)
        return
    with pytest.raises(Refused, match="outside the time that the limit advice ran"):
        check_against_case(exception, RECEIVED, advice)


def test_any_one_request_for_advice_is_enough_for_an_exception_to_touch():
    advice = (
        AdviceRequest("health", date(2025, 9, 1)),
        AdviceRequest("social care", date(2025, 11, 1)),
    )
    missed = claimed("advice", "missed_appointment", date(2025, 11, 20), None)
    check_against_case(missed, RECEIVED, advice)


def test_an_exception_for_advice_stands_where_no_request_for_advice_is_recorded():
    missed = claimed("advice", "missed_appointment", date(2025, 9, 1), None)
    check_against_case(missed, RECEIVED, ())


STAYS = " The law lets this step take longer because of it. The date itself stays the same."


@pytest.mark.parametrize(
    ("limit", "ground", "end", "reason"),
    [
        pytest.param(
            "final",
            "school_closed",
            REOPENS,
            "The school was closed from 24 July 2025 until 2 September 2025.",
            id="school",
        ),
        pytest.param(
            "final",
            "early_years_closed",
            REOPENS,
            "The nursery or childminder was closed from 24 July 2025 until 2 September 2025.",
            id="early years",
        ),
        pytest.param(
            "decide",
            "personal_circumstances",
            REOPENS,
            "Something very hard was going on for your child or family from 24 July 2025 until "
            "2 September 2025.",
            id="personal",
        ),
        pytest.param(
            "decide",
            "personal_circumstances",
            None,
            "Something very hard was going on for your child or family from 24 July 2025 until "
            "now.",
            id="personal and still going on",
        ),
        pytest.param(
            "no_plan",
            "absent_four_weeks",
            REOPENS,
            "Your child or family was away from 24 July 2025 until 2 September 2025.",
            id="absent",
        ),
        pytest.param(
            "advice",
            "missed_appointment",
            CLOSED,
            "A visit for a check or a test was missed on 24 July 2025.",
            id="appointment",
        ),
    ],
)
def test_each_ground_has_a_plain_sentence_for_the_family(limit, ground, end, reason):
    exception = claimed(limit, ground, CLOSED, end)
    (row,) = exception_rows([exception], as_of=CLOSED)
    assert row.words == reason + STAYS
    assert row.exception == exception


def test_exceptions_are_listed_oldest_first_once_each_and_not_before_they_begin():
    first = claimed("decide", "personal_circumstances", date(2025, 7, 20), None)
    second = claimed("final", "personal_circumstances", date(2025, 7, 20), None)
    later = claimed("final", "school_closed")
    rows = exception_rows([later, second, first, second], as_of=CLOSED)
    assert [row.exception for row in rows] == [first, second, later]
    assert exception_rows([later], as_of=date(2025, 7, 23)) == ()


def test_exceptions_that_differ_only_in_their_end_are_listed_by_it_the_open_one_last():
    ends = [date(2025, 8, 30), date(2025, 9, 30), None]
    claims = [claimed("final", "personal_circumstances", CLOSED, end) for end in ends]
    for given in (claims, claims[::-1]):
        assert [row.exception.end for row in exception_rows(given, as_of=CLOSED)] == ends
