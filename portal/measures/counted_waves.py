"""A closed wave with its answers counted: all that its figures are worked out from."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from portal.measures.answers import Answers
from portal.measures.counting import counted
from portal.measures.definitions import JudgedQuestion
from portal.measures.follow_ups import is_withheld
from portal.measures.shape import WaveFigures
from portal.surveys.definition import AskedQuestion, asked_questions


@dataclass(frozen=True)
class CountedWave:
    """One closed wave of a survey.

    `families` is how many sent answers; `by_question` says for each question's key how many
    gave each value; `published` is what stands published of it, if anything. `by_way` is how
    many came by each way in, 0 for a planned one that nobody took; empty where the wave is
    older than that count.
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
    by_way: Mapping[str, int] = field(default_factory=dict)

    def answers(self, question: JudgedQuestion) -> Answers:
        """The answers to one question, counted; zero where nobody gave any."""
        return counted(question.asked, self.by_question.get(question.asked.key, {}))

    def withholds(self, question: AskedQuestion) -> bool:
        """Whether nothing of the question may be known, for what it tells of an earlier one."""
        return is_withheld(question, self._asked, self.by_question)

    @cached_property
    def _asked(self) -> dict[str, AskedQuestion]:
        return {question.key: question for question in asked_questions(self.definition)}
