"""What a piece of news says, in the order things turned out and not as they were first recorded.

News waits a few minutes before it is told. What was corrected meanwhile is not told, and a
correction of what nobody was told says only what is true.
"""

import uuid
from collections.abc import Callable, Iterator

from portal.cases.facts import where_it_stands
from portal.cases.late_reasons import LATE_REASONS
from portal.cases.models import CaseNews
from portal.cases.news import NewsKind
from portal.cases.records import CaseRecord, EventRecord, UpdateRecord
from portal.domain.assessment import Timeline
from portal.domain.england import day_of
from portal.domain.facts import EventKind, Limit
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.time_limits import MilestoneKey
from portal.notices.said import Said
from portal.notices.wishes import Sort
from portal.timeline.expected import ACTS

WasTold = Callable[[uuid.UUID], bool]
"""Whether the reader was told of the record with this number."""

NEW_STEP = "A new step in your assessment"
UPDATE = "There is an update on your request"
CORRECTED = "We put something right in your request"
ANSWERED = "Your question has an answer"
NEW_ACCOUNT = "A new account can see your request"

HAPPENED: dict[EventKind, str] = {
    EventKind.DECIDED_TO_ASSESS: "the council decided to assess your child",
    EventKind.DECIDED_NOT_TO_ASSESS: "the council decided not to assess your child",
    EventKind.DRAFT_SENT: "the council sent you the draft plan",
    EventKind.COMMENTS_RECEIVED: "the council got what your family said about the draft plan",
    EventKind.DECIDED_NO_PLAN: "the council decided that there will be no plan",
    EventKind.FINAL_PLAN_ISSUED: "the council sent you the final plan",
    EventKind.WITHDRAWN: "the request was taken back",
    EventKind.MOVED_AWAY: "you moved to the area of another council",
}

STEPS: dict[Limit, str] = {
    Limit.DECIDE: "the decision if it will assess your child",
    Limit.ADVICE: "the advice for the assessment",
    Limit.NO_PLAN: "telling you if there will be a plan",
    Limit.FINAL: "the final plan",
}


def said(news: CaseNews, case: CaseRecord, was_told: WasTold) -> Said | None:
    """What to tell a reader, or None where there is nothing (any more) to tell them."""
    return SAYING[NewsKind(news.kind)](news.object_id, case, was_told)


def _event(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said | None:
    row = next(each for each in case.events if each.id == object_id)
    if any(each.corrects_id == object_id for each in case.events):
        return None
    before = next((each for each in _older(row, case) if was_told(each.id)), None)
    if before is not None:
        return _correction(before, row)
    if row.happened_on is None:
        return None
    return Said("notice-new-step", Sort.NEW_STEPS, NEW_STEP, (f"{_on(row)}.",))


def _older(row: EventRecord, case: CaseRecord) -> Iterator[EventRecord]:
    """The records that `row` took the place of, newest first."""
    by_id = {each.id: each for each in case.events}
    while row.corrects_id is not None:
        row = by_id[row.corrects_id]
        yield row


def _correction(wrong: EventRecord, right: EventRecord) -> Said | None:
    if (wrong.kind, wrong.happened_on) == (right.kind, right.happened_on):
        return None
    was = f"We told you this: {_small(_on(wrong))}. That is not right. We are sorry."
    if wrong.happened_on is None:
        was = "We told you that something did not happen. That is not right. We are sorry."
    true = (
        "It did not happen."
        if right.happened_on is None
        else f"This is right: {_small(_on(right))}."
    )
    return Said("notice-corrected", Sort.NEW_STEPS, CORRECTED, (was, true))


def _on(row: EventRecord) -> str:
    clause = HAPPENED[EventKind(row.kind)]
    return f"On {day_in_words(row.happened_on)}, {clause}" if row.happened_on else clause


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _received(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said | None:
    row = case.newest_received
    if row.id != object_id:
        return None
    changed = (
        "We put right the day on which the council got the request. "
        f"It is {day_in_words(row.received_on)}. All dates are counted from that day."
    )
    return Said("notice-corrected", Sort.NEW_STEPS, CORRECTED, (changed,))


def _exception(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said | None:
    row = next(each for each in case.exceptions if each.id == object_id)
    if row.withdrawn_at is not None:
        return None
    changed = (
        f"The council has noted a reason why {STEPS[Limit(row.limit)]} may take longer. The date "
        "in the law stays the same. You can read the reason on your page."
    )
    return Said("notice-update", Sort.NEW_STEPS, UPDATE, (changed,))


def _withdrawn(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said | None:
    if not was_told(object_id):
        return None
    changed = (
        "We told you a reason why a step may take longer. It was wrong. We have taken it back."
    )
    return Said("notice-corrected", Sort.NEW_STEPS, CORRECTED, (changed,))


def _update(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said | None:
    """What the officer chose from lists is said; their own words stay on the page."""
    row = next((each for each in case.standing_updates if each.id == object_id), None)
    if row is None:
        return None
    written = "The team has written to you about how things are going. Read it on your page."
    now = where_it_stands(case, as_of=day_of(case.last_updated))
    chosen = () if isinstance(now, Refused) else (*_expects(row, case, now), *_why(row, case, now))
    return Said("notice-update", Sort.ANSWERS, UPDATE, (written, *chosen))


def _expects(row: UpdateRecord, case: CaseRecord, now: Timeline) -> Iterator[str]:
    """The day expected for a step that is not done, unless a newer update gives another."""
    given = [each for each in case.standing_updates if each.expected_step == row.expected_step]
    if row.expected_step is None or row.expected_on is None or given[-1] != row:
        return
    key = MilestoneKey(row.expected_step)
    if now.outcome is None and now.milestone(key).done is None:
        yield f"The team now expects to {ACTS[key]} by {day_in_words(row.expected_on)}."


def _why(row: UpdateRecord, case: CaseRecord, now: Timeline) -> Iterator[str]:
    """The reason for being late while the request goes on, unless a newer update gives another."""
    given = [each for each in case.standing_updates if each.late_reason is not None]
    if row.late_reason is not None and given[-1] == row and now.outcome is None:
        yield f"Why it is late: {LATE_REASONS[row.late_reason]}"


def _answer(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said:
    changed = "The team has answered your question. Read the answer on your page."
    return Said("notice-answer", Sort.ANSWERS, ANSWERED, (changed,), leads_to="questions")


def _linked(object_id: uuid.UUID, case: CaseRecord, was_told: WasTold) -> Said:
    changed = (
        "Somebody opened an account with a letter from the council. They can now see this "
        "request. If this seems wrong to you, tell the team at once."
    )
    return Said("account-linked", None, NEW_ACCOUNT, (changed,))


SAYING: dict[NewsKind, Callable[[uuid.UUID, CaseRecord, WasTold], Said | None]] = {
    NewsKind.EVENT: _event,
    NewsKind.EVENT_CORRECTED: _event,
    NewsKind.RECEIVED_CORRECTED: _received,
    NewsKind.EXCEPTION: _exception,
    NewsKind.EXCEPTION_WITHDRAWN: _withdrawn,
    NewsKind.UPDATE: _update,
    NewsKind.QUESTION_ANSWERED: _answer,
    NewsKind.ACCOUNT_LINKED: _linked,
}
