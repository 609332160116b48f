"""What the desk says of figures and pages."""

import uuid

import pytest

from portal.domain.ratings import StarCounts
from portal.themes.presenter import mean_stars, saved
from portal.themes.tallies import ThemeFigures


@pytest.mark.parametrize(
    ("comments", "stars", "said"),
    [
        pytest.param(0, (0, 0, 0, 0, 0), "", id="nothing-in-it"),
        pytest.param(9, (9, 0, 0, 0, 0), "too few", id="nine-families"),
        pytest.param(12, (9, 0, 0, 0, 0), "too few", id="twelve-comments-of-nine-families"),
        pytest.param(10, (10, 0, 0, 0, 0), "1.0", id="ten-families"),
        pytest.param(12, (2, 3, 0, 3, 4), "3.3", id="one-decimal-place"),
    ],
)
def test_the_average_needs_ten_families(comments: int, stars: tuple[int, ...], said: str) -> None:
    theme = ThemeFigures(uuid.uuid4(), "Waiting", comments, StarCounts(stars))

    assert mean_stars(theme) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (0, "Saved. Every comment has been read."),
        (1, "Saved. 1 comment is still to read."),
        (1200, "Saved. 1,200 comments are still to read."),
    ],
)
def test_saving_says_what_is_left(left: int, said: str) -> None:
    assert saved(left) == said
