"""The list of cases: which ones, in which order, fifty to a page. Nothing of it is stored."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.cases import list_queries
from portal.cases.facts import where_it_stands
from portal.cases.records import CaseRecord
from portal.cases.standing import Tag, advice_is_late, next_step, status
from portal.cases.words import NEXT_STEPS
from portal.domain.plain_words import days_in_words
from portal.domain.refusal import Refused
from portal.domain.stages import stage
from portal.web.paging import Paging

PAGE_SIZE = 50
CONTRADICTION = Tag("Check the facts", "yellow")


class Show(StrEnum):
    """Which cases to list."""

    ALL = "all"
    LATE = "late"
    SILENT = "silent"
    MINE = "mine"
    ENDED = "ended"


@dataclass(frozen=True)
class Row:
    """One case in the list. `silence` says that its family was promised to hear by now."""

    case: CaseRecord
    stage: str
    status: Tag
    silence: Tag | None = None
    advice_is_late: bool = False
    next_words: str = ""
    next_day: date | None = None


@dataclass(frozen=True)
class Listing:
    """One page of the list, and how much there is in all."""

    rows: Sequence[Row]
    show: Show
    paging: Paging


def read_show(text: str | None) -> Show:
    """The filter that an address asks for; every open case where it asks for none."""
    return Show(text) if text in list(Show) else Show.ALL


def find(
    session: Session,
    area_id: uuid.UUID,
    *,
    show: Show,
    page: str | None,
    person_id: uuid.UUID,
    promise_days: int,
    as_of: date,
) -> Listing:
    """The cases that `show` asks for as they stand on `as_of`.

    Open ones begin with those whose family heard nothing for longer than `promise_days`, each
    group with the most days late first; ended ones come with the newest ending first. A page
    beyond the last is the last.
    """
    given = list_queries.given(
        area_id,
        person_id=person_id,
        as_of=as_of,
        heard_since=as_of - timedelta(days=promise_days),
    )
    paging = Paging.of(page, list_queries.count(session, show, given), size=PAGE_SIZE)
    cases = list_queries.page(session, show, given, first=paging.skip, count=paging.size)
    rows = [_row(case, promise_days, as_of) for case in cases]
    return Listing(rows, show, paging)


def _row(case: CaseRecord, promise_days: int, as_of: date) -> Row:
    found = where_it_stands(case, as_of=as_of)
    silence = _silence(case, promise_days, as_of)
    if isinstance(found, Refused):
        return Row(case, found.sentence, CONTRADICTION, silence)
    step = next_step(found)
    return Row(
        case,
        stage(found.stage).name,
        status(found),
        silence if found.outcome is None else None,
        advice_is_late(found),
        NEXT_STEPS[step.key] if step else "",
        step.due if step else None,
    )


def _silence(case: CaseRecord, promise_days: int, as_of: date) -> Tag | None:
    since = max(case.received_on, case.told_on or case.received_on)
    over = (as_of - since).days - promise_days
    return Tag(f"Update {days_in_words(over)} overdue", "red") if over > 0 else None
