"""Recording what happened to a request, and correcting it by a newer record."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases.change import CORRECTED_ALREADY, Change
from portal.cases.facts import accept, facts_of, standing_events
from portal.cases.models import CaseEvent, Request
from portal.cases.news import NewsKind
from portal.cases.past_tense import check_happened
from portal.cases.words import EVENTS
from portal.domain.facts import EventKind
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused


def record_event(
    session: Session, request: Request, *, kind: EventKind, on: date, change: Change
) -> CaseEvent:
    """Record that `kind` happened on a day.

    Raises Refused, and keeps nothing, for a day to come, for an event that is recorded
    already, and where all facts together would be impossible.
    """
    check_happened(on, today=change.today)
    if any(event.kind == kind and event.on == on for event in standing_events(request.events)):
        raise Refused(f"“{EVENTS[kind]}” on {day_in_words(on)} is recorded already.")
    row = _new(request, change, kind=kind, on=on)
    _check_with(request, [*request.events, row])
    request.events.append(row)
    session.flush()
    act, tells = Act.EVENT_RECORDED, NewsKind.EVENT
    change.follow(session, request, act, row.id, tells=tells, kind=kind.value)
    return row


def correct_event(
    session: Session,
    request: Request,
    event: CaseEvent,
    *,
    kind: EventKind,
    on: date | None,
    change: Change,
) -> CaseEvent:
    """Record that `event` was wrong: it was `kind` on `on`, or never was where `on` is None.

    The wrong record stays to be read. Raises Refused, and keeps nothing, as `record_event`
    does, where nothing would change, and where `event` has a correction already: of two
    officers who correct it at once, the database lets one through.
    """
    kind = EventKind(event.kind) if on is None else kind
    if any(row.corrects_id == event.id for row in request.events):
        raise Refused(CORRECTED_ALREADY)
    if (event.kind, event.happened_on) == (kind, on):
        raise Refused("That is what the record says now. Change what happened or its day.")
    if on is not None:
        check_happened(on, today=change.today)
    row = _new(request, change, kind=kind, on=on, corrects_id=event.id)
    _check_with(request, [*request.events, row])
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as conflict:
        raise Refused(CORRECTED_ALREADY) from conflict
    request.events.append(row)
    act, tells = Act.EVENT_CORRECTED, NewsKind.EVENT_CORRECTED
    change.follow(session, request, act, row.id, tells=tells, kind=kind.value)
    return row


def _new(
    request: Request,
    change: Change,
    *,
    kind: EventKind,
    on: date | None,
    corrects_id: uuid.UUID | None = None,
) -> CaseEvent:
    return CaseEvent(
        id=uuid.uuid4(),
        request_id=request.id,
        kind=kind.value,
        happened_on=on,
        recorded_by_id=change.by,
        recorded_at=change.now,
        corrects_id=corrects_id,
    )


def _check_with(request: Request, events: Sequence[CaseEvent]) -> None:
    accept(replace(facts_of(request), events=standing_events(events)))
