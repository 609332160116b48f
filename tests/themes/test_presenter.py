"""What the desk says of figures and pages."""

import uuid

import pytest

from portal.domain.ratings import StarCounts
from portal.themes.presenter import Paging, mean_stars, saved
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
    ("asked", "items", "paging"),
    [
        pytest.param("", 0, Paging(1, 1), id="an-empty-list-has-one-page"),
        pytest.param("", 20, Paging(1, 1), id="twenty-fill-one-page"),
        pytest.param("2", 21, Paging(2, 2), id="the-next-starts-another"),
        pytest.param("9", 41, Paging(3, 3), id="beyond-the-last"),
        pytest.param("0", 41, Paging(1, 3), id="before-the-first"),
        pytest.param("two", 41, Paging(1, 3), id="in-words"),
        pytest.param("²", 41, Paging(1, 3), id="a-digit-that-is-no-number"),
    ],
)
def test_there_is_always_a_page(asked: str, items: int, paging: Paging) -> None:
    assert Paging.of(asked, items) == paging


def test_pages_follow_one_another() -> None:
    assert [Paging(number, 3).skip for number in (1, 2, 3)] == [0, 20, 40]


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
