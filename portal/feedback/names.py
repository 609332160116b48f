"""The names that comments must not show, and those that they may.

Every comment needs them, so the statements are made ready once.
"""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from portal.accounts.models import Person, RoleGrant
from portal.areas.models import Area, Contact
from portal.areas.scope import within
from portal.cases.models import Child, Guardian


def _joined(names: ColumnElement[str]) -> ColumnElement[str]:
    """One long text of many names: an area may have thousands."""
    return func.aggregate_strings(names, "\n")


def _of_children(name: ColumnElement[str]) -> Any:
    return within(select(_joined(name)), CHILDREN, IN_AREA).scalar_subquery()


IN_AREA = bindparam("area_id", type_=Uuid())
AREAS, CHILDREN, CONTACTS = Area.__table__.c, Child.__table__.c, Contact.__table__.c
PEOPLE, GUARDIANS, ROLES = Person.__table__.c, Guardian.__table__.c, RoleGrant.__table__.c
PARENTS = select(PEOPLE.name).where(
    PEOPLE.id == GUARDIANS.person_id, GUARDIANS.child_id == CHILDREN.id
)
STAFF = select(PEOPLE.name).where(PEOPLE.id == ROLES.person_id)
ADULTS = union_all(within(PARENTS, CHILDREN, IN_AREA), within(STAFF, ROLES, IN_AREA)).subquery()
PRIVATE = select(
    _of_children(CHILDREN.first_name),
    _of_children(CHILDREN.last_name),
    select(_joined(ADULTS.c.name)).scalar_subquery(),
)
PUBLIC = union_all(
    select(AREAS.name).where(AREAS.id == IN_AREA),
    select(AREAS.council).where(AREAS.id == IN_AREA),
    within(select(CONTACTS.name), CONTACTS, IN_AREA),
)


def private_names(session: Session, area_id: uuid.UUID) -> set[str]:
    """The names of the area's children, their parents and its staff, past ones too."""
    found = session.execute(PRIVATE, {"area_id": area_id}).one()
    return {names for names in found if names}


def public_names(session: Session, area_id: uuid.UUID) -> set[str]:
    """The names of the area and of the bodies that families deal with: nobody's secret."""
    return set(session.scalars(PUBLIC, {"area_id": area_id}))
