"""The list of cases: which ones, in which order, fifty to a page. Nothing of it is stored."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.cases import list_queries
from portal.cases.facts import where_it_stands
from portal.cases.records import CaseRecord
from portal.cases.standing import Tag, advice_is_late, days_late, next_step, status
from portal.cases.words import NEXT_STEPS
from portal.domain.refusal import Refused
from portal.domain.stages import stage

PAGE_SIZE = 50
CONTRADICTION = Tag("Check the facts", "yellow")


class Show(StrEnum):
    """Which cases to list."""

    ALL = "all"
    LATE = "late"
    MINE = "mine"
    ENDED = "ended"


@dataclass(frozen=True)
class Row:
    """One case in the list. `days_late` is of the step that is due now."""

    case: CaseRecord
    stage: str
    status: Tag
    days_late: int
    advice_is_late: bool = False
    next_words: str = ""
    next_day: date | None = None


@dataclass(frozen=True)
class Listing:
    """One page of the list, and how much there is in all."""

    rows: Sequence[Row]
    show: Show
    total: int
    page: int
    pages: int


def read_show(text: str | None) -> Show:
    """The filter that an address asks for; every open case where it asks for none."""
    return Show(text) if text in list(Show) else Show.ALL


def find(
    session: Session,
    area_id: uuid.UUID,
    *,
    show: Show,
    page: int,
    person_id: uuid.UUID,
    as_of: date,
) -> Listing:
    """The cases that `show` asks for as they stand on `as_of`.

    Open ones come with the most days late first, ended ones with the newest ending first.
    A page beyond the last is the last.
    """
    if show is Show.ENDED:
        total = list_queries.count_ended(session, area_id, as_of=as_of)
        page, pages = _within(page, total)
        first = (page - 1) * PAGE_SIZE
        ended = list_queries.ended_cases(
            session, area_id, as_of=as_of, first=first, count=PAGE_SIZE
        )
        return Listing([_row(case, as_of) for case in ended], show, total, page, pages)
    mine = person_id if show is Show.MINE else None
    found = list_queries.open_cases(session, area_id, as_of=as_of, caseworker_id=mine)
    rows = sorted((_row(case, as_of) for case in found), key=_latest_first)
    if show is Show.LATE:
        rows = [row for row in rows if row.days_late]
    page, pages = _within(page, len(rows))
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Listing(shown, show, len(rows), page, pages)


def _within(page: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE_SIZE))
    return min(max(1, page), pages), pages


def _row(case: CaseRecord, as_of: date) -> Row:
    found = where_it_stands(case, as_of=as_of)
    if isinstance(found, Refused):
        return Row(case, found.sentence, CONTRADICTION, 0)
    step = next_step(found)
    return Row(
        case,
        stage(found.stage).name,
        status(found),
        days_late(found),
        advice_is_late(found),
        NEXT_STEPS[step.key] if step else "",
        step.due if step else None,
    )


def _latest_first(row: Row) -> tuple[bool, int, date, str]:
    """Contradictions first: nobody can say how late those are."""
    day = row.next_day or date.max
    return row.status != CONTRADICTION, -row.days_late, day, row.case.reference
