"""Three waves or more: do the answers rise or fall steadily?

Linear-by-linear association of answer and wave; for a yes/no question this is the test of
Cochran and Armitage (Biometrics 1955, 11: 375-386).

It is part of the method that the core promises, held by published vectors and not yet shown on
a page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.refusal import Refused


@dataclass(frozen=True)
class Trend:
    """How strongly answers and waves go together: `correlation` from -1 to 1, positive = rising."""

    correlation: float
    answers: int

    @property
    def z(self) -> float:
        """The test statistic as R's prop.trend.test has it, with the number of answers N."""
        return self.correlation * math.sqrt(self.answers)

    @property
    def chi_squared(self) -> float:
        """The square of `z`, on one degree of freedom."""
        return self.z**2

    @property
    def chi_squared_by_permutation(self) -> float:
        """The same with N - 1, as permutation tests have it."""
        return self.correlation**2 * (self.answers - 1)

    @property
    def p_value(self) -> float:
        """Two-sided probability of so strong a trend by chance alone."""
        return math.erfc(abs(self.z) / math.sqrt(2))


def trend(waves: Sequence[Sequence[int]], months: Sequence[int] | None = None) -> Trend:
    """The trend over waves, each given as counts for the ordered answers, lowest first.

    A yes/no question is (no, yes). Waves count as equally spaced unless `months` says when
    each was. With no spread in answers or waves there is no trend: the correlation is 0.
    Raises Refused unless every wave has the same answers to choose from.
    """
    when = range(len(waves)) if months is None else months
    if len({len(counts) for counts in waves}) > 1 or len(when) != len(waves):
        raise Refused("Every wave needs its month and counts for the same answers.")
    cells = [
        (month, answer, count)
        for month, counts in zip(when, waves, strict=True)
        for answer, count in enumerate(counts)
    ]
    return Trend(_correlation(cells), sum(count for _, _, count in cells))


def _correlation(cells: Sequence[tuple[int, int, int]]) -> float:
    n = sum(count for _, _, count in cells)
    sum_x = sum(x * count for x, _, count in cells)
    sum_y = sum(y * count for _, y, count in cells)
    spread_x = n * sum(x * x * count for x, _, count in cells) - sum_x**2
    spread_y = n * sum(y * y * count for _, y, count in cells) - sum_y**2
    together = n * sum(x * y * count for x, y, count in cells) - sum_x * sum_y
    if spread_x == 0 or spread_y == 0:
        return 0.0
    return together / (math.sqrt(spread_x) * math.sqrt(spread_y))
