"""The five dated steps of a request: what each one's limit is, when it was done, how late.

Days late run from the due date to the day the step was done. While it is not done they run to
the day looked from, or to the day the request ended. Exceptions play no part here.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.counting import weeks_after
from portal.domain.facts import Event, EventKind, Outcome, first_days
from portal.domain.time_limits import (
    DRAFT_TARGET_WEEKS,
    MILESTONE_NAMES,
    NO_DATE_IN_LAW,
    MilestoneKey,
    Relaxation,
    in_force,
    relaxation_of,
)

# Leaving says nothing about whether a decision was taken before; every other event does.
LEAVING = frozenset({EventKind.WITHDRAWN, EventKind.MOVED_AWAY})


@dataclass(frozen=True)
class Milestone:
    """One step. `due` is the last lawful day, None where the law gives none (yet).

    `on_time` is None while the step can still be on time, and where no limit applies to it
    (any more). `days_late` is 0 unless `on_time` is False. `target` is the authority's own
    date and never law. `relaxation` is set where the limit ran into a period that relaxed it.
    """

    key: MilestoneKey
    due: date | None
    done: date | None
    on_time: bool | None
    days_late: int
    rule: str
    target: date | None = None
    relaxation: Relaxation | None = None

    @property
    def name(self) -> str:
        """What the step is called on a family's page."""
        return MILESTONE_NAMES[self.key]


@dataclass(frozen=True)
class Known:
    """What is known of a request on the day looked from.

    `until` is that day, or the day the request ended if that came first.
    """

    received: date
    events: tuple[Event, ...]
    until: date
    outcome: Outcome | None

    def first(self, kind: EventKind) -> date | None:
        """The first day on which `kind` happened, or None."""
        return first_days(self.events).get(kind)

    def days_of(self, kind: EventKind) -> list[date]:
        """The days on which `kind` happened, oldest first."""
        return sorted({event.on for event in self.events if event.kind == kind})


def lateness(due: date, done: date | None, overdue_on: date | None) -> tuple[bool | None, int]:
    """Whether a step was on time (None if that cannot be said yet), and its days late.

    `overdue_on` is the day to count to while it is not done, or None where it is not owed.
    """
    day = done or overdue_on
    if day is not None and day > due:
        return False, (day - due).days
    return (True if done is not None else None), 0


def milestones(known: Known) -> tuple[Milestone, ...]:
    """The five steps in order, as they stand on the day looked from."""
    return (
        _decide_to_assess(known),
        _tell_no_plan(known),
        _draft_plan(known),
        _comment_on_draft(known),
        _final_plan(known),
    )


def _dated(
    key: MilestoneKey, start: date, done: date | None, overdue_on: date | None = None
) -> Milestone:
    limit = in_force(key, start)
    due = limit.due(start)
    on_time, days_late = lateness(due, done, overdue_on)
    relaxation = relaxation_of(key, start, due)
    rule = f"{limit.rule}; {relaxation.rule(key)}" if relaxation else limit.rule
    return Milestone(key, due, done, on_time, days_late, rule, relaxation=relaxation)


def _decide_to_assess(known: Known) -> Milestone:
    first = first_days(known.events)
    done = first.get(EventKind.DECIDED_TO_ASSESS) or first.get(EventKind.DECIDED_NOT_TO_ASSESS)
    # A later step shows that the decision was taken, on a day that nobody recorded: it can
    # be called neither on time nor late.
    overdue_on = known.until if first.keys() <= LEAVING else None
    return _dated(MilestoneKey.DECIDE_TO_ASSESS, known.received, done, overdue_on)


def _tell_no_plan(known: Known) -> Milestone:
    # Owed only by an authority that decides on no plan: until it has, a plan within 20 weeks
    # is still lawful, so nothing is late when week 16 has passed.
    done = known.first(EventKind.DECIDED_NO_PLAN)
    return _dated(MilestoneKey.TELL_NO_PLAN, known.received, done)


def _draft_plan(known: Known) -> Milestone:
    done = known.first(EventKind.DRAFT_SENT)
    target = weeks_after(known.received, DRAFT_TARGET_WEEKS)
    return Milestone(MilestoneKey.DRAFT_PLAN, None, done, None, 0, NO_DATE_IN_LAW, target)


def _comment_on_draft(known: Known) -> Milestone:
    # The newest draft gives the family its 15 days anew. They are the family's right and no
    # duty of theirs: saying nothing is never late.
    key = MilestoneKey.COMMENT_ON_DRAFT
    drafts, comments = (
        known.days_of(EventKind.DRAFT_SENT),
        known.days_of(EventKind.COMMENTS_RECEIVED),
    )
    if not drafts:
        rule = in_force(key, known.received).rule
        return Milestone(key, None, min(comments, default=None), None, 0, rule)
    return _dated(key, drafts[-1], next((day for day in comments if day >= drafts[-1]), None))


def _final_plan(known: Known) -> Milestone:
    # No plan is owed after a refusal or a "no plan". A request that was withdrawn or moved
    # away after its 20 weeks stays late by the days until then: leaving mends nothing.
    owed = known.outcome not in (Outcome.REFUSED, Outcome.NO_PLAN)
    done = known.first(EventKind.FINAL_PLAN_ISSUED)
    return _dated(MilestoneKey.FINAL_PLAN, known.received, done, known.until if owed else None)
