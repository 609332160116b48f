"""Putting comments into themes, and keeping the themes themselves."""

import uuid
from collections.abc import Collection
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.feedback.arrival import hold_still, put_said_among_others
from portal.themes import theme_queries
from portal.themes.frame import STARTING_FRAME, ThemeWording
from portal.themes.models import Reading, Theme

MOVED = {"readings": ("id", "id"), "reading_themes": ("reading_id", "reading_id, theme_id")}
"""By which column a reading's rows are found, and in which order they are written."""


def set_themes(
    session: Session,
    comment_id: uuid.UUID,
    area_id: uuid.UUID,
    theme_ids: Collection[uuid.UUID],
    *,
    by: uuid.UUID,
    today: date,
) -> Reading:
    """Keep that `by` read the comment and put it into these themes; none is an answer too.

    Of several readings the last is kept, without any day or order. The audit record says that
    somebody read a comment on this day, and neither which one nor at what time: a comment that
    was read at a moment had come before it, and answers are kept without any moment. Raises
    `Refused` for a comment or a theme that is not the area's.
    """
    hold_still(session, comment_id)
    if not theme_queries.is_comment_of(session, area_id, comment_id):
        raise Refused("This comment is not among your area’s comments. Choose one from the list.")
    chosen = theme_queries.themes_called(session, area_id, theme_ids)
    if len(chosen) != len(set(theme_ids)):
        raise Refused("One of these themes is not your area’s. Reload the page and choose again.")
    reading = theme_queries.reading_of(session, comment_id)
    if reading is None:
        reading = Reading(comment_id=comment_id)
        session.add(reading)
    reading.read_by_id, reading.themes = by, list(chosen)
    session.flush()
    put_said_among_others(
        session, theme_queries.readings_beside(comment_id), Reading.id, reading.id, MOVED
    )
    record(
        session,
        Act.COMMENT_READ,
        at=datetime.combine(today, time.min, UTC),
        actor_id=by,
        area_id=area_id,
    )
    return reading


def ensure_frame(session: Session, area_id: uuid.UUID) -> None:
    """Give an area without themes the starting frame; an area with themes keeps its own."""
    theme_queries.lock_frame(session, area_id)
    if theme_queries.frame(session, area_id):
        return
    for position, wording in enumerate(STARTING_FRAME, start=1):
        session.add(Theme(area_id=area_id, position=position, **wording.columns()))
    session.flush()


def add_theme(
    session: Session, area_id: uuid.UUID, wording: ThemeWording, *, by: uuid.UUID, now: datetime
) -> Theme:
    """Add a theme at the end of the frame. Raises `Refused` where its name is taken."""
    theme_queries.lock_frame(session, area_id)
    there = theme_queries.frame(session, area_id)
    _check_name(wording.name, there)
    position = max((theme.position for theme in there), default=0) + 1
    theme = Theme(area_id=area_id, position=position, **wording.columns())
    session.add(theme)
    session.flush()
    record(session, Act.THEME_ADDED, at=now, actor_id=by, area_id=area_id, object_id=theme.id)
    return theme


def change_theme(
    session: Session, theme: Theme, wording: ThemeWording, *, by: uuid.UUID, now: datetime
) -> None:
    """Give a theme this wording; comments stay in it. Raises `Refused` for a taken name."""
    theme_queries.lock_frame(session, theme.area_id)
    frame = theme_queries.frame(session, theme.area_id)
    _check_name(wording.name, [other for other in frame if other.id != theme.id])
    changed = {
        name: text for name, text in wording.columns().items() if getattr(theme, name) != text
    }
    if not changed:
        return
    for name, text in changed.items():
        setattr(theme, name, text)
    session.flush()
    record(
        session,
        Act.THEME_CHANGED,
        at=now,
        actor_id=by,
        area_id=theme.area_id,
        object_id=theme.id,
        fields=sorted(changed),
    )


def _check_name(name: str, others: Collection[Theme]) -> None:
    if any(other.name.casefold() == name.casefold() for other in others):
        raise Refused(f"There is a theme called “{name}” already. Choose another name.")
