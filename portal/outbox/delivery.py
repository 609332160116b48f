"""Sends what is due: one message at a time, each claimed, sent and settled by itself.

Sending happens between two short transactions, never inside one: a slow mail server must not
hold a lock, and no rollback can call a message back.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from portal.mail.message import Channel, Undeliverable
from portal.mail.senders import Sender
from portal.outbox import services
from portal.outbox.models import MessageState
from portal.outbox.services import Claimed
from portal.web.unit_of_work import committing

log = logging.getLogger(__name__)

FAILURES_THAT_SHUT = 5
"""After so many failed tries in a row a channel rests until the next round: its server is most
likely down, and other background work waits meanwhile."""


@dataclass
class Round:
    """How many messages one round sent, put off and gave up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0


def deliver_due(sender: Sender, *, host: str, clock: Callable[[], datetime]) -> Round:
    """Try every message that is due, until none is left or its channel rests.

    Any number of workers may do this at once. `host` is this portal's own name, `clock` tells
    the moment.
    """
    done, failures = Round(), Counter[Channel]()
    while True:
        resting = frozenset(way for way, times in failures.items() if times >= FAILURES_THAT_SHUT)
        with committing() as session:
            claimed = services.claim(session, host=host, now=clock(), besides=resting)
        if claimed is None:
            return done
        state = _try(sender, claimed, clock)
        channel = claimed.message.channel
        failures[channel] = failures[channel] + 1 if state is MessageState.WAITING else 0
        _count(done, state)


def _count(done: Round, state: MessageState) -> None:
    done.sent += state is MessageState.SENT
    done.put_off += state is MessageState.WAITING
    done.given_up += state is MessageState.GIVEN_UP


def _try(sender: Sender, claimed: Claimed, clock: Callable[[], datetime]) -> MessageState:
    """Send one message and note how it went.

    Whatever goes wrong with one message must not keep the others back, so every exception is
    noted, by its name alone: its words may hold an address.
    """
    try:
        sender.send(claimed.message)
    except Undeliverable as refusal:
        return _note_failure(claimed, refusal.reason, for_good=True, now=clock())
    except Exception as problem:
        return _note_failure(claimed, type(problem).__name__, for_good=False, now=clock())
    with committing() as session:
        services.settle_sent(session, claimed, now=clock())
    return MessageState.SENT


def _note_failure(claimed: Claimed, problem: str, *, for_good: bool, now: datetime) -> MessageState:
    with committing() as session:
        state = services.settle_failed(
            session, claimed, problem=problem, for_good=for_good, now=now
        )
    given_up = state is MessageState.GIVEN_UP
    level, outcome = (logging.ERROR, "given up") if given_up else (logging.WARNING, "put off")
    log.log(
        level,
        "Message %s of kind %s was %s at try %d: %s",
        *(claimed.id, claimed.message.kind, outcome, claimed.attempt, problem),
    )
    return state
