"""Comparing two waves of one question: shares of yes, or stars.

The steps come in a fixed order: not comparable, too few answers, and only then the interval.
"""

from portal.domain.disclosure import FEWEST_ANSWERS
from portal.domain.intervals import change
from portal.domain.multiplicity import tail_for, z_for
from portal.domain.ordinal_effect import TCritical, ordinal_effect
from portal.domain.ratings import StarCounts
from portal.domain.shares import Share
from portal.domain.verdicts import Comparison, Direction, Verdict, verdict_on

# How large a change must be to matter, unless the forum agreed otherwise beforehand.
MARGIN_FOR_SHARES = 0.10
MARGIN_FOR_STARS = 0.06
NO_CHANGE = 0.5


def compare_shares(
    before: Share,
    after: Share,
    *,
    questions: int = 1,
    margin: float = MARGIN_FOR_SHARES,
    direction: Direction = Direction.HIGH_IS_GOOD,
    changes: tuple[str, ...] = (),
) -> Comparison:
    """The verdict on two shares of yes answers, from Newcombe's interval for their difference.

    `questions` share one five per cent between them, `margin` is a fraction, and `changes` is
    what `comparability.what_changed` found.
    """
    width = z_for(questions)
    if without_numbers := _verdict_without_numbers(before.of, after.of, changes):
        return without_numbers
    found = change(before, after, width)
    return Comparison(
        verdict=verdict_on(found.low, found.high, margin, direction),
        before=before.value,
        after=after.value,
        difference=found.value,
        low=found.low,
        high=found.high,
    )


def compare_stars(
    before: StarCounts,
    after: StarCounts,
    *,
    t_critical: TCritical,
    questions: int = 1,
    margin: float = MARGIN_FOR_STARS,
    direction: Direction = Direction.HIGH_IS_GOOD,
    changes: tuple[str, ...] = (),
) -> Comparison:
    """The verdict on two waves of stars, from the chance that a later answer is higher.

    `before`, `after` and `difference` are shares of four and five stars; `low` and `high`
    bound the probability, and `margin` is how far from 0.5 it may lie and still be the same.
    """
    tail = tail_for(questions)
    if without_numbers := _verdict_without_numbers(before.total, after.total, changes):
        return without_numbers
    found = ordinal_effect(before.counts, after.counts).interval(tail, t_critical)
    earlier, later = before.four_and_five.value, after.four_and_five.value
    return Comparison(
        verdict=verdict_on(found.low, found.high, margin, direction),
        before=earlier,
        after=later,
        difference=later - earlier,
        low=NO_CHANGE + found.low,
        high=NO_CHANGE + found.high,
        probability=NO_CHANGE + found.value,
    )


def _verdict_without_numbers(
    answers_before: int, answers_after: int, changes: tuple[str, ...]
) -> Comparison | None:
    if changes:
        return Comparison(Verdict.CANNOT_COMPARE, changes=changes)
    if min(answers_before, answers_after) < FEWEST_ANSWERS:
        return Comparison(Verdict.TOO_FEW_ANSWERS)
    return None
