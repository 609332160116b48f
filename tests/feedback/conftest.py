"""An area whose survey about the assessment is open."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback import wave_services
from portal.feedback.definition import CHANNELS
from portal.feedback.models import Wave
from portal.feedback.wave_services import Plan
from tests.factories import Make

TODAY = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 10, 30, tzinfo=UTC)


def plan(name: str = "Spring 2026", first: date = TODAY, last: date = date(2026, 4, 30)) -> Plan:
    return Plan(name, first, last, CHANNELS[0], None)


def opened(session: Session, area: Area, planned: Plan | None = None) -> Wave:
    """A wave of the area's own survey, open since today."""
    wave = wave_services.plan_wave(session, area, planned or plan(), by=None, today=TODAY, now=NOW)
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    return wave


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def wave(session: Session, area: Area) -> Wave:
    return opened(session, area)
