"""Reads a file of answers collected elsewhere: whole or not at all, then row by row.

A file that is no table is refused before anything is kept. A single row that says nothing,
or nothing that can be believed, is left out and its number and the reason reported.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.domain.given_values import ISO_DAY, shown
from portal.domain.ratings import STARS
from portal.domain.refusal import Refused
from portal.domain.slugs import slug
from portal.domain.typed_words import one_line, tidy_words

FIELDS = ("respondent", "organisation", "date", "question", "stars", "comment")
ALWAYS_NEEDED = ("respondent", "organisation", "date")

# What survey software writes where a box was left empty. People's own "Nothing" is an answer.
PLACEHOLDERS = frozenset({"did not answer", "not answered", "no answer"})

NO_RESPONDENT = "no respondent"
NO_ORGANISATION = "no organisation, or none in plain letters"
BAD_DATE = "the date is not a day written like 2026-03-31"
FUTURE_DATE = "the date lies in the future"
BAD_STARS = "the stars are not a whole number from 1 to 5"
NO_QUESTION = "a comment without its question"
SAYS_NOTHING = "neither stars nor a comment"


@dataclass(frozen=True)
class GivenRow:
    """One row that can be kept; `stars` is None and `comment` empty where there was none."""

    number: int
    respondent: str
    organisation: str
    day: date
    question: str
    stars: int | None
    comment: str


@dataclass
class AnswerFile:
    """What a file holds: rows to keep, and the numbers of the refused ones by reason."""

    rows: list[GivenRow] = field(default_factory=list)
    refused: dict[str, list[int]] = field(default_factory=dict)
    rows_read: int = 0
    blank_comments: int = 0
    placeholders: int = 0
    unused_columns: tuple[str, ...] = ()

    def refuse(self, reason: str, number: int) -> None:
        """Note that the row with this number is left out, and why."""
        self.refused.setdefault(reason, []).append(number)


def read_answers(content: bytes, columns: Mapping[str, str], today: date) -> AnswerFile:
    """The answers in a CSV file in UTF-8 with a header; `columns` says which are which field.

    Raises `Refused` for a file that is not such a table, and names the row.
    """
    header, records = _table(content)
    places = _places(header, columns)
    file = AnswerFile(
        unused_columns=tuple(
            name for place, name in enumerate(header) if place not in places.values()
        )
    )
    for number, record in records:
        file.rows_read += 1
        _read(number, {name: record[place] for name, place in places.items()}, file, today)
    return file


def _table(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header, and every record with the number that a spreadsheet shows beside it."""
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        records = [(number, record) for number, record in enumerate(reader, 1) if record]
    except csv.Error as problem:
        raise Refused(
            f"Line {reader.line_num} cannot be read as CSV ({problem}). "
            "Save the file as CSV again and try once more."
        ) from problem
    if len(records) < 2:
        raise Refused("The file holds no answers: it needs a header and at least one row.")
    (_, names), *rows = records
    header = [one_line(name).lower() for name in names]
    for number, record in rows:
        if len(record) != len(header):
            raise Refused(
                f"Row {number} has {len(record)} columns and the header has {len(header)}. "
                "Correct the row or save the file as CSV again."
            )
    return header, rows


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise Refused(
            f"Line {line} is not written in UTF-8. Save the file as “CSV UTF-8” and try again."
        ) from problem


def _places(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """At which place of a row each field stands."""
    if repeated := {name for name in header if header.count(name) > 1}:
        raise Refused(f"The column {shown(min(repeated))} stands twice. Rename one of them.")
    if missing := [name for name in columns if name not in header]:
        raise Refused(f"There is no column {shown(missing[0])}. The file has: {', '.join(header)}.")
    named = {name: name for name in FIELDS if name in header and name not in columns}
    named = {**named, **{field_name: column for column, field_name in columns.items()}}
    needed = [*ALWAYS_NEEDED, *(["question"] if "comment" in named else [])]
    if not {"stars", "comment"} & set(named):
        needed += ["stars"]
    for name in needed:
        if name not in named:
            raise Refused(
                f"No column holds the {name}. Say which one does: --map COLUMN={name}. "
                f"The file has: {', '.join(header)}."
            )
    return {name: header.index(column) for name, column in named.items()}


def _read(number: int, values: Mapping[str, str], file: AnswerFile, today: date) -> None:
    comment = _comment(values.get("comment", ""), file)
    row = GivenRow(
        number=number,
        respondent=one_line(values["respondent"]),
        organisation=one_line(values["organisation"]),
        day=_day(values["date"]),
        question=one_line(values.get("question", "")),
        stars=_stars(values.get("stars", "")),
        comment=comment,
    )
    reason = next(_faults(row, today), None)
    if reason is None:
        file.rows.append(row)
    else:
        file.refuse(reason, number)


def _comment(text: str, file: AnswerFile) -> str:
    """The words of a person; a blank or a placeholder is counted and is no comment."""
    words = tidy_words(text)
    if words.rstrip(".").lower() in PLACEHOLDERS:
        file.placeholders += 1
        return ""
    file.blank_comments += not words
    return words


def _day(text: str) -> date:
    """The day; the earliest there is where the text is none."""
    try:
        return date.fromisoformat(text.strip()) if ISO_DAY.fullmatch(text.strip()) else date.min
    except ValueError:
        return date.min


def _stars(text: str) -> int | None:
    """The stars; None where there are none, 0 where the text is no number of stars."""
    if not text.strip():
        return None
    return next((star for star in STARS if str(star) == text.strip()), 0)


def _faults(row: GivenRow, today: date) -> Iterator[str]:
    if not row.respondent:
        yield NO_RESPONDENT
    if not slug(row.organisation):
        yield NO_ORGANISATION
    if row.day == date.min:
        yield BAD_DATE
    if row.day > today:
        yield FUTURE_DATE
    if row.stars == 0:
        yield BAD_STARS
    if row.comment and not row.question:
        yield NO_QUESTION
    if row.stars is None and not row.comment:
        yield SAYS_NOTHING
