"""Hands messages to the mail once the request that wrote them is kept."""

import logging

from flask import current_app

from portal.mail.message import Message
from portal.mail.senders import Sender
from portal.web.unit_of_work import after_commit

log = logging.getLogger(__name__)


def post(message: Message) -> None:
    """Send `message` after the commit, while nobody waits."""
    sender: Sender = current_app.extensions["mail"]
    after_commit(lambda: _send(sender, message))


def _send(sender: Sender, message: Message) -> None:
    try:
        sender.send(message)
    except OSError as problem:
        # The log says which kind of message failed and why, never to whom it went.
        log.error("An e-mail of kind %s was not sent: %s", message.kind, type(problem).__name__)
