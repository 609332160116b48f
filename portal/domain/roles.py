"""Who may do what: one table, denied when unlisted.

Roles are granted per area; the operator's role belongs to the whole install.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in one area (the operator: in the install)."""

    PARENT_OR_CARER = "parent_or_carer"
    YOUNG_PERSON = "young_person"
    CASEWORKER = "caseworker"
    MANAGER = "manager"
    FORUM_REPRESENTATIVE = "forum_representative"
    BOARD_MEMBER = "board_member"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


class Permission(StrEnum):
    """One thing that a page or button lets a person do."""

    AREA_KEEP = "area:keep"
    AREAS_KEEP = "areas:keep"
    CASES_KEEP = "cases:keep"
    CHILDREN_SEE_OWN = "children:see-own"
    PEOPLE_KEEP = "people:keep"
    PAPER_TYPE = "paper:type"
    RELEASES_CHECK = "releases:check"
    SURVEYS_MAKE = "surveys:make"
    TEXTS_CHECK = "texts:check"
    TEXTS_KEEP = "texts:keep"
    TEXTS_SEE = "texts:see"
    THEMES_KEEP = "themes:keep"
    WAVES_KEEP = "waves:keep"


@dataclass(frozen=True)
class Grant:
    """A role held in one area; `area_id` is None for the operator only."""

    role: Role
    area_id: uuid.UUID | None


# The casework team never reads answers: families must be able to say hard things about
# the people who decide on their child.
ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.PARENT_OR_CARER: frozenset({Permission.CHILDREN_SEE_OWN}),
    Role.YOUNG_PERSON: frozenset({Permission.CHILDREN_SEE_OWN}),
    Role.CASEWORKER: frozenset({Permission.CASES_KEEP}),
    Role.MANAGER: frozenset({Permission.CASES_KEEP}),
    Role.FORUM_REPRESENTATIVE: frozenset(
        {
            Permission.PAPER_TYPE,
            Permission.SURVEYS_MAKE,
            Permission.TEXTS_CHECK,
            Permission.TEXTS_SEE,
            Permission.THEMES_KEEP,
        }
    ),
    Role.BOARD_MEMBER: frozenset({Permission.RELEASES_CHECK}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.AREA_KEEP,
            Permission.PAPER_TYPE,
            Permission.PEOPLE_KEEP,
            Permission.SURVEYS_MAKE,
            Permission.TEXTS_KEEP,
            Permission.TEXTS_SEE,
            Permission.WAVES_KEEP,
        }
    ),
    Role.OPERATOR: frozenset({Permission.AREA_KEEP, Permission.AREAS_KEEP, Permission.PEOPLE_KEEP}),
}


# What nobody may hold together in one area: whoever decides on children must not read what
# their families wrote.
APART = (
    frozenset({Permission.CASES_KEEP, Permission.THEMES_KEEP}),
    frozenset({Permission.CASES_KEEP, Permission.PAPER_TYPE}),
)


def may_hold(grants: Iterable[Grant], role: Role, area_id: uuid.UUID | None) -> bool:
    """Whether `role` may be given in the area to somebody who holds `grants`."""
    held = {each for grant in grants if grant.area_id == area_id for each in ALLOWED[grant.role]}
    together = held | ALLOWED[role]
    return not any(apart <= together for apart in APART)


def allows(grants: Iterable[Grant], permission: Permission, area_id: uuid.UUID | None) -> bool:
    """Whether any of `grants` gives `permission` in the area (or in the whole install)."""
    return any(
        permission in ALLOWED[grant.role] and grant.area_id in (area_id, None) for grant in grants
    )


def belongs(grants: Iterable[Grant], area_id: uuid.UUID) -> bool:
    """Whether the holder has any business in the area; to anyone else it is not there."""
    return any(grant.area_id in (area_id, None) for grant in grants)
