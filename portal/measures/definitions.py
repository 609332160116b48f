"""The judged questions of a wave, read from the definition that was frozen when it opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from portal.domain.comparability import Definition, what_changed
from portal.domain.verdicts import Direction
from portal.feedback.definition import STARS, YES_NO, AskedQuestion, asked_questions
from portal.themes.comments import OVERALL

JUDGED_KINDS = (STARS, YES_NO)


@dataclass(frozen=True)
class JudgedQuestion:
    """A question with stars, or yes or no; `definition` is what makes it comparable."""

    asked: AskedQuestion
    definition: Definition

    @property
    def direction(self) -> Direction:
        """Which way is good, as fixed before anybody answered."""
        return Direction.HIGH_IS_GOOD if self.asked.high_is_good else Direction.LOW_IS_GOOD

    def changes_since(self, before: Self) -> tuple[str, ...]:
        """Why the two may not be compared, as clauses; empty when they may."""
        return what_changed(before.definition, self.definition)


def judged_questions(frozen: Mapping[str, Any]) -> dict[str, JudgedQuestion]:
    """The judged questions of a frozen definition, by key, in the order asked."""
    questions = asked_questions(frozen)
    order = tuple(question.key for question in questions)
    return {
        question.key: JudgedQuestion(
            question,
            Definition(
                wording=question.wording,
                # Stars where there was yes or no are other answers, whatever they are called.
                options=(question.kind, *question.labels),
                channel=frozen["channel"],
                invited_group=frozen["invited_group"],
                order=order,
            ),
        )
        for question in questions
        if question.kind in JUDGED_KINDS
    }


def primary_key(questions: Mapping[str, JudgedQuestion]) -> str | None:
    """The one question that is judged unadjusted: the overall one, else the first."""
    return OVERALL if OVERALL in questions else next(iter(questions), None)
