"""The change of a share when some or all people answered in both waves and can be linked.

The portal's own answers are never linked. Answers collected elsewhere may be.

`overlapping_change` is part of the method that the core promises, held by published vectors
and not yet shown on a page.
"""

import math
from dataclasses import dataclass

from portal.domain.intervals import Z_95, Estimate, change, hybrid, wilson
from portal.domain.refusal import Refused
from portal.domain.shares import Share


@dataclass(frozen=True)
class Pairs:
    """People who answered in both waves, by what they said. Raises Refused for a count below 0."""

    yes_both: int
    yes_before_only: int
    yes_after_only: int
    no_both: int

    def __post_init__(self) -> None:
        if min(self.yes_both, self.yes_before_only, self.yes_after_only, self.no_both) < 0:
            raise Refused("A count of answers cannot be below 0.")

    @property
    def total(self) -> int:
        """How many people answered in both waves."""
        return self.yes_both + self.yes_before_only + self.yes_after_only + self.no_both

    @property
    def before(self) -> Share:
        """What they said in the first wave."""
        return Share(self.yes_both + self.yes_before_only, self.total)

    @property
    def after(self) -> Share:
        """What the same people said in the second wave."""
        return Share(self.yes_both + self.yes_after_only, self.total)


def paired_change(pairs: Pairs, z: float = Z_95) -> Estimate:
    """After minus before for the same people: Newcombe 1998, 17: 2635-2650, method 10.

    Raises Refused when there are no pairs.
    """
    return hybrid(wilson(pairs.before, z), wilson(pairs.after, z), _correlation(pairs))


def _correlation(pairs: Pairs) -> float:
    """How far the two answers go together, reduced by half a person when positive."""
    agreement = pairs.yes_both * pairs.no_both - pairs.yes_before_only * pairs.yes_after_only
    spread = (
        pairs.before.yes
        * (pairs.total - pairs.before.yes)
        * pairs.after.yes
        * (pairs.total - pairs.after.yes)
    )
    if spread == 0:
        return 0.0
    if agreement > 0:
        return max(agreement - pairs.total / 2, 0.0) / math.sqrt(spread)
    return agreement / math.sqrt(spread)


def overlapping_change(
    pairs: Pairs, before_only: Share, after_only: Share, z: float = Z_95
) -> Estimate:
    """After minus before over everybody, when only some answered in both waves.

    The variance of the two overall shares less twice their covariance through the linked
    people (Bland and Butland; Looney and Jones 2003). With nobody linked, or with everybody
    of one mind so that there is no variance to go by, the waves count as separate, which is
    too wide rather than too narrow; with everybody linked they count as paired.
    """
    before = Share(pairs.before.yes + before_only.yes, pairs.total + before_only.of)
    after = Share(pairs.after.yes + after_only.yes, pairs.total + after_only.of)
    if before_only.of == after_only.of == 0:
        return paired_change(pairs, z)
    variance = _variance(before) + _variance(after) - 2 * _covariance(pairs, before, after)
    if pairs.total == 0 or variance <= 0:
        return change(before, after, z)
    difference, half = after.value - before.value, z * math.sqrt(variance)
    return Estimate(difference, max(difference - half, -1.0), min(difference + half, 1.0))


def _variance(share: Share) -> float:
    return share.value * (1 - share.value) / share.of


def _covariance(pairs: Pairs, before: Share, after: Share) -> float:
    if pairs.total == 0:
        return 0.0
    together = pairs.yes_both / pairs.total - pairs.before.value * pairs.after.value
    return pairs.total * together / (before.of * after.of)
