"""A message as a value: written by a capability, sent by an adapter."""

from dataclasses import dataclass
from enum import Enum


class Channel(Enum):
    """The way a message takes to its person."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True)
class Message:
    """One message to one person.

    `kind` names the sort of message for logs, so that they need no address. The subject
    carries no personal details: it shows on a locked phone. A text message has none.

    `to` is an e-mail address or a telephone number, as `channel` says. `message_id` is the
    same, without angle brackets, whenever the same message is tried again; left empty, the
    adapter makes one. `tried_before` says that an earlier try may have got through unnoticed.
    `unsubscribe` is a web address that ends messages of this sort when it is posted to.
    """

    kind: str
    to: str
    subject: str
    text: str
    channel: Channel = Channel.EMAIL
    message_id: str = ""
    tried_before: bool = False
    unsubscribe: str = ""


class Undeliverable(OSError):
    """The other side refused this message for good: trying again cannot help.

    `reason` is the name of what went wrong. It never holds an address.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
