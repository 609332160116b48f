"""Recording why the law did not hold a step to its date, and taking it back."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases.change import Change
from portal.cases.facts import accept, exception_of, facts_of
from portal.cases.models import CaseException, Request
from portal.cases.news import NewsKind
from portal.cases.past_tense import check_happened
from portal.domain.exceptions import CLOSURES
from portal.domain.facts import RecordedException
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused


def record_exception(
    session: Session,
    request: Request,
    exception: RecordedException,
    *,
    family_told_on: date,
    change: Change,
) -> CaseException:
    """Record a ground for going past a time limit; the officer is who decided it.

    A closure counts only with a request for advice to the closed place, so one must be
    recorded first. Raises Refused, and keeps nothing, for days to come, for a ground that the
    limit does not know, for an exception that is recorded already, and where all facts
    together would be impossible.
    """
    check_happened(exception.start, today=change.today)
    check_happened(family_told_on, today=change.today)
    facts = facts_of(request)
    if exception in facts.exceptions:
        raise Refused("This exception is recorded already.")
    accept(replace(facts, exceptions=(*facts.exceptions, exception)))
    if exception.ground in CLOSURES and not facts.advice:
        raise Refused(
            "A closure counts only if the closed place was asked for advice around that time. "
            "Record whom you asked for advice first, then the exception."
        )
    row = CaseException(
        request_id=request.id,
        limit=exception.limit.value,
        ground=exception.ground.value,
        starts_on=exception.start,
        ends_on=exception.end,
        decided_by_id=change.by,
        family_told_on=family_told_on,
        recorded_at=change.now,
    )
    request.exceptions.append(row)
    session.flush()
    _follow(session, request, Act.EXCEPTION_RECORDED, row, change, NewsKind.EXCEPTION)
    return row


def end_exception(
    session: Session, request: Request, row: CaseException, *, ends_on: date, change: Change
) -> None:
    """Record the first day on which a ground held no more.

    Raises Refused, and keeps nothing, where it has ended or was withdrawn, for a day to come,
    and where all facts together would be impossible.
    """
    if row.ends_on is not None:
        raise Refused(f"This exception ended on {day_in_words(row.ends_on)}.")
    _check_not_withdrawn(row)
    check_happened(ends_on, today=change.today)
    facts, old = facts_of(request), exception_of(row)
    others = tuple(each for each in facts.exceptions if each != old)
    accept(replace(facts, exceptions=(*others, replace(old, end=ends_on))))
    row.ends_on, row.end_recorded_at = ends_on, change.now
    session.flush()
    _follow(session, request, Act.EXCEPTION_ENDED, row, change, None)


def withdraw_exception(
    session: Session, request: Request, row: CaseException, *, change: Change
) -> None:
    """Take back an exception that was wrong; it stays to be read. Raises Refused if it was."""
    _check_not_withdrawn(row)
    row.withdrawn_at = change.now
    session.flush()
    act, tells = Act.EXCEPTION_WITHDRAWN, NewsKind.EXCEPTION_WITHDRAWN
    _follow(session, request, act, row, change, tells)


def _check_not_withdrawn(row: CaseException) -> None:
    if row.withdrawn_at is not None:
        raise Refused("This exception was withdrawn already.")


def _follow(
    session: Session,
    request: Request,
    act: Act,
    row: CaseException,
    change: Change,
    tells: NewsKind | None,
) -> None:
    limit, ground = row.limit, row.ground
    change.follow(session, request, act, row.id, tells=tells, limit=limit, ground=ground)
