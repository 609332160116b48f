"""Reading the outbox."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.mail.message import Channel
from portal.outbox.models import MessageState, OutboxMessage


def is_written(session: Session, key: str) -> bool:
    """Whether a message with this key was written, sent since or not."""
    wanted = select(OutboxMessage.id).where(OutboxMessage.key == key)
    return session.scalar(wanted) is not None


def next_due(
    session: Session, now: datetime, besides: frozenset[Channel] = frozenset()
) -> OutboxMessage | None:
    """The message that is due longest and that nobody else holds; its row is locked.

    Rows that another worker is claiming this moment are passed over. `besides` are channels
    to leave alone.
    """
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now)
    return session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.state == MessageState.WAITING, free)
        .where(OutboxMessage.next_attempt_at <= now)
        .where(OutboxMessage.channel.not_in(besides))
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )


def unsent(session: Session) -> Sequence[OutboxMessage]:
    """What waits, then what was given up; each in the order of its next or last moment."""
    return session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.state != MessageState.SENT)
        .order_by(
            OutboxMessage.state.desc(), OutboxMessage.next_attempt_at, OutboxMessage.written_at
        )
    ).all()
