"""Reading letters, the passes of a device and links to an account, always within one area."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from portal.accounts.models import Person
from portal.areas.scope import within
from portal.cases.models import Child, Guardian, Request
from portal.letters.models import AccountLink, Letter, StatusPass

WITH_CHILD = contains_eager(Letter.request).contains_eager(Request.child)


@dataclass(frozen=True)
class Access:
    """Somebody's access to a child, with their name; `until` is the first day without it."""

    child_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    until: date | None


def letters_to(session: Session, area_id: uuid.UUID, reference_key: str) -> Sequence[Letter]:
    """Every letter about the request with this reference, newest first, kept from others' hands.

    Whoever tries a code waits until the one before has been counted.
    """
    wanted = _letters(area_id).where(Letter.reference_key == reference_key)
    return session.scalars(wanted.with_for_update(of=Letter)).all()


def letters_of(session: Session, request_id: uuid.UUID) -> Sequence[Letter]:
    """Every letter about one request, newest first, with who made it."""
    wanted = (
        select(Letter)
        .options(joinedload(Letter.made_by))
        .where(Letter.request_id == request_id)
        .order_by(Letter.made_at.desc(), Letter.id)
    )
    return session.scalars(wanted).all()


def letters_about(session: Session, child_id: uuid.UUID) -> Sequence[Letter]:
    """Every letter about any request for one child, newest first, with its request."""
    wanted = (
        select(Letter)
        .join(Letter.request)
        .options(contains_eager(Letter.request))
        .where(Request.child_id == child_id)
        .order_by(Letter.made_at.desc(), Letter.id)
    )
    return session.scalars(wanted).all()


def letter(session: Session, letter_id: uuid.UUID) -> Letter | None:
    """The letter with this number."""
    return session.get(Letter, letter_id)


def passes(session: Session, area_id: uuid.UUID, key_digest: str) -> Sequence[StatusPass]:
    """What a device may show of the area, newest first, that nobody has closed.

    Passes that are too old are here as well, so that the page can say so.
    """
    wanted = (
        select(StatusPass)
        .join(StatusPass.letter)
        .join(Letter.request)
        .join(Request.child)
        .options(contains_eager(StatusPass.letter).options(WITH_CHILD))
        .where(StatusPass.key_digest == key_digest, StatusPass.ended_at.is_(None))
        .order_by(StatusPass.opened_at.desc(), StatusPass.id)
    )
    return session.scalars(within(wanted, Child, area_id)).all()


def passes_of(session: Session, letter_id: uuid.UUID) -> Sequence[StatusPass]:
    """What was given for one letter and nobody has closed, the oldest first."""
    wanted = (
        select(StatusPass)
        .where(StatusPass.letter_id == letter_id, StatusPass.ended_at.is_(None))
        .order_by(StatusPass.opened_at, StatusPass.id)
    )
    return session.scalars(wanted).all()


def link(
    session: Session, area_id: uuid.UUID, token_digest: str, *, to_use: bool = False
) -> AccountLink | None:
    """The link with this digest; `to_use` keeps other tries waiting until this one is kept."""
    wanted = (
        select(AccountLink)
        .join(AccountLink.letter)
        .join(Letter.request)
        .join(Request.child)
        .options(contains_eager(AccountLink.letter).options(WITH_CHILD))
        .where(AccountLink.token_digest == token_digest)
    )
    if to_use:
        wanted = wanted.with_for_update(of=(AccountLink, Letter))
    return session.scalar(within(wanted, Child, area_id))


def accesses(session: Session, child_ids: Collection[uuid.UUID]) -> list[Access]:
    """Everybody who may or might once see these children."""
    wanted = (
        select(Guardian.child_id, Guardian.person_id, Person.name, Guardian.until)
        .join(Guardian.person)
        .where(Guardian.child_id.in_(child_ids))
        .order_by(Guardian.since, Guardian.id)
    )
    return [Access(*row) for row in session.execute(wanted)]


def _letters(area_id: uuid.UUID) -> Select[Letter]:
    wanted = (
        select(Letter)
        .join(Letter.request)
        .join(Request.child)
        .options(WITH_CHILD)
        .order_by(Letter.made_at.desc(), Letter.id)
    )
    return within(wanted, Child, area_id)
