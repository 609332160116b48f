"""Reading the theme frame of an area, and what was put into each theme."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, selectinload

from portal.areas.models import Area
from portal.areas.scope import within
from portal.domain.ratings import STARS, StarCounts
from portal.feedback.models import Answer, Comment, Response
from portal.surveys.models import Survey
from portal.themes.area_comments import of_area, of_area_with_stars
from portal.themes.asked import AskedWaves
from portal.themes.models import Reading, Theme, reading_themes
from portal.themes.tallies import ThemeFigures

IN_FRAME_ORDER = (Theme.position, Theme.name)


def frame(session: Session, area_id: uuid.UUID) -> Sequence[Theme]:
    """The themes of the area, in the order the forum set."""
    return session.scalars(within(select(Theme), Theme, area_id).order_by(*IN_FRAME_ORDER)).all()


def theme(session: Session, area_id: uuid.UUID, theme_id: uuid.UUID) -> Theme | None:
    """One theme of the area."""
    return session.scalar(within(select(Theme), Theme, area_id).where(Theme.id == theme_id))


def themes_called(
    session: Session, area_id: uuid.UUID, theme_ids: Iterable[uuid.UUID]
) -> Sequence[Theme]:
    """Those of `theme_ids` that are themes of the area."""
    wanted = within(select(Theme), Theme, area_id).where(Theme.id.in_(set(theme_ids)))
    return session.scalars(wanted.order_by(*IN_FRAME_ORDER)).all()


def reading_of(session: Session, comment_id: uuid.UUID) -> Reading | None:
    """What was said of a comment when it was last read, with its themes."""
    wanted = select(Reading).where(Reading.comment_id == comment_id)
    return session.scalar(wanted.options(selectinload(Reading.themes)))


def readings_beside(comment_id: uuid.UUID) -> Select[uuid.UUID]:
    """The readings of comments in the same wave as this one."""
    wave = (
        select(Response.wave_id)
        .join(Comment, Comment.response_id == Response.id)
        .where(Comment.id == comment_id)
        .scalar_subquery()
    )
    return (
        select(Reading.id)
        .join(Comment, Comment.id == Reading.comment_id)
        .join(Response, Response.id == Comment.response_id)
        .where(Response.wave_id == wave)
    )


def themes_of(
    session: Session, reading_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
    """Per reading the ids and names of its themes, in frame order."""
    wanted = (
        select(reading_themes.c.reading_id, Theme.id, Theme.name)
        .join(Theme, Theme.id == reading_themes.c.theme_id)
        .where(reading_themes.c.reading_id.in_(reading_ids))
        .order_by(*IN_FRAME_ORDER)
    )
    found: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
    for row in session.execute(wanted):
        found.setdefault(row.reading_id, []).append((row.id, row.name))
    return found


def theme_figures(
    session: Session, area_id: uuid.UUID, asked: AskedWaves, survey_id: uuid.UUID | None
) -> list[ThemeFigures]:
    """What of one survey was put into each theme; a theme with nothing in it is there too."""
    each = (
        of_area_with_stars(
            area_id, asked, Comment.id, Comment.response_id, Answer.value.label("stars")
        )
        .where(Survey.id == survey_id)
        .subquery()
    )
    counted = (
        select(
            Theme.id,
            Theme.name,
            each.c.stars,
            func.count(each.c.id).label("comments"),
            func.count(each.c.response_id.distinct()).label("families"),
        )
        .outerjoin(reading_themes, reading_themes.c.theme_id == Theme.id)
        .outerjoin(Reading, Reading.id == reading_themes.c.reading_id)
        .outerjoin(each, each.c.id == Reading.comment_id)
        .group_by(Theme.id, Theme.name, Theme.position, each.c.stars)
        .order_by(*IN_FRAME_ORDER)
    )
    by_theme: dict[uuid.UUID, list[Row[Any]]] = {}
    for row in session.execute(within(counted, Theme, area_id)):
        by_theme.setdefault(row.id, []).append(row)
    return [_figures(rows) for rows in by_theme.values()]


def _figures(rows: Sequence[Row[Any]]) -> ThemeFigures:
    families = {row.stars: row.families for row in rows}
    return ThemeFigures(
        id=rows[0].id,
        name=rows[0].name,
        comments=sum(row.comments for row in rows),
        stars=StarCounts(tuple(families.get(stars, 0) for stars in STARS)),
    )


def is_comment_of(session: Session, area_id: uuid.UUID, comment_id: uuid.UUID) -> bool:
    """Whether the area has this comment. Locks it, so that two readers take turns."""
    wanted = of_area(area_id, Comment.id).where(Comment.id == comment_id)
    return session.scalar(wanted.with_for_update(of=Comment)) is not None


def lock_frame(session: Session, area_id: uuid.UUID) -> None:
    """Let others who would change the area's frame wait until this one is done."""
    session.execute(select(Area.id).where(Area.id == area_id).with_for_update())
