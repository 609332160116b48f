"""Brunner and Munzel's effect for stars: published example, two other programs, edge cases."""

import math
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.nonparametric import rank_compare_2indep

from portal.domain.ordinal_effect import ordinal_effect
from portal.domain.refusal import Refused
from portal.measures.distributions import t_critical

FOUR_DECIMALS = 5.0001e-5
EXACT = 1e-9
TAIL = 0.025

PAIN_BEFORE = (1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1)
PAIN_AFTER = (3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4)


def counted(answers):
    found = Counter(answers)
    return tuple(found[star] for star in range(1, 6))


def spelled_out(counts):
    return [star for star, count in enumerate(counts, start=1) for _ in range(count)]


def waves(fewest, most=40):
    return st.tuples(*[st.integers(0, most)] * 5).filter(lambda counts: sum(counts) >= fewest)


def test_published_example():
    """T-14, from the documentation of R's lawstat and brunnermunzel."""
    found = ordinal_effect(counted(PAIN_BEFORE), counted(PAIN_AFTER))
    interval = found.interval(TAIL, t_critical)
    statistic = found.effect / found.standard_error
    assert statistic == pytest.approx(3.1375, abs=FOUR_DECIMALS)
    assert found.degrees_of_freedom == pytest.approx(17.6828, abs=FOUR_DECIMALS)
    assert found.probability == pytest.approx(0.7890, abs=FOUR_DECIMALS)
    assert found.cliffs_delta == pytest.approx(0.5779, abs=FOUR_DECIMALS)
    assert (0.5 + interval.low, 0.5 + interval.high) == pytest.approx(
        (0.5952, 0.9827), abs=FOUR_DECIMALS
    )
    p_value = 2 * stats.t.sf(statistic, found.degrees_of_freedom)
    assert p_value == pytest.approx(0.0058, abs=FOUR_DECIMALS)
    # U counts the pairs that the first wave wins: 32.5 of 154.
    assert (1 - found.probability) * 154 == pytest.approx(32.5)


def test_stars_of_two_waves():
    """T-19."""
    found = ordinal_effect((4, 6, 9, 14, 7), (2, 4, 8, 16, 12))
    interval = found.interval(TAIL, t_critical)
    assert (found.probability, 0.5 + interval.low, 0.5 + interval.high) == pytest.approx(
        (0.5964, 0.4756, 0.7172), abs=FOUR_DECIMALS
    )


@given(waves(2), waves(2))
def test_statistic_agrees_with_scipy(before, after):
    found = ordinal_effect(before, after)
    assume(found.standard_error > 0)
    oracle = stats.brunnermunzel(spelled_out(before), spelled_out(after))
    statistic = found.effect / found.standard_error
    assert statistic == pytest.approx(oracle.statistic, abs=EXACT, rel=EXACT)
    p_value = 2 * stats.t.sf(abs(statistic), found.degrees_of_freedom)
    assert p_value == pytest.approx(oracle.pvalue, abs=EXACT)


@given(waves(2), waves(2), st.integers(1, 20))
def test_interval_agrees_with_statsmodels(before, after, questions):
    found = ordinal_effect(before, after)
    assume(found.standard_error > 0)
    tail = 0.025 / questions
    oracle = rank_compare_2indep(spelled_out(after), spelled_out(before), use_t=True)
    low, high = oracle.conf_int(alpha=2 * tail)
    interval = found.interval(tail, t_critical)
    assert found.probability == pytest.approx(oracle.prob1, abs=EXACT)
    assert 0.5 + interval.low == pytest.approx(max(low, 0), abs=EXACT)
    assert 0.5 + interval.high == pytest.approx(min(high, 1), abs=EXACT)


@given(waves(2), waves(2))
def test_interval_holds_the_effect_and_stays_within_the_possible(before, after):
    found = ordinal_effect(before, after).interval(TAIL, t_critical)
    assert -0.5 <= found.low <= found.value <= found.high <= 0.5
    assert found.low < found.high


@given(waves(2), waves(2))
def test_swapping_the_waves_gives_the_exact_mirror_image(before, after):
    there = ordinal_effect(before, after).interval(TAIL, t_critical)
    back = ordinal_effect(after, before).interval(TAIL, t_critical)
    assert (there.low, there.value, there.high) == (-back.high, -back.value, -back.low)


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        # Wilson's upper limit for none of 10 is 0.2775, of 20 0.1611, of 50 0.0714.
        pytest.param((0, 0, 10, 0, 0), (0, 0, 10, 0, 0), -0.1962, 0.1962, id="all alike, 10 each"),
        pytest.param(
            (0, 0, 10, 0, 0), (0, 0, 20, 0, 0), -0.1605, 0.1605, id="all alike, 10 and 20"
        ),
        pytest.param((50, 0, 0, 0, 0), (50, 0, 0, 0, 0), -0.0505, 0.0505, id="all alike, 50 each"),
        pytest.param((4, 6, 0, 0, 0), (0, 0, 3, 3, 4), 0.1075, 0.5, id="no overlap, 10 each"),
        pytest.param((0, 0, 0, 3, 7), (10, 0, 0, 0, 0), -0.5, -0.1075, id="no overlap, downwards"),
    ],
)
def test_without_any_spread_the_interval_still_has_width(before, after, low, high):
    found = ordinal_effect(before, after)
    assert (found.standard_error, found.degrees_of_freedom) == (0.0, math.inf)
    interval = found.interval(TAIL, t_critical)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)


def test_one_wave_without_spread_is_no_special_case():
    found = ordinal_effect((0, 0, 10, 0, 0), (0, 2, 4, 4, 0))
    assert found.standard_error > 0
    assert found.degrees_of_freedom == pytest.approx(9)


def test_counts_in_the_thousand_millions_are_no_trouble():
    many = (999_999_999,) * 5
    found = ordinal_effect(many, many)
    assert found.effect == 0
    assert 0 < found.standard_error < 1e-4


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        pytest.param((1, 0, 0, 0, 0), (5, 5, 5, 5, 5), "two answers", id="one answer before"),
        pytest.param((5, 5, 5, 5, 5), (0, 0, 0, 0, 0), "two answers", id="nobody after"),
        pytest.param((5, 5, 5), (5, 5, 5, 5, 5), "same answers", id="another scale"),
    ],
)
def test_waves_that_are_refused(before, after, sentence):
    with pytest.raises(Refused, match=sentence):
        ordinal_effect(before, after)
