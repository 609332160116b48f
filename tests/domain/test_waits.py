"""How long families wait: from facts to waits, and what a curve says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.facts import CaseFacts, Event, EventKind
from portal.domain.refusal import Refused
from portal.domain.waits import (
    FEWEST_STILL_WAITING,
    Curve,
    Step,
    Wait,
    day_by_which,
    four_in_five,
    further_wait,
    wait_of,
)

RECEIVED = date(2026, 1, 5)
TODAY = date(2026, 11, 18)
UNTIL_TODAY = (TODAY - RECEIVED).days
YES, NO = EventKind.DECIDED_TO_ASSESS, EventKind.DECIDED_NOT_TO_ASSESS
FINAL, NO_PLAN = EventKind.FINAL_PLAN_ISSUED, EventKind.DECIDED_NO_PLAN


def facts(*events: tuple[EventKind, int]) -> CaseFacts:
    """A request with events so many days after it was received."""
    return CaseFacts(
        RECEIVED, tuple(Event(kind, RECEIVED + timedelta(days=days)) for kind, days in events)
    )


@pytest.mark.parametrize(
    ("case", "wait"),
    [
        pytest.param(facts(), Wait(UNTIL_TODAY, False), id="nothing-yet-waits-until-today"),
        pytest.param(facts((YES, 40)), Wait(UNTIL_TODAY, False), id="assessed-still-waits"),
        pytest.param(facts((YES, 40), (FINAL, 138)), Wait(138, True), id="a-final-plan-ends-it"),
        pytest.param(facts((FINAL, 138)), Wait(138, True), id="a-plan-without-earlier-events"),
        pytest.param(facts((NO, 41)), Wait(41, False), id="not-assessed-is-unfinished-that-day"),
        pytest.param(
            facts((YES, 40), (NO_PLAN, 110)), Wait(110, False), id="no-plan-is-unfinished-that-day"
        ),
        pytest.param(facts((EventKind.WITHDRAWN, 20)), Wait(20, False), id="withdrawn"),
        pytest.param(facts((EventKind.MOVED_AWAY, 70)), Wait(70, False), id="moved-away"),
        pytest.param(facts((FINAL, 400)), Wait(UNTIL_TODAY, False), id="a-plan-to-come-is-unknown"),
        pytest.param(facts((FINAL, UNTIL_TODAY)), Wait(UNTIL_TODAY, True), id="a-plan-of-today"),
    ],
)
def test_how_long_one_family_waited(case, wait):
    assert wait_of(case, as_of=TODAY) == wait


def test_a_request_of_today_has_waited_no_day():
    assert wait_of(facts(), as_of=RECEIVED) == Wait(0, False)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        pytest.param(facts((NO, 41), (FINAL, 90)), "cannot both end", id="two-endings"),
        pytest.param(facts((YES, 40), (FINAL, 30)), "is before", id="a-plan-before-the-decision"),
        pytest.param(
            replace(facts(), received=TODAY + timedelta(days=1)), "later day", id="not-received-yet"
        ),
    ],
)
def test_facts_that_cannot_be_are_refused(case, sentence):
    with pytest.raises(Refused, match=sentence):
        wait_of(case, as_of=TODAY)


# 20 requests: 2 had a plan by day 100, 8 more by day 150, 5 left on day 160, 3 by day 200.
HALFWAY = Curve(
    date(2024, 11, 20),
    (
        Step(100, 0.9, 20),
        Step(150, 0.5000000000000001, 18),
        Step(160, 0.5, 10),
        Step(200, 0.2, 5),
        Step(300, 0.2, 2),
    ),
    cases=20,
    plans=13,
)
NOBODY = Curve(date(2024, 11, 20), (), cases=0, plans=0)


@pytest.mark.parametrize(
    ("curve", "share", "day"),
    [
        pytest.param(HALFWAY, 0.1, 100, id="one-in-ten-on-the-dot"),
        pytest.param(HALFWAY, 0.11, 150, id="a-little-more-is-the-next-day"),
        pytest.param(HALFWAY, 0.5, 150, id="half-in-spite-of-rounding"),
        pytest.param(HALFWAY, 0.8, 200, id="four-in-five"),
        pytest.param(HALFWAY, 0.9, None, id="the-curve-does-not-get-there"),
        pytest.param(NOBODY, 0.5, None, id="nobody-asked"),
    ],
)
def test_the_day_by_which_a_share_had_their_plan(curve, share, day):
    assert day_by_which(curve, share) == day


def test_four_in_five_leaves_out_a_tenth_at_each_end():
    assert four_in_five(HALFWAY) == (100, None)
    assert four_in_five(replace(HALFWAY, steps=(*HALFWAY.steps, Step(310, 0.1, 2)))) == (100, 310)


@pytest.mark.parametrize(
    ("waited", "more"),
    [
        pytest.param(0, 150, id="from-the-start-it-is-the-median"),
        pytest.param(99, 51, id="before-anybody-had-theirs"),
        pytest.param(100, 100, id="half-of-nine-in-ten"),
        pytest.param(149, 51, id="the-day-before-many-had-theirs"),
        pytest.param(150, 50, id="ten-still-waiting-are-enough"),
        pytest.param(160, None, id="five-still-waiting-are-too-few"),
        pytest.param(300, None, id="nobody-waited-longer"),
        pytest.param(5000, None, id="far-past-the-end"),
    ],
)
def test_how_much_longer_others_waited(waited, more):
    assert further_wait(HALFWAY, waited) == more


def test_ten_still_waiting_say_something_and_nine_do_not():
    many, few = (
        Curve(RECEIVED, (Step(10, 1.0, 40), Step(20, 0.4, number)), 40, 10)
        for number in (FEWEST_STILL_WAITING, FEWEST_STILL_WAITING - 1)
    )
    assert (further_wait(many, 10), further_wait(few, 10)) == (10, None)


def test_how_much_longer_is_not_said_where_the_curve_ends_too_soon():
    flat = Curve(RECEIVED, (Step(100, 0.9, 40), Step(200, 0.6, 30)), 40, 12)
    assert further_wait(flat, 100) is None


def test_without_requests_nothing_is_known():
    assert NOBODY.last_day == 0
    assert four_in_five(NOBODY) == (None, None)
    assert further_wait(NOBODY, 0) is None


@st.composite
def curves(draw):
    """Any curve that can come of requests: days rise, shares and numbers fall."""
    days = sorted(draw(st.sets(st.integers(0, 730), min_size=1, max_size=40)))
    leaving = [draw(st.integers(1, 4)) for _ in days]
    finished = [draw(st.integers(0, number)) for number in leaving]
    left, share, steps = sum(leaving), 1.0, []
    for day, going, plans in zip(days, leaving, finished, strict=True):
        share *= 1 - plans / left
        steps.append(Step(day, share, left))
        left -= going
    return Curve(RECEIVED, tuple(steps), sum(leaving), sum(finished))


SHARES = st.floats(0.01, 1)


@given(curves(), SHARES, SHARES)
def test_a_larger_share_takes_no_less_time(curve, one, other):
    first, second = (day_by_which(curve, share) for share in sorted((one, other)))
    assert second is None or (first is not None and first <= second)


@given(curves(), SHARES)
def test_the_day_is_the_first_on_which_the_share_is_reached(curve, share):
    day = day_by_which(curve, share)
    for step in curve.steps:
        reached = 1 - step.still_waiting >= share - 1e-9
        assert reached == (day is not None and step.day >= day)


@given(curves(), st.integers(0, 800))
def test_half_of_those_still_waiting_have_theirs_after_the_further_wait(curve, waited):
    more = further_wait(curve, waited)
    if more is None:
        return
    assert more >= 1
    shares = {step.day: step.still_waiting for step in curve.steps}
    then = min((share for day, share in shares.items() if day <= waited), default=1.0)
    before = min((share for day, share in shares.items() if day < waited + more), default=1.0)
    assert shares[waited + more] <= then / 2 + 1e-9
    assert before > then / 2


@given(curves())
def test_from_the_start_the_further_wait_is_the_median(curve):
    later = [step for step in curve.steps if step.day > 0]
    if curve.steps[0].day == 0 or not later or later[0].at_risk < FEWEST_STILL_WAITING:
        return
    assert further_wait(curve, 0) == day_by_which(curve, 0.5)
