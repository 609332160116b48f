"""`flask outbox`: what waits to be sent, what could not be sent, and sending now."""

from dataclasses import asdict
from typing import Any

from flask import current_app
from flask.cli import AppGroup

from portal.outbox import queries
from portal.outbox.delivery import deliver_due
from portal.outbox.models import MessageState, OutboxMessage
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.clock import now
from portal.web.templating import counted
from portal.web.unit_of_work import committing

outbox = AppGroup("outbox", help="Messages that wait to be sent.")


@outbox.command("list", cls=PlainCommand)
@speaks
def list_unsent() -> Answer:
    """List the messages that wait and those that were given up; never to whom they go."""
    with committing() as session:
        rows = [_row(message) for message in queries.unsent(session)]
    waiting = [row for row in rows if row["state"] == MessageState.WAITING.value]
    given_up = [row for row in rows if row["state"] == MessageState.GIVEN_UP.value]
    words = [f"{len(waiting)} waiting, {len(given_up)} given up.", *map(_words, rows)]
    return Answer({"waiting": waiting, "given_up": given_up}, "\n".join(words))


@outbox.command("send", cls=PlainCommand)
@speaks
def send() -> Answer:
    """Send what is due now."""
    host = current_app.config["PORTAL_HOST"]
    done = deliver_due(current_app.extensions["mail"], host=host, clock=now)
    return Answer(
        asdict(done), f"{done.sent} sent, {done.put_off} put off, {done.given_up} given up."
    )


def _row(message: OutboxMessage) -> dict[str, Any]:
    return {
        "number": str(message.id),
        "kind": message.kind,
        "channel": message.channel.value,
        "state": message.state.value,
        "written_at": message.written_at.isoformat(),
        "attempts": message.attempts,
        "next_attempt_at": message.next_attempt_at.isoformat(),
        "settled_at": message.settled_at and message.settled_at.isoformat(),
        "problem": message.problem,
    }


def _words(row: dict[str, Any]) -> str:
    when = (
        f"next try {row['next_attempt_at']}"
        if row["settled_at"] is None
        else f"given up {row['settled_at']}"
    )
    tries = counted(row["attempts"], "try", "tries")
    said = f"{row['number']}  {row['kind']}  {row['channel']}  {tries}  {when}"
    return f"{said}  {row['problem']}".rstrip()
