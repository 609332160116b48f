"""The stage texts: complete, in order, and easy to read."""

import re

import pytest

from portal.domain.exception_words import SENTENCES, WHAT_IT_MEANS
from portal.domain.stages import STAGES, StageKey, stage
from portal.domain.time_limits import CORONAVIRUS_2020, MilestoneKey

LONGEST_SENTENCE = 20
HARDEST_GRADE = 6.0  # The US school grade for children of 11.


def sentences_of(text):
    return [words.split() for words in re.split(r"[.!?]", text) if words.strip()]


def syllables(word):
    groups = re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))
    return max(1, len(groups))


def grade(text):
    """The Flesch-Kincaid grade: sentence length and syllables (Kincaid and others, 1975)."""
    sentences = sentences_of(text)
    words = [re.sub(r"[^A-Za-z]", "", word) for words in sentences for word in words]
    words = [word for word in words if word]
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59


TEXTS = (
    [pytest.param(f"{each.what_happens} {each.you_can}", id=each.key) for each in STAGES]
    + [
        pytest.param(
            f"{words.format(start='3 May', end='4 June')} {WHAT_IT_MEANS}", id=f"exception {ground}"
        )
        for ground, words in SENTENCES.items()
    ]
    + [pytest.param(CORONAVIRUS_2020.words, id="the relaxation of 2020")]
)


@pytest.mark.parametrize("text", TEXTS)
def test_each_text_can_be_read_at_the_age_of_eleven(text):
    assert grade(text) <= HARDEST_GRADE
    assert max(len(words) for words in sentences_of(text)) <= LONGEST_SENTENCE


def test_the_measure_tells_a_hard_text_from_an_easy_one():
    hard = "The authority must secure an assessment in accordance with statutory regulations."
    assert grade(hard) > 12 > HARDEST_GRADE > grade("You can ask again at any time.")


def test_every_stage_has_one_text_with_all_its_parts():
    assert sorted(each.key for each in STAGES) == sorted(StageKey)
    for each in STAGES:
        for part in (each.name, each.what_happens, each.you_can):
            assert part == part.strip() != ""


def test_the_running_stages_come_first_in_the_order_of_their_dated_steps():
    running = [each for each in STAGES if not each.ended]
    assert STAGES[: len(running)] == tuple(running)
    assert [each.milestone for each in running] == list(MilestoneKey)
    assert all(each.milestone is None for each in STAGES if each.ended)


def test_a_stage_is_found_by_its_key():
    assert all(stage(each.key) is each for each in STAGES)
