"""An area with a survey to hold waves of."""

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from tests.factories import Make
from tests.measures.held_waves import HeldSurvey, a_survey


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def held(session: Session, make: Make, area: Area) -> HeldSurvey:
    """A survey of Wandsworth about the assessment."""
    return a_survey(session, make, area, key="assessment-wandsworth")
