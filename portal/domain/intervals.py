"""Intervals for shares and for the change between two of them.

Every interval is the Wilson score interval or built on it (Newcombe, Statistics in Medicine
1998, 17: 857-872, 873-890 and 2635-2650). The textbook interval of Wald is never used for two
separate waves: it is too narrow for few answers and leaves the possible range near 0 and 100 %.
"""

import math
from dataclasses import dataclass

from portal.domain.multiplicity import z_for
from portal.domain.shares import Share

Z_95 = z_for(1)


@dataclass(frozen=True)
class Estimate:
    """A figure and the interval it likely lies in: `low` <= `value` <= `high`."""

    value: float
    low: float
    high: float


def wilson(share: Share, z: float = Z_95) -> Estimate:
    """Wilson's score interval for one share, within 0 to 1. Raises Refused when nobody answered."""
    value, base = share.value, share.of
    centre = (value + z * z / (2 * base)) / (1 + z * z / base)
    half = z * math.sqrt(value * (1 - value) / base + (z / (2 * base)) ** 2) / (1 + z * z / base)
    # Nobody and everybody are their own limit, which rounding would miss by a hair.
    low = 0.0 if share.yes == 0 else min(centre - half, value)
    high = 1.0 if share.yes == base else max(centre + half, value)
    return Estimate(value, low, high)


def change(before: Share, after: Share, z: float = Z_95) -> Estimate:
    """`after` minus `before`, answered by different people (Newcombe's method 10).

    Within -1 to 1, and swapping the waves gives exactly the mirror image.
    """
    return hybrid(wilson(before, z), wilson(after, z), correlation=0.0)


def hybrid(first: Estimate, second: Estimate, correlation: float) -> Estimate:
    """`second` minus `first` from their Wilson intervals, when answers go together by so much.

    `correlation` runs from -1 to 1; 0 means different people.
    """
    difference = second.value - first.value
    down = _joined(second.value - second.low, first.high - first.value, correlation)
    up = _joined(second.high - second.value, first.value - first.low, correlation)
    return Estimate(difference, max(difference - down, -1.0), min(difference + up, 1.0))


def _joined(one: float, other: float, correlation: float) -> float:
    return math.sqrt(max(one * one + other * other - 2 * correlation * one * other, 0.0))
