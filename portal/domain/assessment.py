"""From dated facts to where a request stands: the timeline that families and officers see.

Nothing of it is stored. The same facts and the same day always give the same timeline,
whatever order the facts were recorded in.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.advice import AdviceRow, advice_rows
from portal.domain.counting import DAYS_IN_A_WEEK
from portal.domain.exception_words import ExceptionRow, exception_rows
from portal.domain.facts import OUTCOMES, CaseFacts, EventKind, Outcome
from portal.domain.milestones import Known, Milestone, milestones
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.sequence import check
from portal.domain.stages import StageKey
from portal.domain.time_limits import MilestoneKey

STAGE_AT_END: dict[Outcome, StageKey] = {
    Outcome.PLAN: StageKey.PLAN_ISSUED,
    Outcome.NO_PLAN: StageKey.NO_PLAN,
    Outcome.REFUSED: StageKey.NOT_ASSESSED,
    Outcome.WITHDRAWN: StageKey.WITHDRAWN,
    Outcome.MOVED: StageKey.MOVED_AWAY,
}


@dataclass(frozen=True)
class Timeline:
    """Where a request stands on the day `as_of`.

    `week` is the week of the law's count that `as_of` (or the day the request ended, if
    earlier) falls in: week 1 is the day of receipt and the 7 days after it, and week 20 ends
    on the last lawful day for the final plan. It runs on past 20 while a request is open.
    """

    as_of: date
    stage: StageKey
    week: int
    milestones: tuple[Milestone, ...]
    outcome: Outcome | None
    advice: tuple[AdviceRow, ...]
    exceptions: tuple[ExceptionRow, ...]

    def milestone(self, key: MilestoneKey) -> Milestone:
        """The step `key` of this timeline."""
        return next(each for each in self.milestones if each.key == key)


def timeline(facts: CaseFacts, *, as_of: date) -> Timeline:
    """Where the request stands on `as_of`.

    Facts dated after `as_of` are not known yet and change nothing, but all facts must be
    possible together. Raises Refused, with a sentence saying what to correct, when they are
    not, or when `as_of` is before the day the request was received.
    """
    check(facts)
    if as_of < facts.received:
        raise Refused(
            f"The request was received on {day_in_words(facts.received)}. Choose that day or a "
            f"later one to look from; {day_in_words(as_of)} is before it."
        )
    known = _known(facts, as_of)
    steps = milestones(known)
    advice = advice_rows(facts.advice, as_of=as_of, until=known.until)
    return Timeline(
        as_of=as_of,
        stage=_stage(known, steps, advice, as_of),
        week=week_of(facts.received, known.until),
        milestones=steps,
        outcome=known.outcome,
        advice=advice,
        exceptions=exception_rows(facts.exceptions, as_of=as_of),
    )


def week_of(received: date, day: date) -> int:
    """The week after `received` that `day` falls in, so that day 140 is in week 20."""
    days = (day - received).days
    return max(1, -(-days // DAYS_IN_A_WEEK))


def _known(facts: CaseFacts, as_of: date) -> Known:
    events = tuple(event for event in facts.events if event.on <= as_of)
    end = next((event for event in events if event.kind in OUTCOMES), None)
    if end is None:
        return Known(facts.received, events, as_of, None)
    return Known(facts.received, events, end.on, OUTCOMES[end.kind])


def _stage(
    known: Known, steps: tuple[Milestone, ...], advice: tuple[AdviceRow, ...], as_of: date
) -> StageKey:
    if known.outcome is not None:
        return STAGE_AT_END[known.outcome]
    kinds = {event.kind for event in known.events}
    if kinds & {EventKind.DRAFT_SENT, EventKind.COMMENTS_RECEIVED}:
        return _stage_after_draft(steps, as_of)
    if EventKind.DECIDED_TO_ASSESS not in kinds:
        return StageKey.DECIDING_WHETHER_TO_ASSESS
    all_in = bool(advice) and all(row.received is not None for row in advice)
    return StageKey.DECIDING_ON_A_PLAN if all_in else StageKey.GATHERING_ADVICE


def _stage_after_draft(steps: tuple[Milestone, ...], as_of: date) -> StageKey:
    comment = next(step for step in steps if step.key == MilestoneKey.COMMENT_ON_DRAFT)
    waiting = comment.done is None and comment.due is not None and as_of <= comment.due
    return StageKey.DRAFT_WITH_FAMILY if waiting else StageKey.FINISHING_THE_PLAN
