"""Who was asked for advice and whether it came; never what it says."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.cases.records import AdviceRecord
from portal.cases.standing import Tag, on_time_or_late
from portal.cases.words import FAMILY
from portal.domain.advice import AdviceRow
from portal.domain.assessment import Timeline
from portal.domain.plain_words import day_in_words, days_in_words

CAME, CAME_ON_TIME = Tag("Came", "green"), Tag("Came on time", "green")
NOT_YET, DID_NOT_COME = Tag("Not yet", "blue"), Tag("Did not come", "grey")
DID_NOT_COME_IN_TIME = Tag("Did not come in time", "red")


@dataclass(frozen=True)
class AdviceLine:
    """Advice of one body, and who recorded its newest news when.

    `due` is empty for the family, whom no time limit binds.
    """

    id: uuid.UUID
    body: str
    who: str
    asked: str
    due: str
    came: str
    has_come: bool
    tag: Tag
    note: str
    by: str
    at: datetime


def advice_lines(timeline: Timeline, records: Iterable[AdviceRecord]) -> tuple[AdviceLine, ...]:
    """The advice asked for so far, oldest request first."""
    by_advice = {(row.body, row.asked_on): row for row in records}
    ended = timeline.outcome is not None
    return tuple(_line(row, by_advice[row.body, row.asked], ended=ended) for row in timeline.advice)


def _line(row: AdviceRow, record: AdviceRecord, *, ended: bool) -> AdviceLine:
    family = row.body == FAMILY
    return AdviceLine(
        id=record.id,
        body=row.body,
        who="You (your own views)" if family else row.body,
        asked=day_in_words(row.asked),
        due="" if family else day_in_words(row.due),
        came=day_in_words(row.received) if row.received else "Not yet",
        has_come=row.received is not None,
        tag=_family_tag(row, ended) if family else _tag(row, ended),
        note=row.relaxation.words if row.relaxation else "",
        by=record.recorded_by,
        at=record.recorded_at,
    )


def _tag(row: AdviceRow, ended: bool) -> Tag:
    if row.received is not None:
        late = Tag(f"Came {days_in_words(row.days_late)} late", "red")
        return late if row.days_late else CAME_ON_TIME
    if ended:
        return DID_NOT_COME_IN_TIME if row.days_late else DID_NOT_COME
    return on_time_or_late(row.days_late) if row.days_late else NOT_YET


def _family_tag(row: AdviceRow, ended: bool) -> Tag:
    if row.received is not None:
        return CAME
    return DID_NOT_COME if ended else NOT_YET
