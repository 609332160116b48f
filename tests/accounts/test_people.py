"""Roles: granted, ended, and only by those who may."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.accounts.models import RoleGrant
from portal.accounts.queries import person_at
from portal.audit.models import AuditEntry
from portal.domain.roles import Role
from portal.mail.message import Message
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient

NEW = {"name": "Ada Obi", "email": "ada@example.org", "role": "caseworker"}


def test_an_administrator_gives_a_role(client: PageClient, make: Make, session: Session) -> None:
    area = make.area()
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    assert (
        "Ada Obi now has the role: Caseworker."
        in client.send("/wandsworth/people", NEW, follow=True).text
    )
    person = person_at(session, "ada@example.org")
    assert person
    assert [(held.role, held.area_id) for held in person.roles_held] == [(Role.CASEWORKER, area.id)]
    entries = session.scalars(select(AuditEntry)).all()
    assert [(entry.act, entry.details) for entry in entries] == [
        ("account:role:granted", {"role": "caseworker"})
    ]


def test_giving_a_role_twice_changes_nothing(
    client: PageClient, make: Make, session: Session
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, make.area()))
    for _ in range(2):
        client.send("/wandsworth/people", NEW)
    person = person_at(session, "ada@example.org")
    assert person
    assert len(person.role_grants) == 1


def test_whoever_is_given_a_role_is_told(
    client: PageClient, make: Make, deliver: Callable[[], list[Message]]
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, make.area()))
    client.send("/wandsworth/people", NEW | {"role": "operator"})
    assert deliver() == [], "A role that was refused is nothing to tell of."
    for _ in range(2):
        client.send("/wandsworth/people", NEW)
    told = deliver()
    assert [message.to for message in told] == ["ada@example.org"] * 2
    assert told[0].subject == "You can now use the SEND portal"
    for words in ("portal of Wandsworth", "Your role there: Caseworker", "0.1:5000/sign-in"):
        assert words in told[0].text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Enter the person’s name"),
        ("name", "   ", "Enter the person’s name"),
        ("email", "ada", "Enter an e-mail address in the correct format"),
        ("role", "operator", "Not a valid choice"),
        ("role", "parent_or_carer", "Not a valid choice"),
    ],
)
def test_a_bad_form_is_explained(
    client: PageClient, make: Make, session: Session, field: str, value: str, sentence: str
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, make.area()))
    answer = client.send("/wandsworth/people", NEW | {field: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert person_at(session, "ada@example.org") is None


def test_nobody_keeps_cases_and_reads_comments_in_one_area(
    client: PageClient, make: Make, session: Session
) -> None:
    area = make.area()
    make.person(Role.FORUM_REPRESENTATIVE, area, email="ada@example.org")
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    answer = client.send("/wandsworth/people", NEW)
    assert answer.status_code == 422
    assert "Nobody may keep cases and read families’ comments in the same area." in answer.text
    person = person_at(session, "ada@example.org")
    assert person
    assert [held.role for held in person.roles_held] == [Role.FORUM_REPRESENTATIVE]


def test_the_two_may_stand_in_different_areas(client: PageClient, make: Make) -> None:
    make.person(Role.FORUM_REPRESENTATIVE, make.area("merton"), email="ada@example.org")
    client.sign_in(make.person(Role.ADMINISTRATOR, make.area()))
    assert client.send("/wandsworth/people", NEW).status_code == 302


def test_nobody_gives_themselves_a_role(client: PageClient, make: Make) -> None:
    person = make.person(Role.ADMINISTRATOR, make.area(), email="ada@example.org")
    client.sign_in(person)
    answer = client.send("/wandsworth/people", NEW)
    assert answer.status_code == 422
    assert "You cannot give yourself a role." in answer.text


def test_the_name_of_somebody_of_another_area_is_not_told(client: PageClient, make: Make) -> None:
    make.person(Role.BOARD_MEMBER, make.area("merton"), email="ada@example.org", name="Beatriz")
    client.sign_in(make.person(Role.ADMINISTRATOR, make.area()))
    assert client.send("/wandsworth/people", NEW).status_code == 302
    with client.session_transaction() as kept:
        assert "Beatriz" not in str(kept.get("_flashes"))


def test_a_role_is_ended_and_its_holder_is_out_at_once(client: PageClient, make: Make) -> None:
    area = make.area()
    leaver = make.person(area=area)
    grant = make.grant(leaver, Role.CASEWORKER, area)
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    answer = client.send(f"/wandsworth/people/{grant.id}/end", {}, follow=True)
    assert f"{leaver.name} no longer has the role: Caseworker." in answer.text
    client.sign_in(leaver)
    assert client.get("/wandsworth/cases").headers["Location"].startswith("/sign-in")


def test_nobody_ends_their_own_role(client: PageClient, make: Make) -> None:
    area = make.area()
    person = make.person()
    grant = make.grant(person, Role.ADMINISTRATOR, area)
    client.sign_in(person)
    answer = client.send(f"/wandsworth/people/{grant.id}/end", {})
    assert answer.status_code == 422
    assert "You cannot end your own role." in answer.text


def test_a_familys_access_is_not_ended_here(client: PageClient, make: Make) -> None:
    area = make.area()
    grant = make.grant(make.person(), Role.PARENT_OR_CARER, area)
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    client.page(f"/wandsworth/people/{grant.id}/end", 404)


def test_the_operator_sees_every_area_and_names_its_people(client: PageClient, make: Make) -> None:
    make.area("wandsworth")
    make.area("merton")
    client.sign_in(make.person(Role.OPERATOR))
    page = client.page("/areas")
    assert page.select_one("a[href='/merton/people']")
    client.page("/merton/people")
    client.page("/merton/cases", 403)


@pytest.mark.parametrize(
    ("role", "with_area"),
    [
        pytest.param(Role.OPERATOR, True, id="an operator of one area"),
        pytest.param(Role.CASEWORKER, False, id="a caseworker of no area"),
    ],
)
def test_the_database_refuses_nonsense(
    make: Make, session: Session, role: Role, with_area: bool
) -> None:
    person, area = make.person(), make.area()
    area_id = area.id if with_area else None
    session.add(RoleGrant(person_id=person.id, role=role, area_id=area_id, granted_at=A_MOMENT))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_the_first_operator_comes_from_the_command_line(app: Flask, session: Session) -> None:
    runner = app.test_cli_runner()
    done = runner.invoke(args=["people", "make-operator", "Boss@Example.org", "Grace Boss"])
    assert done.output == "Grace Boss is an operator and can sign in with boss@example.org.\n"
    person = person_at(session, "boss@example.org")
    assert person
    assert [held.role for held in person.roles_held] == [Role.OPERATOR]
    refused = runner.invoke(args=["people", "make-operator", "boss", "Grace Boss"])
    assert (refused.exit_code, refused.output) == (2, "boss is not an e-mail address.\n")
