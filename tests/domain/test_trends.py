"""Trends over three waves or more."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table

from portal.domain.refusal import Refused
from portal.domain.trends import trend

FOUR_DECIMALS = 5.0001e-5

star_waves = st.lists(st.tuples(*[st.integers(0, 30)] * 5), min_size=2, max_size=6)


def test_rising_share():
    """T-27: the trend is clear although neither step is."""
    found = trend([(11, 14), (7, 19), (4, 24)])
    assert found.chi_squared == pytest.approx(5.7775, abs=FOUR_DECIMALS)
    assert found.z == pytest.approx(2.4036, abs=FOUR_DECIMALS)
    assert found.p_value == pytest.approx(0.0162, abs=FOUR_DECIMALS)


def test_both_conventions():
    """T-15: N - 1 as permutation tests have it, N as R's prop.trend.test has it."""
    found = trend([(38, 2), (43, 7), (33, 15)])
    assert found.chi_squared_by_permutation == pytest.approx(10.6381, abs=FOUR_DECIMALS)
    p_value = math.erfc(math.sqrt(found.chi_squared_by_permutation / 2))
    assert p_value == pytest.approx(0.0011, abs=FOUR_DECIMALS)
    assert found.chi_squared == pytest.approx(10.7157, abs=FOUR_DECIMALS)
    assert found.z == pytest.approx(3.2735, abs=FOUR_DECIMALS)


@given(star_waves)
def test_linear_by_linear_agrees_with_statsmodels(waves):
    found = trend(waves)
    assume(found.correlation != 0)
    oracle = Table(np.array(waves), shift_zeros=False).test_ordinal_association()
    assert found.chi_squared_by_permutation == pytest.approx(oracle.zscore**2, abs=1e-9, rel=1e-9)
    assert (found.z > 0) == (oracle.zscore > 0)


@given(star_waves)
def test_turning_time_round_turns_the_trend(waves):
    assert trend(waves[::-1]).z == pytest.approx(-trend(waves).z, abs=1e-12)
    assert -1 - 1e-12 <= trend(waves).correlation <= 1 + 1e-12


def test_months_count_when_waves_are_not_equally_spaced():
    waves = [(15, 10), (12, 14), (4, 24)]
    assert trend(waves, months=[0, 1, 2]) == trend(waves)
    assert trend(waves, months=[0, 1, 12]).z > trend(waves).z


@pytest.mark.parametrize(
    "waves",
    [
        pytest.param([(0, 20), (0, 30), (0, 25)], id="everybody said yes"),
        pytest.param([(20, 0), (0, 0), (0, 0)], id="only one wave was answered"),
        pytest.param([(0, 0), (0, 0), (0, 0)], id="nobody answered"),
        pytest.param([], id="no waves"),
    ],
)
def test_without_spread_there_is_no_trend(waves):
    found = trend(waves)
    assert (found.z, found.chi_squared, found.p_value) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("waves", "months"),
    [
        pytest.param([(1, 2), (1, 2, 3)], None, id="another scale in the second wave"),
        pytest.param([(1, 2), (3, 4)], [0], id="a month is missing"),
    ],
)
def test_uneven_waves_are_refused(waves, months):
    with pytest.raises(Refused, match="Every wave"):
        trend(waves, months)
