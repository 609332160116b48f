"""The stage texts: complete, in order, and easy to read."""

import re
from datetime import date

import pytest

from portal.domain.exception_words import SENTENCES, WHAT_IT_MEANS
from portal.domain.facts import Limit
from portal.domain.stages import STAGES, WORD_FIELDS, StageKey, stage
from portal.domain.time_limits import CORONAVIRUS_2020, MilestoneKey, Unit, in_force

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
    [
        pytest.param(
            " ".join(getattr(each.words, field) for field in fields), id=f"{each.key} {of}"
        )
        for each in STAGES
        for of, fields in (
            ("now", ("what_happens", "you_can")),
            ("who and how long", ("who_does_what", "how_long")),
            ("rights", ("your_rights",)),
        )
    ]
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
        for field in WORD_FIELDS:
            part = getattr(each.words, field)
            assert part == part.strip() != ""


@pytest.mark.parametrize(
    ("key", "of"),
    [
        pytest.param(StageKey.DECIDING_WHETHER_TO_ASSESS, MilestoneKey.DECIDE_TO_ASSESS, id="6"),
        pytest.param(StageKey.GATHERING_ADVICE, Limit.ADVICE, id="6 from being asked"),
        pytest.param(StageKey.GATHERING_ADVICE, MilestoneKey.TELL_NO_PLAN, id="16 with advice"),
        pytest.param(StageKey.DECIDING_ON_A_PLAN, MilestoneKey.TELL_NO_PLAN, id="16"),
        pytest.param(StageKey.DECIDING_ON_A_PLAN, MilestoneKey.FINAL_PLAN, id="20 for a yes"),
        pytest.param(StageKey.DRAFT_WITH_FAMILY, MilestoneKey.COMMENT_ON_DRAFT, id="15 days"),
        pytest.param(StageKey.DRAFT_WITH_FAMILY, MilestoneKey.FINAL_PLAN, id="20 with the draft"),
        pytest.param(StageKey.FINISHING_THE_PLAN, MilestoneKey.FINAL_PLAN, id="20"),
    ],
)
def test_how_long_a_stage_takes_is_said_as_the_law_has_it(key, of):
    limit = in_force(of, date(2026, 3, 16))
    unit = "weeks" if limit.unit == Unit.WEEKS_AFTER else "days"
    assert f"{limit.count} {unit}" in stage(key).words.how_long


@pytest.mark.parametrize(
    "key", [StageKey.NOT_ASSESSED, StageKey.NO_PLAN, StageKey.PLAN_ISSUED], ids=str
)
def test_where_one_can_appeal_the_two_time_limits_are_told(key):
    words = f"{stage(key).words.how_long} {stage(key).words.your_rights}"
    assert "two months from the date on the letter" in words
    assert "one month from your mediation certificate" in words
    assert "The later of the two dates counts." in words


def test_the_running_stages_come_first_in_the_order_of_their_dated_steps():
    running = [each for each in STAGES if not each.ended]
    assert STAGES[: len(running)] == tuple(running)
    assert [each.milestone for each in running] == list(MilestoneKey)
    assert all(each.milestone is None for each in STAGES if each.ended)


def test_a_stage_is_found_by_its_key():
    assert all(stage(each.key) is each for each in STAGES)
