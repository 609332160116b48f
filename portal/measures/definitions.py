"""The judged questions of a wave, read from the definition that was frozen when it opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from portal.domain.comparability import Definition, what_changed
from portal.domain.verdicts import Direction
from portal.surveys.comparable import comparable
from portal.surveys.definition import (
    AGREEMENT,
    CHOICE,
    STARS,
    YES_NO,
    AskedQuestion,
    asked_questions,
)
from portal.themes.comments import OVERALL

JUDGED_KINDS = (STARS, AGREEMENT, YES_NO)


@dataclass(frozen=True)
class JudgedQuestion:
    """A question with an order of its answers; `definition` is what makes it comparable."""

    asked: AskedQuestion
    definition: Definition

    @property
    def direction(self) -> Direction:
        """Which way is good for its share, as fixed before anybody answered."""
        return direction_of(self.asked)

    def changes_since(self, before: Self) -> tuple[str, ...]:
        """Why the two may not be compared, as clauses; empty when they may."""
        return what_changed(before.definition, self.definition)


def direction_of(question: AskedQuestion) -> Direction:
    """Which way is good for the share that is shown.

    Of agreement the share is always that of the two good answers, so that more is better.
    """
    low_is_good = question.kind != AGREEMENT and not question.high_is_good
    return Direction.LOW_IS_GOOD if low_is_good else Direction.HIGH_IS_GOOD


def judged_questions(frozen: Mapping[str, Any]) -> dict[str, JudgedQuestion]:
    """The judged questions of a frozen definition, by key, in the order asked."""
    questions = {question.key: question for question in asked_questions(frozen)}
    return {
        key: JudgedQuestion(question, comparable(question, questions, frozen))
        for key, question in questions.items()
        if question.kind in JUDGED_KINDS
    }


def choice_questions(frozen: Mapping[str, Any]) -> list[AskedQuestion]:
    """The questions whose answers have no order, in the order asked: counted, never judged."""
    return [question for question in asked_questions(frozen) if question.kind == CHOICE]


def primary_key(questions: Mapping[str, JudgedQuestion]) -> str | None:
    """The one question that is judged unadjusted: the overall one, else the first."""
    return OVERALL if OVERALL in questions else next(iter(questions), None)
