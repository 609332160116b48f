"""Saying plainly that a step is or was late, and whether a lawful reason is recorded."""

from dataclasses import dataclass

from portal.cases.standing import overdue_step
from portal.domain.assessment import Timeline
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.time_limits import LIMIT_OF, MilestoneKey

SHOULD_HAVE: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "decided whether to assess",
    MilestoneKey.TELL_NO_PLAN: "told you that there will be no plan",
    MilestoneKey.FINAL_PLAN: "sent the final plan",
}
REASON = "The council has recorded a reason that the law allows. The date has not moved."
NO_REASON = "The council has not recorded a reason that the law allows."


@dataclass(frozen=True)
class Late:
    """A step that is late and not done, and whether a reason that the law allows is recorded."""

    words: str
    reason: str
    has_reason: bool


def late_now(timeline: Timeline) -> Late | None:
    """The step that is late today, or nothing."""
    step = overdue_step(timeline)
    if step is None or step.due is None:
        return None
    words = (
        f"The law says the council should have {SHOULD_HAVE[step.key]} by "
        f"{day_in_words(step.due)}. That was {days_in_words(step.days_late)} ago."
    )
    has_reason = any(LIMIT_OF[row.exception.limit] == step.key for row in timeline.exceptions)
    return Late(words, REASON if has_reason else NO_REASON, has_reason)


def late_before(timeline: Timeline) -> tuple[str, ...]:
    """A sentence for each step that was done late."""
    return tuple(
        f"The council {SHOULD_HAVE[step.key]} {days_in_words(step.days_late)} late."
        for step in timeline.milestones
        if step.key in SHOULD_HAVE and step.done is not None and step.on_time is False
    )
