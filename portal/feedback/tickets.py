"""One-time links: each carries a stage, a month and on time or late, and nobody's name.

A ticket proves itself by a mark that only the portal can make, so none is kept: only what is
left of one that was spent, a digest that cannot be told from any other.
"""

import hmac
import secrets
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.stages import StageKey
from portal.feedback.keys import WaveSecret
from portal.surveys.channels import Channel

NONCE, MARK = 12, 16
STAGES = ("", *(stage.value for stage in StageKey))
WAYS = tuple(Channel)
FIRST_YEAR = 2000
LENGTH = 66
"""How many signs a ticket's text has."""


class Band(StrEnum):
    """Whether the stage that ended took longer than the law allows."""

    ON_TIME = "on_time"
    LATE = "late"


BANDS = ("", *(band.value for band in Band))


@dataclass(frozen=True)
class Ticket:
    """The right to answer once. `stage` and `band` are empty where it tells neither.

    `month` is the first day of the month in which it was made.
    """

    wave_id: uuid.UUID
    way: Channel
    month: date
    nonce: bytes
    stage: str = ""
    band: str = ""

    def text(self, secret: WaveSecret) -> str:
        """The ticket as it stands in a link: letters, digits, hyphens and underscores."""
        told = self._told()
        return urlsafe_b64encode(told + _mark(told, secret)).decode().rstrip("=")

    def _told(self) -> bytes:
        months = (self.month.year - FIRST_YEAR) * 12 + self.month.month - 1
        places = (WAYS.index(self.way), STAGES.index(self.stage), BANDS.index(self.band))
        return self.wave_id.bytes + bytes(places) + months.to_bytes(2) + self.nonce


def random_nonce() -> bytes:
    """For a ticket that is made once and never again."""
    return secrets.token_bytes(NONCE)


def nonce_for(secret: WaveSecret, *parts: bytes) -> bytes:
    """For a ticket that must come out the same when it is made again, for a reminder say."""
    return secret.mark("nonce", *parts)[:NONCE]


def read(text: str) -> Ticket | None:
    """What a link says, whether or not it is genuine; None where it is no ticket at all."""
    if len(text) != LENGTH:
        return None
    try:
        told = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        way, stage, band = told[16:19]
        months = int.from_bytes(told[19:21])
        return Ticket(
            uuid.UUID(bytes=told[:16]),
            WAYS[way],
            date(FIRST_YEAR + months // 12, months % 12 + 1, 1),
            told[21 : 21 + NONCE],
            STAGES[stage],
            BANDS[band],
        )
    except (Error, ValueError, IndexError):
        return None


def is_genuine(text: str, ticket: Ticket, secret: WaveSecret) -> bool:
    """Whether the portal made this link for an open wave; how wrong it is takes no time to say."""
    return hmac.compare_digest(ticket.text(secret).encode(), text.encode())


def spent_digest(text: str, secret: WaveSecret) -> str:
    """What the ledger keeps of a ticket, or of a paper form's number, that was used."""
    return secret.mark("spent", text.encode()).hex()


def _mark(told: bytes, secret: WaveSecret) -> bytes:
    return secret.mark("ticket", told)[:MARK]
