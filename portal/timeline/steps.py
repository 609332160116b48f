"""The law's dates as rows: each step with its date, when it was done and how it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.cases.standing import STOPPED, Tag, on_time_or_late
from portal.domain.assessment import Timeline
from portal.domain.facts import Outcome
from portal.domain.milestones import Milestone
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.stages import StageKey
from portal.domain.time_limits import NO_DATE_IN_LAW, MilestoneKey
from portal.timeline.expected import Expected, compared

LEFT = (Outcome.WITHDRAWN, Outcome.MOVED)
BEFORE_A_DECISION = (StageKey.DECIDING_WHETHER_TO_ASSESS, StageKey.WITHDRAWN, StageKey.MOVED_AWAY)

DONE = Tag("Done", "green")
NOT_DUE = Tag("Not due yet", "blue")
NOT_NEEDED = Tag("Not needed", "grey")
NOT_RECORDED = Tag("Day not recorded", "grey")
PASSED = Tag("Date has passed", "grey")
YOUR_TURN = Tag("Your turn", "yellow")
TIME_IS_OVER = Tag("Time is over", "grey")

ONLY_IF_NO = "This date counts only if the answer is no."


@dataclass(frozen=True)
class StepRow:
    """One step: until when by law, when it was done (or "Not yet"), and how that stands.

    `rule` is empty where no law dates it, `by` where it is not needed any more, `expected`
    where the team has given no day or the step is done.
    """

    name: str
    rule: str
    by: str
    done: str
    tag: Tag
    note: str = ""
    expected: str = ""


def step_rows(
    timeline: Timeline, expected: Mapping[MilestoneKey, Expected] = MappingProxyType({})
) -> tuple[StepRow, ...]:
    """The five steps in order, each with the day that the team expects it."""
    return tuple(_row(step, timeline, expected.get(step.key)) for step in timeline.milestones)


def _row(step: Milestone, timeline: Timeline, expected: Expected | None) -> StepRow:
    tag = _done(step) if step.done else UNDONE[step.key](step, timeline)
    done = day_in_words(step.done) if step.done else NOT_YET.get(tag, "Not yet")
    by = "" if tag == NOT_NEEDED else _by(step)
    rule = "" if step.rule == NO_DATE_IN_LAW else step.rule
    waits = step.done is None and timeline.outcome is None
    day = compared(expected, step, timeline.as_of) if expected and waits else ""
    return StepRow(step.name, rule, by, done, tag, _note(step, tag, timeline), day)


def _done(step: Milestone) -> Tag:
    # Nobody is late with what they say: the days are the family's right.
    if step.on_time is None or step.key == MilestoneKey.COMMENT_ON_DRAFT:
        return DONE
    return on_time_or_late(step.days_late)


def _by(step: Milestone) -> str:
    if step.due is not None:
        return day_in_words(step.due)
    if step.target is not None:
        return f"No date in law; our aim is by {day_in_words(step.target)}"
    return "15 days, once you have the draft"


def _note(step: Milestone, tag: Tag, timeline: Timeline) -> str:
    notes = [step.relaxation.words] if step.relaxation else []
    if tag == STOPPED and step.days_late:
        notes.append(f"It was {days_in_words(step.days_late)} late when the request ended.")
    if step.key == MilestoneKey.TELL_NO_PLAN and tag in (NOT_DUE, PASSED):
        notes.append(ONLY_IF_NO)
    return " ".join(notes)


def _owed(step: Milestone, timeline: Timeline) -> Tag:
    """A step that the council owes until the request ends."""
    if timeline.outcome is None:
        return on_time_or_late(step.days_late) if step.days_late else NOT_DUE
    return STOPPED if timeline.outcome in LEFT else NOT_NEEDED


def _decision(step: Milestone, timeline: Timeline) -> Tag:
    return _owed(step, timeline) if timeline.stage in BEFORE_A_DECISION else NOT_RECORDED


def _saying_no(step: Milestone, timeline: Timeline) -> Tag:
    if timeline.outcome is not None or _drafted(timeline):
        return STOPPED if timeline.outcome in LEFT else NOT_NEEDED
    return PASSED if step.due is not None and timeline.as_of > step.due else NOT_DUE


def _draft(step: Milestone, timeline: Timeline) -> Tag:
    if timeline.outcome == Outcome.PLAN or _drafted(timeline):
        return NOT_RECORDED
    return _owed(step, timeline)


def _comments(step: Milestone, timeline: Timeline) -> Tag:
    if timeline.stage == StageKey.DRAFT_WITH_FAMILY:
        return YOUR_TURN
    if timeline.outcome in LEFT:
        return STOPPED
    if step.due is not None:
        return TIME_IS_OVER
    return NOT_DUE if timeline.outcome is None else NOT_NEEDED


def _drafted(timeline: Timeline) -> bool:
    return timeline.stage in (StageKey.DRAFT_WITH_FAMILY, StageKey.FINISHING_THE_PLAN)


UNDONE: dict[MilestoneKey, Callable[[Milestone, Timeline], Tag]] = {
    MilestoneKey.DECIDE_TO_ASSESS: _decision,
    MilestoneKey.TELL_NO_PLAN: _saying_no,
    MilestoneKey.DRAFT_PLAN: _draft,
    MilestoneKey.COMMENT_ON_DRAFT: _comments,
    MilestoneKey.FINAL_PLAN: _owed,
}

# What stands in place of a day where "Not yet" would promise one.
NOT_YET: dict[Tag, str] = {NOT_NEEDED: "", NOT_RECORDED: "", STOPPED: "", TIME_IS_OVER: ""}
