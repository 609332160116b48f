"""An area whose survey about the assessment is open."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.surveys import wave_services
from portal.surveys.models import Side, Survey, SurveyAgreement, Wave
from portal.surveys.services import ensure_survey
from portal.surveys.wave_services import Plan
from tests.factories import Make

TODAY = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 10, 30, tzinfo=UTC)


def plan(name: str = "Spring 2026", first: date = TODAY, last: date = date(2026, 4, 30)) -> Plan:
    return Plan(name, first, last, ["open_link"])


def agreed_survey(session: Session, area: Area) -> Survey:
    """The area's own survey about the assessment, to which both sides have agreed."""
    survey = ensure_survey(session, area)
    for side in Side:
        if session.get(SurveyAgreement, (survey.id, side)) is None:
            person = Make(session).person()
            session.add(
                SurveyAgreement(survey_id=survey.id, side=side, person_id=person.id, on=TODAY)
            )
    session.flush()
    return survey


def opened(session: Session, area: Area, planned: Plan | None = None) -> Wave:
    """A wave of the area's own survey, open since today."""
    survey = agreed_survey(session, area)
    wave = wave_services.plan_wave(
        session, survey, planned or plan(), by=None, today=TODAY, now=NOW
    )
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    return wave


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def wave(session: Session, area: Area) -> Wave:
    return opened(session, area)
