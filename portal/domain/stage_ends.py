"""Which stages of a request ended with an event, and whether the law's date was kept.

A stage can end without an event of its own, as when the last advice comes in. It then counts
as ended with the next event, because only then is there anything to tell of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from portal.domain.assessment import Timeline, timeline
from portal.domain.facts import CaseFacts, Event, EventKind
from portal.domain.milestones import LEAVING
from portal.domain.stages import STAGES, StageKey, stage
from portal.domain.time_limits import MilestoneKey

IN_ORDER = tuple(each.key for each in STAGES if not each.ended)
KINDS = tuple(EventKind)

FAMILYS_OWN = MilestoneKey.COMMENT_ON_DRAFT
"""These days are the family's right: whoever takes longer has kept nobody waiting."""


@dataclass(frozen=True)
class StageEnd:
    """A stage that ended. `on_time` is None where the law gives it no date of its own."""

    stage: StageKey
    on_time: bool | None


def stage_ends(facts: CaseFacts, event: Event) -> tuple[StageEnd, ...]:
    """The stages that ended with `event`, which is one of `facts`, the last of them first.

    None end where a request was taken back or moved away: nobody got to the end of anything.
    An exception never makes a stage on time. Raises `Refused` where the facts contradict each
    other.
    """
    if event.kind in LEAVING:
        return ()
    before = tuple(each for each in facts.events if _place(each) < _place(event))
    day_before = max((each.on for each in before), default=facts.received)
    first, last = _stage(facts, before, day_before), _stage(facts, before, event.on)
    after = timeline(replace(facts, events=(*before, event)), as_of=event.on)
    return tuple(
        StageEnd(key, _on_time(key, after)) for key in reversed(_passed(first, last, after.stage))
    )


def _on_time(key: StageKey, now: Timeline) -> bool | None:
    limit = stage(key).milestone
    return None if limit is None or limit is FAMILYS_OWN else now.milestone(limit).on_time


def _stage(facts: CaseFacts, events: Iterable[Event], day: date) -> StageKey:
    return timeline(replace(facts, events=tuple(events)), as_of=day).stage


def _passed(first: StageKey, last: StageKey, now: StageKey) -> tuple[StageKey, ...]:
    """The stages from `first` to `last` that lie behind; a second draft leads back to one."""
    if first not in IN_ORDER or last not in IN_ORDER:
        return ()
    until = IN_ORDER.index(last) + 1
    if now in IN_ORDER:
        until = min(until, IN_ORDER.index(now))
    return IN_ORDER[IN_ORDER.index(first) : until]


def _place(event: Event) -> tuple[date, int]:
    """Where an event stands in order; on one day, in the order things usually happen."""
    return event.on, KINDS.index(event.kind)
