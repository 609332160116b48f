"""What happened to a request, newest first, with who recorded it and what was corrected."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from portal.cases.records import (
    CaseRecord,
    EventRecord,
    ExceptionRecord,
    ReceivedRecord,
    UpdateRecord,
)
from portal.cases.words import EVENTS, SOURCES
from portal.domain.england import day_of
from portal.domain.facts import EventKind
from portal.domain.plain_words import day_in_words


@dataclass(frozen=True)
class Correction:
    """What took the place of a wrong record: in words, by whom and when."""

    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened on a day, who recorded it and when.

    With a `correction` it is shown struck through. `correctable` is the record of an event
    that an officer may still correct, `update` a word to the family that they may take back.
    """

    on: date
    words: str
    by: str
    at: datetime
    correction: Correction | None = None
    correctable: uuid.UUID | None = None
    update: uuid.UUID | None = None


def history(record: CaseRecord) -> tuple[HistoryLine, ...]:
    """Everything that was recorded, newest day first."""
    told = (*map(_told, record.exceptions), *map(_update, record.updates))
    lines = [*_received(record), *_events(record), *told]
    return tuple(sorted(lines, key=lambda line: (line.on, line.at), reverse=True))


def _received(record: CaseRecord) -> Iterator[HistoryLine]:
    source = SOURCES.get(record.source, record.source)
    words = f"The council received the request. Who asked: {_small(source)}."
    newer = {row.corrects_id: row for row in record.received}
    for row in record.received:
        replaced = newer.get(row.id)
        correction = _other_day(replaced.received_on, replaced) if replaced else None
        yield HistoryLine(row.received_on, words, row.recorded_by, row.recorded_at, correction)


def _events(record: CaseRecord) -> Iterator[HistoryLine]:
    newer = {row.corrects_id: row for row in record.events if row.corrects_id is not None}
    for row in record.events:
        # A record that something never happened is told with the record that it strikes out.
        if row.happened_on is not None:
            yield _event(row, row.happened_on, newer)


def _event(row: EventRecord, on: date, newer: dict[uuid.UUID, EventRecord]) -> HistoryLine:
    replaced = newer.get(row.id)
    return HistoryLine(
        on,
        f"{EVENTS[EventKind(row.kind)]}.",
        row.recorded_by,
        row.recorded_at,
        _correction(row, replaced) if replaced else None,
        _correctable(row, replaced, newer),
    )


def _correction(row: EventRecord, replaced: EventRecord) -> Correction:
    right_day = replaced.happened_on
    if right_day is None:
        words = "This did not happen."
    elif replaced.kind == row.kind:
        return _other_day(right_day, replaced)
    else:
        words = f"It was: {_small(EVENTS[EventKind(replaced.kind)])}, {day_in_words(right_day)}."
    return Correction(words, replaced.recorded_by, replaced.recorded_at)


def _other_day(right_day: date, replaced: EventRecord | ReceivedRecord) -> Correction:
    words = f"The right day is {day_in_words(right_day)}."
    return Correction(words, replaced.recorded_by, replaced.recorded_at)


def _correctable(
    row: EventRecord, replaced: EventRecord | None, newer: dict[uuid.UUID, EventRecord]
) -> uuid.UUID | None:
    if replaced is None:
        return row.id
    # Striking out can itself be wrong; there is no other line to correct it from.
    return replaced.id if replaced.happened_on is None and replaced.id not in newer else None


def _told(row: ExceptionRecord) -> HistoryLine:
    words = "The council told the family of a reason why a step may take longer."
    taken_back = None
    if row.withdrawn_at is not None:
        taken_back = Correction("The council took this reason back.", "", row.withdrawn_at)
    return HistoryLine(row.family_told_on, words, row.decided_by, row.recorded_at, taken_back)


def _update(row: UpdateRecord) -> HistoryLine:
    on, by, at = day_of(row.written_at), row.written_by, row.written_at
    if row.taken_back_at is None:
        return HistoryLine(on, f"The team told you: “{row.words}”", by, at, update=row.id)
    taken_back = Correction(
        "The team told this by mistake and took it back.", "", row.taken_back_at
    )
    return HistoryLine(on, "The team told you something.", by, at, taken_back)


def _small(words: str) -> str:
    return words[0].lower() + words[1:]
