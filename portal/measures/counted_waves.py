"""A closed wave with its answers counted: all that its figures are worked out from."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.measures.answers import Answers, counted
from portal.measures.definitions import JudgedQuestion
from portal.measures.shape import WaveFigures


@dataclass(frozen=True)
class CountedWave:
    """One closed wave of a survey.

    `families` is how many sent answers; `by_question` says for each question's key how many
    gave each value; `published` is what stands published of it, if anything.
    """

    id: uuid.UUID
    survey_key: str
    survey_title: str
    area_id: uuid.UUID | None
    survey_id: uuid.UUID
    name: str
    opens_on: date
    closed_on: date
    invited: int | None
    definition: dict[str, Any]
    families: int
    by_question: Mapping[str, Mapping[int, int]]
    published: WaveFigures | None

    def answers(self, question: JudgedQuestion) -> Answers:
        """The answers to one question, counted; zero where nobody gave any."""
        return counted(question.asked.kind, self.by_question.get(question.asked.key, {}))
