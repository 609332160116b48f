"""Saying plainly that a step is or was late, why, and what the team is doing about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.cases.late_reasons import LATE_REASONS
from portal.cases.records import CaseRecord, UpdateRecord
from portal.cases.standing import overdue_step
from portal.domain.assessment import Timeline
from portal.domain.england import day_of
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.time_limits import LIMIT_OF, MilestoneKey

SHOULD_HAVE: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "decided whether to assess",
    MilestoneKey.TELL_NO_PLAN: "told you that there will be no plan",
    MilestoneKey.FINAL_PLAN: "sent the final plan",
}
REASON = "The council has recorded a reason that the law allows. The date has not moved."
NO_REASON = "The council has not recorded a reason that the law allows."
NOT_SAID_WHY = "The team has not said why."


@dataclass(frozen=True)
class Late:
    """A step that is late and not done: how late, why as the team says, and what the law says.

    `in_law` tells whether a reason that the law allows is recorded; `has_reason` repeats that.
    """

    words: str
    why: str
    in_law: str
    has_reason: bool


@dataclass(frozen=True)
class LastWord:
    """What the team told the family last, who said it and when."""

    words: str
    by: str
    at: datetime


def late_now(timeline: Timeline, updates: Sequence[UpdateRecord] = ()) -> Late | None:
    """The step that is late today and the reason that `updates` gave last, or nothing."""
    step = overdue_step(timeline)
    if step is None or step.due is None:
        return None
    words = (
        f"The law says the council should have {SHOULD_HAVE[step.key]} by "
        f"{day_in_words(step.due)}. That was {days_in_words(step.days_late)} ago."
    )
    has_reason = any(LIMIT_OF[row.exception.limit] == step.key for row in timeline.exceptions)
    why = _why([row for row in updates if day_of(row.written_at) >= _began(timeline)])
    return Late(words, why, REASON if has_reason else NO_REASON, has_reason)


def last_word(record: CaseRecord) -> LastWord | None:
    """The newest update, or nothing."""
    if not record.standing_updates:
        return None
    newest = record.standing_updates[-1]
    return LastWord(newest.words, newest.written_by, newest.written_at)


def late_before(timeline: Timeline) -> tuple[str, ...]:
    """A sentence for each step that was done late."""
    return tuple(
        f"The council {SHOULD_HAVE[step.key]} {days_in_words(step.days_late)} late."
        for step in timeline.milestones
        if step.key in SHOULD_HAVE and step.done is not None and step.on_time is False
    )


def _began(timeline: Timeline) -> date:
    """The day the work that is late now began: when the step before it was done."""
    return max((step.done for step in timeline.milestones if step.done), default=date.min)


def _why(updates: Sequence[UpdateRecord]) -> str:
    """The reason that the newest update gives: an older one may hold no more."""
    reason = updates[-1].late_reason if updates else None
    return LATE_REASONS.get(reason or "", NOT_SAID_WHY)
