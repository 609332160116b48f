"""Shares and star counts: always five categories, and a mean that hides as much as it shows."""

import pytest

from portal.domain.ratings import StarCounts
from portal.domain.refusal import Refused
from portal.domain.shares import Share


@pytest.mark.parametrize(
    ("counts", "mean"),
    [
        pytest.param((10, 0, 0, 0, 10), 3.0, id="ten ones and ten fives"),
        pytest.param((0, 0, 20, 0, 0), 3.0, id="twenty threes have the same mean"),
        pytest.param((4, 6, 9, 14, 7), 3.35, id="T-19 first wave"),
        pytest.param((2, 4, 8, 16, 12), 3.7619, id="T-19 second wave"),
    ],
)
def test_mean(counts, mean):
    assert StarCounts(counts).mean == pytest.approx(mean, abs=5e-5)


def test_nobody_has_no_mean():
    assert StarCounts((0, 0, 0, 0, 0)).mean is None


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        pytest.param((4, 6, 9, 14, 7), Share(21, 40), id="T-19 first wave"),
        pytest.param((2, 4, 8, 16, 12), Share(28, 42), id="T-19 second wave"),
        pytest.param((0, 0, 0, 0, 0), Share(0, 0), id="nobody"),
    ],
)
def test_share_of_four_and_five(counts, share):
    assert StarCounts(counts).four_and_five == share


def test_counts_by_number_of_stars():
    assert StarCounts((4, 6, 9, 14, 7)).by_star == {1: 4, 2: 6, 3: 9, 4: 14, 5: 7}


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        pytest.param((1, 2, 3, 4), "five counts", id="four counts"),
        pytest.param((1, 2, 3, 4, 5, 6), "five counts", id="six counts"),
        pytest.param((1, 2, 3, 4, -1), "below 0", id="a negative count"),
    ],
)
def test_counts_that_are_refused(counts, sentence):
    with pytest.raises(Refused, match=sentence):
        StarCounts(counts)


@pytest.mark.parametrize(
    ("yes", "of"),
    [
        pytest.param(3, 2, id="more yes answers than answers"),
        pytest.param(-1, 2, id="fewer than none"),
        pytest.param(0, -1, id="a base below 0"),
    ],
)
def test_impossible_shares_are_refused(yes, of):
    with pytest.raises(Refused, match="between 0 and its base"):
        Share(yes, of)


@pytest.mark.parametrize(
    ("share", "percentage"),
    [
        pytest.param(Share(1, 200), 1, id="a half is rounded up from 0.5"),
        pytest.param(Share(21, 40), 53, id="a half is rounded up from 52.5"),
        pytest.param(Share(1, 3), 33, id="a third"),
        pytest.param(Share(2, 3), 67, id="two thirds"),
        pytest.param(Share(0, 7), 0, id="none"),
        pytest.param(Share(7, 7), 100, id="all"),
    ],
)
def test_whole_percentages(share, percentage):
    assert share.percentage == percentage


@pytest.mark.parametrize("figure", ["value", "percentage"])
def test_a_share_of_nobody_has_no_value(figure):
    with pytest.raises(Refused, match="Nobody answered"):
        getattr(Share(0, 0), figure)
