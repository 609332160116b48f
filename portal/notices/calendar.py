"""The dates of a case as entries of a calendar: which, when, and whether they still stand."""

import uuid
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime

from portal.cases.records import CaseRecord
from portal.domain.assessment import Timeline
from portal.domain.milestones import Milestone
from portal.domain.rights import rights
from portal.domain.stages import StageKey
from portal.domain.time_limits import MilestoneKey
from portal.timeline.expected import expected_days

# A number of changes must grow and stay below 2,147,483,648 (RFC 5545, 3.8.7.4 and 3.3.8).
COUNTED_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
APPEAL = "appeal"

# What stands on a screen beside birthdays: no name, no school.
BY_LAW: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "EHC assessment: last day by law to decide whether to assess",
    MilestoneKey.TELL_NO_PLAN: "EHC assessment: last day by law to say there is no plan",
    MilestoneKey.COMMENT_ON_DRAFT: "EHC assessment: your last day to comment on the draft plan",
    MilestoneKey.FINAL_PLAN: "EHC assessment: last day by law for the final plan",
}
EXPECTED: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "EHC assessment: the team expects to decide",
    MilestoneKey.DRAFT_PLAN: "EHC assessment: the team expects to send the draft plan",
    MilestoneKey.FINAL_PLAN: "EHC assessment: the team expects to send the final plan",
}
LAST_DAY_TO_APPEAL = "EHC assessment: last day to appeal"
AFTER_THE_DRAFT = (StageKey.DRAFT_WITH_FAMILY, StageKey.FINISHING_THE_PLAN)


@dataclass(frozen=True)
class Entry:
    """One day. `step` stays the same when the day moves; `stands` is False once it is over.

    `changed_at` is when anything was last recorded about the request, and `version` grows with
    it.
    """

    request_id: uuid.UUID
    step: str
    on: date
    words: str
    stands: bool
    changed_at: datetime

    @property
    def version(self) -> int:
        """Seconds until the last change, so that a calendar knows which of two is newer."""
        return int((self.changed_at - COUNTED_SINCE).total_seconds())


def entries(case: CaseRecord, timeline: Timeline, *, holidays: Set[date]) -> list[Entry]:
    """The law's dates, what the team expects beside them, and the last day to appeal.

    A step that is done, and every step of a request that ended, stays as one that does not
    stand, so that calendars take it away. `holidays` are bank holidays.
    """
    found = [
        *_by_law(timeline),
        *_expected(case, timeline),
        *_to_appeal(timeline, holidays),
    ]
    return [
        Entry(case.id, step, on, words, stands, case.last_updated)
        for step, on, words, stands in found
    ]


Day = tuple[str, date, str, bool]


def _by_law(timeline: Timeline) -> Iterator[Day]:
    for key, words in BY_LAW.items():
        step = timeline.milestone(key)
        if step.due is not None:
            yield key.value, step.due, words, _stands(step, timeline)


def _expected(case: CaseRecord, timeline: Timeline) -> Iterator[Day]:
    for key, expected in expected_days(case).items():
        if key in EXPECTED:
            stands = _stands(timeline.milestone(key), timeline)
            yield f"expected-{key.value}", expected.on, EXPECTED[key], stands


def _to_appeal(timeline: Timeline, holidays: Set[date]) -> Iterator[Day]:
    against = rights(timeline, holidays=holidays)
    if against is not None:
        yield APPEAL, against.appeal_until, LAST_DAY_TO_APPEAL, True


def _stands(step: Milestone, timeline: Timeline) -> bool:
    """Whether somebody still has to keep to the step's day."""
    if timeline.outcome is not None or step.done is not None:
        return False
    if step.key == MilestoneKey.TELL_NO_PLAN:
        return timeline.stage not in AFTER_THE_DRAFT
    if step.key == MilestoneKey.DECIDE_TO_ASSESS:
        return timeline.stage == StageKey.DECIDING_WHETHER_TO_ASSESS
    return True
