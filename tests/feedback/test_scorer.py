"""TextBlob's words, changed where they misread families."""

import csv
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.sentiment import band
from portal.feedback.textblob_scorer import polarity, scored_by


@pytest.mark.parametrize(
    "words",
    [
        "special educational needs",
        "disabled and autistic",
        "complex needs",
        "a secondary school or a primary school",
        "early years and social care",
        "his mental and physical health",
        "My son is blind",
        "",
        "1234 !!",
        "👍🏽",
        "المدرسة",
    ],
)
def test_descriptions_carry_no_mood(words: str) -> None:
    assert polarity(words) == 0


@pytest.mark.parametrize(
    "words",
    [
        "we waited 60 weeks",
        "the delays",
        "not helpful at all",
        "I was ignored",
        "constantly chasing them",
        "it was stressful",
        "they refused",
        "This was unlawful",
        "terrible",
    ],
)
def test_what_families_complain_of_is_heard(words: str) -> None:
    assert polarity(words) < 0


@pytest.mark.parametrize(
    "words", ["very helpful", "they listened", "we were kept informed", "excellent", "lovely staff"]
)
def test_what_families_praise_is_heard(words: str) -> None:
    assert polarity(words) > 0


@settings(deadline=None)  # the first words are loaded from disk
@given(st.text(max_size=300))
def test_any_words_get_a_polarity(words: str) -> None:
    assert -1 <= polarity(words) <= 1


def test_the_analyser_is_named_with_its_versions() -> None:
    assert scored_by() == f"textblob {version('textblob')}, words 1"


def test_the_changed_words_read_real_comments_better(real_data: Path) -> None:
    """Against what people read in patients' comments: the plain words reach a macro-F1 of 0.448."""
    with (real_data / "patient_feedback.csv").open(encoding="utf-8", newline="") as file:
        read = [
            (band(polarity(row["comment"])).value, row["sentiment_read_by_a_person"])
            for row in csv.DictReader(file)
            if row["sentiment_read_by_a_person"] and row["comment"].strip()
        ]
    scores = []
    for mood in ("negative", "neutral", "positive"):
        right = sum(machine == person == mood for machine, person in read)
        either = sum((machine == mood) + (person == mood) for machine, person in read)
        scores.append(2 * right / either)

    assert sum(scores) / 3 > 0.47
