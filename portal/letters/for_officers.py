"""The letters of a case as its officers see them: to whom, when, and what became of each."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.standing import Tag
from portal.domain.england import day_of
from portal.domain.plain_words import day_in_words
from portal.letters import queries
from portal.letters.endings import Ending
from portal.letters.models import Letter
from portal.letters.standing import can_be_ended

ENDINGS: dict[Ending, str] = {
    Ending.REPLACED: "A newer letter took its place",
    Ending.WRONG_CODES: "Ended: too many wrong codes were typed",
    Ending.BY_AN_OFFICER: "Ended by the team",
    Ending.WITH_THE_ACCESS: "Ended with the person’s access",
}


@dataclass(frozen=True)
class LetterLine:
    """One letter in a line. `can_end` says that it still opens or shows something."""

    id: uuid.UUID
    name: str
    who: str
    made: str
    made_by: str
    tag: Tag
    notes: tuple[str, ...]
    can_end: bool


def letter_lines(session: Session, request_id: uuid.UUID, *, today: date) -> list[LetterLine]:
    """The letters of one request, newest first, as they stand today."""
    return [_line(letter, today) for letter in queries.letters_of(session, request_id)]


def _line(letter: Letter, today: date) -> LetterLine:
    return LetterLine(
        id=letter.id,
        name=letter.name,
        who=_who(letter),
        made=day_in_words(day_of(letter.made_at)),
        made_by=letter.made_by.name,
        tag=_tag(letter, today),
        notes=tuple(_notes(letter)),
        can_end=can_be_ended(letter, today),
    )


def in_a_line(letter: Letter, today: date) -> str:
    """One letter in a line of plain words. Its request must be loaded."""
    made = day_in_words(day_of(letter.made_at))
    stands = _tag(letter, today).words
    return f"{letter.name}: made {made} for {letter.request.reference}. {stands}."


def _who(letter: Letter) -> str:
    return "Young person" if letter.as_young_person else "Parent or carer"


def _tag(letter: Letter, today: date) -> Tag:
    if letter.ended_at is not None:
        return Tag(f"Ended {day_in_words(day_of(letter.ended_at))}", "grey")
    if letter.used_at is not None:
        return Tag(f"Used {day_in_words(day_of(letter.used_at))}", "green")
    until = day_in_words(letter.good_until)
    good = today <= letter.good_until
    return Tag(f"Good until {until}", "blue") if good else Tag("Too old", "grey")


def _notes(letter: Letter) -> Iterable[str]:
    if letter.ending is not None:
        yield ENDINGS[Ending(letter.ending)]
    if letter.ended_at is not None and letter.used_at is not None:
        yield f"Used {day_in_words(day_of(letter.used_at))}"
    if letter.linked_at is not None:
        yield f"Account opened {day_in_words(day_of(letter.linked_at))}"
    if letter.wrong_codes:
        yield f"Wrong codes typed: {letter.wrong_codes}"
    if letter.wrong_dates:
        yield f"Wrong dates of birth typed: {letter.wrong_dates}"
