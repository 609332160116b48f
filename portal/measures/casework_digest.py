"""The digest of a release of casework: what shows that its figures were not touched since."""

import uuid
from datetime import UTC, datetime

from portal.measures.casework_models import CaseworkRelease
from portal.measures.casework_shape import CaseworkFigures
from portal.measures.digest import sha256_of


def digest_of(
    figures: CaseworkFigures,
    *,
    area_id: uuid.UUID,
    number: int,
    reason: str,
    published_at: datetime,
) -> str:
    """SHA-256, in hexadecimal, over the release; its figures hold the days and definitions."""
    return sha256_of(
        {
            "area": str(area_id),
            "figures": figures,
            "number": number,
            "published_at": published_at.astimezone(UTC).isoformat(),
            "reason": reason,
        }
    )


def digest_matches(release: CaseworkRelease) -> bool:
    """Whether the release is, to the letter, what its digest was taken from."""
    return (
        release.digest
        == digest_of(
            release.figures,
            area_id=release.area_id,
            number=release.number,
            reason=release.reason,
            published_at=release.published_at,
        )
        and release.begins_on.isoformat() == release.figures["first_day"]
    )
