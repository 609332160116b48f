"""Which colours are taken, and the text colour on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.colours import BLACK, WHITE, colour, contrast, text_colour_on
from portal.domain.refusal import Refused


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        pytest.param("#1d3c5a", "#1d3c5a", id="as it is kept"),
        pytest.param("  #1D3C5A ", "#1d3c5a", id="capitals and blanks"),
    ],
)
def test_a_colour(text, taken):
    assert colour(text) == taken


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("red", id="a name"),
        pytest.param("#fff", id="three digits"),
        pytest.param("1d3c5a", id="no sign"),
        pytest.param("#1d3c5g", id="a letter after f"),
        pytest.param("#1d3c5a; } body { display: none", id="more than a colour"),
        pytest.param("#1d3c5a\n#1d3c5a", id="two lines"),
        pytest.param("#１２３４５６", id="digits of another script"),  # noqa: RUF001
    ],
)
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(Refused, match="Enter a colour"):
        colour(text)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param(BLACK, WHITE, 21.0, id="the most there is"),
        pytest.param(WHITE, WHITE, 1.0, id="the least there is"),
        pytest.param("#777777", WHITE, 4.48, id="the grey that just fails on white"),
        pytest.param(WHITE, "#767676", 4.54, id="the grey that just passes on white"),
    ],
)
def test_contrast(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("background", "text"),
    [
        pytest.param("#1d3c5a", WHITE, id="dark blue"),
        pytest.param("#ffdd00", BLACK, id="yellow"),
        pytest.param("#777777", BLACK, id="grey on which white would fail"),
    ],
)
def test_text_colour(background, text):
    assert text_colour_on(background) == text


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_bears_black_or_white_text(number):
    background = f"#{number:06x}"
    text = text_colour_on(background)
    assert text in (BLACK, WHITE)
    assert contrast(text, background) >= 4.5
