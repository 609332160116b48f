"""Five counts, the share of four and five stars and the mean, shown side by side."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.disclosure import HIDDEN, Hidden, Rule
from portal.domain.ratings import StarCounts
from portal.domain.star_disclosure import ShownStars, shown_stars
from tests.domain.disclosure_reader import all_but, rows_adding_up_to, worked_out

c: Hidden = HIDDEN

stars = st.tuples(*[st.integers(0, 60)] * 5).map(StarCounts)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param(
            (6, 6, 9, 14, 7),
            ShownStars((5, 5, 10, 15, 5), 40, 50, 3.2),
            id="nothing is small: everything is shown",
        ),
        pytest.param(
            (4, 6, 9, 14, 7),
            ShownStars((c, c, 10, 15, 5), 40, 53, None),
            id="T-19 a small count hides a neighbour on its own side, and the mean",
        ),
        pytest.param(
            (8, 10, 11, 3, 12),
            ShownStars((10, 10, 10, c, c), 45, 34, None),
            id="hiding the next smallest overall would be undone by the share",
        ),
        pytest.param(
            (0, 1, 2, 10, 30),
            ShownStars((c, c, c, c, c), 45, c, None),
            id="three unhappy people: neither the share nor the counts",
        ),
        pytest.param(
            (0, 0, 0, 10, 30),
            ShownStars((0, 0, 0, 10, 30), 40, 100, 4.8),
            id="nobody unhappy of forty",
        ),
        pytest.param(
            (0, 0, 0, 6, 8),
            ShownStars((c, c, c, c, c), 15, c, None),
            id="R5 nobody unhappy of fourteen",
        ),
        pytest.param((2, 0, 3, 3, 1), ShownStars((c, c, c, c, c), c, c, None), id="R1 nine"),
        pytest.param((0, 0, 0, 0, 0), ShownStars((c, c, c, c, c), c, c, None), id="R1 nobody"),
    ],
)
def test_stars(counts, shown):
    assert shown_stars(StarCounts(counts)) == shown


def hidden_places(shown):
    return [place for place, count in enumerate(shown.counts) if count == HIDDEN]


def hidden(row):
    return hidden_places(shown_stars(StarCounts(row)))


def exactly(row):
    """To the strongest reader: what is shown, to the last person."""
    shown = shown_stars(StarCounts(row))
    places = hidden_places(shown)
    share = HIDDEN if shown.four_and_five == HIDDEN else row[3] + row[4]
    return tuple(places), all_but(row, places), sum(row), share, shown.mean


@pytest.mark.parametrize(
    "totals",
    [
        pytest.param(range(10, 22), id="small groups"),
        pytest.param([25], id="25 people"),
        pytest.param([28], id="28 people"),
    ],
)
def test_no_hidden_count_can_be_worked_out_beside_the_share_and_the_mean(totals):
    every_row = chain.from_iterable(rows_adding_up_to(total, 5) for total in totals)
    assert worked_out(every_row, exactly, hidden) == []


@given(stars)
def test_what_is_shown_is_rounded_and_true(given_stars):
    shown = shown_stars(given_stars)
    for count, seen in zip(given_stars.counts, shown.counts, strict=True):
        assert seen == HIDDEN or (seen % 5 == 0 and abs(seen - count) <= 2)
    if shown.four_and_five != HIDDEN:
        assert shown.four_and_five == given_stars.four_and_five.percentage


@given(stars)
def test_the_mean_stands_only_beside_five_open_counts(given_stars):
    shown = shown_stars(given_stars)
    assert (shown.mean is None) == (HIDDEN in shown.counts)


def test_other_thresholds():
    laxer = Rule(fewest_answers=5, largest_small_count=1, fewest_of_one_mind=5, nearest=1)
    assert shown_stars(StarCounts((2, 0, 3, 3, 2)), laxer) == ShownStars(
        (2, 0, 3, 3, 2), 10, 50, 3.3
    )
