"""An e-mail as a value: written by a capability, sent by an adapter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One e-mail to one person.

    `kind` names the sort of message for logs, so that they need no address. The subject
    carries no personal details: it shows on a locked phone.
    """

    kind: str
    to: str
    subject: str
    text: str
