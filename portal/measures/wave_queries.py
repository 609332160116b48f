"""Closed waves and their answers, counted by the database; never read one by one."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from portal.feedback.models import Answer, Response, WayCount
from portal.measures.counted_waves import CountedWave
from portal.measures.models import Release
from portal.measures.shape import WaveFigures
from portal.surveys.models import Question, Wave

WaveAndBefore = tuple[uuid.UUID, uuid.UUID | None]


def due_waves(session: Session, today: date) -> list[WaveAndBefore]:
    """Closed waves without a release, oldest first, each with the closed wave before it."""
    earlier = aliased(Wave)
    before = (
        select(earlier.id)
        .where(
            earlier.survey_id == Wave.survey_id,
            earlier.opens_on < Wave.opens_on,
            earlier.closed_on <= today,
        )
        .order_by(earlier.opens_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    wanted = (
        select(Wave.id, before)
        .where(Wave.closed_on <= today, ~exists().where(Release.wave_id == Wave.id))
        .order_by(Wave.opens_on, Wave.id)
    )
    return [(wave_id, before_id) for wave_id, before_id in session.execute(wanted)]


def counted_waves(
    session: Session, wave_ids: Collection[uuid.UUID | None]
) -> dict[uuid.UUID | None, CountedWave]:
    """These closed waves, answers counted, in five queries however many; None is no wave."""
    ids = {wave_id for wave_id in wave_ids if wave_id is not None}
    families, answers = _families(session, ids), _answers(session, ids)
    published, used = _published(session, ids), _used_ways(session, ids)
    wanted = select(Wave).join(Wave.survey).options(contains_eager(Wave.survey))
    return {
        wave.id: _counted(
            wave,
            families=families.get(wave.id, 0),
            by_question=answers[wave.id],
            published=published.get(wave.id),
            by_way=dict.fromkeys(wave.channels, 0) | used[wave.id],
        )
        for wave in session.scalars(wanted.where(Wave.id.in_(ids)).order_by(Wave.opens_on))
    }


def _counted(
    wave: Wave,
    *,
    families: int,
    by_question: dict[str, dict[int, int]],
    published: WaveFigures | None,
    by_way: dict[str, int],
) -> CountedWave:
    if wave.closed_on is None or wave.definition is None:
        raise ValueError(f"The wave {wave.id} was never opened and closed.")
    return CountedWave(
        id=wave.id,
        survey_id=wave.survey_id,
        survey_key=wave.survey.key,
        survey_title=wave.survey.title,
        area_id=wave.survey.area_id,
        name=wave.name,
        opens_on=wave.opens_on,
        closed_on=wave.closed_on,
        invited=wave.invited,
        definition=wave.definition,
        families=families,
        by_question=by_question,
        published=published,
        by_way=by_way,
    )


def waves_behind(
    session: Session, releases: Iterable[Release]
) -> dict[uuid.UUID, tuple[CountedWave, CountedWave | None]]:
    """By release: its wave and the one it was compared with, their answers counted now."""
    pairs = {release.id: (release.wave_id, _compared_with(release)) for release in releases}
    counted = counted_waves(session, {wave_id for pair in pairs.values() for wave_id in pair})
    return {
        release_id: (counted[wave_id], counted.get(before_id))
        for release_id, (wave_id, before_id) in pairs.items()
    }


def _compared_with(release: Release) -> uuid.UUID | None:
    named = release.figures["compared_with"]
    return uuid.UUID(named["id"]) if named else None


def _families(session: Session, wave_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    wanted = (
        select(Response.wave_id, func.count().label("families"))
        .where(Response.wave_id.in_(wave_ids))
        .group_by(Response.wave_id)
    )
    return {row.wave_id: row.families for row in session.execute(wanted)}


def _used_ways(
    session: Session, wave_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[str, int]]:
    """Per wave, how many came by each way in, whatever stage and band their tickets told."""
    wanted = (
        select(WayCount.wave_id, WayCount.way, func.sum(WayCount.used).label("used"))
        .where(WayCount.wave_id.in_(wave_ids))
        .group_by(WayCount.wave_id, WayCount.way)
        .order_by(WayCount.way)
    )
    used: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    for row in session.execute(wanted):
        used[row.wave_id][row.way] = int(row.used)
    return used


def _published(session: Session, wave_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, WaveFigures]:
    """The figures that stand of each wave: those of its last release."""
    wanted = (
        select(Release.wave_id, Release.figures)
        .where(Release.wave_id.in_(wave_ids))
        .order_by(Release.number)
    )
    return {row.wave_id: row.figures for row in session.execute(wanted)}


def _answers(
    session: Session, wave_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[str, dict[int, int]]]:
    """Per wave and question, how many gave each value."""
    wanted = (
        select(Response.wave_id, Question.key, Answer.value, func.count())
        .join(Answer, Answer.response_id == Response.id)
        .join(Question, Question.id == Answer.question_id)
        .where(Response.wave_id.in_(wave_ids))
        .group_by(Response.wave_id, Question.key, Answer.value)
    )
    counted: dict[uuid.UUID, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for wave_id, key, value, number in session.execute(wanted):
        counted[wave_id][key][value] = number
    return counted
