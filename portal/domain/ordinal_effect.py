"""Did star answers rise? The chance that a random later answer beats a random earlier one.

P = P(earlier < later) + half of P(earlier = later): 0.5 means no change. Interval after
Brunner and Munzel (Biometrical Journal 2000, 42: 17-25), which bears ties and unequal spread.
The quantile of Student's t is passed in, because the standard library has none.

`cliffs_delta` is part of the method that the core promises, held by published vectors and not
yet shown on a page.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.domain.intervals import Estimate, wilson
from portal.domain.means import degrees_of_freedom
from portal.domain.multiplicity import normal_critical
from portal.domain.refusal import Refused
from portal.domain.shares import Share

# Given a tail probability and degrees of freedom, the value Student's t exceeds so rarely.
TCritical = Callable[[float, float], float]


@dataclass(frozen=True)
class OrdinalEffect:
    """`effect` is P - 0.5, exactly mirrored when the waves are swapped.

    `standard_error` is 0 when all answers are the same or when the waves do not overlap at
    all; `degrees_of_freedom` is then infinite and means nothing.
    """

    effect: float
    standard_error: float
    degrees_of_freedom: float
    answers_before: int
    answers_after: int

    @property
    def probability(self) -> float:
        """P, between 0 and 1."""
        return 0.5 + self.effect

    @property
    def cliffs_delta(self) -> float:
        """Cliff's delta, between -1 and 1: the same effect on another scale."""
        return 2 * self.effect

    def interval(self, tail: float, t_critical: TCritical) -> Estimate:
        """The effect and its interval within -0.5 to 0.5, `tail` outside each end."""
        half = self._half_width(tail, t_critical)
        low, high = self.effect - half, self.effect + half
        return Estimate(self.effect, max(low, -0.5), min(high, 0.5))

    def _half_width(self, tail: float, t_critical: TCritical) -> float:
        if self.standard_error > 0:
            return t_critical(tail, self.degrees_of_freedom) * self.standard_error
        # No spread was seen, which is not to say that there is none. So many in each wave may
        # stand elsewhere as Wilson's interval leaves room for when none of them was seen. Next
        # to a tie one such answer moves P by half its share, next to a gap by the whole of it.
        z = normal_critical(tail)
        unseen = math.hypot(
            wilson(Share(0, self.answers_before), z).high,
            wilson(Share(0, self.answers_after), z).high,
        )
        return unseen / 2 if self.effect == 0 else unseen


def ordinal_effect(before: Sequence[int], after: Sequence[int]) -> OrdinalEffect:
    """Compare two waves given as counts for each ordered answer, lowest first.

    Raises Refused unless both have the same answers to choose from and two people or more.
    """
    if len(before) != len(after):
        raise Refused("Both waves need counts for the same answers.")
    if sum(before) < 2 or sum(after) < 2:
        raise Refused("A comparison needs at least two answers in each wave.")
    one = _variance_of_mean(before, others=after)
    other = _variance_of_mean(after, others=before)
    pairs = sum(before) * sum(after)
    wins = sum(count * lower for count, lower in zip(after, _twice_lower(before), strict=True))
    return OrdinalEffect(
        effect=(wins - pairs) / (2 * pairs),
        standard_error=math.sqrt(one + other),
        degrees_of_freedom=degrees_of_freedom(one, sum(before), other, sum(after)),
        answers_before=sum(before),
        answers_after=sum(after),
    )


def _twice_lower(others: Sequence[int]) -> list[int]:
    """For each answer, twice the number of `others` below it plus those equal to it."""
    return [2 * sum(others[:place]) + count for place, count in enumerate(others)]


def _variance_of_mean(counts: Sequence[int], *, others: Sequence[int]) -> float:
    """Variance of the mean relative place among `others`, from whole numbers: a true 0 is 0."""
    answers, places = sum(counts), _twice_lower(others)
    total = sum(count * place for count, place in zip(counts, places, strict=True))
    squares = sum(count * place**2 for count, place in zip(counts, places, strict=True))
    scale = answers * answers * (answers - 1) * (2 * sum(others)) ** 2
    return (answers * squares - total**2) / scale
