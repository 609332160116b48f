"""The messages that are to be sent, were sent or could not be sent."""

from datetime import datetime
from enum import Enum

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Identified, Model
from portal.mail.message import Channel


class MessageState(Enum):
    """Where a message stands; `SENT` and `GIVEN_UP` are final."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class OutboxMessage(Identified, Model):
    """One message. Its key says what it tells whom of, so that it is written once only.

    Whoever tries to send it holds it until `leased_until`; who dies meanwhile lets go of it
    then. Once its state is final, nothing is left of whom it went to and what it said.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        CheckConstraint(
            "state = 'waiting' OR "
            "(recipient = '' AND subject = '' AND text = '' AND unsubscribe = '')",
            name="emptied",
        ),
        Index("ix_outbox_messages_state_next_attempt_at", "state", "next_attempt_at"),
    )

    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    channel: Mapped[Channel]
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    unsubscribe: Mapped[str]
    written_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    settled_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
    """The name of what went wrong at the last try, such as a class of exceptions."""
