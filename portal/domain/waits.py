"""How long families wait for a plan, counted from finished and unfinished requests alike.

A wait that is not over says something too: it has lasted at least so long. Leaving unfinished
requests out would show only the quick ones. The curve that counts both is the product-limit
estimate of Kaplan and Meier (Journal of the American Statistical Association 53, 1958).
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.domain.facts import OUTCOMES, CaseFacts, EventKind
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.sequence import check

FEWEST_CASES = 30
"""Requests below which nothing is said. The figures leave out a tenth at each end; a tenth of
30 are three families, so that neither end is the wait of a single one."""

FEWEST_STILL_WAITING = 10
"""Families who had waited as long as this one, below which nothing is said about the rest."""

FOUR_IN_FIVE = (0.1, 0.9)

# Shares are products of fractions: half may come out as 0.5000000000000001.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Wait:
    """Days from the day a request was received: to its final plan if `finished`.

    Otherwise to the last day on which it was known to be waiting.
    """

    days: int
    finished: bool


class Step(NamedTuple):
    """A day after which the curve stands at `still_waiting`, a share from 0 to 1.

    `at_risk` is how many requests had waited at least `day` days, those of that day included.
    """

    day: int
    still_waiting: float
    at_risk: int


@dataclass(frozen=True)
class Curve:
    """The share of families still without a plan, day by day; it falls from 1.

    `steps` hold each day on which a wait ended or was last known, in order. They come of
    `cases` requests received from `since` on, of which `plans` had their final plan.
    """

    since: date
    steps: tuple[Step, ...]
    cases: int
    plans: int

    @property
    def last_day(self) -> int:
        """The day after which nothing is known; 0 without requests."""
        return self.steps[-1].day if self.steps else 0


def wait_of(facts: CaseFacts, *, as_of: date) -> Wait:
    """How long the family of one request waited, as known on `as_of`.

    A request without an ending has waited until `as_of`. One that ended otherwise (not
    assessed, no plan, withdrawn, moved away) counts as unfinished on the day it ended. So the
    curve tells of those who go on to a plan: it takes each family that leaves to have been
    like those who stayed. Leaving them out altogether would use, for the first weeks, what
    nobody knew until later; counting them as never served would add waits that nobody had.
    The limit of it: where families leave because it takes so long, true waits are longer.

    Raises Refused for facts that cannot be true together, and before the day received.
    """
    check(facts)
    if as_of < facts.received:
        raise Refused(
            f"The request was received on {day_in_words(facts.received)}, after "
            f"{day_in_words(as_of)}. Choose a later day to look from."
        )
    for event in facts.events:
        if event.kind in OUTCOMES and event.on <= as_of:
            finished = event.kind == EventKind.FINAL_PLAN_ISSUED
            return Wait((event.on - facts.received).days, finished)
    return Wait((as_of - facts.received).days, finished=False)


def day_by_which(curve: Curve, share: float) -> int | None:
    """The first day by which `share` (above 0, at most 1) of families had their plan.

    None where the curve does not get there.
    """
    return _first_day_at(curve.steps, 1 - share)


def four_in_five(curve: Curve) -> tuple[int | None, int | None]:
    """The days between which the middle four in five families had their plan.

    One in ten had it by the first (or sooner), nine in ten by the second; None where the
    curve does not get there.
    """
    shortest, longest = FOUR_IN_FIVE
    return day_by_which(curve, shortest), day_by_which(curve, longest)


def further_wait(curve: Curve, waited_days: int) -> int | None:
    """How many more days until half of those who had waited `waited_days` had their plan.

    At least 1. None where fewer than 10 were known to wait longer than that, and where the
    curve does not get there.
    """
    later = tuple(step for step in curve.steps if step.day > waited_days)
    if not later or later[0].at_risk < FEWEST_STILL_WAITING:
        return None
    passed = curve.steps[: len(curve.steps) - len(later)]
    still_waiting = passed[-1].still_waiting if passed else 1.0
    day = _first_day_at(later, still_waiting / 2)
    return None if day is None else day - waited_days


def _first_day_at(steps: tuple[Step, ...], still_waiting: float) -> int | None:
    reached = (step.day for step in steps if step.still_waiting <= still_waiting + ROUNDING)
    return next(reached, None)
