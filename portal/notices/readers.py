"""Who is told about a case: the people who may see it, each with their own wishes."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.cases.models import Guardian
from portal.domain.rights_holder import parent_may_see
from portal.notices.wishes import Wishes


@dataclass(frozen=True)
class Reader:
    """One person who reads notices about a child. They never learn who the others are.

    `sees` is whether they may see the case today. A parent may not once the young person
    holds the rights and has not agreed.
    """

    guardian_id: uuid.UUID
    person_id: uuid.UUID
    email: str
    as_young_person: bool
    sees: bool
    wishes: Wishes


def readers(
    guardians: Iterable[Guardian],
    wishes: Mapping[uuid.UUID, Wishes],
    *,
    born: date,
    today: date,
) -> tuple[Reader, ...]:
    """Each person once, as their newest way in says, among the `guardians` of today."""
    by_person = {
        each.person_id: Reader(
            each.id,
            each.person_id,
            each.person.email,
            each.as_young_person,
            each.as_young_person or parent_may_see(born, today, agreed_on=each.agreed_on),
            wishes.get(each.person_id, Wishes()),
        )
        for each in sorted(guardians, key=lambda each: each.since)
    }
    return tuple(by_person.values())
