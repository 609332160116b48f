"""Mail leaves over real SMTP, or is printed."""

import io
import socket
import threading
from collections.abc import Iterator
from email.message import Message as Envelope
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from portal.mail.message import Message
from portal.mail.senders import ConsoleSender, SmtpSender, sender_from

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


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


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


def test_the_console_shows_the_message() -> None:
    stream = io.StringIO()
    ConsoleSender(stream).send(LETTER)
    assert "To: Parent@example.org\nSubject: A subject\n\nZoë’s letter." in stream.getvalue()


@pytest.mark.parametrize(
    ("over", "kind"), [("console", ConsoleSender), ("smtp", SmtpSender)], ids=["console", "smtp"]
)
def test_the_settings_choose_the_sender(over: str, kind: type) -> None:
    settings = {
        "MAIL_OVER": over,
        "MAIL_SERVER": "mail.example.org",
        "MAIL_PORT": 587,
        "MAIL_FROM": "portal@example.org",
        "MAIL_SECURITY": "starttls",
        "MAIL_USERNAME": "",
        "MAIL_PASSWORD": "",
    }
    assert isinstance(sender_from(settings), kind)
