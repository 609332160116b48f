"""Reading people and their roles."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from portal.accounts.models import Person, RoleGrant, SignInLink
from portal.areas.models import Area
from portal.domain.roles import Role

WITH_ROLES = joinedload(Person.role_grants).joinedload(RoleGrant.area)


def person(session: Session, person_id: uuid.UUID) -> Person | None:
    """The person with their roles, in one query."""
    wanted = select(Person).where(Person.id == person_id).options(WITH_ROLES)
    return session.scalars(wanted).unique().one_or_none()


def person_at(session: Session, email: str) -> Person | None:
    """The person with this address (already in lower case), with their roles."""
    wanted = select(Person).where(Person.email == email).options(WITH_ROLES)
    return session.scalars(wanted).unique().one_or_none()


def link(session: Session, token_digest: str) -> SignInLink | None:
    """The sign-in link with this digest."""
    return session.scalar(select(SignInLink).where(SignInLink.token_digest == token_digest))


def grants_in(session: Session, area_id: uuid.UUID) -> Sequence[RoleGrant]:
    """The roles that people hold in the area, by name; families are not listed here."""
    families = (Role.PARENT_OR_CARER, Role.YOUNG_PERSON)
    wanted = (
        select(RoleGrant)
        .join(RoleGrant.person)
        .options(contains_eager(RoleGrant.person))
        .where(RoleGrant.area_id == area_id, RoleGrant.ended_at.is_(None))
        .where(RoleGrant.role.not_in(families))
        .order_by(func.lower(Person.name), RoleGrant.role)
    )
    return session.scalars(wanted).all()


def grant_in(session: Session, area_id: uuid.UUID, grant_id: uuid.UUID) -> RoleGrant | None:
    """One role grant of the area."""
    wanted = (
        select(RoleGrant)
        .options(joinedload(RoleGrant.person))
        .where(RoleGrant.id == grant_id, RoleGrant.area_id == area_id)
    )
    return session.scalar(wanted)


def one_person_of_each_role(session: Session) -> dict[str, list[tuple[Person, str]]]:
    """For the demonstration: per area the first person by name of each role, with its name."""
    wanted = (
        select(RoleGrant)
        .join(RoleGrant.person)
        .outerjoin(RoleGrant.area)
        .options(contains_eager(RoleGrant.person), contains_eager(RoleGrant.area))
        .where(RoleGrant.ended_at.is_(None))
        .order_by(Area.name, RoleGrant.role, Person.name)
    )
    chosen: dict[tuple[str, Role], Person] = {}
    for grant in session.scalars(wanted):
        place = grant.area.name if grant.area else "All areas"
        chosen.setdefault((place, grant.role), grant.person)
    by_area: dict[str, list[tuple[Person, str]]] = {}
    for (place, role), person in chosen.items():
        words = role.value.replace("_", " ").capitalize()
        by_area.setdefault(place, []).append((person, words))
    return by_area
