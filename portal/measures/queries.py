"""Reading what was published; the addresses of the public and of boards need nothing else."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from portal.areas.scope import within
from portal.measures.models import Release
from portal.surveys.models import Survey, Wave

OLDEST_FIRST = (Release.published_at, Release.wave_id, Release.number)


@dataclass(frozen=True)
class PublishedWaveName:
    """A wave of which something is published, and how a command calls it."""

    id: uuid.UUID
    reference: str


def releases_in(session: Session, area_id: uuid.UUID) -> Sequence[Release]:
    """Every release of the area, oldest first."""
    return session.scalars(within(select(Release), Release, area_id).order_by(*OLDEST_FIRST)).all()


def release_in(session: Session, area_id: uuid.UUID, release_id: uuid.UUID) -> Release | None:
    """One release of the area."""
    wanted = within(select(Release), Release, area_id).where(Release.id == release_id)
    return session.scalar(wanted)


def releases_of(session: Session, survey_ids: Collection[uuid.UUID]) -> Sequence[Release]:
    """Every release of these surveys, oldest first."""
    wanted = select(Release).where(Release.survey_id.in_(survey_ids)).order_by(*OLDEST_FIRST)
    return session.scalars(wanted).all()


def every_release(session: Session) -> Sequence[Release]:
    """Every release of the install, imported surveys included, oldest first."""
    return session.scalars(select(Release).order_by(*OLDEST_FIRST)).all()


def newest_release(session: Session, wave_id: uuid.UUID) -> Release | None:
    """The release of the wave that stands: the one with the highest number."""
    wanted = select(Release).where(Release.wave_id == wave_id).order_by(Release.number.desc())
    return session.scalar(wanted.limit(1))


def survey_keys(session: Session) -> Sequence[str]:
    """The keys of all surveys, in order."""
    return session.scalars(select(Survey.key).order_by(Survey.key)).all()


def published_waves(session: Session) -> list[PublishedWaveName]:
    """Every wave with a release, by survey and then oldest first."""
    wanted = (
        select(Wave.id, Survey.key, Wave.name)
        .join(Wave.survey)
        .where(exists().where(Release.wave_id == Wave.id))
        .order_by(Survey.key, Wave.opens_on)
    )
    return [PublishedWaveName(row.id, f"{row.key}/{row.name}") for row in session.execute(wanted)]
