"""The families one can be in a demonstration, and what each of them shows."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.areas.queries import every_area
from portal.demonstration.letters import OpenLetter, open_letters
from portal.demonstration.people import address_of
from portal.demonstration.stories import STORIES, Story
from portal.demonstration.ways_to_try import WaysToTry, ways_to_try


@dataclass(frozen=True)
class Part:
    """One person of a family, the children they may see and what there is to find out."""

    id: uuid.UUID
    name: str
    children: str
    shows: str


@dataclass(frozen=True)
class Families:
    """An area's families by the order of their stories, its letter and its surveys to try."""

    area: str
    slug: str
    parts: tuple[Part, ...]
    letter: OpenLetter | None
    ways: WaysToTry


def families(session: Session, secret: str, today: date) -> list[Families]:
    """The families of every area; letters and links come with the codes that `secret` makes."""
    letters = {each.area: each for each in open_letters(session, secret)}
    return [
        Families(
            area.name,
            area.slug,
            tuple(_parts(session, area)),
            letters.get(area.slug),
            ways_to_try(session, area, secret, today),
        )
        for area in every_area(session)
    ]


def _parts(session: Session, area: Area) -> Iterator[Part]:
    stories: dict[str, list[Story]] = {}
    for story in STORIES.get(area.slug, ()):
        for name in people_of(story):
            stories.setdefault(address_of(name, area.slug), []).append(story)
    wanted = select(Person.email, Person.id, Person.name).where(Person.email.in_(stories))
    found = {email: (number, name) for email, number, name in session.execute(wanted)}
    for email, told in stories.items():
        if email in found:
            children = ", ".join(story.child for story in told)
            yield Part(*found[email], children, told[0].why)


def people_of(story: Story) -> tuple[str, ...]:
    """Who has an account that may or might see the case."""
    return (*story.guardians, *([story.child] if story.own_account is not None else []))
