"""Making letters, and ending them before their time."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases.change import Change
from portal.cases.facts import standing_events
from portal.cases.guardian_services import rights_allow
from portal.cases.models import Request
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.letters import queries
from portal.letters.codes import tidied
from portal.letters.endings import Ending, stopped
from portal.letters.models import Letter
from portal.letters.standing import ended_since, same_name

CODE_LIFETIME = timedelta(weeks=12)
TIME_TO_PRINT = timedelta(minutes=15)

ENDED_TODAY = (
    "Somebody with this name lost their access to this child today. A letter that you make today "
    "would not work. If they may see the case again, make it tomorrow."
)


def make_letter(
    session: Session,
    request: Request,
    *,
    letter_id: uuid.UUID,
    name: str,
    role: Role,
    change: Change,
) -> Letter:
    """A letter to the person called `name`; it takes the place of every older one to them.

    `letter_id` is made with the form, so that sending the form again gives the same letter.
    Raises Refused where the one who holds the rights over the case is somebody else, for a
    request that has stopped, and on the day on which the person's access was ended: nobody could
    tell such a letter from one made before. The request's child and events must be loaded.
    """
    made = queries.letter(session, letter_id)
    if made is not None:
        return _the_same(made, request, change)
    _check(request, role, change)
    accesses = queries.accesses(session, {request.child_id})
    if ended_since(accesses, name, change.today, today=change.today):
        raise Refused(ENDED_TODAY)
    for older in queries.letters_of(session, request.id):
        if older.as_young_person == (role == Role.YOUNG_PERSON) and same_name(older.name, name):
            end_letter(session, older, Ending.REPLACED, change=change)
    letter = Letter(
        id=letter_id,
        request_id=request.id,
        reference_key=tidied(request.reference),
        name=name,
        as_young_person=role == Role.YOUNG_PERSON,
        made_by_id=change.by,
        made_at=change.now,
        good_until=change.today + CODE_LIFETIME,
    )
    session.add(letter)
    session.flush()
    change.audit(session, Act.LETTER_MADE, letter.id)
    return letter


def end_letter(session: Session, letter: Letter, ending: Ending, *, change: Change) -> None:
    """End a letter, and the page wherever it is open. Ending it again changes nothing."""
    if letter.ended_at is not None:
        return
    letter.ended_at, letter.ending = change.now, ending.value
    session.flush()
    change.audit(session, Act.LETTER_ENDED, letter.id, why=ending.value)


def may_be_printed(letter: Letter, *, by: uuid.UUID, now: datetime) -> bool:
    """Whether the code may be shown: for a quarter of an hour, to the officer who made it."""
    fresh = now - letter.made_at < TIME_TO_PRINT
    return fresh and letter.made_by_id == by and letter.used_at is None and not letter.ended_at


def _the_same(letter: Letter, request: Request, change: Change) -> Letter:
    if letter.request_id != request.id or letter.made_by_id != change.by:
        raise Refused("Open this page again and make the letter anew.")
    return letter


def _check(request: Request, role: Role, change: Change) -> None:
    if stopped(standing_events(request.events), change.today):
        raise Refused("This request was taken back or has moved. There is nothing to follow.")
    if rights_allow(request.child.born, role, agreed=False, today=change.today):
        return
    if role == Role.YOUNG_PERSON:
        raise Refused(
            "The young person is still of compulsory school age. Make the letter for a parent or "
            "carer."
        )
    raise Refused(
        "The young person holds the rights now. Make the letter for them. A parent to whom they "
        "agree can be invited by e-mail."
    )
