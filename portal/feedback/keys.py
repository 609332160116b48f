"""The secret of an open wave: what tickets, receipts and the ledger are worked out with.

It takes both the wave's own key, which is destroyed when the wave closes, and the portal's
secret, which no copy of the database holds.
"""

import hashlib
import hmac
import uuid
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from portal.surveys.models import WaveKey

KEYS = WaveKey.__table__.c
KEY = select(KEYS.key).where(KEYS.wave_id == bindparam("wave_id"))


@dataclass(frozen=True)
class WaveSecret:
    """What only the portal knows of a wave, and only while the wave is open."""

    key: bytes = field(repr=False)

    def mark(self, purpose: str, *parts: bytes) -> bytes:
        """32 bytes that nobody without the secret can work out; other purposes, other bytes."""
        told = b"".join(len(part).to_bytes(4) + part for part in (purpose.encode(), *parts))
        return hmac.digest(self.key, told, hashlib.sha256)


def wave_secret(session: Session, wave_id: uuid.UUID, secret: str) -> WaveSecret | None:
    """The secret of a wave; None before it opened and after it closed."""
    key = session.scalar(KEY, {"wave_id": wave_id})
    return WaveSecret(hmac.digest(secret.encode(), key, hashlib.sha256)) if key else None


def pair_mark(survey_id: uuid.UUID, code_word: str, secret: str) -> str:
    """What is kept of a family's code word: alike in every wave of one survey, and unreadable.

    Capitals and blanks make no difference.
    """
    word = "".join(code_word.casefold().split())
    told = b"pair" + survey_id.bytes + word.encode()
    return hmac.digest(secret.encode(), told, hashlib.sha256).hex()
