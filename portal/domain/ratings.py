"""Star ratings: how many people gave each number of stars, and what follows from that.

Stars are ordered words, not measurements: ten ones and ten fives have the same mean as
twenty threes. So the distribution leads and the mean only stands beside it.
"""

from dataclasses import dataclass

from portal.domain.refusal import Refused
from portal.domain.shares import Share

STARS = (1, 2, 3, 4, 5)
GOOD_STARS = (4, 5)


@dataclass(frozen=True)
class StarCounts:
    """How many answers gave one, two, three, four and five stars, worst first.

    All five are always there, with 0 where nobody chose them. Raises Refused for any other
    number of counts and for a count below 0.
    """

    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.counts) != len(STARS):
            raise Refused(
                f"Give five counts, for one to five stars, worst first: {len(self.counts)} given."
            )
        if min(self.counts) < 0:
            raise Refused("A count of answers cannot be below 0.")

    @property
    def by_star(self) -> dict[int, int]:
        """How many answers for each number of stars, 1 to 5."""
        return dict(zip(STARS, self.counts, strict=True))

    @property
    def total(self) -> int:
        """How many people answered."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean number of stars, 1 to 5; None when nobody answered."""
        if self.total == 0:
            return None
        return (
            sum(star * count for star, count in zip(STARS, self.counts, strict=True)) / self.total
        )

    @property
    def four_and_five(self) -> Share:
        """The share who gave four or five stars: the figure that is shown first."""
        return Share(sum(self.by_star[star] for star in GOOD_STARS), self.total)
