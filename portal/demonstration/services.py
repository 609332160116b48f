"""Writes the whole demonstration."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from config import DEMONSTRATION_TODAY
from portal.accounts.models import Person
from portal.accounts.services import grant_role
from portal.areas.models import Area
from portal.areas.seeds import SEEDS, plant
from portal.demonstration.answers import ASSESSMENT
from portal.demonstration.casework import at_the_office, tell
from portal.demonstration.local_services import plant_services
from portal.demonstration.other_surveys import OTHERS
from portal.demonstration.past_requests import past_requests
from portal.demonstration.people import OPERATOR, STAFF, address_of
from portal.demonstration.post import Office
from portal.demonstration.questions import plant_questions
from portal.demonstration.stage_texts import plant_texts
from portal.demonstration.stories import STORIES, Story
from portal.demonstration.survey import hold, make, read
from portal.demonstration.wave_stories import SurveyStory
from portal.domain.roles import Role
from portal.invitations.sending_services import Letter
from portal.mail.message import Message
from portal.measures.casework_services import publish_finished_quarter
from portal.measures.services import publish_due_releases
from portal.notices.services import regard_as_told
from portal.waits.services import refresh

FIRST_DAY = date(2024, 11, 1)
TODAY = date.fromisoformat(DEMONSTRATION_TODAY)
QUARTERS_PUBLISHED = (date(2026, 7, 15), date(2026, 10, 15))
"""The days on which casework was published, each time of the quarter before."""


def write(session: Session, *, secret: str, compose: Callable[[Letter], Message]) -> dict[str, int]:
    """Write areas, people, cases, surveys, readings and releases; how many of each.

    The database must be empty. The same every time, but for what is random by its nature: ids,
    keys and links. `secret` is the portal's own and `compose` how it words invitations.
    """
    grant_role(
        session,
        email=address_of(OPERATOR, "portal"),
        name=OPERATOR,
        role=Role.OPERATOR,
        area_id=None,
        by=None,
        now=at_the_office(FIRST_DAY),
    )
    areas = [plant(session, seed, fictional=True) for seed in SEEDS]
    releases = sum(_write_area(session, area, secret, compose) for area in areas)
    for day in QUARTERS_PUBLISHED:
        publish_finished_quarter(session, today=day, now=at_the_office(day))
    regard_as_told(session, now=at_the_office(TODAY))
    return {
        "areas": len(areas),
        "requests": sum(len(_requests(area)) for area in areas),
        "surveys": sum(len(_surveys(area)) for area in areas),
        "waves": sum(len(survey.waves) for area in areas for survey in _surveys(area)),
        "releases": releases,
    }


def _requests(area: Area) -> list[Story]:
    return [*STORIES[area.slug], *past_requests(area.slug, today=TODAY)]


def _surveys(area: Area) -> list[SurveyStory]:
    return [ASSESSMENT[area.slug], *OTHERS[area.slug]]


def _write_area(
    session: Session, area: Area, secret: str, compose: Callable[[Letter], Message]
) -> int:
    """Write one area's cases and surveys; how many releases came of them."""
    staff = _staff(session, area)
    officers = staff[Role.CASEWORKER]
    administrator, forum = staff[Role.ADMINISTRATOR][0], staff[Role.FORUM_REPRESENTATIVE][0]
    for number, story in enumerate(_requests(area)):
        tell(session, area, story, officers[number % len(officers)])
    refresh(session, area.id, today=TODAY)
    plant_services(session, area, at_the_office(TODAY))
    plant_questions(session, area, at_the_office(TODAY))
    plant_texts(session, area, administrator, forum)
    office = Office(area, administrator, forum, secret, compose)
    return sum(_ask(session, survey, office) for survey in _surveys(area))


def _ask(session: Session, told: SurveyStory, office: Office) -> int:
    """Ask one survey's waves; how many releases came of them."""
    survey, releases = make(session, told, office), 0
    for wave in told.waves:
        hold(session, survey, told, wave, office, today=TODAY)
        if wave.closes < TODAY:
            read(session, survey, wave, office)
            published = at_the_office(wave.closes)
            releases += publish_due_releases(session, today=wave.closes, now=published)
    return releases


def _staff(session: Session, area: Area) -> dict[Role, list[Person]]:
    staff: dict[Role, list[Person]] = {}
    for each in STAFF[area.slug]:
        person = grant_role(
            session,
            email=address_of(each.name, area.slug),
            name=each.name,
            role=each.role,
            area_id=area.id,
            by=None,
            now=at_the_office(FIRST_DAY),
        )
        staff.setdefault(each.role, []).append(person)
    return staff
