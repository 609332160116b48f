"""Where a request stands today, in the few words that lists and headings need."""

from dataclasses import dataclass

from portal.cases.words import FAMILY
from portal.domain.assessment import Timeline
from portal.domain.facts import Outcome
from portal.domain.milestones import Milestone
from portal.domain.plain_words import days_in_words
from portal.domain.stages import StageKey, stage
from portal.domain.time_limits import MilestoneKey
from portal.domain.timeliness import LIMIT_BY_OUTCOME


@dataclass(frozen=True)
class Tag:
    """A status in words, and the colour that only repeats them."""

    words: str
    colour: str


ON_TIME, STOPPED = Tag("On time", "green"), Tag("Stopped", "grey")

# How many days before a lawful day it is "due soon".
SOON = 14

ADVICE_IS_LATE = Tag("Some advice is late", "orange")

# What the council did at each ending, in what colour when on time: a "no" is not made green.
ENDINGS: dict[Outcome, tuple[str, str]] = {
    Outcome.PLAN: ("Sent", "green"),
    Outcome.NO_PLAN: ("Decided", "blue"),
    Outcome.REFUSED: ("Decided", "blue"),
}


def owed_step(timeline: Timeline) -> Milestone | None:
    """What the council owes next: the decision whether to assess, then the final plan.

    Of two that are late it is the one that is latest. None once the request has ended.
    """
    if timeline.outcome is not None:
        return None
    decision = timeline.milestone(MilestoneKey.DECIDE_TO_ASSESS)
    if timeline.stage == StageKey.DECIDING_WHETHER_TO_ASSESS:
        return decision
    return timeline.milestone(MilestoneKey.FINAL_PLAN)


def overdue_step(timeline: Timeline) -> Milestone | None:
    """The step whose lawful day has passed while it is not done: the one that is latest."""
    step = owed_step(timeline)
    return step if step is not None and step.days_late else None


def days_late(timeline: Timeline) -> int:
    """How many days the step that is due now is late; 0 on time and once it has ended."""
    step = overdue_step(timeline)
    return step.days_late if step else 0


def next_step(timeline: Timeline) -> Milestone | None:
    """The step whose lawful day comes next, or has passed undone; None once it has ended.

    After the day for saying "no plan" has passed, the next one is the final plan's.
    """
    key = stage(timeline.stage).milestone
    if key is None:
        return None
    if key in (MilestoneKey.TELL_NO_PLAN, MilestoneKey.DRAFT_PLAN):
        step = timeline.milestone(MilestoneKey.TELL_NO_PLAN)
        if step.due is not None and timeline.as_of <= step.due:
            return step
        key = MilestoneKey.FINAL_PLAN
    return timeline.milestone(key)


def status(timeline: Timeline) -> Tag:
    """On time or late by how many days; for an ended request, how it ended."""
    if timeline.outcome is None:
        return _while_open(timeline)
    key = LIMIT_BY_OUTCOME.get(timeline.outcome)
    if key is None:
        return STOPPED
    step, (done, colour) = timeline.milestone(key), ENDINGS[timeline.outcome]
    if step.on_time is False:
        return Tag(f"{done} {days_in_words(step.days_late)} late", "red")
    return Tag(f"{done} on time", colour)


def advice_is_late(timeline: Timeline) -> bool:
    """Whether somebody's advice is awaited past its day. Families are bound to no day."""
    return timeline.outcome is None and any(
        row.received is None and row.days_late and row.body != FAMILY for row in timeline.advice
    )


def _while_open(timeline: Timeline) -> Tag:
    step = owed_step(timeline)
    if step is None or step.due is None or step.days_late:
        return on_time_or_late(days_late(timeline))
    left = (step.due - timeline.as_of).days
    if left > SOON:
        return ON_TIME
    return Tag(f"Due in {days_in_words(left)}" if left else "Due today", "yellow")


def on_time_or_late(days: int) -> Tag:
    """`On time`, or how many days late."""
    return Tag(f"{days_in_words(days)} late", "red") if days else ON_TIME
