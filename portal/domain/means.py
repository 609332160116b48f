"""The change of a mean with its interval (Welch). Shown beside the distribution, never instead."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from portal.domain.intervals import Estimate
from portal.domain.refusal import Refused

Value = TypeVar("Value", bound=float)


@dataclass(frozen=True)
class MeanChange:
    """A difference of two means; `standard_error` 0 when neither wave varies."""

    difference: float
    standard_error: float
    degrees_of_freedom: float

    def interval(self, critical: float) -> Estimate:
        """The difference and its interval, `critical` standard errors to either side."""
        half = critical * self.standard_error
        return Estimate(self.difference, self.difference - half, self.difference + half)


def mean_change(before: Mapping[Value, int], after: Mapping[Value, int]) -> MeanChange:
    """`after` minus `before`, unequal spread allowed (Welch 1947).

    Each wave says how many people gave each value. Raises Refused unless each has at least
    two answers.
    """
    answers, other_answers = sum(before.values()), sum(after.values())
    if answers < 2 or other_answers < 2:
        raise Refused("A comparison needs at least two answers in each wave.")
    one = _variance(before) / answers
    other = _variance(after) / other_answers
    return MeanChange(
        difference=_mean(after) - _mean(before),
        standard_error=math.sqrt(one + other),
        degrees_of_freedom=degrees_of_freedom(one, answers, other, other_answers),
    )


def _mean(wave: Mapping[Value, int]) -> float:
    return math.fsum(value * count for value, count in wave.items()) / sum(wave.values())


def _variance(wave: Mapping[Value, int]) -> float:
    mean = _mean(wave)
    squares = math.fsum(count * (value - mean) ** 2 for value, count in wave.items())
    return squares / (sum(wave.values()) - 1)


def degrees_of_freedom(one: float, answers: int, other: float, other_answers: int) -> float:
    """Satterthwaite's degrees of freedom for the sum of two variances of means.

    Infinite when both variances are 0.
    """
    if one + other == 0:
        return math.inf
    # Shares of the whole, so that tiny variances do not vanish when squared.
    first, second = one / (one + other), other / (one + other)
    return 1 / (first**2 / (answers - 1) + second**2 / (other_answers - 1))
