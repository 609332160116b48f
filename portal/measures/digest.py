"""The digest of a release: what shows that published figures were not touched afterwards."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from portal.measures.models import Release
from portal.measures.shape import WaveFigures

SOFTWARE = "SEND portal 0.1.0"


def digest_of(
    figures: WaveFigures,
    *,
    wave_id: uuid.UUID,
    number: int,
    reason: str,
    published_at: datetime,
) -> str:
    """SHA-256, in hexadecimal, over the release as canonical JSON.

    The figures hold the definitions and the software's version, so that neither can be changed
    unseen.
    """
    return sha256_of(
        {
            "figures": figures,
            "number": number,
            "published_at": published_at.astimezone(UTC).isoformat(),
            "reason": reason,
            "wave": str(wave_id),
        }
    )


def sha256_of(release: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over canonical JSON.

    Canonical: keys in order, no spaces, characters as they are, in UTF-8.
    """
    canonical = json.dumps(release, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def digest_matches(release: Release) -> bool:
    """Whether the release is, to the letter, what its digest was taken from."""
    return release.digest == digest_of(
        release.figures,
        wave_id=release.wave_id,
        number=release.number,
        reason=release.reason,
        published_at=release.published_at,
    )
