"""Keeping answers: what a family said, and nothing about who said it."""

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.masking import masked
from portal.domain.refusal import Refused
from portal.domain.typed_words import tidy_words
from portal.feedback import definition, queries
from portal.feedback.answers import Said
from portal.feedback.definition import COMMENT, AskedQuestion, asked_questions
from portal.feedback.models import Answer, Comment, Question, Response, Survey, Wave
from portal.feedback.textblob_scorer import polarity, scored_by
from portal.feedback.wave_states import WaveState, wave_state

NOT_OPEN = "This survey is not open, so nothing was kept."


Rows = list[tuple[type[Any], list[dict[str, Any]]]]


class NotKept(RuntimeError):
    """The database did not take an answer. Says what kind of fault it was, and no more."""


def ensure_survey(session: Session, area: Area) -> Survey:
    """The area's survey about the assessment, made now if it is not there yet.

    One that is there stays as it is: its words belong to the answers given so far.
    """
    survey = queries.assessment_survey(session, area)
    if survey is not None:
        return survey
    survey = Survey(
        area_id=area.id,
        key=definition.survey_key(area.slug),
        title=definition.TITLE,
        introduction=definition.INTRODUCTION,
        invited_group=definition.INVITED_GROUP,
        questions=[
            Question(
                key=question.key,
                kind=question.kind,
                wording=question.wording,
                concept=question.concept,
                labels=list(question.labels),
                high_is_good=question.high_is_good,
                position=position,
            )
            for position, question in enumerate(definition.ASSESSMENT, start=1)
        ],
    )
    session.add(survey)
    session.flush()
    return survey


def as_asked(question: Question) -> AskedQuestion:
    """The question as a definition holds it."""
    return AskedQuestion(
        key=question.key,
        kind=question.kind,
        wording=question.wording,
        concept=question.concept,
        labels=tuple(question.labels),
        high_is_good=question.high_is_good,
        position=question.position,
    )


def response_id_for(token: str) -> uuid.UUID:
    """The id of the response that a form with this random token makes: always the same one."""
    return uuid.UUID(bytes=hashlib.sha256(token.encode()).digest()[:16], version=4)


def record_response(
    session: Session, wave: Wave, said: Said, *, response_id: uuid.UUID, today: date
) -> bool:
    """Keep what one family said; False where this response is kept already.

    Kept are the month, the answers and the words, masked and scored: no day, no person, no
    address. Raises `Refused` when the wave is not open, when nothing was said, and for an
    answer that the wave does not offer. `wave` comes with its survey.
    """
    if wave_state(wave, today) is not WaveState.OPEN:
        raise Refused(NOT_OPEN)
    said = replace(said, comment=tidy_words(said.comment))
    said.check(asked_questions(wave.definition))
    ids = queries.question_ids(session, wave.survey_id)
    rows: Rows = [
        (Response, [{"id": response_id, "wave_id": wave.id, "month": today.replace(day=1)}]),
        (Answer, [{"question_id": ids[key], "value": said.answers[key]} for key in said.answers]),
    ]
    if said.comment:
        kept = comment_values(said.comment, *names_for(session, wave.survey.area_id))
        asked = {"question_id": ids[COMMENT], "may_be_published": said.may_be_published}
        rows.append((Comment, [asked | kept]))
    return _insert_once(session, response_id, rows)


def comment_values(words: str, names: Collection[str], allowed: Collection[str]) -> dict[str, Any]:
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
    return queries.names_in(session, area_id), queries.public_names_in(session, area_id)


def _insert_once(session: Session, response_id: uuid.UUID, rows: Rows) -> bool:
    """Insert the rows of one response, or nothing where a response of this id is there.

    The database decides, so that of two clicks at once only one counts. Its own error would
    carry the family's words into the log: only the kind of error goes on.
    """
    try:
        with session.begin_nested():
            for table, values in rows:
                owner = {} if table is Response else {"response_id": response_id}
                if values:
                    session.execute(insert(table), [owner | row for row in values])
    except IntegrityError as problem:
        if session.get(Response, response_id) is None:
            raise NotKept(type(problem).__name__) from None
        return False
    except SQLAlchemyError as problem:
        raise NotKept(type(problem).__name__) from None
    return True
