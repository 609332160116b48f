"""From what is recorded to what the law makes of it: the one way for pages, lists and checks.

Read for a page (a record) or loaded to be changed (a row), a request has the same names.
"""

from collections.abc import Iterable
from datetime import date

from portal.cases.models import AdviceRequest, CaseEvent, CaseException, Request
from portal.cases.records import AdviceRecord, CaseRecord, EventRecord, ExceptionRecord
from portal.cases.words import in_words
from portal.domain import facts as domain
from portal.domain.assessment import Timeline, timeline
from portal.domain.corrections import RecordedEvent, effective
from portal.domain.refusal import Refused
from portal.domain.sequence import check


def facts_of(case: Request | CaseRecord) -> domain.CaseFacts:
    """The facts that stand: corrections followed, withdrawn exceptions left out.

    Of a row, its child and all that is recorded must be loaded.
    """
    return domain.CaseFacts(
        received=case.received_on,
        events=standing_events(case.events),
        advice=tuple(advice_of(row) for row in case.advice),
        exceptions=tuple(exception_of(row) for row in case.exceptions if row.withdrawn_at is None),
        born=case.child.born,
    )


def accept(facts: domain.CaseFacts) -> None:
    """Raise Refused, in the words of the forms, unless all these facts are possible together."""
    try:
        check(facts)
    except Refused as refusal:
        raise in_words(refusal) from refusal


def standing_events(rows: Iterable[CaseEvent | EventRecord]) -> tuple[domain.Event, ...]:
    """The events that the newest record of each chain of corrections leaves standing."""
    return effective(
        RecordedEvent(row.id, domain.EventKind(row.kind), row.happened_on, row.corrects_id)
        for row in rows
    )


def advice_of(row: AdviceRequest | AdviceRecord) -> domain.AdviceRequest:
    """Advice asked of one body, as the domain reads it."""
    return domain.AdviceRequest(row.body, row.asked_on, row.received_on)


def exception_of(row: CaseException | ExceptionRecord) -> domain.RecordedException:
    """An exception, as the domain reads it."""
    limit, ground = domain.Limit(row.limit), domain.Ground(row.ground)
    return domain.RecordedException(limit, ground, row.starts_on, row.ends_on)


def where_it_stands(case: CaseRecord, *, as_of: date) -> Timeline | Refused:
    """The request's timeline on `as_of`, or why its facts give none, in the forms' words.

    Facts are checked before they are kept, so contradictions only come from elsewhere (a
    rule that became stricter, for one). One such request must not take a whole page down.
    """
    try:
        return timeline(facts_of(case), as_of=as_of)
    except Refused as refusal:
        return in_words(refusal)
