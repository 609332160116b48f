"""Waves in which some or all people answered twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.intervals import change
from portal.domain.linked_waves import Pairs, overlapping_change, paired_change
from portal.domain.refusal import Refused
from portal.domain.shares import Share

FOUR_DECIMALS = 5.0001e-5
NOBODY = Share(0, 0)

counts = st.integers(0, 60)
pairs = st.builds(Pairs, counts, counts, counts, counts).filter(lambda given: given.total > 0)
shares = st.integers(1, 100).flatmap(lambda of: st.integers(0, of).map(lambda yes: Share(yes, of)))


@pytest.mark.parametrize(
    ("pairs", "value", "low", "high"),
    [
        pytest.param(Pairs(36, 12, 2, 0), -0.2000, -0.3404, -0.0569, id="T-10, after less before"),
        pytest.param(Pairs(36, 2, 12, 0), 0.2000, 0.0569, 0.3404, id="T-10"),
        pytest.param(Pairs(18, 4, 10, 8), 0.1500, -0.0346, 0.3200, id="T-29 the linked only"),
    ],
)
def test_paired_change(pairs, value, low, high):
    found = paired_change(pairs)
    assert (found.value, found.low, found.high) == pytest.approx(
        (value, low, high), abs=FOUR_DECIMALS
    )


def test_overlapping_waves():
    """T-29: linking some of the people narrows the interval from 0.0121 to 0.3343."""
    linked = Pairs(18, 4, 10, 8)
    assert (linked.before, linked.after) == (Share(22, 40), Share(28, 40))
    found = overlapping_change(linked, Share(12, 25), Share(17, 24))
    assert (found.value, found.low, found.high) == pytest.approx(
        (0.1800, 0.0301, 0.3300), abs=FOUR_DECIMALS
    )


def test_waves_that_nobody_links_are_separate():
    found = overlapping_change(Pairs(0, 0, 0, 0), Share(12, 25), Share(17, 24))
    assert found == change(Share(12, 25), Share(17, 24))


def test_waves_that_everybody_links_are_paired():
    assert overlapping_change(Pairs(18, 4, 10, 8), NOBODY, NOBODY) == paired_change(
        Pairs(18, 4, 10, 8)
    )


@pytest.mark.parametrize(
    ("linked", "before_only", "after_only"),
    [
        pytest.param(Pairs(0, 0, 0, 12), Share(0, 5), Share(0, 5), id="everybody said no"),
        pytest.param(Pairs(12, 0, 0, 0), Share(5, 5), Share(5, 5), id="everybody said yes"),
        pytest.param(Pairs(0, 0, 12, 0), Share(0, 5), Share(5, 5), id="everybody changed"),
    ],
)
def test_waves_without_any_spread_count_as_separate(linked, before_only, after_only):
    before = Share(linked.before.yes + before_only.yes, linked.total + before_only.of)
    after = Share(linked.after.yes + after_only.yes, linked.total + after_only.of)
    found = overlapping_change(linked, before_only, after_only)
    assert found == change(before, after)
    assert found.low < found.high


@given(pairs)
def test_paired_change_holds_its_difference_and_stays_within_the_possible(linked):
    found = paired_change(linked)
    assert -1 <= found.low <= found.value <= found.high <= 1


@given(pairs)
def test_swapping_the_waves_mirrors_the_paired_change(linked):
    swapped = Pairs(linked.yes_both, linked.yes_after_only, linked.yes_before_only, linked.no_both)
    there, back = paired_change(linked), paired_change(swapped)
    assert (there.low, there.value, there.high) == pytest.approx(
        (-back.high, -back.value, -back.low), abs=1e-12
    )


@given(pairs, shares, shares)
def test_overlapping_change_holds_its_difference_and_stays_within_the_possible(
    linked, before_only, after_only
):
    found = overlapping_change(linked, before_only, after_only)
    assert -1 <= found.low <= found.value <= found.high <= 1


def test_a_negative_count_of_pairs_is_refused():
    with pytest.raises(Refused, match="below 0"):
        Pairs(1, 2, -3, 4)


def test_no_pairs_are_refused():
    with pytest.raises(Refused, match="Nobody answered"):
        paired_change(Pairs(0, 0, 0, 0))
