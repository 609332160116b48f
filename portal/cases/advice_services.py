"""Recording whom advice was asked of, and when it came."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases.change import Change
from portal.cases.facts import accept, advice_of, facts_of
from portal.cases.models import AdviceRequest, Request
from portal.cases.past_tense import check_happened
from portal.cases.words import ADVICE_BODIES
from portal.domain.facts import AdviceRequest as Advice
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused


def ask_advice(
    session: Session, request: Request, *, body: str, asked_on: date, change: Change
) -> AdviceRequest:
    """Record that `body` was asked for advice on a day.

    Raises Refused, and keeps nothing, for a body that was asked already, for a day to come,
    and where all facts together would be impossible.
    """
    body = " ".join(body.split())
    check_happened(asked_on, today=change.today)
    for asked in request.advice:
        if asked.body.casefold() == body.casefold():
            raise Refused(f"{asked.body}: asked already, on {day_in_words(asked.asked_on)}.")
    facts = facts_of(request)
    accept(replace(facts, advice=(*facts.advice, Advice(body, asked_on))))
    row = AdviceRequest(
        request_id=request.id,
        body=body,
        asked_on=asked_on,
        recorded_by_id=change.by,
        recorded_at=change.now,
    )
    request.advice.append(row)
    session.flush()
    act, body = Act.ADVICE_ASKED, _without_names(body)
    change.follow(session, request, act, row.id, tells=None, body=body)
    return row


def receive_advice(
    session: Session,
    request: Request,
    advice: AdviceRequest,
    *,
    received_on: date,
    change: Change,
) -> None:
    """Record the day on which advice came, or correct the day that was recorded.

    Raises Refused, and keeps nothing, for a day to come or before the advice was asked for.
    """
    check_happened(received_on, today=change.today)
    _accept_instead(request, advice, replace(advice_of(advice), received=received_on))
    act = Act.ADVICE_RECEIVED if advice.received_on is None else Act.ADVICE_CORRECTED
    advice.received_on = received_on
    _keep(session, request, advice, act, change)


def correct_asked(
    session: Session, request: Request, advice: AdviceRequest, *, asked_on: date, change: Change
) -> None:
    """Correct the day on which advice was asked for; its six weeks begin with the new one.

    Raises Refused, and keeps nothing, for a day to come, before the request or after the
    advice came, and where nothing would change.
    """
    if advice.asked_on == asked_on:
        raise Refused("That is what the record says now. Change the day.")
    check_happened(asked_on, today=change.today)
    _accept_instead(request, advice, replace(advice_of(advice), asked=asked_on))
    advice.asked_on = asked_on
    _keep(session, request, advice, Act.ADVICE_CORRECTED, change)


def _accept_instead(request: Request, advice: AdviceRequest, new: Advice) -> None:
    """Raise Refused unless all facts are possible with `new` in the place of `advice`."""
    facts, old = facts_of(request), advice_of(advice)
    others = tuple(row for row in facts.advice if row != old)
    accept(replace(facts, advice=(*others, new)))


def _keep(
    session: Session, request: Request, advice: AdviceRequest, act: Act, change: Change
) -> None:
    advice.recorded_by_id, advice.recorded_at = change.by, change.now
    session.flush()
    body = _without_names(advice.body)
    change.follow(session, request, act, advice.id, tells=None, body=body)


def _without_names(body: str) -> str:
    """The body as the audit record may keep it: an officer's own words can hold a name."""
    return body if body in ADVICE_BODIES else "other"
