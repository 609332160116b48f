"""The six readings of "in 20 weeks" over one set of cases.

The same cases give six honest shares, because "in 20 weeks" can be asked of plans issued, of
requests that led to a plan or should have, or of every outcome within its own limit; each
with the cases that carry an exception, or without them. A share means nothing without the
name of its reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from portal.domain.facts import Outcome
from portal.domain.time_limits import MilestoneKey, in_force

# The limit that each outcome is held to. Withdrawn and moved requests are held to none.
LIMIT_BY_OUTCOME: dict[Outcome, MilestoneKey] = {
    Outcome.PLAN: MilestoneKey.FINAL_PLAN,
    Outcome.NO_PLAN: MilestoneKey.TELL_NO_PLAN,
    Outcome.REFUSED: MilestoneKey.DECIDE_TO_ASSESS,
}


@dataclass(frozen=True)
class Case:
    """One request: when it came, how and when it ended (None while open), and its flag."""

    reference: str
    received: date
    outcome: Outcome | None
    outcome_on: date | None
    exception: bool


@dataclass(frozen=True)
class Reading:
    """`met` of `of` cases were in time."""

    met: int
    of: int

    @property
    def share(self) -> float | None:
        """The share in time from 0 to 1, not rounded, or None where there are no cases."""
        return self.met / self.of if self.of else None


def percentage(met: int, of: int, places: int = 1) -> Decimal | None:
    """`met` of `of` in percent, rounded half up to `places`, or None where `of` is 0.

    Half up is what the Department for Education publishes: Redcar and Cleveland's 45 of 144
    plans in 2022 are 31.25 %, printed as 31.3, where rounding half to even would print 31.2.
    The division is exact to 28 digits, so no binary fraction tips a tie.
    """
    if of == 0:
        return None
    step = Decimal(1).scaleb(-places)
    return (Decimal(met) * 100 / Decimal(of)).quantize(step, rounding=ROUND_HALF_UP)


def six_readings(cases: Iterable[Case], *, as_of: date) -> dict[str, Reading]:
    """The six readings by name, as they stood on `as_of`.

    Requests received later are left out and outcomes dated later are not known yet. Withdrawn
    and moved requests are in no reading. An open request is counted, as not in time, only
    once its 20 weeks are over. An exception takes a case out of both numbers, even when it
    was in time.
    """
    known = [_as_known(case, as_of) for case in cases if case.received <= as_of]
    plans = [case for case in known if case.outcome is Outcome.PLAN]
    overdue = [case for case in known if case.outcome is None and _due(case) < as_of]
    ended = [case for case in known if case.outcome in LIMIT_BY_OUTCOME]
    readings: dict[str, Reading] = {}
    for name, group in (
        ("plans_issued", plans),
        ("cohort_plans", plans + overdue),
        ("cohort_outcomes", ended + overdue),
    ):
        readings[name] = _reading(group)
        readings[f"{name}_excluding_exceptions"] = _reading(
            [case for case in group if not case.exception]
        )
    return readings


def _as_known(case: Case, as_of: date) -> Case:
    if case.outcome_on is not None and case.outcome_on > as_of:
        return Case(case.reference, case.received, None, None, case.exception)
    return case


def _due(case: Case) -> date:
    limit = MilestoneKey.FINAL_PLAN if case.outcome is None else LIMIT_BY_OUTCOME[case.outcome]
    return in_force(limit, case.received).due(case.received)


def _reading(cases: list[Case]) -> Reading:
    met = sum(case.outcome_on is not None and case.outcome_on <= _due(case) for case in cases)
    return Reading(met, len(cases))
