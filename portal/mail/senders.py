"""The ways a message leaves: printed on the console, or over SMTP."""

import smtplib
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, Protocol, TextIO

from portal.mail.message import Message

TIMEOUT_SECONDS = 20


class Sender(Protocol):
    """Anything that can send a message; raises OSError when it cannot."""

    def send(self, message: Message) -> None: ...


@dataclass(frozen=True)
class ConsoleSender:
    """Prints messages where a developer sees them. Never used in production."""

    stream: TextIO | None = None

    def send(self, message: Message) -> None:
        lines = (f"To: {message.to}", f"Subject: {message.subject}", "", message.text, "-" * 72)
        print(*lines, sep="\n", file=self.stream or sys.stderr, flush=True)


@dataclass(frozen=True)
class SmtpSender:
    """Sends over SMTP. `security` is starttls, tls or none."""

    server: str
    port: int
    from_address: str
    security: str = "starttls"
    username: str = ""
    password: str = ""

    def send(self, message: Message) -> None:
        with self._connect() as connection:
            if self.username:
                connection.login(self.username, self.password)
            connection.send_message(self._envelope(message))

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                self.server, self.port, timeout=TIMEOUT_SECONDS, context=context
            )
        connection = smtplib.SMTP(self.server, self.port, timeout=TIMEOUT_SECONDS)
        if self.security == "starttls":
            try:
                connection.starttls(context=ssl.create_default_context())
            except BaseException:
                connection.close()
                raise
        return connection

    def _envelope(self, message: Message) -> EmailMessage:
        envelope = EmailMessage()
        envelope["From"] = self.from_address
        envelope["To"] = message.to
        envelope["Subject"] = message.subject
        envelope["Date"] = formatdate(localtime=False)
        envelope["Message-ID"] = make_msgid(domain=self.from_address.rpartition("@")[2])
        envelope["Auto-Submitted"] = "auto-generated"
        envelope.set_content(message.text)
        return envelope


def sender_from(settings: Mapping[str, Any]) -> Sender:
    """The sender that the settings ask for."""
    if settings["MAIL_OVER"] == "console":
        return ConsoleSender()
    return SmtpSender(
        server=settings["MAIL_SERVER"],
        port=settings["MAIL_PORT"],
        from_address=settings["MAIL_FROM"],
        security=settings["MAIL_SECURITY"],
        username=settings["MAIL_USERNAME"],
        password=settings["MAIL_PASSWORD"],
    )
