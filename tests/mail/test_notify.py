"""Text messages go to GOV.UK Notify once each, and its refusals are told apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.mail.message import Channel, Message, Undeliverable
from portal.mail.notify import NotifySender, NotifyUnreachable
from portal.outbox.delivery import Round, deliver_due
from portal.outbox.models import MessageState, OutboxMessage
from portal.outbox.services import write
from tests.mail.fake_notify import KEY, TEMPLATE, FakeNotify, notify

TEXT = Message(
    "due-soon",
    "07700900123",
    "",
    "The council must decide by 27 March.",
    channel=Channel.SMS,
    message_id="1234@send.example.org",
)
EARLIER = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def fake() -> Iterator[FakeNotify]:
    with notify() as fake:
        yield fake


@pytest.fixture
def sender(fake: FakeNotify) -> NotifySender:
    return NotifySender(KEY, TEMPLATE, fake.address)


def test_a_text_is_sent_by_the_template_with_its_number(
    sender: NotifySender, fake: FakeNotify
) -> None:
    sender.send(TEXT)
    assert fake.texts == [
        {
            "phone_number": "07700900123",
            "template_id": TEMPLATE,
            "personalisation": {"message": "The council must decide by 27 March."},
            "reference": "1234@send.example.org",
        }
    ]
    assert fake.asked == [], "At the first try there is nothing to ask."


def test_before_a_second_try_notify_is_asked(sender: NotifySender, fake: FakeNotify) -> None:
    again = replace(TEXT, tried_before=True)
    for _ in range(2):
        sender.send(again)
    assert fake.asked == [TEXT.message_id] * 2
    assert len(fake.texts) == 1


@pytest.mark.parametrize(
    ("status", "raised", "said"),
    [
        pytest.param(400, Undeliverable, "HTTPError 400", id="no telephone number"),
        pytest.param(403, NotifyUnreachable, "403", id="a key that may not"),
        pytest.param(429, NotifyUnreachable, "429", id="too many at once"),
        pytest.param(500, NotifyUnreachable, "500", id="a fault of Notify"),
        pytest.param(503, NotifyUnreachable, "503", id="Notify is down"),
    ],
)
def test_what_may_pass_is_told_from_what_lasts(
    sender: NotifySender,
    fake: FakeNotify,
    status: int,
    raised: type[OSError],
    said: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    fake.answer = status
    with pytest.raises(raised) as refusal:
        sender.send(TEXT)
    assert str(refusal.value) == said
    assert "07700900123" not in caplog.text


def test_a_wrong_key_is_refused(fake: FakeNotify) -> None:
    forged = KEY[:-1] + "1"
    with pytest.raises(NotifyUnreachable, match="403"):
        NotifySender(forged, TEMPLATE, fake.address).send(TEXT)
    assert fake.texts == []


def test_nobody_there_may_pass() -> None:
    with pytest.raises(NotifyUnreachable):
        NotifySender(KEY, TEMPLATE, "http://127.0.0.1:1").send(TEXT)


def test_a_text_that_got_through_unnoticed_is_not_sent_again(
    app: Flask, session: Session, sender: NotifySender, fake: FakeNotify
) -> None:
    write(session, TEXT, key="due-soon:1", now=EARLIER)
    session.commit()
    fake.hangs_up = True
    with app.app_context():
        first = deliver_due(sender, host="send.example.org", clock=lambda: EARLIER)
        fake.hangs_up = False
        later = EARLIER + timedelta(minutes=1)
        second = deliver_due(sender, host="send.example.org", clock=lambda: later)
    assert (first, second) == (Round(put_off=1), Round(sent=1))
    assert len(fake.texts) == 1
    session.expire_all()
    row = session.scalars(select(OutboxMessage)).one()
    assert (row.state, row.recipient) == (MessageState.SENT, "")
    assert fake.texts[0]["reference"] == f"{row.id}@send.example.org"
