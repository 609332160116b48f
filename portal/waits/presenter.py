"""Says in a family's words how long others waited. Whole weeks, rounded up."""

from dataclasses import dataclass

from portal.domain.counting import DAYS_IN_A_WEEK
from portal.domain.plain_words import MONTHS
from portal.domain.waits import FEWEST_CASES, Curve, day_by_which, four_in_five, further_wait

CANNOT_SAY_MORE = "Too few families have waited this long to say how much longer it may take."


@dataclass(frozen=True)
class HowLong:
    """Sentences for families: what was waited, what that counts, and what is still ahead.

    `further` is None where nobody's own wait was asked about.
    """

    half: str
    most: str
    counted: str
    further: str | None


def how_long(curve: Curve | None, *, waited_days: int | None = None) -> HowLong | None:
    """What to tell a family, who has waited `waited_days` if its request is running.

    None where there is too little to go by: no curve yet, fewer than 30 requests, or fewer
    than one family in ten with its plan.
    """
    if curve is None or curve.cases < FEWEST_CASES:
        return None
    shortest, longest = four_in_five(curve)
    if shortest is None:
        return None
    return HowLong(
        half=_half(curve),
        most=_most(curve, shortest, longest),
        counted=_counted(curve),
        further=None if waited_days is None else _further(curve, waited_days),
    )


def _half(curve: Curve) -> str:
    day = day_by_which(curve, 0.5)
    if day is None:
        return f"More than half of families here waited more than {_known(curve)} for their plan."
    return f"Half of the families here who went on to a plan had it within {_weeks(day)}."


def _most(curve: Curve, shortest: int, longest: int | None) -> str:
    if longest is None:
        return f"Four in five waited from {_weeks(shortest)} up to more than {_known(curve)}."
    if _rounded_up(shortest) == _rounded_up(longest):
        return f"Four in five had it in about {_weeks(longest)}."
    return f"Four in five had it between {_rounded_up(shortest)} and {_weeks(longest)}."


def _counted(curve: Curve) -> str:
    since = f"{MONTHS[curve.since.month - 1]} {curve.since.year}"
    return (
        f"This counts {curve.cases:,} requests since {since}, finished or not. A request that "
        "ended with no plan counts up to that day."
    )


def _further(curve: Curve, waited_days: int) -> str:
    days = further_wait(curve, waited_days)
    if days is None:
        return CANNOT_SAY_MORE
    more = _rounded_up(days)
    return (
        "Of families who had waited this long, half had their plan within "
        f"{more} more {'week' if more == 1 else 'weeks'}."
    )


def _known(curve: Curve) -> str:
    """How far the curve is known; rounded down, since it is said with "more than"."""
    return _as_words(curve.last_day // DAYS_IN_A_WEEK)


def _weeks(days: int) -> str:
    return _as_words(_rounded_up(days))


def _rounded_up(days: int) -> int:
    return -(-days // DAYS_IN_A_WEEK)


def _as_words(weeks: int) -> str:
    return "1 week" if weeks == 1 else f"{weeks} weeks"
