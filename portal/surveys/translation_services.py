"""Keeping what a survey says in other languages than English."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.surveys.agreement_services import start_over
from portal.surveys.fingerprints import SOMEBODY_CHANGED
from portal.surveys.freezing import as_it_stands
from portal.surveys.models import QuestionTranslation, Survey, SurveyTranslation
from portal.surveys.services import refuse_ended
from portal.surveys.translation_sheet import (
    HELP_TEXT,
    INTRODUCTION,
    TITLE,
    WORDING,
    Sheet,
    mark_of,
    sheet_of,
)

NOT_WHOLE = "Translate a question with its help text and every answer, or leave all of it empty."


def translate(
    session: Session,
    survey: Survey,
    language: str,
    said: Mapping[str, Mapping[str, str]],
    *,
    seen: str,
    by: uuid.UUID,
    now: datetime,
) -> bool:
    """Keep these words in place of the translation before. False where nothing is different.

    `said` holds the words of each piece by its key and their names; `seen` is the mark of the
    sheet that was translated. Both sides must agree to the survey again. Raises `Refused`
    where the survey changed since, where it has ended, and where a piece is said in part.
    `survey` is held by `making_queries.survey_with(to_change=True)`.
    """
    refuse_ended(survey)
    before = sheet_of(as_it_stands(session, survey), language)
    if seen != mark_of(before):
        raise Refused(SOMEBODY_CHANGED)
    after = _filled_in(before, said)
    if after == before:
        return False
    _forget(session, survey, language)
    _write(session, survey, language, after)
    start_over(session, survey)
    about = {"area_id": survey.area_id, "object_id": survey.id}
    record(session, Act.SURVEY_TRANSLATED, at=now, actor_id=by, language=language, **about)
    return True


def _filled_in(sheet: Sheet, said: Mapping[str, Mapping[str, str]]) -> Sheet:
    filled = [piece.filled_in(said.get(piece.key, {})) for piece in sheet]
    if any(piece.gaps for piece in filled):
        raise Refused(NOT_WHOLE)
    return filled


def _forget(session: Session, survey: Survey, language: str) -> None:
    """Take away all that was said in this language before."""
    ids = [row.id for row in survey.questions]
    for gone in (
        delete(SurveyTranslation).filter_by(survey_id=survey.id),
        delete(QuestionTranslation).where(QuestionTranslation.question_id.in_(ids)),
    ):
        session.execute(gone.filter_by(language=language))
    for row in survey.questions:
        session.expire(row, ["translations"])


def _write(session: Session, survey: Survey, language: str, sheet: Sheet) -> None:
    """Keep the pieces of the sheet that are translated."""
    own, *questions = sheet
    if own.is_translated:
        words = {TITLE: own.said[TITLE], INTRODUCTION: own.said.get(INTRODUCTION, "")}
        session.execute(
            insert(SurveyTranslation), [{"survey_id": survey.id, "language": language, **words}]
        )
    ids = {row.key: row.id for row in survey.questions}
    rows = [
        {
            "question_id": ids[piece.key],
            "language": language,
            "wording": piece.said[WORDING],
            "help_text": piece.said.get(HELP_TEXT, ""),
            "labels": list(piece.labels),
        }
        for piece in questions
        if piece.is_translated
    ]
    if rows:
        session.execute(insert(QuestionTranslation), rows)
