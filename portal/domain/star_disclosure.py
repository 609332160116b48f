"""What of a star question may leave the portal: its five counts, the share of 4 and 5, the mean.

The share and the mean are further sums over the same five counts, so a reader may solve for a
hidden count with their help. The promise of the disclosure control holds for all three together.
"""

from dataclasses import dataclass

from portal.domain.disclosure import (
    HIDDEN,
    RULE,
    Rule,
    Shown,
    positions_to_hide_in_part,
    row_hiding,
    shown_percentages,
)
from portal.domain.ratings import GOOD_STARS, STARS, StarCounts


@dataclass(frozen=True)
class ShownStars:
    """A star question as it may be published.

    `counts` for one to five stars and their `total` are rounded to 5, `four_and_five` is a
    whole percentage, each of them `c` when hidden; `mean` is rounded to one decimal and None
    when hidden.
    """

    counts: tuple[Shown, ...]
    total: Shown
    four_and_five: Shown
    mean: float | None


def shown_stars(stars: StarCounts, rule: Rule = RULE) -> ShownStars:
    """The question as it may be published.

    When the share is hidden, so is every count: that it is hidden tells that one side of the
    scale is small. Otherwise the two sides are rows of their own, whose sums the share gives
    away. The mean stands only beside five open counts.
    """
    good = stars.four_and_five
    _, share = shown_percentages((good.of - good.yes, good.yes), rule)
    if share == HIDDEN:
        closed = row_hiding(stars.counts, range(len(STARS)), rule)
        return ShownStars(closed.counts, closed.total, HIDDEN, None)
    hidden = _positions_to_hide_beside_the_share(stars, rule)
    row = row_hiding(stars.counts, hidden, rule)
    open_mean = None if hidden or stars.mean is None else round(stars.mean, 1)
    return ShownStars(row.counts, row.total, share, open_mean)


def _positions_to_hide_beside_the_share(stars: StarCounts, rule: Rule) -> frozenset[int]:
    good = {at: count for at, count in enumerate(stars.counts) if STARS[at] in GOOD_STARS}
    rest = {at: count for at, count in enumerate(stars.counts) if at not in good}
    return positions_to_hide_in_part(good, stars.total, rule) | positions_to_hide_in_part(
        rest, stars.total, rule
    )
