"""Which dates a family is reminded of, and on which days.

A reminder of one date is due from a certain number of days before it. One that was missed is
caught up within a week; where two of one date are due, only the later counts. A reminder is
help, and does not count as the council telling the family something.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.cases.standing import overdue_step, owed_step
from portal.domain.assessment import Timeline
from portal.domain.counting import days_after
from portal.domain.rights import rights
from portal.domain.stages import StageKey
from portal.domain.time_limits import MilestoneKey

CATCH_UP = 7
"""How many days a reminder that was missed is still worth sending."""

DAY_AFTER = -1


class Step(StrEnum):
    """A date that families are reminded of."""

    DECISION = "decide_to_assess"
    FINAL_PLAN = "final_plan"
    COMMENTS = "comment_on_draft"
    APPEAL = "appeal"


DAYS_BEFORE: dict[Step, tuple[int, ...]] = {
    Step.DECISION: (7,),
    Step.FINAL_PLAN: (7,),
    # The only date that is the family's own while the plan is being made.
    Step.COMMENTS: (7, 2),
    Step.APPEAL: (14,),
}
EARLIEST = max(max(days) for days in DAYS_BEFORE.values())
OWED: dict[MilestoneKey, Step] = {
    MilestoneKey.DECIDE_TO_ASSESS: Step.DECISION,
    MilestoneKey.FINAL_PLAN: Step.FINAL_PLAN,
}


@dataclass(frozen=True)
class Reminder:
    """A reminder of a step on `on`. `days` is how many days before it became due.

    It is `DAY_AFTER` for one that says that the date has passed.
    """

    step: Step
    on: date
    days: int

    @property
    def is_late(self) -> bool:
        """Whether it says that the council's date has passed."""
        return self.days == DAY_AFTER


def reminders(timeline: Timeline, *, holidays: Set[date]) -> list[Reminder]:
    """What a family is reminded of on the day of the timeline, if nobody did so yet.

    `holidays` are the bank holidays of the years that the last day to appeal can fall in.
    """
    today = timeline.as_of
    found = [_before(step, on, today) for step, on in _coming(timeline, holidays)]
    found.append(_after(timeline))
    return [each for each in found if each is not None]


def _coming(timeline: Timeline, holidays: Set[date]) -> Iterator[tuple[Step, date]]:
    owed = owed_step(timeline)
    if owed is not None and owed.due is not None:
        yield OWED[owed.key], owed.due
    comments = timeline.milestone(MilestoneKey.COMMENT_ON_DRAFT)
    if timeline.stage == StageKey.DRAFT_WITH_FAMILY and comments.due is not None:
        yield Step.COMMENTS, comments.due
    against = rights(timeline, holidays=holidays)
    if against is not None:
        yield Step.APPEAL, against.appeal_until


def _before(step: Step, on: date, today: date) -> Reminder | None:
    days = min((each for each in DAYS_BEFORE[step] if is_due(on, each, today)), default=None)
    return None if days is None or today > on else Reminder(step, on, days)


def _after(timeline: Timeline) -> Reminder | None:
    late = overdue_step(timeline)
    if late is None or late.due is None or not is_due(late.due, DAY_AFTER, timeline.as_of):
        return None
    return Reminder(OWED[late.key], late.due, DAY_AFTER)


def is_due(on: date, days: int, today: date) -> bool:
    """Whether what is sent `days` days before `on` is sent today, or caught up today."""
    return 0 <= (today - days_after(on, -days)).days <= CATCH_UP
