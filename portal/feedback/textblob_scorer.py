"""Scores how a comment sounds, with TextBlob. The only file that imports it, and late.

TextBlob averages the moods of single words. Its word list comes from reviews of films and
goods, so this file changes it where it misreads families: words that describe a child or a
school carry no mood here, and what an assessment is mostly blamed or thanked for does.
"""

from functools import cache
from importlib.metadata import version
from typing import Any

WORDS_VERSION = 1

# "Special educational needs" is no praise, and "disabled" no complaint.
WITHOUT_MOOD = (
    *("special", "educational", "primary", "secondary", "high", "early", "social", "young"),
    *("main", "disabled", "autistic", "mental", "complex", "profound", "blind", "physical"),
    *("global", "specific", "normal", "full"),
)
MOODS = {
    "wait": -0.3,
    "waited": -0.3,
    "waiting": -0.3,
    "delay": -0.4,
    "delays": -0.4,
    "delayed": -0.4,
    "chase": -0.3,
    "chased": -0.3,
    "chasing": -0.3,
    "ignored": -0.5,
    "dismissed": -0.5,
    "dismissive": -0.5,
    "refused": -0.4,
    "refusal": -0.4,
    "unlawful": -0.6,
    "stressful": -0.5,
    "unhelpful": -0.5,
    "helpful": 0.5,
    "listened": 0.4,
    "listens": 0.4,
    "informed": 0.3,
}


def polarity(text: str) -> float:
    """From -1, as bad as words get, to 1; 0 where no word has a mood, or none is English."""
    return max(-1.0, min(1.0, float(_sentiment()(text)[0])))


@cache
def scored_by() -> str:
    """The analyser, its version and that of the words changed here."""
    return f"textblob {version('textblob')}, words {WORDS_VERSION}"


@cache
def _sentiment() -> Any:
    from textblob.en import sentiment  # a second that no worker’s start should pay

    sentiment.load()
    for word in WITHOUT_MOOD:
        sentiment.pop(word, None)
    for word, mood in MOODS.items():
        sentiment.annotate(word, polarity=mood, subjectivity=1.0)
    return sentiment
