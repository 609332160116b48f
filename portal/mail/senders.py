"""The ways a message leaves: printed on the console, over SMTP, or by its channel's own way."""

import contextlib
import smtplib
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TextIO

from portal.mail.envelope import envelope
from portal.mail.message import Channel, Message, Undeliverable
from portal.mail.notify import NotifySender

TIMEOUT_SECONDS = 20

# RFC 5321, 4.2.1: 5 is a lasting no, and 5 in the middle says that it is about the mailbox.
MAILBOX_REFUSED = range(550, 560)


class Sender(Protocol):
    """Anything that can send a message.

    Raises OSError when it cannot; `Undeliverable` where trying again cannot help.
    """

    def send(self, message: Message) -> None: ...


@dataclass(frozen=True)
class ConsoleSender:
    """Prints messages where a developer sees them. Never used in production."""

    stream: TextIO | None = None

    def send(self, message: Message) -> None:
        to = f"To: {message.to}"
        head = (to, f"Subject: {message.subject}") if message.channel is Channel.EMAIL else (to,)
        lines = (*head, "", message.text, "-" * 72)
        print(*lines, sep="\n", file=self.stream or sys.stderr, flush=True)


@dataclass(frozen=True)
class SmtpSender:
    """Sends e-mails over SMTP. `security` is starttls, tls or none.

    A mailbox that refuses for good is `Undeliverable`. All else (a busy server, a wrong
    password) may pass, so it is the OSError that it was.
    """

    server: str
    port: int
    from_address: str
    security: str = "starttls"
    username: str = ""
    password: str = ""

    def send(self, message: Message) -> None:
        written = envelope(message, self.from_address)
        connection = self._connect()
        try:
            if self.username:
                connection.login(self.username, self.password)
            connection.send_message(written)
        except smtplib.SMTPException as problem:
            code = _lasting_refusal(problem)
            if code is None:
                raise
            raise Undeliverable(f"{type(problem).__name__} {code}") from None
        finally:
            # The server has said yes or no by now: a bad farewell changes neither.
            with contextlib.suppress(OSError):
                connection.quit()
            connection.close()

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


def _lasting_refusal(problem: smtplib.SMTPException) -> int | None:
    """The server's code, where it says that this mailbox will never take this message."""
    code = 0
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        # A message has one recipient.
        ((code, _),) = problem.recipients.values()
    elif isinstance(problem, smtplib.SMTPDataError):
        code = problem.smtp_code
    return code if code in MAILBOX_REFUSED else None


@dataclass(frozen=True)
class ChannelSender:
    """Sends each message by the way of its channel; without one it is `Undeliverable`."""

    ways: Mapping[Channel, Sender]

    def send(self, message: Message) -> None:
        if message.channel not in self.ways:
            raise Undeliverable("NoWayOut")
        self.ways[message.channel].send(message)


def sender_from(settings: Mapping[str, Any]) -> Sender:
    """The sender that the settings ask for."""
    if settings["MAIL_OVER"] == "console":
        return ConsoleSender()
    ways: dict[Channel, Sender] = {Channel.EMAIL: _smtp(settings)}
    if settings["NOTIFY_API_KEY"]:
        ways[Channel.SMS] = NotifySender(
            api_key=settings["NOTIFY_API_KEY"],
            sms_template=settings["NOTIFY_SMS_TEMPLATE"],
            address=settings["NOTIFY_ADDRESS"],
        )
    return ChannelSender(ways)


def _smtp(settings: Mapping[str, Any]) -> SmtpSender:
    return SmtpSender(
        server=settings["MAIL_SERVER"],
        port=settings["MAIL_PORT"],
        from_address=settings["MAIL_FROM"],
        security=settings["MAIL_SECURITY"],
        username=settings["MAIL_USERNAME"],
        password=settings["MAIL_PASSWORD"],
    )
