"""What can be asked, and in which order: a row for each rule."""

from dataclasses import replace
from typing import Any

import pytest

from portal.domain.refusal import Refused
from portal.surveys.definition import AGREEMENT, CHOICE, COMMENT, STARS, YES_NO, AskedQuestion
from portal.surveys.question_rules import (
    AGREEMENT_LABELS,
    NO_AND_YES,
    check_answers_stay,
    check_order,
    check_question,
    check_removal,
)
from tests.surveys.conftest import STAR_LABELS, stars


def question(kind: str, *labels: str, **given: Any) -> AskedQuestion:
    facts: dict[str, Any] = {"key": kind, "wording": f"{kind}?", "concept": "Something"}
    return AskedQuestion(kind=kind, labels=labels, **facts | given)


SAW = question(YES_NO, *NO_AND_YES, key="saw", wording="Did you see it?")
HOW = replace(stars("How was it?"), key="how", asked_if_key="saw", asked_if_values=(1,))
WHERE = question(CHOICE, "home", "school", "clinic", key="where", wording="Where?")
WHY = question(COMMENT, key="why", wording="Why?", asked_if_key="where", asked_if_values=(2,))
TWELVE = tuple(f"answer {number}" for number in range(1, 13))


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(question(STARS, *STAR_LABELS), id="five stars"),
        pytest.param(question(AGREEMENT, *AGREEMENT_LABELS, high_is_good=False), id="low is good"),
        pytest.param(question(YES_NO, *NO_AND_YES), id="yes or no"),
        pytest.param(question(CHOICE, "a", "b"), id="two choices"),
        pytest.param(question(CHOICE, *TWELVE), id="twelve choices"),
        pytest.param(question(COMMENT), id="own words"),
    ],
)
def test_what_can_be_asked(asked: AskedQuestion) -> None:
    check_question(asked)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param(question(COMMENT, wording=""), "Enter the question", id="no wording"),
        pytest.param(question(COMMENT, concept=""), "about", id="no concept"),
        pytest.param(question(STARS, *STAR_LABELS[:4]), "Give 5", id="four stars"),
        pytest.param(
            question(STARS, *STAR_LABELS, high_is_good=False), "always the best", id="bad stars"
        ),
        pytest.param(question(AGREEMENT, *AGREEMENT_LABELS, "more"), "Give 5", id="six points"),
        pytest.param(question(YES_NO), "no and yes", id="yes or no without words"),
        pytest.param(question(CHOICE, "a"), "2 to 12", id="one choice"),
        pytest.param(question(CHOICE, *TWELVE, "more"), "2 to 12", id="thirteen choices"),
        pytest.param(question(COMMENT, "a"), "own words", id="a comment with answers"),
        pytest.param(question(CHOICE, "a", ""), "every answer", id="an empty answer"),
        pytest.param(question(CHOICE, "School", "school"), "say the same", id="the same twice"),
        pytest.param(question(CHOICE, "a", "b" * 101), "100 characters", id="too long"),
    ],
)
def test_what_cannot_be_asked(asked: AskedQuestion, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_question(asked)


@pytest.mark.parametrize(
    "order",
    [
        pytest.param([], id="nothing"),
        pytest.param([SAW, HOW], id="right after"),
        pytest.param([SAW, WHERE, HOW, WHY], id="further after"),
    ],
)
def test_orders_that_can_be_asked(order: list[AskedQuestion]) -> None:
    check_order(order)


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        pytest.param([HOW, SAW], "“How was it\\?” is only asked after.*“Did you see", id="before"),
        pytest.param([HOW], "Choose an earlier question", id="gone"),
        pytest.param(
            [replace(SAW, asked_if_key="saw", asked_if_values=(1,))],
            "Choose an earlier question",
            id="on itself",
        ),
        pytest.param(
            [question(COMMENT), replace(HOW, asked_if_key=COMMENT)], "own words", id="on a comment"
        ),
        pytest.param([SAW, replace(HOW, asked_if_values=())], "at least one", id="no answer"),
        pytest.param([SAW, replace(HOW, asked_if_values=(2,))], "Choose among", id="no such one"),
    ],
)
def test_orders_that_cannot_be_asked(order: list[AskedQuestion], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        check_order(order)


def test_a_question_that_another_depends_on_stays_and_the_other_is_named() -> None:
    with pytest.raises(Refused, match="“How was it\\?” is only asked after"):
        check_removal("saw", [SAW, HOW])
    check_removal("how", [SAW, HOW])


@pytest.mark.parametrize(
    ("after", "may"),
    [
        pytest.param(replace(WHERE, wording="In which place?"), True, id="new wording"),
        pytest.param(replace(WHERE, labels=("flat", "school")), True, id="other answers change"),
        pytest.param(replace(WHERE, labels=("school", "home")), False, id="answers change places"),
        pytest.param(replace(WHERE, labels=("home",)), False, id="the answer is gone"),
        pytest.param(replace(WHERE, kind=COMMENT, labels=()), False, id="another kind"),
    ],
)
def test_answers_that_another_question_depends_on(after: AskedQuestion, may: bool) -> None:
    if may:
        check_answers_stay(WHERE, after, [WHERE, WHY])
        return
    with pytest.raises(Refused, match="“Why\\?”"):
        check_answers_stay(WHERE, after, [WHERE, WHY])


def test_the_words_of_a_scale_may_change_under_a_condition() -> None:
    scale = replace(stars(), key="how")
    later = replace(WHY, asked_if_key="how", asked_if_values=(1, 2))
    check_answers_stay(scale, replace(scale, labels=tuple("abcde")), [scale, later])
