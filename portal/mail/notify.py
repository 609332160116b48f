"""Sends text messages through GOV.UK Notify."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.mail.message import Message, Undeliverable

if TYPE_CHECKING:
    from notifications_python_client.notifications import NotificationsAPIClient

TIMEOUT_SECONDS = 20

# Notify's documented answer to a request that is wrong in itself. A 403 may be a key that was
# withdrawn by mistake: the text waits until somebody has put that right.
REFUSED_FOR_GOOD = (400,)

# The library logs what Notify answered, in which a telephone number may stand.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)


class NotifyUnreachable(OSError):
    """Notify cannot take the message now; it may later."""


@dataclass(frozen=True)
class NotifySender:
    """Sends by a template whose whole body is ((message)).

    The message's own number goes along as Notify's `reference`. Before a second try Notify is
    asked whether it has that reference already, so nobody is texted twice. It remembers for a
    week by default, which is longer than the outbox tries.
    """

    api_key: str
    sms_template: str
    address: str

    def send(self, message: Message) -> None:
        # Loaded here because only the process that sends needs it, and it is slow to load.
        from notifications_python_client.errors import APIError

        try:
            client = self._client()
            if message.tried_before and _has(client, message):
                return
            client.send_sms_notification(  # type: ignore[no-untyped-call]
                phone_number=message.to,
                template_id=self.sms_template,
                personalisation={"message": message.text},
                reference=message.message_id or None,
            )
        except APIError as problem:
            if problem.status_code in REFUSED_FOR_GOOD:
                raise Undeliverable(f"{type(problem).__name__} {problem.status_code}") from None
            raise NotifyUnreachable(problem.status_code) from None

    def _client(self) -> "NotificationsAPIClient":
        from notifications_python_client.notifications import NotificationsAPIClient

        return NotificationsAPIClient(  # type: ignore[no-untyped-call]
            self.api_key, base_url=self.address, timeout=TIMEOUT_SECONDS
        )


def _has(client: "NotificationsAPIClient", message: Message) -> bool:
    known = client.get_all_notifications(  # type: ignore[no-untyped-call]
        reference=message.message_id
    )
    return bool(known["notifications"])
