"""A forum's desk to test at: an area with a survey, waves, themes and a representative."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.domain.roles import Role
from portal.feedback.models import Comment
from portal.surveys.models import Question, Survey, Wave
from portal.themes.models import Theme
from tests.factories import Make


@dataclass
class Desk:
    """One area's desk; `comment` puts one more comment on it."""

    make: Make
    area: Area
    reader: Person
    survey: Survey
    overall: Question
    question: Question
    wave: Wave
    theme: Theme

    def comment(
        self,
        words: str = "A comment.",
        *,
        stars: int | None = 4,
        wave: Wave | None = None,
        **given: Any,
    ) -> Comment:
        answers = [] if stars is None else [(self.overall, stars)]
        response = self.make.response(wave or self.wave, *answers)
        facts = {"text": f"Original: {words}", "redacted_text": words}
        return self.make.comment(response, self.question, **facts | given)


@pytest.fixture
def desk_in(make: Make) -> Any:
    """Sets up the desk of the area with this slug."""

    def set_up(slug: str) -> Desk:
        area = make.area(slug)
        survey = make.survey(area)
        return Desk(
            make=make,
            area=area,
            reader=make.person(Role.FORUM_REPRESENTATIVE, area, name=f"Reader of {slug}"),
            survey=survey,
            overall=make.question(survey),
            question=make.question(survey, "comment", wording="What could be better?"),
            wave=make.wave(survey, date(2026, 1, 5), name="Winter", closes_on=date(2026, 3, 31)),
            theme=make.theme(area, "Waiting"),
        )

    return set_up


@pytest.fixture
def desk(desk_in: Any) -> Desk:
    """The desk of Wandsworth's forum."""
    desk: Desk = desk_in("wandsworth")
    return desk
