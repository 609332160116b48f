"""One question against the survey before, as a release keeps it: verdict, numbers, sentence."""

from dataclasses import dataclass, replace

from portal.domain.disclosure import FEWEST_ANSWERS, HIDDEN
from portal.domain.verdict_words import HAS_MORE_STARS, sentence
from portal.domain.verdicts import Comparison, Direction, Verdict
from portal.measures.answers import Answers
from portal.measures.shape import ComparedFigures
from portal.surveys.definition import AGREEMENT, STARS

IS_BETTER = "is better"


@dataclass(frozen=True)
class Said:
    """What a comparison's sentence calls those who answered, and what they chose."""

    people: str = "families"
    kind: str = STARS

    @property
    def too_few_to_show(self) -> str:
        return (
            f"Too few answers to show safely: in one of the two surveys so few {self.people} "
            "answered one way that a comparison could point to them."
        )

    @property
    def taken_together(self) -> str:
        chosen = "Answers" if self.kind == AGREEMENT else "Stars"
        return f" {chosen} that too few {self.people} chose to show were counted as one."

    @property
    def later(self) -> str:
        """What a later answer is that stands higher than an earlier one."""
        return IS_BETTER if self.kind == AGREEMENT else HAS_MORE_STARS


def compared_figures(
    before: Answers,
    after: Answers,
    *,
    direction: Direction,
    questions: int,
    changes: tuple[str, ...],
    withheld: bool = False,
    said: Said = Said(),
) -> ComparedFigures:
    """The verdict in whole points; `changes` says what is not the same any more, as clauses.

    `questions` share one five per cent between them. `withheld`: nothing of the answers in one
    of the surveys may be known.
    """
    if changes:
        found = Comparison(Verdict.CANNOT_COMPARE, changes=changes)
        return _figures(found, questions, sentence(found))
    if withheld:
        return _figures(Comparison(Verdict.TOO_FEW_ANSWERS), questions, said.too_few_to_show)
    if min(before.total, after.total) < FEWEST_ANSWERS:
        found = Comparison(Verdict.TOO_FEW_ANSWERS)
        return _figures(found, questions, sentence(found))
    if HIDDEN in (before.shown["share"], after.shown["share"]):
        return _figures(Comparison(Verdict.TOO_FEW_ANSWERS), questions, said.too_few_to_show)
    found = _in_whole_points(after.compared(before, questions, direction))
    words = sentence(found, direction, later=said.later)
    together = said.taken_together if after.takes_together(before) else ""
    return _figures(found, questions, words + together)


def _figures(found: Comparison, questions: int, words: str) -> ComparedFigures:
    return {
        "verdict": found.verdict.value,
        "difference": _points(found.difference),
        "probability": _points(found.probability),
        "low": _points(found.low),
        "high": _points(found.high),
        "judged_together": questions,
        "sentence": words,
    }


def _in_whole_points(found: Comparison) -> Comparison:
    """The same verdict, its numbers as they are published, so that the sentence says the same."""
    return replace(
        found,
        difference=_whole(found.difference),
        probability=_whole(found.probability),
        low=_whole(found.low),
        high=_whole(found.high),
    )


def _whole(fraction: float | None) -> float | None:
    return None if fraction is None else round(fraction, 2)


def _points(fraction: float | None) -> int | None:
    return None if fraction is None else round(100 * fraction)
