"""The change of a mean."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from portal.domain.means import degrees_of_freedom, mean_change
from portal.domain.refusal import Refused
from portal.measures.distributions import t_critical

FOUR_DECIMALS = 5.0001e-5

# Hours of sleep won by ten patients under each of two drugs: R's data set `sleep`.
SLEEP_1 = Counter([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
SLEEP_2 = Counter([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])

waves = st.dictionaries(st.integers(1, 5), st.integers(1, 50), min_size=2)


def interval(found):
    return found.interval(t_critical(0.025, found.degrees_of_freedom))


def test_sleep():
    """T-17: group 1 less group 2."""
    found = mean_change(SLEEP_2, SLEEP_1)
    statistic = found.difference / found.standard_error
    assert statistic == pytest.approx(-1.8608, abs=FOUR_DECIMALS)
    assert found.degrees_of_freedom == pytest.approx(17.7765, abs=FOUR_DECIMALS)
    p_value = 2 * stats.t.sf(abs(statistic), found.degrees_of_freedom)
    assert p_value == pytest.approx(0.0794, abs=FOUR_DECIMALS)
    estimate = interval(found)
    assert (estimate.low, estimate.high) == pytest.approx((-3.3655, 0.2055), abs=FOUR_DECIMALS)


def test_stars():
    """T-19."""
    found = mean_change({1: 4, 2: 6, 3: 9, 4: 14, 5: 7}, {1: 2, 2: 4, 3: 8, 4: 16, 5: 12})
    estimate = interval(found)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx(
        (0.4119, -0.1067, 0.9305), abs=FOUR_DECIMALS
    )


@given(waves, waves)
def test_interval_agrees_with_scipy(before, after):
    oracle = stats.ttest_ind(
        list(Counter(after).elements()), list(Counter(before).elements()), equal_var=False
    )
    found = mean_change(before, after)
    limits = oracle.confidence_interval(0.95)
    estimate = interval(found)
    assert found.degrees_of_freedom == pytest.approx(oracle.df, rel=1e-9)
    assert (estimate.low, estimate.high) == pytest.approx((limits.low, limits.high), abs=1e-9)


def test_answers_that_never_differ_have_no_standard_error():
    found = mean_change({3: 20}, {4: 20})
    assert (found.difference, found.standard_error) == (1.0, 0.0)
    assert found.degrees_of_freedom == math.inf


def test_tiny_variances_keep_their_degrees_of_freedom():
    assert degrees_of_freedom(1e-300, 10, 1e-300, 10) == pytest.approx(18)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({3: 1}, {3: 5}, id="one answer before"),
        pytest.param({3: 5}, {}, id="nobody after"),
    ],
)
def test_too_few_answers_are_refused(before, after):
    with pytest.raises(Refused, match="two answers"):
        mean_change(before, after)
