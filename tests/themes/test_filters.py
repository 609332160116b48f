"""Filters stand in the address, and come back from it as they were."""

import uuid

import pytest

from portal.domain.refusal import Refused
from portal.domain.sentiment import Sentiment
from portal.themes.filters import Filters

SOME_ID = uuid.UUID("6a4f3c0e-9a41-4c3c-8a2b-0f0d6f2f9c11")


@pytest.mark.parametrize(
    ("filters", "address"),
    [
        pytest.param(Filters(), {}, id="none"),
        pytest.param(Filters(stars=1), {"stars": "1"}, id="stars"),
        pytest.param(Filters(without_stars=True), {"stars": "none"}, id="no-stars-given"),
        pytest.param(
            Filters(sentiment=Sentiment.NEGATIVE), {"sentiment": "negative"}, id="sentiment"
        ),
        pytest.param(Filters(survey=SOME_ID), {"survey": str(SOME_ID)}, id="survey"),
        pytest.param(Filters(wave=SOME_ID), {"wave": str(SOME_ID)}, id="wave"),
        pytest.param(Filters(theme=SOME_ID), {"theme": str(SOME_ID)}, id="theme"),
        pytest.param(Filters(without_theme=True), {"theme": "none"}, id="in-no-theme"),
        pytest.param(Filters(read=False), {"read": "no"}, id="not-read-yet"),
        pytest.param(Filters(read=True), {"read": "yes"}, id="read"),
        pytest.param(
            Filters(stars=5, sentiment=Sentiment.POSITIVE, wave=SOME_ID, read=True),
            {"stars": "5", "sentiment": "positive", "wave": str(SOME_ID), "read": "yes"},
            id="several",
        ),
    ],
)
def test_an_address_and_its_filters(filters: Filters, address: dict[str, str]) -> None:
    assert filters.in_address() == address
    assert Filters.from_address(address) == filters


def test_boxes_left_at_all_ask_for_nothing() -> None:
    boxes = {"stars": "", "sentiment": "", "wave": "", "theme": "", "read": "", "page": "2"}

    assert Filters.from_address(boxes) == Filters()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param({"stars": "0"}, id="no-such-stars"),
        pytest.param({"stars": "six"}, id="stars-in-words"),
        pytest.param({"sentiment": "angry"}, id="no-such-sentiment"),
        pytest.param({"survey": "assessment"}, id="survey-by-name"),
        pytest.param({"wave": "winter"}, id="wave-by-name"),
        pytest.param({"theme": "1"}, id="theme-by-number"),
        pytest.param({"read": "maybe"}, id="read-or-not"),
    ],
)
def test_what_makes_no_sense_is_refused(address: dict[str, str]) -> None:
    with pytest.raises(Refused, match="no such filter"):
        Filters.from_address(address)
