"""Mail leaves over real SMTP, or is printed."""

import io
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message as Envelope
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from config import read_settings
from portal.mail.message import Channel, Message, Undeliverable
from portal.mail.notify import NotifySender
from portal.mail.senders import ChannelSender, ConsoleSender, Sender, SmtpSender, sender_from
from tests.mail.fake_notify import KEY, TEMPLATE
from tests.tray import Tray

PROJECT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "a long random word of many letters",
    "PORTAL_ADDRESS": "https://send.example.org",
    "MAIL_FROM": "send@example.org",
}
TEXT = Message("test", "07700900123", "", "Decide by 27 March.", channel=Channel.SMS)
LETTER = Message("test", "Parent@example.org", "A subject", "Zoë’s letter.\n\nSecond line.")


class Sink(MessageHandler):
    """Keeps what arrives over the wire."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[Envelope] = []
        self.came = threading.Event()

    def handle_message(self, message: Envelope) -> None:
        self.arrived.append(message)
        self.came.set()


@contextmanager
def listening(handler: Sink) -> Iterator[tuple[Sink, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    with listening(Sink()) as listening_sink:
        yield listening_sink


def test_a_message_arrives_over_smtp_as_it_was_written(sink: tuple[Sink, int]) -> None:
    handler, port = sink
    SmtpSender("127.0.0.1", port, "portal@example.org", security="none").send(LETTER)
    assert handler.came.wait(5)
    (arrived,) = handler.arrived
    assert arrived["To"] == "Parent@example.org"
    assert arrived["From"] == "portal@example.org"
    assert arrived["Subject"] == "A subject"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Message-ID"].endswith("@example.org>")
    body: Any = arrived.get_payload(decode=True)
    assert body.decode().replace("\r\n", "\n").strip() == LETTER.text


def test_a_server_without_encryption_gets_nothing_by_default(sink: tuple[Sink, int]) -> None:
    handler, port = sink
    with pytest.raises(OSError, match="STARTTLS"):
        SmtpSender("127.0.0.1", port, "portal@example.org").send(LETTER)
    assert handler.arrived == []


def test_a_dead_server_is_an_os_error() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        SmtpSender("127.0.0.1", port, "portal@example.org", security="none").send(LETTER)


def test_a_subject_cannot_smuggle_a_header(sink: tuple[Sink, int]) -> None:
    _, port = sink
    forged = Message("test", "a@example.org", "Hello\nBcc: all@example.org", "text")
    with pytest.raises(ValueError, match="linefeed"):
        SmtpSender("127.0.0.1", port, "portal@example.org", security="none").send(forged)


def test_a_bad_farewell_does_not_unsend_a_letter() -> None:
    class Rude(Sink):
        async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
            return "421 Going away"

    with listening(Rude()) as (handler, port):
        SmtpSender("127.0.0.1", port, "portal@example.org", security="none").send(LETTER)
        assert len(handler.arrived) == 1


def test_the_console_shows_the_message() -> None:
    stream = io.StringIO()
    ConsoleSender(stream).send(LETTER)
    assert "To: Parent@example.org\nSubject: A subject\n\nZoë’s letter." in stream.getvalue()


def test_the_console_shows_a_text_message() -> None:
    stream = io.StringIO()
    ConsoleSender(stream).send(TEXT)
    assert stream.getvalue().startswith("To: 07700900123\n\nDecide by 27 March.\n---")


def sender_of(**environ: str) -> Sender:
    """The sender of a production portal with these settings besides what it must be given."""
    return sender_from(read_settings(PRODUCTION | environ))


def test_outside_production_everything_goes_to_the_console() -> None:
    assert isinstance(sender_of(PORTAL_ENVIRONMENT="testing"), ConsoleSender)


@pytest.mark.parametrize(
    ("environ", "ways"),
    [
        pytest.param({}, {Channel.EMAIL: SmtpSender}, id="e-mail only"),
        pytest.param(
            {"NOTIFY_API_KEY": KEY, "NOTIFY_SMS_TEMPLATE": TEMPLATE},
            {Channel.EMAIL: SmtpSender, Channel.SMS: NotifySender},
            id="text messages too",
        ),
    ],
)
def test_the_settings_choose_the_ways_out(
    environ: dict[str, str], ways: dict[Channel, type]
) -> None:
    sender = sender_of(**environ)
    assert isinstance(sender, ChannelSender)
    assert {channel: type(way) for channel, way in sender.ways.items()} == ways


def test_each_message_goes_its_own_way() -> None:
    mails, texts = Tray(), Tray()
    sender = ChannelSender({Channel.EMAIL: mails, Channel.SMS: texts})
    for message in (LETTER, TEXT):
        sender.send(message)
    assert (mails.messages, texts.messages) == ([LETTER], [TEXT])


def test_without_notify_a_text_message_has_no_way_out() -> None:
    with pytest.raises(Undeliverable, match="NoWayOut"):
        sender_of().send(TEXT)


def test_a_web_worker_starts_without_the_library_of_notify() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi, sys; print(*sys.modules)"],
        cwd=PROJECT,
        env=PRODUCTION | {"NOTIFY_API_KEY": KEY, "NOTIFY_SMS_TEMPLATE": TEMPLATE},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "portal" in loaded
    assert "notifications_python_client" not in loaded
