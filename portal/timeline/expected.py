"""The day the team expects a step, beside the law's day, which it never moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.cases.records import CaseRecord
from portal.domain.england import day_of
from portal.domain.milestones import Milestone
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.time_limits import MilestoneKey


@dataclass(frozen=True)
class Expected:
    """The day that was said last for one step, by whom and on which day."""

    on: date
    said_by: str
    said_on: date


def expected_days(record: CaseRecord) -> Mapping[MilestoneKey, Expected]:
    """The newest expected day of each step that has one."""
    return {
        MilestoneKey(row.expected_step): Expected(
            row.expected_on, row.written_by, day_of(row.written_at)
        )
        for row in record.standing_updates
        if row.expected_step is not None and row.expected_on is not None
    }


def compared(expected: Expected, step: Milestone, as_of: date) -> str:
    """The expected day and how far it is from the law's day, in a few words."""
    said = day_in_words(expected.on)
    if expected.on < as_of:
        return f"{said}. That day has passed"
    if step.due is None or expected.on == step.due:
        return said
    apart = days_in_words(abs((expected.on - step.due).days))
    side = "after" if expected.on > step.due else "before"
    return f"{said}, {apart} {side} the law’s date"


ACTS: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "decide",
    MilestoneKey.DRAFT_PLAN: "send the draft plan",
    MilestoneKey.FINAL_PLAN: "send the final plan",
}


def expects(
    expected: Mapping[MilestoneKey, Expected], key: MilestoneKey | None, as_of: date
) -> str:
    """A sentence on when the team expects the step `key`; empty where it has said nothing."""
    if key is None or key not in expected:
        return ""
    day = expected[key].on
    if day < as_of:
        return f"We expected to {ACTS[key]} by {day_in_words(day)}. That day has passed."
    return f"We expect to {ACTS[key]} by {day_in_words(day)}."
