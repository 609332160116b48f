"""Waves with invented answers: as many responses as the counts ask for, kept at once."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback.models import Answer, Response, WayCount
from portal.measures.services import publish_due_releases
from portal.surveys.definition import frozen
from portal.surveys.models import Question, Survey, Wave
from portal.surveys.services import as_asked
from tests.factories import Make

TODAY = date(2026, 3, 16)
# The first moment of the tests’ today, so that nothing done later that day comes before it.
NOW = datetime(2026, 3, 16, 0, 0, tzinfo=UTC)

# The counts of the worked example that the statistics are checked against: no clear change.
EARLIER = (4, 6, 9, 14, 7)
LATER = (2, 4, 8, 16, 12)
MUCH_BETTER = (5, 5, 5, 20, 25)


@dataclass
class HeldSurvey:
    """A survey with three judged questions, and waves held on request."""

    session: Session
    make: Make
    survey: Survey
    questions: dict[str, Question]

    def hold(
        self,
        opens_on: date,
        counts: Mapping[str, Sequence[int]],
        *,
        closed: bool = True,
        more: int = 0,
        **given: Any,
    ) -> Wave:
        """One wave; `counts` by question key, in the order of the scale.

        `more` families answered none of these questions.
        """
        closes_on = opens_on + timedelta(days=30)
        facts: dict[str, Any] = {
            "name": f"{opens_on:%B %Y}",
            "closes_on": closes_on,
            "closed_on": closes_on if closed else None,
            "channel": "web",
        }
        facts |= given
        wave = self.make.wave(self.survey, opens_on, definition=self.frozen(facts), **facts)
        self.answer(wave, counts, more)
        return wave

    def frozen(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What the questions ask at this moment, and of whom."""
        return frozen(
            map(as_asked, self.questions.values()),
            invited_group=self.survey.invited_group,
            channel=facts["channel"],
            audience=self.survey.audience.value,
            layout=self.survey.layout.value,
        )

    def ask(self, kind: str, **given: Any) -> Question:
        """Ask one more question, from the next wave on."""
        position = len(self.questions) + 1
        question = self.make.question(self.survey, kind, **{"position": position} | given)
        self.questions[question.key] = question
        return question

    def came(self, wave: Wave, **by_way: int) -> None:
        """Let so many answers have come by each way in."""
        for way, used in by_way.items():
            self.session.add(WayCount(wave_id=wave.id, way=way, stage="", band="", used=used))
        self.session.commit()

    def answer(self, wave: Wave, counts: Mapping[str, Sequence[int]], more: int = 0) -> None:
        """Let as many families answer as the counts say."""
        piles = [
            [(self.questions[key].id, value) for value in self._values(key, row)]
            for key, row in counts.items()
        ]
        families = [*zip_longest(*piles), *([()] * more)]
        responses = [
            {"id": uuid.uuid4(), "wave_id": wave.id, "month": wave.opens_on} for _ in families
        ]
        answers = [
            {"response_id": response["id"], "question_id": given[0], "value": given[1]}
            for response, family in zip(responses, families, strict=True)
            for given in family
            if given is not None
        ]
        self.session.execute(insert(Response), responses)
        self.session.execute(insert(Answer), answers)
        self.session.commit()

    def publish(self) -> int:
        """Publish what is due."""
        published = publish_due_releases(self.session, today=TODAY, now=NOW)
        self.session.commit()
        return published

    def _values(self, key: str, row: Sequence[int]) -> list[int]:
        lowest = 0 if self.questions[key].kind == "yes_no" else 1
        return [value for value, times in enumerate(row, start=lowest) for _ in range(times)]


def a_survey(session: Session, make: Make, area: Area | None, **given: Any) -> HeldSurvey:
    """A survey that asks for overall stars, for stars on being informed, and yes or no."""
    survey = make.survey(area, **given)
    questions = [
        make.question(survey, key="satisfaction", wording="How was it as a whole?"),
        make.question(
            survey, key="informed", position=2, wording="How well were you kept informed?"
        ),
        make.question(
            survey, "yes_no", key="knew", position=3, wording="Did you know what came next?"
        ),
        make.question(survey, "comment", key="words", position=4, wording="What should change?"),
    ]
    return HeldSurvey(session, make, survey, {question.key: question for question in questions})
