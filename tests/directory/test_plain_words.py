"""Ages, distances, costs and telephone numbers in words; and words that children could read."""

import warnings
from pathlib import Path

import pytest

from portal.directory.lines import summary
from portal.directory.models import LocalService
from portal.directory.postcodes import Postcode
from portal.directory.presenter import (
    NOT_SAID,
    ages,
    centre_words,
    cost,
    dialled,
    how_far,
    unknown_words,
)
from portal.directory.search import Centre
from tests.factories import Make
from tests.pages import PageClient

OLDEST_READER = 11


@pytest.mark.parametrize(
    ("minimum", "maximum", "words"),
    [
        (5, 11, "Age 5 to 11"),
        (5, None, "Age 5 and over"),
        (None, 11, "Up to age 11"),
        (0, 11, "Up to age 11"),
        (0, None, "All ages"),
        (None, None, ""),
        (0.5, 5, "Age 6 months to 5"),
        (1.5, 2, "Age 1 year 6 months to 2"),
    ],
)
def test_ages(minimum: float | None, maximum: float | None, words: str) -> None:
    assert ages(minimum, maximum) == words


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0, "Less than half a mile away"),
        (0.49, "Less than half a mile away"),
        (0.5, "About half a mile away"),
        (0.8, "About 1 mile away"),
        (1.4, "About 1½ miles away"),
        (1.9, "About 2 miles away"),
        (2.6, "About 2½ miles away"),
        (3.4, "About 3 miles away"),
        (12.6, "About 13 miles away"),
    ],
)
def test_distances_are_never_said_finer_than_they_are_known(miles: float, words: str) -> None:
    assert how_far(miles) == words


@pytest.mark.parametrize(
    ("is_free", "told", "words"),
    [
        (True, "", "Free."),
        (True, "Free of charge", "Free of charge"),
        (True, "Gifts welcome", "Free. Gifts welcome"),
        (False, "£2", "£2"),
        (False, "", "There is a charge."),
        (None, "£2", "£2"),
        (None, "", NOT_SAID),
    ],
)
def test_costs(is_free: bool | None, told: str, words: str) -> None:
    assert cost(LocalService(is_free=is_free, cost=told)) == words


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("020 7946 0301", "02079460301"),
        ("+44 (0)20 7946.0301", "+4402079460301"),
        ("020 7946 0301 ext. 4", ""),
        ("020 7946 0301 / 0302", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_only_where_it_is_nothing_else(phone: str, digits: str) -> None:
    assert dialled(phone) == digits


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("Short.", "Short."),
        ("One\n\ntwo", "One two"),
        ("word " * 50, "word " * 31 + "word…"),
        ("", ""),
    ],
)
def test_a_summary_is_cut_after_a_word(description: str, words: str) -> None:
    assert summary(description) == words
    assert len(words) <= 160


def reading_age(text: str) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat

        return float(textstat.flesch_kincaid_grade(text)) + 5


def test_the_portals_own_words_are_easy(client: PageClient, make: Make) -> None:
    """The words of the pages without a service in them, and those about distances."""
    area = make.area()
    row = make.local_service(area, "Club", updated_on=None)
    empty = client.page("/wandsworth/services?words=blue+dragon&age=4").main
    one = client.page(f"/wandsworth/services/{row.id}").main
    assert empty
    assert one
    code = Postcode.read("SW18 2PU")
    said = [
        *(tag.text for tag in empty.select("p, li")),
        *(tag.text for tag in one.select("p, dd")),
        centre_words(Centre(code, 51, 0, is_whole=True)),
        centre_words(Centre(code, 51, 0, is_whole=False)),
        unknown_words(code, ["SW11", "SW12"]),
    ]
    text = " ".join(f"{' '.join(words.split()).rstrip('.:')}." for words in said if words.strip())
    assert reading_age(text) <= OLDEST_READER


def test_no_template_of_the_directory_speaks_of_feeds() -> None:
    """The word is for operators; a family reads of a list."""
    folder = Path(__file__).parents[2] / "templates" / "directory"
    for file in folder.glob("*.html"):
        assert "feed" not in file.read_text().replace("service.feed", "").replace("feedback", "")
