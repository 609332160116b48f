"""Did it get better from one wave to the next? Six words, and the rule that picks one."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from portal.domain.refusal import Refused

POINT = 0.01


class Verdict(StrEnum):
    """All that is ever said of two waves."""

    IMPROVED = "improved"
    GOT_WORSE = "got worse"
    ABOUT_THE_SAME = "about the same"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW_ANSWERS = "too few answers"
    CANNOT_COMPARE = "cannot compare"


class Direction(StrEnum):
    """Which way is good, fixed before anybody answers."""

    HIGH_IS_GOOD = "high is good"
    LOW_IS_GOOD = "low is good"


@dataclass(frozen=True)
class Comparison:
    """Two waves of one question, and the verdict on them.

    `before` and `after` are shares between 0 and 1 and `difference` is after minus before.
    `low` and `high` bound the difference, or, where there is a `probability`, bound that: the
    chance that a random later answer is higher than an earlier one, ties counting half.
    Numbers never turn with the direction. All are None under "too few answers" and "cannot
    compare"; then `changes` says what is not the same any more.
    """

    verdict: Verdict
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    changes: tuple[str, ...] = ()


def verdict_on(low: float, high: float, margin: float, direction: Direction) -> Verdict:
    """The verdict on a change that lies between `low` and `high`, where 0 is no change.

    Wholly on the good side: improved, however small. Wholly on the bad side: got worse. Wholly
    inside the margin: about the same. Anything else: no clear change.
    """
    if direction is Direction.LOW_IS_GOOD:
        low, high = -high, -low
    if low > 0:
        return Verdict.IMPROVED
    if high < 0:
        return Verdict.GOT_WORSE
    if -margin < low and high < margin:
        return Verdict.ABOUT_THE_SAME
    return Verdict.NO_CLEAR_CHANGE


def margin_from_points(points: float) -> float:
    """A margin in percentage points as a fraction. Raises Refused outside 0 to 100 points."""
    if not isfinite(points) or not 0 < points < 100:
        raise Refused("The margin is a number of percentage points between 0 and 100.")
    return points * POINT
