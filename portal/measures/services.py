"""Publishing what closed waves found, once and for ever, and correcting it in the open."""

import uuid
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.measures import queries
from portal.measures.corrected import refuse_telling_correction
from portal.measures.counted_waves import CountedWave
from portal.measures.digest import digest_of
from portal.measures.figures import wave_figures
from portal.measures.models import Release
from portal.measures.wave_queries import counted_waves, due_waves, waves_behind

FIRST = 1


def publish_due_releases(session: Session, *, today: date, now: datetime) -> int:
    """Publish every closed wave that has no release yet, oldest first; how many there were.

    A second run publishes nothing more. Of two workers at once only one publishes a wave:
    the database refuses the other's row, and that worker goes on with the next wave.
    """
    due = due_waves(session, today)
    if not due:
        return 0
    counted = counted_waves(session, {wave_id for pair in due for wave_id in pair})
    releases = [
        _release(counted[wave_id], counted.get(before_id), FIRST, "", now)
        for wave_id, before_id in due
    ]
    return sum(_is_published(session, release, by=None) for release in releases)


def publish_correction(
    session: Session, wave_id: uuid.UUID, reason: str, *, now: datetime, by: uuid.UUID | None
) -> Release:
    """Publish a wave's figures again, with the next number, saying why.

    They are compared with the same wave as before. Raises Refused without a reason, before
    there is a release, when the difference would show what single families said, and when
    somebody else published a correction just now.
    """
    if not reason.strip():
        raise Refused("Say why the figures are published again.")
    newest = queries.newest_release(session, wave_id)
    if newest is None:
        raise Refused("Nothing of this wave has been published yet, so nothing can be corrected.")
    wave, before = waves_behind(session, [newest])[newest.id]
    release = _release(wave, before, newest.number + 1, reason.strip(), now)
    refuse_telling_correction(newest.figures, release.figures)
    if not _is_published(session, release, by=by):
        raise Refused("Somebody else published a correction just now: read that one first.")
    return release


def _release(
    wave: CountedWave, before: CountedWave | None, number: int, reason: str, now: datetime
) -> Release:
    figures = wave_figures(wave, before)
    return Release(
        area_id=wave.area_id,
        survey_id=wave.survey_id,
        wave_id=wave.id,
        number=number,
        published_at=now,
        reason=reason,
        figures=figures,
        digest=digest_of(figures, wave_id=wave.id, number=number, reason=reason, published_at=now),
    )


def _is_published(session: Session, release: Release, *, by: uuid.UUID | None) -> bool:
    """Keep the release and that it was published; False where another worker was first."""
    try:
        with session.begin_nested():
            session.add(release)
    except IntegrityError:
        standing = queries.newest_release(session, release.wave_id)
        if standing is None or standing.number < release.number:
            raise
        return False
    record(
        session,
        Act.RELEASE_PUBLISHED,
        at=release.published_at,
        actor_id=by,
        area_id=release.area_id,
        object_id=release.id,
        number=release.number,
    )
    return True
