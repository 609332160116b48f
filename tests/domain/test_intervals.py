"""Intervals for shares: the published worked examples, another program's answers, and bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from portal.domain.intervals import change, wilson
from portal.domain.multiplicity import z_for
from portal.domain.refusal import Refused
from portal.domain.shares import Share

FOUR_DECIMALS = 5.0001e-5
EXACT = 1e-9

shares = st.integers(1, 3000).flatmap(lambda of: st.integers(0, of).map(lambda yes: Share(yes, of)))
questions = st.integers(1, 20)


@pytest.mark.parametrize(
    ("share", "value", "low", "high"),
    [
        pytest.param(Share(81, 263), 0.3080, 0.2553, 0.3662, id="T-01"),
        pytest.param(Share(0, 20), 0.0, 0.0, 0.1611, id="T-03 nobody"),
        pytest.param(Share(1, 29), 0.0345, 0.0061, 0.1718, id="T-03 one of 29"),
    ],
)
def test_wilson(share, value, low, high):
    found = wilson(share)
    assert (found.value, found.low, found.high) == pytest.approx(
        (value, low, high), abs=FOUR_DECIMALS
    )


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        pytest.param(Share(48, 80), Share(56, 70), 0.0524, 0.3339, id="T-05"),
        pytest.param(Share(2, 7), Share(6, 7), 0.0582, 0.8062, id="T-07"),
        pytest.param(Share(0, 20), Share(0, 10), -0.1611, 0.2775, id="T-09 nobody, 10 and 20"),
        pytest.param(Share(0, 10), Share(0, 10), -0.2775, 0.2775, id="T-09 nobody, 10 and 10"),
        pytest.param(Share(0, 20), Share(10, 10), 0.6791, 1.0, id="T-09 all and nobody of 20"),
        pytest.param(Share(0, 10), Share(10, 10), 0.6075, 1.0, id="T-09 all and nobody of 10"),
        pytest.param(Share(14, 25), Share(19, 26), -0.0876, 0.4017, id="T-21"),
        pytest.param(Share(52, 70), Share(33, 68), -0.4021, -0.0953, id="T-23"),
        pytest.param(Share(400, 800), Share(408, 800), -0.0389, 0.0588, id="T-25"),
        pytest.param(Share(19, 26), Share(24, 28), -0.0906, 0.3363, id="T-27 second step"),
        pytest.param(Share(14, 25), Share(24, 28), 0.0529, 0.5050, id="T-27 first to last"),
        pytest.param(Share(34, 65), Share(45, 64), 0.0121, 0.3343, id="T-29 ignoring links"),
        pytest.param(Share(21, 40), Share(28, 42), -0.0682, 0.3358, id="T-19 four and five stars"),
        pytest.param(Share(172, 238), Share(110, 124), 0.0784, 0.2391, id="T-33 excluding"),
        pytest.param(Share(172, 334), Share(120, 260), -0.1333, 0.0275, id="T-33 including"),
    ],
)
def test_change_of_a_share(before, after, low, high):
    found = change(before, after)
    assert (found.low, found.high) == pytest.approx((low, high), abs=FOUR_DECIMALS)
    assert found.value == pytest.approx(after.yes / after.of - before.yes / before.of)


def test_the_interval_of_wald_is_not_used():
    """T-13: 0.0575 to 0.3425 is what Wald gives for T-05."""
    found = change(Share(48, 80), Share(56, 70))
    assert found.low != pytest.approx(0.0575, abs=1e-3)
    assert found.high != pytest.approx(0.3425, abs=1e-3)


@given(shares, questions)
def test_wilson_agrees_with_statsmodels(share, asked):
    low, high = proportion_confint(share.yes, share.of, alpha=0.05 / asked, method="wilson")
    found = wilson(share, z_for(asked))
    assert (found.low, found.high) == pytest.approx((low, high), abs=EXACT)


@given(shares, shares, questions)
def test_change_agrees_with_statsmodels(before, after, asked):
    low, high = confint_proportions_2indep(
        after.yes, after.of, before.yes, before.of, method="newcomb", alpha=0.05 / asked
    )
    found = change(before, after, z_for(asked))
    assert (found.low, found.high) == pytest.approx((low, high), abs=EXACT)


@given(shares, questions)
def test_wilson_holds_its_share_and_stays_within_the_possible(share, asked):
    found = wilson(share, z_for(asked))
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(shares, shares, questions)
def test_change_holds_its_difference_and_stays_within_the_possible(before, after, asked):
    found = change(before, after, z_for(asked))
    assert -1 <= found.low <= found.value <= found.high <= 1


@given(shares, shares)
def test_swapping_the_waves_gives_the_exact_mirror_image(before, after):
    there, back = change(before, after), change(after, before)
    assert (there.low, there.value, there.high) == (-back.high, -back.value, -back.low)


def test_nobody_has_no_interval():
    with pytest.raises(Refused, match="Nobody answered"):
        wilson(Share(0, 0))
