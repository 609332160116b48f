"""Letters with a code, the devices on which one was used, and the links that lead to an account."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.cases.models import Request
from portal.extensions import Identified, Model


class Letter(Identified, Model):
    """A letter to one person about one request. Its code is not kept: see `codes`.

    `reference_key` is the request's reference as `codes.tidied` gives it. `good_until` is the
    last day on which the code works. `ending`
    is one of the words of `portal.letters.endings.Ending`.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended_for_a_reason"),
        Index("ix_letters_reference_key", "reference_key"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    reference_key: Mapped[str]
    name: Mapped[str]
    as_young_person: Mapped[bool]
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    good_until: Mapped[date]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    wrong_dates: Mapped[int] = mapped_column(default=0)
    linked_at: Mapped[datetime | None]
    linked_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))

    request: Mapped[Request] = relationship(lazy="raise")
    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id], lazy="raise")


class StatusPass(Identified, Model):
    """Lets one device show where a request stands; of its cookie only a digest is kept.

    One device may hold several, one for each child of a family: they share the digest.
    """

    __tablename__ = "status_passes"

    letter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letters.id"), index=True)
    key_digest: Mapped[str] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    letter: Mapped[Letter] = relationship(lazy="raise")


class AccountLink(Identified, Model):
    """A link sent to an e-mail address, which then belongs to the account of the letter's person.

    `email` is emptied once the link is used, ended or too old.
    """

    __tablename__ = "account_links"

    letter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("letters.id"), index=True)
    email: Mapped[str]
    token_digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    wrong_dates: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]

    letter: Mapped[Letter] = relationship(lazy="raise")
