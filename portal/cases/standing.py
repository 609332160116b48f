"""Where a request stands today, in the few words that lists and headings need."""

from dataclasses import dataclass

from portal.cases.words import FAMILY
from portal.domain.assessment import Timeline
from portal.domain.facts import Outcome
from portal.domain.milestones import Milestone
from portal.domain.plain_words import days_in_words
from portal.domain.stages import stage
from portal.domain.time_limits import MilestoneKey
from portal.domain.timeliness import LIMIT_BY_OUTCOME


@dataclass(frozen=True)
class Tag:
    """A status in words, and the colour that only repeats them."""

    words: str
    colour: str


ON_TIME, STOPPED = Tag("On time", "green"), Tag("Stopped", "grey")

ADVICE_IS_LATE = Tag("Some advice is late", "orange")

# What the council did at each ending, in what colour when on time: a "no" is not made green.
ENDINGS: dict[Outcome, tuple[str, str]] = {
    Outcome.PLAN: ("Sent", "green"),
    Outcome.NO_PLAN: ("Decided", "blue"),
    Outcome.REFUSED: ("Decided", "blue"),
}


def overdue_step(timeline: Timeline) -> Milestone | None:
    """The step whose lawful day has passed while it is not done: the one that is latest."""
    if timeline.outcome is not None:
        return None
    late = [step for step in timeline.milestones if step.done is None and step.on_time is False]
    return max(late, key=lambda step: step.days_late, default=None)


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
        return on_time_or_late(days_late(timeline))
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


def on_time_or_late(days: int) -> Tag:
    """`On time`, or how many days late."""
    return Tag(f"{days_in_words(days)} late", "red") if days else ON_TIME
