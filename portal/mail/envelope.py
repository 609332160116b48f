"""Writes a message as the e-mail that travels: its headers and its encoding."""

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import formatdate, make_msgid

from portal.mail.message import Message


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header that is never folded: in an encoded, folded address no mail program finds one."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _OneLine)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def envelope(message: Message, from_address: str) -> EmailMessage:
    """The e-mail that says `message`; raises ValueError where a header holds a line break.

    With an unsubscribe address, mail programs show a button that posts to it (RFC 8058).
    Auto-Submitted keeps holiday replies away (RFC 3834).
    """
    written = EmailMessage(policy=_POLICY)
    written["From"] = from_address
    written["To"] = message.to
    written["Subject"] = message.subject
    written["Date"] = formatdate(localtime=False)
    written["Message-ID"] = _message_id(message, from_address)
    written["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe:
        written["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        written["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    written.set_content(message.text)
    return written


def _message_id(message: Message, from_address: str) -> str:
    if message.message_id:
        return f"<{message.message_id}>"
    return make_msgid(domain=from_address.rpartition("@")[2])
