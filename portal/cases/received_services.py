"""Correcting the day a request was received, by a newer record."""

import uuid
from dataclasses import replace
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases import queries
from portal.cases.change import CORRECTED_ALREADY, Change
from portal.cases.checks import check_born, check_not_there
from portal.cases.facts import accept, facts_of
from portal.cases.models import ReceivedDate, Request
from portal.cases.news import NewsKind
from portal.cases.past_tense import check_happened
from portal.domain.refusal import Refused


def correct_received(
    session: Session, request: Request, received: ReceivedDate, *, on: date, change: Change
) -> ReceivedDate:
    """Record that the day in `received` was wrong: the request was received on `on`.

    The wrong record stays to be read; every limit counts from the new day. Raises Refused,
    and keeps nothing, as adding a request does, where another fact would then be impossible,
    where nothing would change, and where `received` has a correction already: of two officers
    who correct it at once, the database lets one through.
    """
    if any(row.corrects_id == received.id for row in request.received):
        raise Refused(CORRECTED_ALREADY)
    if received.received_on == on:
        raise Refused("That is what the record says now. Change the day.")
    _check_day(session, request, on, change)
    row = ReceivedDate(
        id=uuid.uuid4(),
        request_id=request.id,
        received_on=on,
        recorded_by_id=change.by,
        recorded_at=change.now,
        corrects_id=received.id,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as conflict:
        raise Refused(CORRECTED_ALREADY) from conflict
    request.received.append(row)
    act, tells = Act.RECEIVED_CORRECTED, NewsKind.RECEIVED_CORRECTED
    change.follow(session, request, act, row.id, tells=tells)
    return row


def _check_day(session: Session, request: Request, on: date, change: Change) -> None:
    check_happened(on, today=change.today)
    check_born(request.child.born, on)
    others = queries.requests_of(session, request.child)
    check_not_there((other for other in others if other.id != request.id), on)
    accept(replace(facts_of(request), received=on))
