"""What makes a question sound, and an order of questions: plain values in, sentences out."""

from collections.abc import Iterable, Sequence

from portal.domain.refusal import Refused
from portal.surveys.definition import (
    AGREEMENT,
    CHOICE,
    COMMENT,
    MOST_CHOICES,
    STARS,
    YES_NO,
    AskedQuestion,
)

MOST_QUESTIONS = 40
FEWEST_CHOICES = 2
POINTS = 5
LONGEST_LABEL = 100

NO_AND_YES = ("no", "yes")
AGREEMENT_LABELS = (
    "strongly disagree",
    "disagree",
    "neither agree nor disagree",
    "agree",
    "strongly agree",
)
DIRECTED_KINDS = (AGREEMENT, YES_NO)
"""Kinds whose good end is for the maker to say: five stars are always the best."""


def check_question(question: AskedQuestion) -> None:
    """Raise `Refused` where the question or its answers cannot be asked so."""
    if not question.wording:
        raise Refused("Enter the question.")
    if not question.concept:
        raise Refused("Say what the question is about.")
    if question.kind == STARS and not question.high_is_good:
        raise Refused("Five stars are always the best. Choose agree or disagree instead.")
    _check_number(question)
    _check_labels(question)


def _check_number(question: AskedQuestion) -> None:
    given = len(question.labels)
    if question.kind in (STARS, AGREEMENT) and given != POINTS:
        raise Refused(f"Give {POINTS} answers, one for each point of the scale.")
    if question.kind == YES_NO and given != len(NO_AND_YES):
        raise Refused("The answers to a question of this kind are no and yes.")
    if question.kind == CHOICE and not FEWEST_CHOICES <= given <= MOST_CHOICES:
        raise Refused(f"Give {FEWEST_CHOICES} to {MOST_CHOICES} answers to choose from.")
    if question.kind == COMMENT and given:
        raise Refused("People answer this in their own words: take the answers away.")


def _check_labels(question: AskedQuestion) -> None:
    if any(not label for label in question.labels):
        raise Refused("Give words for every answer.")
    if any(len(label) > LONGEST_LABEL for label in question.labels):
        raise Refused(f"An answer must be {LONGEST_LABEL} characters or fewer.")
    if len({label.casefold() for label in question.labels}) < len(question.labels):
        raise Refused("Two answers say the same. Give each answer its own words.")


def check_order(questions: Sequence[AskedQuestion]) -> None:
    """Raise `Refused` where a condition points to no earlier question, or to no answer of it."""
    before: dict[str, AskedQuestion] = {}
    for question in questions:
        if question.asked_if_key:
            _check_condition(question, before.get(question.asked_if_key), questions)
        before[question.key] = question


def _check_condition(
    question: AskedQuestion, earlier: AskedQuestion | None, every: Sequence[AskedQuestion]
) -> None:
    if earlier is None:
        named = next((each for each in every if each.key == question.asked_if_key), None)
        if named is None or named is question:
            raise Refused("Choose an earlier question that this one depends on.")
        raise Refused(
            f"“{question.wording}” is only asked after certain answers to “{named.wording}”, "
            "so it must come after it."
        )
    if not earlier.values:
        raise Refused(
            f"“{earlier.wording}” is answered in people’s own words, so no question can "
            "depend on it."
        )
    if not question.asked_if_values:
        raise Refused("Choose at least one answer after which the question is asked.")
    if not set(question.asked_if_values) <= set(earlier.values):
        raise Refused(f"Choose among the answers to “{earlier.wording}”.")


def dependents(key: str, questions: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """The questions that are only asked after certain answers to this one."""
    return [question for question in questions if question.asked_if_key == key]


def check_removal(key: str, questions: Iterable[AskedQuestion]) -> None:
    """Raise `Refused` where another question depends on this one."""
    if waiting := dependents(key, questions):
        raise Refused(
            f"“{waiting[0].wording}” is only asked after certain answers to this question. "
            "Change when that one is asked first."
        )


def check_answers_stay(
    before: AskedQuestion, after: AskedQuestion, questions: Iterable[AskedQuestion]
) -> None:
    """Raise `Refused` where an answer changes that another question depends on.

    The points of a scale keep their meaning when their words change; choices do not.
    """
    if before.kind == after.kind != CHOICE:
        return
    for question in dependents(before.key, questions):
        for value in question.asked_if_values:
            if before.kind != after.kind or before.labels[value - 1] != _label(after, value):
                raise Refused(
                    f"“{question.wording}” is only asked after certain answers to this "
                    "question. Change when that one is asked first."
                )


def _label(question: AskedQuestion, value: int) -> str:
    return question.labels[value - 1] if value <= len(question.labels) else ""
