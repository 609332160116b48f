"""Everything that notices about some requests or children need, read in a few queries."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.areas.models import Area, Contact
from portal.cases.records import CaseRecord
from portal.domain.bodies import Body
from portal.domain.readings import STANDARD_ENGLISH
from portal.domain.stages import StageKey
from portal.notices import queries
from portal.notices.readers import Reader, readers
from portal.texts.queries import stage_words
from portal.texts.wording import ShownText


@dataclass(frozen=True)
class Place:
    """An area as its notices speak of it: how its bodies are reached, what it calls stages."""

    area: Area
    contacts: Mapping[Body, Contact]
    texts: Mapping[StageKey, ShownText]


@dataclass(frozen=True)
class Told:
    """A request and who is told about it."""

    case: CaseRecord
    place: Place
    readers: tuple[Reader, ...]


@dataclass(frozen=True)
class Family:
    """A child's readers, whatever request it is about."""

    place: Place
    readers: tuple[Reader, ...]


def gather(
    session: Session, request_ids: Collection[uuid.UUID], *, today: date
) -> Mapping[uuid.UUID, Told]:
    """Each request with whom to tell. The number of queries grows with the areas only."""
    cases = queries.cases(session, request_ids)
    born = {case.child.id: case.child.born for case in cases.values()}
    families = gather_families(session, born, today=today)
    return {
        case.id: Told(case, families[case.child.id].place, families[case.child.id].readers)
        for case in cases.values()
    }


def gather_families(
    session: Session, born: Mapping[uuid.UUID, date], *, today: date
) -> Mapping[uuid.UUID, Family]:
    """The readers of each child; `born` gives the children and their birthdays."""
    guardians = queries.guardians(session, born.keys(), as_of=today)
    people = {each.person_id for rows in guardians.values() for each in rows}
    wishes = queries.wishes(session, people)
    areas = queries.areas_of(session, born.keys())
    places = _places(session, areas.values())
    return {
        child_id: Family(
            places[areas[child_id].id],
            readers(guardians.get(child_id, ()), wishes, born=day, today=today),
        )
        for child_id, day in born.items()
    }


def _places(session: Session, areas: Iterable[Area]) -> dict[uuid.UUID, Place]:
    by_id = {area.id: area for area in areas}
    contacts = queries.contacts(session, by_id.keys())
    return {
        area_id: Place(
            area, contacts.get(area_id, {}), stage_words(session, area_id, STANDARD_ENGLISH)
        )
        for area_id, area in by_id.items()
    }
