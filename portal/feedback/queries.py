"""Reading answers by the number."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.feedback.models import ImportedAnswer, Response, WayCount
from portal.surveys.channels import Channel
from portal.surveys.models import Survey, Wave


def responses_by_wave(session: Session, waves: Iterable[Wave]) -> Mapping[uuid.UUID, int]:
    """How many families answered in each of these waves; waves without answers are absent."""
    counted = (
        select(Response.wave_id, func.count())
        .where(Response.wave_id.in_([wave.id for wave in waves]))
        .group_by(Response.wave_id)
    )
    return dict(session.execute(counted).all())


def ways_by_wave(
    session: Session, waves: Iterable[Wave]
) -> Mapping[uuid.UUID, Mapping[Channel, int]]:
    """By which ways answers came into each of these waves, and how many by each.

    Exact counts: whoever shows them passes them through the disclosure control first.
    """
    counted = (
        select(WayCount.wave_id, WayCount.way, func.sum(WayCount.used))
        .where(WayCount.wave_id.in_([wave.id for wave in waves]))
        .group_by(WayCount.wave_id, WayCount.way)
    )
    found: dict[uuid.UUID, dict[Channel, int]] = {}
    for wave_id, way, used in session.execute(counted):
        found.setdefault(wave_id, {})[Channel(way)] = int(used)
    return found


def imported_digests(session: Session, survey_key: str) -> set[str]:
    """The digests of every answer that was imported into a survey."""
    survey_id = select(Survey.id).where(Survey.key == survey_key).scalar_subquery()
    wanted = select(ImportedAnswer.digest).where(ImportedAnswer.survey_id == survey_id)
    return set(session.scalars(wanted))
