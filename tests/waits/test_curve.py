"""The curve of waits, held against a textbook, an oracle and a simulation."""

import random
import statistics
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from portal.domain.waits import Wait, day_by_which, four_in_five
from portal.waits.curve import curve_of

SINCE = date(2024, 11, 20)


def waits(finished: list[int], unfinished: list[int]) -> list[Wait]:
    return [Wait(days, True) for days in finished] + [Wait(days, False) for days in unfinished]


# Weeks in remission of 21 children with leukaemia on 6-mercaptopurine; 12 were still well when
# last seen (Freireich and others, Blood 21, 1963; the worked example of most textbooks).
FREIREICH = waits([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])


@pytest.mark.parametrize(
    ("day", "still_waiting", "at_risk"),
    [
        pytest.param(6, 0.857, 21, id="week-6"),
        pytest.param(7, 0.807, 17, id="week-7"),
        pytest.param(10, 0.753, 15, id="week-10"),
        pytest.param(13, 0.690, 12, id="week-13"),
        pytest.param(16, 0.627, 11, id="week-16"),
        pytest.param(22, 0.538, 7, id="week-22"),
        pytest.param(23, 0.448, 6, id="week-23"),
        pytest.param(35, 0.448, 1, id="it-stays-where-only-unfinished-ones-are"),
    ],
)
def test_it_is_the_published_curve(day, still_waiting, at_risk):
    (step,) = (step for step in curve_of(FREIREICH, since=SINCE).steps if step.day == day)
    assert (round(step.still_waiting, 3), step.at_risk) == (still_waiting, at_risk)


def test_it_gives_the_published_median():
    curve = curve_of(FREIREICH, since=SINCE)
    assert (curve.since, curve.cases, curve.plans, curve.last_day) == (SINCE, 21, 9, 35)
    assert day_by_which(curve, 0.5) == 23
    assert four_in_five(curve) == (6, None)


def test_without_unfinished_ones_it_is_the_plain_share():
    curve = curve_of(waits([10, 20, 20, 40], []), since=SINCE)
    assert [(step.day, step.still_waiting) for step in curve.steps] == [
        (10, 0.75),
        (20, 0.25),
        (40, 0.0),
    ]


def test_without_a_plan_it_stays_at_the_top():
    curve = curve_of(waits([], [0, 10, 30]), since=SINCE)
    assert [step.still_waiting for step in curve.steps] == [1, 1, 1]
    assert [step.at_risk for step in curve.steps] == [3, 2, 1]
    assert day_by_which(curve, 0.5) is None


def test_without_requests_it_has_no_steps():
    curve = curve_of([], since=SINCE)
    assert (curve.steps, curve.cases, curve.plans, curve.last_day) == ((), 0, 0, 0)


WAITS = st.lists(
    st.builds(Wait, days=st.integers(0, 60), finished=st.booleans()), min_size=1, max_size=60
)


@given(WAITS)
def test_it_is_the_product_of_exact_fractions(given_waits):
    share = Fraction(1)
    for step in curve_of(given_waits, since=SINCE).steps:
        at_risk = sum(wait.days >= step.day for wait in given_waits)
        plans = sum(wait.finished and wait.days == step.day for wait in given_waits)
        share *= Fraction(at_risk - plans, at_risk)
        assert step.at_risk == at_risk
        assert step.still_waiting == pytest.approx(float(share), abs=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_statsmodels_says_the_same(seed):
    drawn = random.Random(seed)
    given_waits = [Wait(drawn.randrange(300), drawn.random() < 0.6) for _ in range(200)]
    curve = curve_of(given_waits, since=SINCE)
    oracle = SurvfuncRight(
        [wait.days for wait in given_waits], [int(wait.finished) for wait in given_waits]
    )
    ours = {step.day: step for step in curve.steps}
    for day, share, at_risk in zip(oracle.surv_times, oracle.surv_prob, oracle.n_risk, strict=True):
        assert ours[int(day)].still_waiting == pytest.approx(share, abs=1e-12)
        assert ours[int(day)].at_risk == at_risk
    assert day_by_which(curve, 0.5) == oracle.quantile(0.5)


@pytest.mark.parametrize("seed", range(5))
def test_unfinished_waits_are_why_the_plain_median_will_not_do(seed):
    """Seen on a day in the middle of things, many of the long waits are not over yet.

    True waits have a median of 170 days. Of 4,000 requests spread evenly over 400 days about
    four or five in ten are unfinished at the end.
    """
    drawn = random.Random(seed)
    seen = []
    for _ in range(4000):
        wait, known_for = drawn.lognormvariate(5.1358, 0.45), drawn.uniform(0, 400)
        seen.append(Wait(int(min(wait, known_for)), wait <= known_for))
    curve = curve_of(seen, since=SINCE)
    median = day_by_which(curve, 0.5)
    finished_only = statistics.median(wait.days for wait in seen if wait.finished)

    assert 0.4 < 1 - curve.plans / curve.cases < 0.5
    assert median == pytest.approx(170, abs=8)
    assert finished_only < 150
