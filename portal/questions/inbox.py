"""The duty inbox: which questions, in which order, fifty to a page."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.questions import queries
from portal.questions.presenter import InboxLine, inbox_line
from portal.questions.queries import Show
from portal.web.paging import Paging

PAGE_SIZE = 50


@dataclass(frozen=True)
class Inbox:
    """One page of the inbox, and how much there is: in all that is shown, waiting and late."""

    lines: Sequence[InboxLine]
    show: Show
    paging: Paging
    waiting: int
    late: int


def read_show(text: str | None) -> Show:
    """The filter that an address asks for; what waits where it asks for none."""
    return Show(text) if text in list(Show) else Show.WAITING


def find(
    session: Session,
    area_id: uuid.UUID,
    *,
    show: Show,
    page: str | None,
    officer_id: uuid.UUID,
    as_of: date,
) -> Inbox:
    """The questions that `show` asks for. A page beyond the last is the last."""
    total = queries.how_many(session, area_id, show, officer_id)
    paging = Paging.of(page, total, size=PAGE_SIZE)
    found = queries.inbox(
        session, area_id, show, officer_id, as_of=as_of, skip=paging.skip, take=paging.size
    )
    waiting, late = queries.counts(session, area_id, as_of)
    lines = [inbox_line(question, as_of=as_of) for question in found]
    return Inbox(lines, show, paging, waiting, late)
