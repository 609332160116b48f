"""Who may do what: one row per role, denied when unlisted."""

import uuid

import pytest

from portal.domain.roles import ALLOWED, Grant, Permission, Role, allows, belongs, may_hold

HERE, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
EVERY_PAIR = [(role, permission) for role in Role for permission in Permission]


def test_every_role_is_listed() -> None:
    assert set(ALLOWED) == set(Role)


@pytest.mark.parametrize(("role", "permission"), EVERY_PAIR)
def test_a_role_gives_what_its_row_says_in_its_own_area_only(
    role: Role, permission: Permission
) -> None:
    area = None if role is Role.OPERATOR else HERE
    grants = [Grant(role, area)]
    assert allows(grants, permission, HERE) == (permission in ALLOWED[role])
    if role is not Role.OPERATOR:
        assert not allows(grants, permission, ELSEWHERE)
        assert not allows(grants, permission, None)


@pytest.mark.parametrize("permission", list(Permission))
def test_nobody_without_a_role_may_do_anything(permission: Permission) -> None:
    assert not allows([], permission, HERE)


# What families are promised: each row names a page and who must not open it.
NEVER = (
    (Role.CASEWORKER, Permission.THEMES_KEEP),
    (Role.MANAGER, Permission.THEMES_KEEP),
    (Role.FORUM_REPRESENTATIVE, Permission.CASES_KEEP),
    (Role.BOARD_MEMBER, Permission.CASES_KEEP),
    (Role.BOARD_MEMBER, Permission.THEMES_KEEP),
    (Role.ADMINISTRATOR, Permission.CASES_KEEP),
    (Role.ADMINISTRATOR, Permission.THEMES_KEEP),
    (Role.OPERATOR, Permission.CASES_KEEP),
    (Role.OPERATOR, Permission.THEMES_KEEP),
    (Role.PARENT_OR_CARER, Permission.CASES_KEEP),
)


@pytest.mark.parametrize(("role", "permission"), NEVER)
def test_a_promise_to_families(role: Role, permission: Permission) -> None:
    assert permission not in ALLOWED[role]


@pytest.mark.parametrize(
    ("held", "given", "may"),
    [
        pytest.param(Role.CASEWORKER, Role.FORUM_REPRESENTATIVE, False, id="cases, then comments"),
        pytest.param(Role.FORUM_REPRESENTATIVE, Role.MANAGER, False, id="comments, then cases"),
        pytest.param(Role.CASEWORKER, Role.MANAGER, True, id="two roles of the casework team"),
        pytest.param(Role.PARENT_OR_CARER, Role.FORUM_REPRESENTATIVE, True, id="a forum parent"),
        pytest.param(Role.PARENT_OR_CARER, Role.CASEWORKER, True, id="a caseworker with a child"),
    ],
)
def test_what_may_be_held_together(held: Role, given: Role, may: bool) -> None:
    assert may_hold([Grant(held, HERE)], given, HERE) == may
    assert may_hold([Grant(held, ELSEWHERE)], given, HERE)


def test_to_a_stranger_an_area_is_not_there() -> None:
    assert belongs([Grant(Role.BOARD_MEMBER, HERE)], HERE)
    assert not belongs([Grant(Role.BOARD_MEMBER, HERE)], ELSEWHERE)
    assert belongs([Grant(Role.OPERATOR, None)], ELSEWHERE)
