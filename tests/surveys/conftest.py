"""An area whose survey about the assessment is open, and the people who make its surveys."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.domain.roles import Role
from portal.surveys import agreement_services, making_queries, question_services
from portal.surveys.definition import STARS, AskedQuestion
from portal.surveys.models import Audience, Question, Side, Survey
from portal.surveys.services import make_survey
from portal.surveys.starting_files import StartingSurvey
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, area, wave

__all__ = ["area", "wave"]

STAR_LABELS = ("very bad", "bad", "neither", "good", "very good")


def stars(wording: str = "How was it?", **given: Any) -> AskedQuestion:
    """A sound question with stars."""
    facts: dict[str, Any] = {
        "key": "",
        "kind": STARS,
        "wording": wording,
        "concept": "Satisfaction",
        "labels": STAR_LABELS,
    }
    return AskedQuestion(**facts | given)


@dataclass
class Makers:
    """An administrator and somebody of the forum, and what they do to the area's surveys."""

    session: Session
    area: Area
    administrator: Person
    forum: Person
    today: date = TODAY

    def survey(self, title: str = "How it went", start: StartingSurvey | None = None) -> Survey:
        survey = make_survey(
            self.session,
            self.area,
            title=title,
            audience=Audience.PARENT,
            start=start,
            by=self.administrator.id,
            now=NOW,
        )
        self.session.commit()
        return self.fresh(survey)

    def fresh(self, survey: Survey) -> Survey:
        """The survey as it stands in the database."""
        self.session.commit()
        self.session.expire_all()
        found = making_queries.survey_with(self.session, self.area, survey.id, to_change=True)
        assert found
        return found

    def add(self, survey: Survey, wording: str = "How was it?", **given: Any) -> Question:
        asked = stars(wording)
        return question_services.add_question(
            self.session, survey, replace(asked, **given), by=self.forum.id, now=NOW
        )

    def agree(self, survey: Survey, *sides: Side) -> None:
        people = {Side.COUNCIL: self.administrator, Side.FORUM: self.forum}
        for side in sides or tuple(Side):
            agreement_services.agree(
                self.session, survey, side, by=people[side].id, today=self.today, now=NOW
            )
        self.session.commit()


def makers_of(make: Make, area: Area) -> Makers:
    return Makers(
        make.session,
        area,
        make.person(Role.ADMINISTRATOR, area, name="Ada Council"),
        make.person(Role.FORUM_REPRESENTATIVE, area, name="Fay Forum"),
    )


@pytest.fixture
def makers(make: Make, area: Area) -> Makers:
    return makers_of(make, area)
