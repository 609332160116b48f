"""Bands of polarity, and stars that disagree with the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.refusal import Refused
from portal.domain.sentiment import Sentiment, band, stars_and_words_disagree

NEGATIVE, NEUTRAL, POSITIVE = Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE


@pytest.mark.parametrize(
    ("polarity", "sentiment"),
    [
        pytest.param(-1.0, NEGATIVE, id="as bad as can be"),
        pytest.param(-0.001, NEGATIVE, id="just below 0"),
        pytest.param(0.0, NEUTRAL, id="nothing heard"),
        pytest.param(0.05, NEUTRAL, id="the upper limit"),
        pytest.param(0.051, POSITIVE, id="just above the upper limit"),
        pytest.param(1.0, POSITIVE, id="as good as can be"),
    ],
)
def test_bands(polarity, sentiment):
    assert band(polarity) is sentiment


@pytest.mark.parametrize("polarity", [-1.01, 1.01, float("nan"), float("inf")])
def test_a_polarity_out_of_range_is_refused(polarity):
    with pytest.raises(Refused, match="between -1 and 1"):
        band(polarity)


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_higher_polarity_never_has_a_lower_band(one, other):
    bands = [NEGATIVE, NEUTRAL, POSITIVE]
    lower, higher = sorted((one, other))
    assert bands.index(band(lower)) <= bands.index(band(higher))


@pytest.mark.parametrize(
    ("stars", "disagreeing"),
    [
        pytest.param(1, {POSITIVE}, id="one star"),
        pytest.param(2, {POSITIVE}, id="two stars"),
        pytest.param(3, set(), id="three stars disagree with nothing"),
        pytest.param(4, {NEGATIVE}, id="four stars"),
        pytest.param(5, {NEGATIVE}, id="five stars"),
    ],
)
def test_stars_and_words(stars, disagreeing):
    assert {words for words in Sentiment if stars_and_words_disagree(stars, words)} == disagreeing


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_a_number_of_stars_out_of_range_is_refused(stars):
    with pytest.raises(Refused, match="1 to 5"):
        stars_and_words_disagree(stars, POSITIVE)
