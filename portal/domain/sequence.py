"""Which dated facts cannot all be true of one request.

A record may be incomplete: a plan without a recorded draft stands, as it does in national
figures. It may not contradict itself.
"""

from datetime import date

from portal.domain.exceptions import check_against_case
from portal.domain.facts import (
    OUTCOMES,
    AdviceRequest,
    CaseFacts,
    Event,
    EventKind,
    first_days,
)
from portal.domain.given_values import at, shown
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.time_limits import MilestoneKey, in_force

# A draft can be sent again and comments can come more than once; nothing else repeats.
REPEATABLE = (EventKind.DRAFT_SENT, EventKind.COMMENTS_RECEIVED)

# Each kind on the left cannot happen before the first of the kind on the right.
NOT_BEFORE: tuple[tuple[EventKind, EventKind], ...] = (
    (EventKind.DRAFT_SENT, EventKind.DECIDED_TO_ASSESS),
    (EventKind.COMMENTS_RECEIVED, EventKind.DECIDED_TO_ASSESS),
    (EventKind.DECIDED_NO_PLAN, EventKind.DECIDED_TO_ASSESS),
    (EventKind.FINAL_PLAN_ISSUED, EventKind.DECIDED_TO_ASSESS),
    (EventKind.COMMENTS_RECEIVED, EventKind.DRAFT_SENT),
)

# A request that is not assessed has none of these.
ONLY_WHEN_ASSESSED = (
    EventKind.DECIDED_TO_ASSESS,
    EventKind.DRAFT_SENT,
    EventKind.COMMENTS_RECEIVED,
)


def check(facts: CaseFacts) -> None:
    """Raise Refused unless all the facts can be true together, whatever day it is."""
    in_force(MilestoneKey.FINAL_PLAN, facts.received)
    _check_events(facts)
    for row in facts.advice:
        with at(f"advice from {shown(row.body)}"):
            _check_advice(row, facts.received)
    for exception in facts.exceptions:
        with at(f"exception {exception.ground} from {day_in_words(exception.start)}"):
            check_against_case(exception, facts.received, facts.advice)
    if facts.born is not None and facts.born > facts.received:
        raise Refused(
            f"born: {day_in_words(facts.born)} is after the request was received on "
            f"{day_in_words(facts.received)}. Check both days."
        )


def _check_events(facts: CaseFacts) -> None:
    for event in facts.events:
        if event.on < facts.received:
            raise _before(event.kind, event.on, "the request was received", facts.received)
    days = first_days(facts.events)
    for later, earlier in NOT_BEFORE:
        if later in days and earlier in days and days[later] < days[earlier]:
            raise _before(later, days[later], earlier, days[earlier])
    _check_repeats(facts.events)
    _check_ending(facts.events)


def _check_repeats(events: tuple[Event, ...]) -> None:
    for kind in set(EventKind).difference(REPEATABLE):
        days = sorted({event.on for event in events if event.kind == kind})
        if len(days) > 1:
            raise Refused(
                f"{kind} is recorded for {day_in_words(days[0])} and for "
                f"{day_in_words(days[1])}. It happens once: correct one of the two."
            )


def _check_ending(events: tuple[Event, ...]) -> None:
    endings = sorted({event for event in events if event.kind in OUTCOMES}, key=_by_day)
    if len(endings) > 1:
        raise Refused(
            f"{endings[0].kind} on {day_in_words(endings[0].on)} and {endings[1].kind} on "
            f"{day_in_words(endings[1].on)} cannot both end one request. Correct one of them."
        )
    for end in endings:
        for event in sorted(events, key=_by_day):
            if event.on > end.on:
                raise Refused(
                    f"{event.kind} on {day_in_words(event.on)} is after the request ended with "
                    f"{end.kind} on {day_in_words(end.on)}. Check both days."
                )
            if end.kind == EventKind.DECIDED_NOT_TO_ASSESS and event.kind in ONLY_WHEN_ASSESSED:
                raise Refused(
                    f"{event.kind} cannot happen to a request with {end.kind}. "
                    "Correct one of the two."
                )


def _check_advice(row: AdviceRequest, received: date) -> None:
    if row.asked < received:
        raise _before("asked", row.asked, "the request was received", received)
    if row.received is not None and row.received < row.asked:
        raise _before("received", row.received, "it was asked for", row.asked)


def _before(what: str, day: date, earlier: str, earlier_day: date) -> Refused:
    return Refused(
        f"{what} on {day_in_words(day)} is before {earlier} on {day_in_words(earlier_day)}. "
        "Check both days."
    )


def _by_day(event: Event) -> tuple[date, str]:
    return event.on, event.kind
