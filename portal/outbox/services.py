"""Writing messages to the outbox, taking one out to send it, and noting how that went."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.extensions import wake
from portal.mail.message import Channel, Message
from portal.outbox import queries
from portal.outbox.models import MessageState, OutboxMessage
from portal.outbox.patience import LEASE, next_attempt


@dataclass(frozen=True)
class Claimed:
    """A message in the hands of one worker; `attempt` counts from 1."""

    id: uuid.UUID
    attempt: int
    message: Message


def write(
    session: Session,
    message: Message,
    *,
    key: str,
    now: datetime,
    not_before: datetime | None = None,
) -> bool:
    """Have `message` sent once this transaction is kept, and not before `not_before`.

    `key` says what the message tells whom of, in ids and kinds: it is kept for good, so it
    holds no address and no name. Writing the same key again changes nothing; returns whether
    it was new. The message's own `message_id` is not used: the outbox gives it one.
    """
    row = _row(message, key, now) | {"next_attempt_at": not_before or now}
    try:
        with session.begin_nested():
            session.add(OutboxMessage(**row))
    except IntegrityError:
        if queries.is_written(session, key):
            return False
        raise
    wake(session, "outbox")
    return True


def write_all(session: Session, messages: Mapping[str, Message], *, now: datetime) -> None:
    """Have many messages sent once this transaction is kept, in one statement; each by its key.

    The keys must be new: the caller keeps for itself that it wrote them.
    """
    if messages:
        rows = [_row(message, key, now) for key, message in messages.items()]
        session.execute(insert(OutboxMessage), rows)
        wake(session, "outbox")


def claim(
    session: Session, *, host: str, now: datetime, besides: frozenset[Channel] = frozenset()
) -> Claimed | None:
    """Take out the message that is due longest, for `LEASE`; None where nothing is due.

    It is counted as tried before it is: whoever dies now may have sent it. `host` is this
    portal's own name; with the row's number it makes a Message-ID that is the same at every
    try, so that a mail program that got the message twice can show it once.
    """
    row = queries.next_due(session, now, besides)
    if row is None:
        return None
    row.attempts += 1
    row.leased_until = now + LEASE
    session.flush()
    message = Message(
        row.kind,
        row.recipient,
        row.subject,
        row.text,
        channel=row.channel,
        message_id=f"{row.id}@{host}",
        tried_before=row.attempts > 1,
        unsubscribe=row.unsubscribe,
    )
    return Claimed(row.id, row.attempts, message)


def settle_sent(session: Session, claimed: Claimed, *, now: datetime) -> None:
    """Note that the message was sent, and forget whom it went to and what it said."""
    row = _held(session, claimed)
    if row.state is MessageState.WAITING:
        _settle(row, MessageState.SENT, now)
        row.problem = ""
        session.flush()


def settle_failed(
    session: Session, claimed: Claimed, *, problem: str, for_good: bool, now: datetime
) -> MessageState:
    """Note that the try failed: the message waits for the next one, or is given up.

    `problem` is a name without personal details. Returns the message's state. Changes nothing
    where another worker has the message by now.
    """
    row = _held(session, claimed)
    if row.state is not MessageState.WAITING or row.attempts != claimed.attempt:
        return row.state
    row.problem, row.leased_until = problem, None
    again = None if for_good else next_attempt(now, row.attempts)
    if again is None:
        _settle(row, MessageState.GIVEN_UP, now)
    else:
        row.next_attempt_at = again
    session.flush()
    return row.state


def take_back(session: Session, key_start: str, *, problem: str, now: datetime) -> int:
    """Send none of the waiting messages whose keys begin so; how many there were.

    Nothing is left of whom they were to go to and what they said. One that a worker is sending
    this moment may still go out, and is not tried again.
    """
    waiting = OutboxMessage.state == MessageState.WAITING
    emptied = dict.fromkeys(("recipient", "subject", "text", "unsubscribe"), "")
    settled = {"state": MessageState.GIVEN_UP, "settled_at": now, "leased_until": None}
    done = session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.key.startswith(key_start, autoescape=True), waiting)
        .values(**emptied, **settled, problem=problem)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", done).rowcount


def _row(message: Message, key: str, now: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "kind": message.kind,
        "channel": message.channel,
        "recipient": message.to,
        "subject": message.subject,
        "text": message.text,
        "unsubscribe": message.unsubscribe,
        "written_at": now,
        "next_attempt_at": now,
    }


def _held(session: Session, claimed: Claimed) -> OutboxMessage:
    return session.get_one(OutboxMessage, claimed.id, with_for_update=True, populate_existing=True)


def _settle(row: OutboxMessage, state: MessageState, now: datetime) -> None:
    row.state, row.settled_at, row.leased_until = state, now, None
    row.recipient = row.subject = row.text = row.unsubscribe = ""
