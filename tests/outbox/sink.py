"""A real mail server for tests: it keeps what it accepts and answers as it is told."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from portal.mail.senders import SmtpSender

Answer = Callable[[str], str | None]


class Sink:
    """`at_recipient` and `at_data` may answer instead of it; None lets the letter pass."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.at_recipient: Answer = lambda address: None
        self.at_data: Answer = lambda address: None
        self.port = 0
        self._lock = threading.Lock()

    @property
    def numbers(self) -> list[str]:
        """The Message-ID of every letter that was accepted, in order."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    def sender(self) -> SmtpSender:
        return SmtpSender("127.0.0.1", self.port, "portal@example.org", security="none")

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        refusal = self.at_recipient(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        refusal = self.at_data(envelope.rcpt_tos[0])
        if refusal is None:
            letter = message_from_bytes(envelope.content, policy=policy.default)
            with self._lock:
                self.letters.append(letter)
        return refusal or "250 OK"


@contextmanager
def listening(sink: Sink) -> Iterator[Sink]:
    """The sink on a port of its own, for as long as the block lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        sink.port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
