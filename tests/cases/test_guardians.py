"""Who in the family may see a case."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.accounts.queries import person_at
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, Guardian
from portal.domain.roles import Role
from portal.mail.message import Message
from tests.cases.filling import TODAY, ago
from tests.factories import Make
from tests.pages import PageClient

Deliver = Callable[[], list[Message]]

AMINA = {"name": "Amina Okafor", "email": " Amina@Example.org", "role": "parent_or_carer"}
ADULT = {"first_name": "Sam", "born": date(2007, 5, 1)}


def kept(session: Session) -> list[Guardian]:
    return list(session.scalars(select(Guardian)))


def test_a_parent_is_invited_by_e_mail(
    client: PageClient, address: str, area: Area, child: Child, session: Session
) -> None:
    answer = client.send(f"{address}/guardians/new", AMINA, follow=True)
    assert "Amina Okafor can see this case now. We sent an e-mail saying how." in answer.text
    person = person_at(session, "amina@example.org")
    assert person
    assert [(grant.role, grant.area_id) for grant in person.grants] == [
        (Role.PARENT_OR_CARER, area.id)
    ]
    (row,) = kept(session)
    assert (row.person_id, row.child_id, row.since, row.until) == (
        person.id,
        child.id,
        TODAY,
        None,
    )
    acts = [entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))]
    assert acts == ["account:role:granted", "case:guardian:invited"]


def test_the_e_mail_says_how_to_start_and_names_no_child(
    client: PageClient, address: str, child: Child, deliver: Deliver
) -> None:
    client.send(f"{address}/guardians/new", AMINA)
    (message,) = deliver()
    assert message.to == "amina@example.org"
    assert "http://127.0.0.1:5000/sign-in" in message.text
    assert "amina@example.org" in message.text
    for name in (child.first_name, child.last_name):
        assert name not in message.subject + message.text


def test_inviting_again_adds_nothing_and_sends_the_e_mail_again(
    client: PageClient, address: str, session: Session, deliver: Deliver
) -> None:
    assert not client.page(f"{address}/guardians/new").select("[name=young_person_agreed]")
    client.send(f"{address}/guardians/new", AMINA)
    answer = client.send(f"{address}/guardians/new", AMINA, follow=True)
    assert "could see this case already. We sent the e-mail again." in answer.text
    assert len(kept(session)) == 1
    assert len(deliver()) == 2


def test_somebody_whose_access_ended_is_invited_anew(
    client: PageClient, make: Make, area: Area, child: Child, address: str, session: Session
) -> None:
    person = make.person(Role.PARENT_OR_CARER, area, email="amina@example.org")
    make.guardian(child, person, since=ago(50), until=ago(5))
    client.send(f"{address}/guardians/new", AMINA)
    assert sorted(row.since for row in kept(session)) == [ago(50), TODAY]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"name": ""}, "Enter the person’s name", id="no name"),
        pytest.param({"email": "amina"}, "Enter an e-mail address in the correct", id="no address"),
        pytest.param({"role": "caseworker"}, "Not a valid choice", id="a role of staff"),
        pytest.param(
            {"role": "young_person"},
            "Here that is after 25 June 2032. Until then, invite a parent or carer.",
            id="a child as a young person",
        ),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(
    client: PageClient,
    address: str,
    session: Session,
    deliver: Deliver,
    typed: dict[str, str],
    sentence: str,
) -> None:
    answer = client.send(f"{address}/guardians/new", AMINA | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert kept(session) == []
    assert person_at(session, "amina@example.org") is None
    assert deliver() == []


@pytest.fixture
def adults_address(make: Make, area: Area, officer: Person) -> str:
    case = make.request(make.child(area, **ADULT), ago(60))
    return f"/wandsworth/cases/{case.id}"


def test_a_young_person_is_invited(
    client: PageClient, adults_address: str, session: Session
) -> None:
    typed = {"name": "Sam Okafor", "email": "sam@example.org", "role": "young_person"}
    client.send(f"{adults_address}/guardians/new", typed)
    person = person_at(session, "sam@example.org")
    assert person
    assert [grant.role for grant in person.grants] == [Role.YOUNG_PERSON]


def test_a_young_persons_parent_needs_their_agreement(
    client: PageClient, adults_address: str, session: Session
) -> None:
    page = f"{adults_address}/guardians/new"
    assert client.page(page).select_one("input[name=young_person_agreed]")
    answer = client.send(page, AMINA)
    assert answer.status_code == 422
    assert "The young person holds the rights now." in answer.text
    assert kept(session) == []
    client.send(page, AMINA | {"young_person_agreed": "y"})
    assert len(kept(session)) == 1


def test_access_is_ended_at_once(
    client: PageClient, make: Make, area: Area, child: Child, address: str, session: Session
) -> None:
    person = make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor")
    row = make.guardian(child, person, since=ago(50))
    answer = client.send(f"{address}/guardians/{row.id}/end", {}, follow=True)
    assert "Amina Okafor can no longer see this case." in answer.text
    session.refresh(row)
    assert row.until == TODAY
    client.page(f"{address}/guardians/{row.id}/end", 404)
    client.sign_in(person)
    client.page(f"/wandsworth/children/{child.id}", 404)


def test_access_given_today_can_be_ended_today(
    client: PageClient, address: str, child: Child, session: Session
) -> None:
    client.send(f"{address}/guardians/new", AMINA)
    (row,) = kept(session)
    client.send(f"{address}/guardians/{row.id}/end", {})
    session.refresh(row)
    assert row.until == row.since == TODAY


def test_access_to_another_child_is_not_ended_here(
    client: PageClient, make: Make, area: Area, address: str
) -> None:
    person = make.person(Role.PARENT_OR_CARER, area)
    row = make.guardian(make.child(area), person)
    client.page(f"{address}/guardians/{row.id}/end", 404)
