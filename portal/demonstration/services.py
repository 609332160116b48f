"""Writes the whole demonstration."""

from datetime import date

from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.accounts.services import grant_role
from portal.areas.models import Area
from portal.areas.seeds import SEEDS, plant
from portal.demonstration.answers import WAVES
from portal.demonstration.casework import at_the_office, tell
from portal.demonstration.people import OPERATOR, STAFF, address_of
from portal.demonstration.stories import STORIES
from portal.demonstration.survey import hold, read
from portal.domain.roles import Role
from portal.measures.services import publish_due_releases

FIRST_DAY = date(2025, 11, 1)


def write(session: Session) -> dict[str, int]:
    """Write areas, people, cases, waves, readings and releases; how many of each.

    The database must be empty. The same every time, but for random ids.
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
    releases = sum(_write_area(session, area) for area in areas)
    return {
        "areas": len(areas),
        "families": sum(len(stories) for stories in STORIES.values()),
        "waves": sum(len(waves) for waves in WAVES.values()),
        "releases": releases,
    }


def _write_area(session: Session, area: Area) -> int:
    """Write one area's cases and waves; how many releases came of them."""
    staff = _staff(session, area)
    officers = staff[Role.CASEWORKER]
    for number, story in enumerate(STORIES[area.slug]):
        tell(session, area, story, officers[number % len(officers)])
    releases = 0
    for wave in WAVES[area.slug]:
        hold(session, area, wave, staff[Role.ADMINISTRATOR][0])
        if wave.closed:
            read(session, area, staff[Role.FORUM_REPRESENTATIVE][0], wave)
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
