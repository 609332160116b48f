"""Letting a parent, a carer or the young person see a child's timeline, and ending it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.accounts.services import grant_role
from portal.audit.services import Act
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.models import Child, Guardian
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.rights_holder import (
    RightsHolder,
    end_of_compulsory_school_age,
    rights_holder,
)
from portal.domain.roles import Role


@dataclass(frozen=True)
class Invited:
    """Who was let in, and whether they could see the child already."""

    person: Person
    could_see_already: bool


def invite(
    session: Session,
    child: Child,
    *,
    email: str,
    name: str,
    role: Role,
    young_person_agreed: bool,
    change: Change,
) -> Invited:
    """Let the person with this address see the child from today on; `role` is a family's.

    Inviting somebody who can see the child already adds nothing. Raises Refused where a child
    of compulsory school age would be let in as a young person, and where a parent would be
    let in without the agreement of the young person who holds the rights.
    """
    _check_rights(child, role, young_person_agreed, change)
    person = grant_role(
        session,
        email=email,
        name=name,
        role=role,
        area_id=change.area_id,
        by=change.by,
        now=change.now,
    )
    current = queries.guardians(session, child.id, as_of=change.today)
    if any(row.person_id == person.id for row in current):
        return Invited(person, could_see_already=True)
    row = Guardian(person_id=person.id, child_id=child.id, since=change.today)
    session.add(row)
    session.flush()
    change.audit(session, Act.GUARDIAN_INVITED, row.id)
    return Invited(person, could_see_already=False)


def end_access(session: Session, guardian: Guardian, *, change: Change) -> None:
    """End somebody's access to a child at once. Ending it again changes nothing."""
    if guardian.until is not None and guardian.until <= change.today:
        return
    guardian.until = max(change.today, guardian.since)
    session.flush()
    change.audit(session, Act.GUARDIAN_ENDED, guardian.id)


def _check_rights(child: Child, role: Role, agreed: bool, change: Change) -> None:
    holder = rights_holder(child.born, change.today)
    if role == Role.YOUNG_PERSON and holder == RightsHolder.PARENT:
        last_day = day_in_words(end_of_compulsory_school_age(child.born))
        raise Refused(
            "A young person can be invited once compulsory school age has ended. Here that is "
            f"after {last_day}. Until then, invite a parent or carer."
        )
    if role == Role.PARENT_OR_CARER and holder == RightsHolder.YOUNG_PERSON and not agreed:
        raise Refused(
            "The young person holds the rights now. Ask them first, and tick that they agreed "
            "to this person seeing their case."
        )
