"""Delivery over a real mail server: once each, tried again, given up, and never lost."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.extensions import db
from portal.mail.message import Channel, Message
from portal.mail.senders import Sender, SmtpSender
from portal.outbox.delivery import FAILURES_THAT_SHUT, Round, deliver_due
from portal.outbox.models import MessageState, OutboxMessage
from portal.outbox.patience import LEASE, WAITS
from portal.outbox.services import claim, settle_failed, settle_sent, write
from portal.web.unit_of_work import committing
from tests.outbox.conftest import EARLIER, Clock, letter
from tests.outbox.sink import Sink

HOST = "send.example.org"
Attempt = Callable[..., Round]


@pytest.fixture
def attempt(app: Flask, sink: Sink, clock: Clock) -> Attempt:
    """One round of delivery, to the sink if to nobody else."""

    def one_round(sender: Sender | None = None) -> Round:
        with app.app_context():
            return deliver_due(sender or sink.sender(), host=HOST, clock=clock)

    return one_round


def put(session: Session, *addresses: str) -> None:
    """Write one letter to each."""
    for number, address in enumerate(addresses):
        write(session, letter(address), key=f"letter:{number}", now=EARLIER)
    session.commit()


def rows(session: Session) -> list[OutboxMessage]:
    session.expire_all()
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.key)))


def test_a_letter_arrives_once_and_its_row_is_emptied(
    attempt: Attempt, session: Session, sink: Sink, clock: Clock
) -> None:
    put(session, "amina@example.org")
    clock.turn(seconds=5)
    assert attempt() == Round(sent=1)
    assert attempt() == Round()
    (row,) = rows(session)
    assert sink.numbers == [f"<{row.id}@{HOST}>"]
    assert sink.letters[0]["To"] == "amina@example.org"
    assert (row.recipient, row.subject, row.text, row.unsubscribe) == ("", "", "", "")
    assert (row.key, row.kind, row.written_at) == ("letter:0", "test-letter", EARLIER)
    assert (row.state, row.settled_at, row.leased_until) == (MessageState.SENT, clock.time, None)


def test_a_busy_server_is_tried_again_with_the_same_number(
    attempt: Attempt, session: Session, sink: Sink, clock: Clock
) -> None:
    put(session, "amina@example.org")
    tries: list[str] = []

    def busy_twice(address: str) -> str | None:
        tries.append(address)
        return "451 Try again later" if len(tries) <= 2 else None

    sink.at_recipient = busy_twice
    assert attempt() == Round(put_off=1)
    assert attempt() == Round(), "It is not due yet."
    (row,) = rows(session)
    assert (row.attempts, row.next_attempt_at, row.leased_until) == (
        *(1, EARLIER + WAITS[0]),
        None,
    )
    assert (row.problem, row.recipient) == ("SMTPRecipientsRefused", "amina@example.org")
    clock.turn(minutes=1)
    assert attempt() == Round(put_off=1)
    clock.turn(minutes=5)
    assert attempt() == Round(sent=1)
    (row,) = rows(session)
    assert (len(tries), row.attempts, row.problem) == (3, 3, "")
    assert sink.numbers == [f"<{row.id}@{HOST}>"]


def test_a_server_that_stays_down_is_given_up_within_five_days(
    attempt: Attempt, session: Session, clock: Clock
) -> None:
    put(session, "amina@example.org")
    with_nobody = SmtpSender("127.0.0.1", 1, "portal@example.org", security="none")
    tries = 0
    while rows(session)[0].state is MessageState.WAITING:
        clock.time = max(clock.time, rows(session)[0].next_attempt_at)
        attempt(with_nobody)
        tries += 1
    (row,) = rows(session)
    assert (row.state, tries, row.problem) == (
        *(MessageState.GIVEN_UP, len(WAITS) + 1),
        "ConnectionRefusedError",
    )
    assert row.recipient == ""
    assert timedelta(days=4) <= clock.time - EARLIER <= timedelta(days=5)


@pytest.mark.parametrize(
    ("answer", "where", "state", "problem"),
    [
        pytest.param(
            *("550 No such mailbox", "at_recipient"),
            *(MessageState.GIVEN_UP, "SMTPRecipientsRefused 550"),
            id="no such mailbox",
        ),
        pytest.param(
            *("554 Not wanted here", "at_data", MessageState.GIVEN_UP, "SMTPDataError 554"),
            id="the letter is not wanted",
        ),
        pytest.param(
            *("530 Sign in first", "at_recipient"),
            *(MessageState.WAITING, "SMTPRecipientsRefused"),
            id="a fault of ours that may be mended",
        ),
        pytest.param(
            *("452 Mailbox full", "at_recipient"),
            *(MessageState.WAITING, "SMTPRecipientsRefused"),
            id="a full mailbox may be emptied",
        ),
        pytest.param(
            *("451 Later", "at_data", MessageState.WAITING, "SMTPDataError"),
            id="later, it says after the letter",
        ),
    ],
)
def test_only_a_lasting_refusal_gives_up_at_once(
    attempt: Attempt,
    session: Session,
    sink: Sink,
    answer: str,
    where: str,
    state: MessageState,
    problem: str,
) -> None:
    put(session, "gone@example.org", "here@example.org")
    setattr(sink, where, lambda address: answer if address.startswith("gone") else None)
    assert attempt().sent == 1
    gone, here = rows(session)
    assert (gone.state, gone.problem, here.state) == (state, problem, MessageState.SENT)
    assert bool(gone.recipient) == (state is MessageState.WAITING)


def test_a_letter_that_cannot_be_written_keeps_no_other_back(
    attempt: Attempt, session: Session, sink: Sink
) -> None:
    forged = Message("test-letter", "a@example.org", "Hello\nBcc: all@example.org", "text")
    write(session, forged, key="forged", now=EARLIER)
    put(session, "amina@example.org")
    assert attempt() == Round(sent=1, put_off=1)
    assert [str(one["To"]) for one in sink.letters] == ["amina@example.org"]


def test_a_server_that_is_down_is_left_alone_after_a_few_tries(
    attempt: Attempt, session: Session
) -> None:
    put(session, *(f"parent{n}@example.org" for n in range(FAILURES_THAT_SHUT + 3)))
    text = Message("test-text", "07700900123", "", "Words", channel=Channel.SMS)
    write(session, text, key="sms", now=EARLIER)
    session.commit()

    class OnlyTexts:
        def send(self, message: Message) -> None:
            if message.channel is Channel.EMAIL:
                raise ConnectionRefusedError

    assert attempt(OnlyTexts()) == Round(sent=1, put_off=FAILURES_THAT_SHUT)
    assert sum(row.attempts == 0 for row in rows(session)) == 3


def test_refused_mailboxes_in_a_row_do_not_shut_the_way(
    attempt: Attempt, session: Session, sink: Sink
) -> None:
    put(session, *(f"gone{n}@example.org" for n in range(FAILURES_THAT_SHUT + 3)))
    sink.at_recipient = lambda address: "550 No such mailbox"
    assert attempt() == Round(given_up=FAILURES_THAT_SHUT + 3)


def test_who_dies_while_sending_lets_go_after_the_lease(
    attempt: Attempt, session: Session, sink: Sink, clock: Clock
) -> None:
    put(session, "amina@example.org")
    assert claim(session, host=HOST, now=clock.time)
    session.commit()
    clock.time += LEASE - timedelta(seconds=1)
    assert attempt() == Round()
    clock.turn(seconds=1)
    assert attempt() == Round(sent=1)
    assert rows(session)[0].attempts == 2


def test_who_comes_too_late_with_a_failure_changes_nothing(session: Session, clock: Clock) -> None:
    put(session, "amina@example.org")
    slow = claim(session, host=HOST, now=clock.time)
    clock.time += LEASE
    quick = claim(session, host=HOST, now=clock.time)
    assert slow
    assert quick
    assert quick.message.tried_before
    settle_failed(session, slow, problem="TimeoutError", for_good=True, now=clock.time)
    (row,) = rows(session)
    assert (row.state, row.leased_until) == (MessageState.WAITING, clock.time + LEASE)
    settle_sent(session, quick, now=clock.time)
    settle_failed(session, slow, problem="TimeoutError", for_good=True, now=clock.time)
    assert rows(session)[0].state is MessageState.SENT


def test_who_comes_late_with_success_spares_the_next_try(session: Session, clock: Clock) -> None:
    put(session, "amina@example.org")
    slow = claim(session, host=HOST, now=clock.time)
    clock.time += LEASE
    quick = claim(session, host=HOST, now=clock.time)
    assert slow
    assert quick
    settle_sent(session, slow, now=clock.time)
    assert settle_failed(
        session, quick, problem="TimeoutError", for_good=False, now=clock.time
    ) is (MessageState.SENT)


def test_the_log_names_kind_and_number_and_never_a_person(
    attempt: Attempt, session: Session, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    put(session, "gone@example.org", "busy@example.org")
    answers = {"gone@example.org": "550 gone@example.org is unknown", "busy@example.org": "451 no"}
    sink.at_recipient = answers.get
    attempt()
    gone, busy = rows(session)
    ours = [record.getMessage() for record in caplog.records if "outbox" in record.name]
    assert sorted(ours, key=lambda line: "put off" in line) == [
        f"Message {gone.id} of kind test-letter was given up at try 1: SMTPRecipientsRefused 550",
        f"Message {busy.id} of kind test-letter was put off at try 1: SMTPRecipientsRefused",
    ]
    # The server of this test keeps a log of its own.
    portals = [one.getMessage() for one in caplog.records if one.name != "mail.log"]
    for personal in ("gone@", "busy@", "The plan is here", "Okafor"):
        assert not any(personal in line for line in portals)


def test_two_workers_at_once_send_each_letter_once(
    own_app: Flask, sink: Sink, clock: Clock
) -> None:
    letters, together = 24, threading.Barrier(2)
    with committing() as session:
        put(session, *(f"parent{n}@example.org" for n in range(letters)))
    # Slow enough that both are always in the middle of something.
    sink.at_recipient = lambda address: time.sleep(0.02)

    def work(_: int) -> int:
        with own_app.app_context():
            together.wait()
            return deliver_due(sink.sender(), host=HOST, clock=clock).sent

    with ThreadPoolExecutor(2) as workers:
        sent = list(workers.map(work, range(2)))

    assert sum(sent) == letters
    assert min(sent) > 0, "Both had a hand in it."
    assert sorted(sink.numbers) == sorted(set(sink.numbers))
    assert len(sink.numbers) == letters
    db.session.remove()
    assert {row.attempts for row in rows(db.session())} == {1}
