"""The letters of the demonstration, whose codes everybody may know.

A letter's code follows from its number and the portal's secret. The numbers here are the same
every time, so a demonstration can say its codes aloud. It does so nowhere else.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.cases.change import Change
from portal.cases.models import Request
from portal.domain.roles import Role
from portal.letters.codes import code_of, printed
from portal.letters.models import Letter
from portal.letters.services import make_letter

NUMBERS: dict[str, uuid.UUID] = {
    "wandsworth": uuid.UUID("6f0d2c1e-8a57-4b36-9d14-2e7c5a90b3f1"),
    "merton": uuid.UUID("b3a84d50-1c6f-4e92-8f27-90d1e6c74a58"),
}


@dataclass(frozen=True)
class OpenLetter:
    """A letter that everybody may try: to whom, about which reference, and its code.

    `is_over` says that somebody has used it: a code works once.
    """

    area: str
    name: str
    reference: str
    code: str
    is_over: bool


def write_letter(session: Session, request: Request, area: str, name: str, change: Change) -> None:
    """Make the area's letter, to the parent called `name`."""
    make_letter(
        session,
        request,
        letter_id=NUMBERS[area],
        name=name,
        role=Role.PARENT_OR_CARER,
        change=change,
    )


def open_letters(session: Session, secret: str) -> Iterator[OpenLetter]:
    """The letters that there are, with the codes that go with the portal's `secret`."""
    over = or_(Letter.used_at.is_not(None), Letter.ended_at.is_not(None))
    wanted = (
        select(Letter.id, Letter.name, Request.reference, over)
        .join(Letter.request)
        .where(Letter.id.in_(NUMBERS.values()))
    )
    found = {row[0]: row for row in session.execute(wanted)}
    for area, number in NUMBERS.items():
        if number in found:
            _, name, reference, is_over = found[number]
            yield OpenLetter(area, name, reference, printed(code_of(number, secret)), is_over)
