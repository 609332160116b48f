"""What a family is told: written with what it tells of, in one transaction.

A background task makes messages of it. Here it also counts as the family having heard from
the council, which is what the promise to tell is about.
"""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from portal.cases.models import CaseNews, CasePosition
from portal.domain.england import day_of
from portal.extensions import wake


class NewsKind(StrEnum):
    """What the news is about; `object_id` names the record."""

    EVENT = "event"
    EVENT_CORRECTED = "event_corrected"
    RECEIVED_CORRECTED = "received_corrected"
    EXCEPTION = "exception"
    EXCEPTION_WITHDRAWN = "exception_withdrawn"
    UPDATE = "update"
    QUESTION_ANSWERED = "question_answered"
    ACCOUNT_LINKED = "account_linked"


# Not the council speaking to the whole family: it does not answer the promise to tell.
NOT_TO_THE_FAMILY = frozenset({NewsKind.ACCOUNT_LINKED, NewsKind.QUESTION_ANSWERED})


def tell(
    session: Session,
    request_id: uuid.UUID,
    kind: NewsKind,
    object_id: uuid.UUID,
    now: datetime,
    *,
    person_id: uuid.UUID | None = None,
) -> None:
    """Keep that the family is told of `object_id`; only `person_id` if one is given."""
    session.add(
        CaseNews(
            request_id=request_id, kind=kind.value, object_id=object_id, person_id=person_id, at=now
        )
    )
    if kind not in NOT_TO_THE_FAMILY:
        day = day_of(now)
        told = update(CasePosition).where(CasePosition.request_id == request_id)
        later = or_(CasePosition.told_on.is_(None), CasePosition.told_on < day)
        session.execute(told.where(later).values(told_on=day, silent_since=day))
    session.flush()
    wake(session, "outbox")
