"""Which page of a list an address asks for."""

import pytest

from portal.web.paging import Paging


@pytest.mark.parametrize(
    ("asked", "items", "number", "pages"),
    [
        pytest.param(None, 0, 1, 1, id="an-empty-list-has-one-page"),
        pytest.param("", 20, 1, 1, id="twenty-fill-one-page"),
        pytest.param("2", 21, 2, 2, id="the-next-starts-another"),
        pytest.param("9", 41, 3, 3, id="beyond-the-last"),
        pytest.param("0", 41, 1, 3, id="before-the-first"),
        pytest.param("-3", 41, 1, 3, id="below-nothing"),
        pytest.param("two", 41, 1, 3, id="in-words"),
        pytest.param("²", 41, 1, 3, id="a-digit-that-is-no-number"),
    ],
)
def test_there_is_always_a_page(asked: str | None, items: int, number: int, pages: int) -> None:
    paging = Paging.of(asked, items, size=20)
    assert (paging.number, paging.pages) == (number, pages)


def test_what_stands_on_the_pages_before() -> None:
    assert [Paging(number, 41, 20).skip for number in (1, 2, 3)] == [0, 20, 40]
