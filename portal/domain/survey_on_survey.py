"""Improvement from survey to survey, over all waves of a question: a smaller, honest promise.

It is part of the method that the core promises, held by published vectors and not yet shown on
a page.
"""

from collections.abc import Sequence
from enum import StrEnum

from portal.domain.disclosure import FEWEST_ANSWERS
from portal.domain.refusal import Refused
from portal.domain.trends import trend
from portal.domain.verdicts import Direction, Verdict

SHOWN_AT = 0.05
UNTESTED = (Verdict.TOO_FEW_ANSWERS, Verdict.CANNOT_COMPARE)
FEWEST_WAVES_FOR_A_TREND = 3


class Progress(StrEnum):
    """What is said of a question over all its waves."""

    IMPROVED = "improved"
    NOT_SHOWN_YET = "not shown yet"
    GOT_WORSE = "got worse"


def survey_on_survey(
    waves: Sequence[Sequence[int]],
    steps: Sequence[Verdict],
    direction: Direction = Direction.HIGH_IS_GOOD,
) -> Progress:
    """What may be said over all `waves`, given the verdict on each step between two of them.

    Each wave holds counts for the ordered answers, lowest first: (no, yes) or five stars.
    Improved needs ten answers in every wave, a rising trend at five per cent, and no step
    that got worse; got worse is its mirror image. Two waves have no trend: their one step
    decides. Raises Refused unless there is one step fewer than waves.
    """
    if len(steps) != len(waves) - 1:
        raise Refused("Give one verdict for each step from a wave to the next.")
    tested = all(sum(counts) >= FEWEST_ANSWERS for counts in waves)
    if not steps or not tested or any(step in UNTESTED for step in steps):
        return Progress.NOT_SHOWN_YET
    heading = _heading(waves, steps[0], direction)
    if heading is Verdict.IMPROVED and Verdict.GOT_WORSE not in steps:
        return Progress.IMPROVED
    if heading is Verdict.GOT_WORSE and Verdict.IMPROVED not in steps:
        return Progress.GOT_WORSE
    return Progress.NOT_SHOWN_YET


def _heading(waves: Sequence[Sequence[int]], first_step: Verdict, direction: Direction) -> Verdict:
    if len(waves) < FEWEST_WAVES_FOR_A_TREND:
        return first_step
    found = trend(waves)
    if found.p_value >= SHOWN_AT:
        return Verdict.NO_CLEAR_CHANGE
    rising_is_good = direction is Direction.HIGH_IS_GOOD
    return Verdict.IMPROVED if (found.z > 0) is rising_is_good else Verdict.GOT_WORSE
