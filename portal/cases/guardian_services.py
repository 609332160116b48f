"""Letting a parent, a carer or the young person see a child's timeline, and ending it."""

from dataclasses import dataclass
from datetime import date

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
    parent_may_see,
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
    here = next((row for row in current if row.person_id == person.id), None)
    if here is not None:
        if young_person_agreed and not here.as_young_person:
            agree(session, here, born=child.born, change=change)
        return Invited(person, could_see_already=True)
    agreed_on = change.today if young_person_agreed else None
    row = let_in(session, child, person, role=role, agreed_on=agreed_on, change=change)
    change.audit(session, Act.GUARDIAN_INVITED, row.id)
    return Invited(person, could_see_already=False)


def let_in(
    session: Session,
    child: Child,
    person: Person,
    *,
    role: Role,
    agreed_on: date | None,
    change: Change,
) -> Guardian:
    """Let `person`, who has the family's `role` in the area, see the child from today on.

    The caller has asked `rights_allow`, and keeps the audit record of how it came about.
    """
    row = Guardian(
        person_id=person.id,
        child_id=child.id,
        since=change.today,
        as_young_person=role == Role.YOUNG_PERSON,
        agreed_on=agreed_on,
    )
    session.add(row)
    session.flush()
    return row


def rights_allow(born: date, role: Role, *, agreed: bool, today: date) -> bool:
    """Whether the one who holds the rights over the child's case today lets `role` see it.

    A young person does from the end of compulsory school age on, and from then a parent only
    where the young person `agreed`.
    """
    if rights_holder(born, today) == RightsHolder.PARENT:
        return role != Role.YOUNG_PERSON
    return role == Role.YOUNG_PERSON or agreed


def may_see(guardian: Guardian, *, born: date, day: date) -> bool:
    """Whether somebody let in to see a child born on `born` still may on `day`."""
    if guardian.as_young_person:
        return True
    return parent_may_see(born, day, agreed_on=guardian.agreed_on)


def agree(session: Session, guardian: Guardian, *, born: date, change: Change) -> None:
    """Keep that the young person agreed to this parent seeing the case from now on.

    Raises Refused while the parent holds the rights, when there is nothing to agree to.
    """
    if rights_holder(born, change.today) == RightsHolder.PARENT:
        last_day = day_in_words(end_of_compulsory_school_age(born))
        raise Refused(f"The parent holds the rights until {last_day}. Ask again after that day.")
    guardian.agreed_on = change.today
    session.flush()
    change.audit(session, Act.YOUNG_PERSON_AGREED, guardian.id)


def end_access(session: Session, guardian: Guardian, *, change: Change) -> None:
    """End somebody's access to a child at once. Ending it again changes nothing."""
    if guardian.until is not None and guardian.until <= change.today:
        return
    guardian.until = max(change.today, guardian.since)
    session.flush()
    change.audit(session, Act.GUARDIAN_ENDED, guardian.id)


def _check_rights(child: Child, role: Role, agreed: bool, change: Change) -> None:
    if rights_allow(child.born, role, agreed=agreed, today=change.today):
        return
    if role == Role.YOUNG_PERSON:
        last_day = day_in_words(end_of_compulsory_school_age(child.born))
        raise Refused(
            "A young person can be invited once compulsory school age has ended. Here that is "
            f"after {last_day}. Until then, invite a parent or carer."
        )
    raise Refused(
        "The young person holds the rights now. Ask them first, and tick that they agreed "
        "to this person seeing their case."
    )
