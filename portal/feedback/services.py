"""Keeping answers: what a person said, and nothing about who said it."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Insert, bindparam, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.domain.masking import masked
from portal.domain.refusal import Refused
from portal.domain.typed_words import tidy_words
from portal.extensions import Base
from portal.feedback import arrival
from portal.feedback.answers import Said, Words
from portal.feedback.entries import Entry, kept_tags, spend
from portal.feedback.models import Answer, Comment, Response
from portal.feedback.names import private_names, public_names
from portal.feedback.textblob_scorer import polarity, scored_by
from portal.surveys.definition import asked_questions
from portal.surveys.models import Wave
from portal.surveys.queries import question_ids
from portal.surveys.wave_states import WaveState, wave_state

NOT_OPEN = "This survey is not open, so nothing was kept."

Row = dict[str, Any]
Comments = Mapping[str, Row]

# Statements that every answer needs are made ready once.
WAVES, RESPONSES = Wave.__table__.c, Response.__table__.c
HOLD = (
    select(WAVES.opens_on, WAVES.closes_on, WAVES.opened_on, WAVES.closed_on)
    .where(WAVES.id == bindparam("wave_id"))
    .with_for_update(key_share=True)
)
KEPT_ALREADY = select(RESPONSES.id).where(RESPONSES.id == bindparam("id"))
RESPONSE, ANSWER, COMMENT = (
    insert(Base.metadata.tables[model.__tablename__]) for model in (Response, Answer, Comment)
)


class Days(NamedTuple):
    """A wave's days as they are while nobody can change them."""

    opens_on: date
    closes_on: date
    opened_on: date | None
    closed_on: date | None


class NotKept(RuntimeError):
    """The database did not take an answer. Says what kind of fault it was, and no more."""


class WaveClosed(Refused):
    """The wave takes no answers, or no more."""


def record_response(
    session: Session,
    wave: Wave,
    said: Said,
    *,
    response_id: uuid.UUID,
    today: date,
    entry: Entry = Entry(),  # noqa: B008 (a value that nothing can change)
    pair_mark: str | None = None,
    comments: Comments | None = None,
) -> bool:
    """Keep what one person said; False where this response is kept already.

    Kept are the answers and the words, masked and scored, and the month in which the wave
    opened: no day, no person, no address. The month of the answer itself is not kept, because
    in a month with few answers it would tell whose they are. Raises `WaveClosed` when the wave
    is not open, `TicketSpent` where the ticket was used before, and `Refused` when nothing was
    said or something that the wave does not offer. `wave` comes with its survey. Others who
    send answers to the same wave wait meanwhile. `comments` are what `masked_comments` made of
    the same words, where that was done before.
    """
    said = _tidied(said).to(asked := asked_questions(wave.definition))
    said.check(asked)
    if comments is None:
        comments = masked_comments(session, wave, said)
    opened_on = _hold(session, wave, today)
    if session.scalar(KEPT_ALREADY, {"id": response_id}) is not None:
        return False
    spend(session, wave.id, entry)
    month, tags = opened_on.replace(day=1), kept_tags(session, wave.id, entry)
    response = {"id": response_id, "wave_id": wave.id, "month": month, "pair_mark": pair_mark}
    answers, words = _rows_of(response_id, said, comments, question_ids(session, wave.survey_id))
    _insert(session, [(RESPONSE, [response | tags]), (ANSWER, answers), (COMMENT, words)])
    arrival.put_among_others(session, wave.id, response_id)
    if entry.digest is not None:
        arrival.put_ticket_among_others(session, wave.id, entry.digest)
    return True


def comment_values(words: str, names: Collection[str], allowed: Collection[str]) -> Row:
    """The columns of a comment that follow from its words."""
    return {
        "text": words,
        "redacted_text": masked(words, names, allowed),
        "polarity": polarity(words),
        "scored_by": scored_by(),
    }


def names_for(session: Session, area_id: uuid.UUID | None) -> tuple[set[str], set[str]]:
    """The names to mask and the names to leave, for answers given in an area."""
    if area_id is None:
        return set(), set()
    return private_names(session, area_id), public_names(session, area_id)


def _rows_of(
    response_id: uuid.UUID, said: Said, comments: Comments, ids: Mapping[str, uuid.UUID]
) -> tuple[list[Row], list[Row]]:
    """The rows of the answers and of the comments; `ids` are those of the questions by key."""
    answers = [
        {"response_id": response_id, "question_id": ids[key], "value": value}
        for key, value in said.answers.items()
    ]
    words = [
        {"id": uuid.uuid4(), "response_id": response_id, "question_id": ids[key], **values}
        for key, values in comments.items()
        if key in said.comments
    ]
    return answers, words


def _tidied(said: Said) -> Said:
    comments = {
        key: Words(tidy_words(words.text), words.may_be_published)
        for key, words in said.comments.items()
    }
    return Said(said.answers, comments, said.code_word)


def masked_comments(session: Session, wave: Wave, said: Said) -> Comments:
    """The columns of each comment by its question, worked out before anybody has to wait."""
    comments = {key: words for key, words in _tidied(said).comments.items() if words.text}
    names = names_for(session, wave.survey.area_id) if comments else ()
    return {
        key: comment_values(words.text, *names) | {"may_be_published": words.may_be_published}
        for key, words in comments.items()
    }


def _hold(session: Session, wave: Wave, today: date) -> date:
    """Keep the wave from being closed, and others from keeping answers, until we are done.

    Returns the day on which it opened.
    """
    held = Days(*session.execute(HOLD, {"wave_id": wave.id}).one())
    if held.opened_on is None or wave_state(held, today) is not WaveState.OPEN:
        raise WaveClosed(NOT_OPEN)
    return held.opened_on


def _insert(session: Session, rows: list[tuple[Insert, list[Row]]]) -> None:
    """Insert the rows of one response. The database's own error would carry the family's words
    into the log: only the kind of error goes on.
    """
    try:
        for statement, values in rows:
            if values:
                session.execute(statement, values)
    except SQLAlchemyError as problem:
        raise NotKept(type(problem).__name__) from None
