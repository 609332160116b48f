"""Answers from "strongly disagree" to "strongly agree", judged as stars are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from portal.domain.disclosure import Shown
from portal.domain.ratings import STARS, StarCounts
from portal.domain.verdicts import Comparison, Direction
from portal.measures.answers import StarAnswers
from portal.measures.shape import AnswerFigures

Count = TypeVar("Count", int, Shown)


@dataclass(frozen=True)
class Agreement:
    """How many chose each of the five answers, "strongly disagree" first.

    The two good answers, whichever end they are at, take the place of four and five stars.
    """

    scale: StarCounts
    high_is_good: bool

    @property
    def total(self) -> int:
        """How many people answered."""
        return self.scale.total

    @property
    def shown(self) -> AnswerFigures:
        """What may be published of them: the share is that of the two good answers.

        There is no mean: these answers are words, and nobody gave a number.
        """
        shown = self._best_last.shown
        return {**shown, "counts": self._turned(shown["counts"]), "mean": None}

    @property
    def told_sums(self) -> Sequence[Collection[int]]:
        """As of stars: of the two good answers and of the other three."""
        turned = self._turned(list(range(len(STARS))))
        return [[turned[place] for place in told] for told in self._best_last.told_sums]

    def compared(self, before: Self, questions: int, direction: Direction) -> Comparison:
        """The verdict on the chance that a later answer is better than an earlier one."""
        return self._best_last.compared(before._best_last, questions, direction)

    def takes_together(self, before: Self) -> bool:
        """Whether a count is hidden in either wave."""
        return self._best_last.takes_together(before._best_last)

    @property
    def _best_last(self) -> StarAnswers:
        return StarAnswers(StarCounts(tuple(self._turned(self.scale.counts))))

    def _turned(self, counts: Sequence[Count]) -> list[Count]:
        """The counts the other way round, where disagreeing is good."""
        return list(counts if self.high_is_good else reversed(counts))
