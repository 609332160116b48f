"""Where each request stands in the officers' list, worked out whenever its facts change.

The list of thousands of cases is sorted and cut by the database, which cannot read the law.
What it sorts by are days that the law's reading of the facts gives, and that hold whatever
day it is; how late a case is, and whether a promise is broken, the list asks of today.
"""

import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.cases.facts import facts_of
from portal.cases.models import CasePosition, Request
from portal.cases.standing import owed_step
from portal.domain.assessment import timeline
from portal.domain.facts import OUTCOMES, CaseFacts
from portal.domain.refusal import Refused

AT_ONCE = 500


def place(session: Session, request: Request, *, area_id: uuid.UUID) -> None:
    """Work out the request's place anew; all that is recorded about it must be loaded."""
    row = session.get(CasePosition, request.id)
    if row is None:
        row = CasePosition(request_id=request.id, area_id=area_id)
        session.add(row)
    row.silent_since = max(request.received_on, row.told_on or request.received_on)
    facts = facts_of(request)
    try:
        row.due_on, row.contradictory = _due_on(facts), False
    except Refused:
        row.due_on, row.contradictory = None, True
    row.ended_on = min((each.on for each in facts.events if each.kind in OUTCOMES), default=None)
    session.flush()


def place_unplaced(session: Session) -> int:
    """Place requests that came without a place, some at once; how many there were."""
    unplaced = (
        select(Request, CasePosition.area_id)
        .join(CasePosition, CasePosition.request_id == Request.id)
        .where(
            CasePosition.due_on.is_(None),
            CasePosition.ended_on.is_(None),
            CasePosition.contradictory.is_(False),
        )
        .limit(AT_ONCE)
    )
    rows = session.execute(
        unplaced.options(
            joinedload(Request.child),
            selectinload(Request.received),
            selectinload(Request.events),
            selectinload(Request.advice),
            selectinload(Request.exceptions),
        )
    ).all()
    for request, area_id in rows:
        place(session, request, area_id=area_id)
    return len(rows)


def _due_on(facts: CaseFacts) -> date | None:
    """The last lawful day of what the council owes next; None once nothing is owed.

    It is the same from whatever day one looks, so the last one there is will do.
    """
    step = owed_step(timeline(facts, as_of=date.max))
    return step.due if step else None
