"""Counts and shares as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.given_counts import read_counts, read_wave
from portal.domain.ratings import StarCounts
from portal.domain.refusal import Refused
from portal.domain.shares import Share


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param("3,12,25", (3, 12, 25), id="three counts"),
        pytest.param(" 3, 12 ,25 ", (3, 12, 25), id="with spaces"),
        pytest.param("40", (40,), id="one count"),
        pytest.param("007,0", (7, 0), id="leading zeros"),
        pytest.param("999999999", (999_999_999,), id="nine digits"),
    ],
)
def test_counts(text, counts):
    assert read_counts(text) == counts


@pytest.mark.parametrize(
    "text",
    ["", ",", "3,", "3;12", "3 12", "1.5", "-1", "+1", "1e3", "1_000", "x", "²", "٣", "1000000000"],
)
def test_what_is_no_count_is_refused(text):
    with pytest.raises(Refused, match="whole numbers"):
        read_counts(text)


@pytest.mark.parametrize(
    ("text", "wave"),
    [
        pytest.param("14/25", Share(14, 25), id="a share"),
        pytest.param(" 14 / 25 ", Share(14, 25), id="a share with spaces"),
        pytest.param("4,6,9,14,7", StarCounts((4, 6, 9, 14, 7)), id="stars"),
        pytest.param("0/1", Share(0, 1), id="nobody said yes"),
    ],
)
def test_waves(text, wave):
    assert read_wave(text) == wave


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("3/2", "3 of 2", id="more yes answers than answers"),
        pytest.param("-3/4", "“-3” in “-3/4”", id="below 0"),
        pytest.param("0/0", "Nobody answered", id="a base of 0"),
        pytest.param("0,0,0,0,0", "Nobody answered", id="no stars at all"),
        pytest.param("1/2/3", "such as 14/25", id="two strokes"),
        pytest.param("/", "whole numbers", id="only a stroke"),
        pytest.param("x", "whole numbers", id="a letter"),
        pytest.param("1,2,3,4", "five star counts", id="four stars"),
        pytest.param("1,2,3,4,5,6", "five star counts", id="six stars"),
        pytest.param("14", "five star counts", id="a lone number"),
        pytest.param("14/25,3", "whole numbers", id="a mixture"),
    ],
)
def test_what_is_no_wave_is_refused(text, sentence):
    with pytest.raises(Refused, match=sentence):
        read_wave(text)


@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789,/\n")))
def test_any_text_is_read_whole_or_refused_in_one_line(text):
    said = outcome(text)
    if isinstance(said, str):
        assert len(said.splitlines()) == 1
    else:
        assert [int(part) for part in text.split(",")] == list(said)


def outcome(text):
    try:
        return read_counts(text)
    except Refused as refusal:
        return refusal.sentence
