"""Reading comments and themes for the forum.

Columns are chosen one by one: what a family wrote before names were masked is never read
here, so no page of the forum can show it.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.domain.sentiment import NEGATIVE_BELOW, POSITIVE_ABOVE, Sentiment
from portal.feedback.models import Answer, Comment
from portal.surveys.models import Question, Survey, Wave
from portal.themes.area_comments import of_area, of_area_with_stars
from portal.themes.asked import AskedWaves
from portal.themes.comments import MaskedComment, ReadByAPerson
from portal.themes.filters import Filters
from portal.themes.models import Reading, reading_themes
from portal.themes.tallies import CountedComments, Tally
from portal.themes.theme_queries import themes_of

SENTIMENT: dict[Sentiment, ColumnElement[bool]] = {
    Sentiment.NEGATIVE: Comment.polarity < NEGATIVE_BELOW,
    Sentiment.NEUTRAL: Comment.polarity.between(NEGATIVE_BELOW, POSITIVE_ABOVE),
    Sentiment.POSITIVE: Comment.polarity > POSITIVE_ABOVE,
}
SHOWN: tuple[Any, ...] = (
    Comment.id,
    Comment.redacted_text,
    Comment.polarity,
    Question.id.label("question_id"),
    Question.wording,
    Survey.title.label("survey"),
    Survey.audience,
    Wave.id.label("wave_id"),
    Wave.name.label("wave"),
    Wave.opens_on,
    Answer.value.label("stars"),
    Reading.id.label("reading_id"),
    Person.name.label("reader"),
)
NEWEST_WAVE_FIRST = (Wave.opens_on.desc(), Wave.id, Comment.id)


def tally(session: Session, area_id: uuid.UUID, today: date) -> Tally:
    """All the comments of the area, counted."""
    is_open = and_(Wave.closed_on.is_(None), Wave.closes_on >= today)
    each = (
        of_area(
            area_id,
            Survey.id.label("survey_id"),
            Survey.title.label("survey"),
            Survey.audience,
            Wave.id.label("wave_id"),
            Wave.name.label("wave"),
            Wave.opens_on,
            is_open.label("wave_is_open"),
            Reading.id.is_not(None).label("read"),
        )
        .outerjoin(Reading, Reading.comment_id == Comment.id)
        .subquery()
    )
    counted = (
        select(*each.c, func.count().label("comments"))
        .group_by(*each.c)
        .order_by(each.c.opens_on.desc(), each.c.wave_id)
    )
    return Tally(
        [
            CountedComments(
                survey_id=row.survey_id,
                survey=row.survey,
                audience=row.audience,
                wave_id=row.wave_id,
                wave=row.wave,
                wave_is_open=row.wave_is_open,
                read=row.read,
                comments=row.comments,
            )
            for row in session.execute(counted)
        ]
    )


def how_many(session: Session, area_id: uuid.UUID, asked: AskedWaves, filters: Filters) -> int:
    """How many comments of the area pass the filters."""
    counted = _comments(area_id, asked, func.count()).where(*_conditions(filters))
    return session.scalar(counted) or 0


def page_of_comments(
    session: Session,
    area_id: uuid.UUID,
    asked: AskedWaves,
    filters: Filters,
    *,
    skip: int,
    take: int,
) -> list[MaskedComment]:
    """Comments of the area that pass the filters: unread first, then the newest wave.

    Within a wave their order is that of their random ids, which tells nothing of when or in
    which order they came.
    """
    wanted = (
        _masked_comments(area_id, asked)
        .where(*_conditions(filters))
        .order_by(Reading.id.is_not(None), *NEWEST_WAVE_FIRST)
        .offset(skip)
        .limit(take)
    )
    return _with_themes(session, asked, session.execute(wanted).all())


def comment(
    session: Session, area_id: uuid.UUID, asked: AskedWaves, comment_id: uuid.UUID
) -> MaskedComment | None:
    """One comment of the area."""
    wanted = _masked_comments(area_id, asked).where(Comment.id == comment_id)
    found = _with_themes(session, asked, session.execute(wanted).all())
    return found[0] if found else None


def next_unread(
    session: Session,
    area_id: uuid.UUID,
    asked: AskedWaves,
    filters: Filters,
    after: MaskedComment,
) -> uuid.UUID | None:
    """The unread comment that follows `after` on the list; at its end, the first on it."""
    further = or_(
        Wave.opens_on < after.wave_opens_on,
        and_(Wave.opens_on == after.wave_opens_on, Wave.id > after.wave_id),
        and_(Wave.id == after.wave_id, Comment.id > after.id),
    )
    wanted = (
        _comments(area_id, asked, Comment.id)
        .where(*_conditions(filters), Reading.id.is_(None), Comment.id != after.id)
        .order_by(not_(further), *NEWEST_WAVE_FIRST)
        .limit(1)
    )
    found: uuid.UUID | None = session.scalar(wanted)
    return found


def _comments(area_id: uuid.UUID, asked: AskedWaves, *columns: Any) -> Select[Any]:
    """`columns` of the area's comments, with what was asked and whether they were read."""
    return (
        of_area_with_stars(area_id, asked, *columns)
        .join(Question, Question.id == Comment.question_id)
        .outerjoin(Reading, Reading.comment_id == Comment.id)
    )


def _masked_comments(area_id: uuid.UUID, asked: AskedWaves) -> Select[Any]:
    return _comments(area_id, asked, *SHOWN).outerjoin(Person, Person.id == Reading.read_by_id)


def _conditions(filters: Filters) -> Iterable[ColumnElement[bool]]:
    in_a_theme = select(reading_themes.c.reading_id)
    if filters.stars is not None:
        yield Answer.value == filters.stars
    if filters.without_stars:
        yield Answer.value.is_(None)
    if filters.sentiment is not None:
        yield SENTIMENT[filters.sentiment]
    if filters.survey is not None:
        yield Survey.id == filters.survey
    if filters.wave is not None:
        yield Wave.id == filters.wave
    if filters.theme is not None:
        yield Reading.id.in_(in_a_theme.where(reading_themes.c.theme_id == filters.theme))
    if filters.without_theme:
        yield and_(Reading.id.is_not(None), Reading.id.not_in(in_a_theme))
    if filters.read is not None:
        yield Reading.id.is_not(None) if filters.read else Reading.id.is_(None)


def _with_themes(
    session: Session, asked: AskedWaves, rows: Sequence[Row[Any]]
) -> list[MaskedComment]:
    themes = themes_of(session, [row.reading_id for row in rows if row.reading_id])
    return [
        MaskedComment(
            id=row.id,
            text=row.redacted_text,
            question=asked[row.wave_id].wording(row.question_id) or row.wording,
            survey=row.survey,
            audience=row.audience,
            wave_id=row.wave_id,
            wave=row.wave,
            wave_opens_on=row.opens_on,
            stars=row.stars,
            star_words=asked[row.wave_id].star_words(row.stars),
            polarity=row.polarity,
            reading=row.reading_id
            and ReadByAPerson(row.reader, tuple(themes.get(row.reading_id, ()))),
        )
        for row in rows
    ]
