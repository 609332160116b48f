"""What the waves of an area asked, as it was frozen: the words beside a comment and its stars."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from portal.areas.scope import within
from portal.surveys.definition import STARS, AskedQuestion, asked_questions
from portal.surveys.models import Survey, Wave
from portal.surveys.services import as_asked
from portal.themes.comments import OVERALL


@dataclass(frozen=True)
class AskedWave:
    """One wave: its questions by their ids, and the one whose stars speak for the whole."""

    questions: Mapping[uuid.UUID, AskedQuestion]
    overall: uuid.UUID | None

    def wording(self, question_id: uuid.UUID) -> str | None:
        """How a question was worded; None where it came into the wave afterwards."""
        question = self.questions.get(question_id)
        return question.wording if question else None

    def star_words(self, stars: int | None) -> str:
        """The label of so many stars overall; empty where it has none."""
        question = self.questions.get(self.overall) if self.overall else None
        return question.labels[stars - 1] if question and question.labels and stars else ""


AskedWaves = Mapping[uuid.UUID, AskedWave]


def asked_in(session: Session, area_id: uuid.UUID) -> AskedWaves:
    """Every wave of the area that opened, by its id, in two queries."""
    wanted = (
        within(select(Wave).join(Wave.survey), Survey, area_id)
        .where(Wave.opened_on.is_not(None))
        .options(contains_eager(Wave.survey).selectinload(Survey.questions))
    )
    return {wave.id: _asked(wave) for wave in session.scalars(wanted)}


def overall_key(questions: Iterable[AskedQuestion]) -> str | None:
    """The one with stars that asks about everything; without it the first one with stars."""
    keys = [question.key for question in questions if question.kind == STARS]
    return OVERALL if OVERALL in keys else next(iter(keys), None)


def _asked(wave: Wave) -> AskedWave:
    ids = {row.key: row.id for row in wave.survey.questions}
    asked = asked_questions(wave.definition) or tuple(map(as_asked, wave.survey.questions))
    overall = overall_key(asked)
    return AskedWave(
        {ids[question.key]: question for question in asked},
        ids[overall] if overall else None,
    )
