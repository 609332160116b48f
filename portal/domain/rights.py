"""What a family can do against a decision, and the last day for each.

Sources: Children and Families Act 2014, sections 51 and 55; SEND Regulations 2014,
regulations 33 and 34; the time limits of the First-tier Tribunal as IPSEA explains them.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.assessment import Timeline
from portal.domain.counting import months_after, past_tribunal_breaks
from portal.domain.facts import Outcome
from portal.domain.time_limits import MilestoneKey

MONTHS_TO_APPEAL = 2
MONTHS_FROM_CERTIFICATE = 1
MONTHS_TO_ASK_FOR_MEDIATION = 2


class Decision(StrEnum):
    """A decision against which a family can appeal."""

    NOT_ASSESSED = "not_assessed"
    NO_PLAN = "no_plan"
    FINAL_PLAN = "final_plan"


@dataclass(frozen=True)
class Rights:
    """Against one decision, counted from the date on its letter: the last days to act.

    `appeal_until` is one month from a mediation certificate instead, where that is later.
    """

    decision: Decision
    decided_on: date
    mediation_until: date
    appeal_until: date


# The step whose day stands on the letter, for each ending that carries a right of appeal.
APPEALABLE: dict[Outcome, tuple[Decision, MilestoneKey]] = {
    Outcome.REFUSED: (Decision.NOT_ASSESSED, MilestoneKey.DECIDE_TO_ASSESS),
    Outcome.NO_PLAN: (Decision.NO_PLAN, MilestoneKey.TELL_NO_PLAN),
    Outcome.PLAN: (Decision.FINAL_PLAN, MilestoneKey.FINAL_PLAN),
}


def rights(timeline: Timeline, *, holidays: Set[date]) -> Rights | None:
    """The rights against the decision that ended the request, or None where there is none.

    `holidays` are the bank holidays of the years that the last days can fall in.
    """
    if timeline.outcome not in APPEALABLE:
        return None
    decision, key = APPEALABLE[timeline.outcome]
    decided_on = timeline.milestone(key).done
    if decided_on is None:
        return None
    return Rights(
        decision,
        decided_on,
        months_after(decided_on, MONTHS_TO_ASK_FOR_MEDIATION),
        appeal_until(decided_on, holidays=holidays),
    )


def appeal_until(letter: date, *, certificate: date | None = None, holidays: Set[date]) -> date:
    """The last day to appeal: two months from the letter or, if that is later, one month from
    the mediation certificate; moved on where it falls in one of the tribunal's breaks.
    """
    last = months_after(letter, MONTHS_TO_APPEAL)
    if certificate is not None:
        last = max(last, months_after(certificate, MONTHS_FROM_CERTIFICATE))
    return past_tribunal_breaks(last, holidays)
