"""The words of facts, and refusals told in them."""

import re

import pytest

from portal.cases.references import LETTERS, new_reference
from portal.cases.words import EVENTS, GROUNDS, LIMITS, in_words
from portal.domain.facts import EventKind, Ground, Limit
from portal.domain.refusal import Refused


def test_every_fact_that_the_law_knows_has_words() -> None:
    assert set(EVENTS) == set(EventKind)
    assert set(LIMITS) == set(Limit)
    assert set(GROUNDS) == set(Ground)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        pytest.param(
            "draft_sent on 3 May 2026 is before decided_to_assess on 4 May 2026.",
            "“The draft plan was sent” on 3 May 2026 is before “The council decided to assess” "
            "on 4 May 2026.",
            id="events",
        ),
        pytest.param(
            "its days lie outside the time that the limit final ran.",
            "Its days lie outside the time that the limit “Sending the final plan (20 weeks)” ran.",
            id="a limit, but only where it is called one",
        ),
        pytest.param(
            "exception missed_appointment from 3 May 2026: not in the final week.",
            "Exception “Missed appointment for an examination or test” from 3 May 2026: "
            "not in the final week.",
            id="a ground",
        ),
    ],
)
def test_refusals_are_told_in_the_words_of_the_forms(sentence: str, said: str) -> None:
    assert in_words(Refused(sentence)).sentence == said


def test_a_reference_is_short_and_cannot_be_misread() -> None:
    pattern = re.compile(rf"[{LETTERS}]{{3}}-[{LETTERS}]{{4}}")
    drawn = {new_reference() for _ in range(500)}
    assert all(pattern.fullmatch(reference) for reference in drawn)
    assert len(drawn) == 500
    assert not set(LETTERS) & set("0O1IL5S2Z8B6GAEIOU") - {"2", "6", "8"}
