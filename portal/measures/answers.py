"""What of one question's answers may leave the portal, alone and beside the survey before.

A comparison is worked out only from what the disclosure control lets be known: where a
count of stars is hidden in either survey, the stars from the first to the last hidden one
at that end of the scale are counted as one. So a verdict, too, gives no hidden count away,
however many verdicts are put side by side.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from portal.domain.comparisons import compare_shares, compare_stars
from portal.domain.disclosure import HIDDEN, Shown, shown_percentages, shown_row
from portal.domain.intervals import wilson
from portal.domain.ratings import GOOD_STARS, STARS, StarCounts
from portal.domain.shares import Share
from portal.domain.star_disclosure import shown_stars
from portal.domain.verdicts import Comparison, Direction
from portal.measures.distributions import t_critical
from portal.measures.shape import AnswerFigures

NO, YES = 0, 1
ENDS_OF_THE_SCALE = (
    [place for place, star in enumerate(STARS) if star not in GOOD_STARS],
    [place for place, star in enumerate(STARS) if star in GOOD_STARS],
)


class Answers(Protocol):
    """The answers to one question in one wave, counted."""

    @property
    def total(self) -> int:
        """How many people answered."""

    @property
    def shown(self) -> AnswerFigures:
        """What may be published of them."""

    @property
    def told_sums(self) -> Sequence[Collection[int]]:
        """Places in the counts whose sum the figures give away, even where a count is hidden."""

    def compared(self, before: Self, questions: int, direction: Direction) -> Comparison:
        """The verdict against the wave before; both shares must be shown.

        `questions` share one five per cent between them.
        """

    def takes_together(self, before: Self) -> bool:
        """Whether that comparison counts neighbouring answers as one."""


@dataclass(frozen=True)
class YesNoAnswers:
    """How many said no and yes."""

    no: int
    yes: int

    @property
    def total(self) -> int:
        """How many people answered."""
        return self.no + self.yes

    @property
    def shown(self) -> AnswerFigures:
        """What may be published of them: the share is that of yes."""
        row = shown_row((self.no, self.yes))
        _, share = shown_percentages((self.no, self.yes))
        return _figures(row.total, row.counts, share, self._share)

    @property
    def told_sums(self) -> Sequence[Collection[int]]:
        """That of both."""
        return ((NO, YES),)

    def compared(self, before: Self, questions: int, direction: Direction) -> Comparison:
        """The verdict on the two shares of yes."""
        return compare_shares(before._share, self._share, questions=questions, direction=direction)

    def takes_together(self, before: Self) -> bool:
        """Never: there are only two."""
        return False

    @property
    def _share(self) -> Share:
        return Share(self.yes, self.total)


@dataclass(frozen=True)
class StarAnswers:
    """How many gave each number of stars."""

    stars: StarCounts

    @property
    def total(self) -> int:
        """How many people answered."""
        return self.stars.total

    @property
    def shown(self) -> AnswerFigures:
        """What may be published of them: the share is that of four and five stars."""
        shown = shown_stars(self.stars)
        share = self.stars.four_and_five
        return _figures(shown.total, shown.counts, shown.four_and_five, share, shown.mean)

    @property
    def told_sums(self) -> Sequence[Collection[int]]:
        """Those of each end of the scale; where the share is hidden, only that of them all."""
        return [range(len(STARS))] if self.shown["share"] == HIDDEN else ENDS_OF_THE_SCALE

    def compared(self, before: Self, questions: int, direction: Direction) -> Comparison:
        """The verdict on the chance that a later answer has more stars than an earlier one."""
        runs = _runs_to_merge(before, self)
        return compare_stars(
            _merged(before.stars, runs),
            _merged(self.stars, runs),
            t_critical=t_critical,
            questions=questions,
            direction=direction,
        )

    def takes_together(self, before: Self) -> bool:
        """Whether a count is hidden in either wave."""
        return bool(_runs_to_merge(before, self))


def nothing_shown(answers: int) -> AnswerFigures:
    """The figures of a question with so many answers to choose from, nothing of it shown."""
    return {
        "base": HIDDEN,
        "counts": [HIDDEN for _ in range(answers)],
        "share": HIDDEN,
        "low": HIDDEN,
        "high": HIDDEN,
        "mean": None,
    }


def _figures(
    base: Shown, counts: tuple[Shown, ...], shown: Shown, share: Share, mean: float | None = None
) -> AnswerFigures:
    low: Shown = HIDDEN
    high: Shown = HIDDEN
    if shown != HIDDEN:
        likely = wilson(share)
        low, high = round(100 * likely.low), round(100 * likely.high)
    return {
        "base": base,
        "counts": list(counts),
        "share": shown,
        "low": low,
        "high": high,
        "mean": mean,
    }


def _runs_to_merge(before: StarAnswers, after: StarAnswers) -> list[range]:
    """At each end of the scale, the places from the first to the last hidden count."""
    rows = (before.shown["counts"], after.shown["counts"])
    hidden = [place for place in range(len(STARS)) if HIDDEN in (row[place] for row in rows)]
    runs = [[place for place in end if place in hidden] for end in ENDS_OF_THE_SCALE]
    return [range(run[0], run[-1] + 1) for run in runs if run]


def _merged(stars: StarCounts, runs: list[range]) -> StarCounts:
    """The same answers with each run of places counted at its first place."""
    counts = list(stars.counts)
    for run in runs:
        together = sum(counts[place] for place in run)
        for place in run:
            counts[place] = 0
        counts[run.start] = together
    return StarCounts(tuple(counts))
