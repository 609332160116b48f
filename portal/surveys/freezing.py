"""Freezing what a wave asks: questions, words in every language, of whom and how."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.surveys.definition import AskedQuestion, frozen
from portal.surveys.models import Question, Survey, SurveyTranslation, Wave
from portal.surveys.services import as_asked


def definition_of(session: Session, wave: Wave) -> dict[str, Any]:
    """What the wave would ask if it opened now, read from the survey as it stands."""
    invited_group = wave.invited_group or wave.survey.invited_group
    return as_it_stands(session, wave.survey) | {
        "invited_group": invited_group,
        "channel": wave.channel,
    }


def as_it_stands(session: Session, survey: Survey) -> dict[str, Any]:
    """What the survey asks now, as a definition of no wave: its way of asking is empty."""
    return frozen(
        questions_of(session, survey),
        invited_group=survey.invited_group,
        channel="",
        title=survey.title,
        introduction=survey.introduction,
        translations=_translations(session, survey),
        audience=survey.audience.value,
        layout=survey.layout.value,
        version=survey.version,
        asks_code_word=survey.asks_code_word,
    )


def questions_of(session: Session, survey: Survey) -> list[AskedQuestion]:
    """The survey's questions as they stand, in order, with their translations."""
    wanted = (
        select(Question)
        .where(Question.survey_id == survey.id, Question.removed.is_(False))
        .options(selectinload(Question.translations))
        .order_by(Question.position, Question.key)
    )
    return [_with_translations(row) for row in session.scalars(wanted)]


def _with_translations(row: Question) -> AskedQuestion:
    words = {
        each.language: {
            "wording": each.wording,
            "help_text": each.help_text,
            "labels": list(each.labels),
        }
        for each in sorted(row.translations, key=lambda each: each.language)
    }
    return replace(as_asked(row), translations=words or None)


def _translations(session: Session, survey: Survey) -> Mapping[str, Mapping[str, str]]:
    wanted = select(SurveyTranslation).where(SurveyTranslation.survey_id == survey.id)
    rows: Iterable[SurveyTranslation] = session.scalars(wanted.order_by(SurveyTranslation.language))
    return {
        each.language: {"title": each.title, "introduction": each.introduction} for each in rows
    }
