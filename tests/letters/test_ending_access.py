"""When an officer ends somebody's access, no letter lets them back in."""

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, Guardian, Request
from portal.domain.roles import Role
from portal.letters import endings
from portal.letters.models import Letter
from portal.web.clock import now
from tests.cases.filling import TODAY, ago
from tests.factories import A_MOMENT, Make
from tests.letters.typing_in import STATUS, code_in, type_in
from tests.pages import PageClient


@pytest.fixture
def amina(make: Make, area: Area) -> Person:
    return make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor")


@pytest.fixture
def guardian(make: Make, child: Child, amina: Person) -> Guardian:
    return make.guardian(child, amina, since=ago(60))


@pytest.fixture
def address(client: PageClient, case: Request, guardian: Guardian, officer: Person) -> str:
    client.sign_in(officer)
    return f"/wandsworth/cases/{case.id}/guardians/{guardian.id}/end"


def endings_of(session: Session) -> dict[str, str | None]:
    session.expire_all()
    return {row.name: row.ending for row in session.scalars(select(Letter))}


def labels(page: BeautifulSoup) -> list[str]:
    return [" ".join(each.text.split()) for each in page.select("main form label")]


def test_the_letters_to_this_name_end_with_the_access(
    client: PageClient, address: str, letter: Letter, guardian: Guardian, session: Session
) -> None:
    assert labels(client.page(address)) == []
    answer = client.send(address, {}, follow=True)
    assert "Amina Okafor can no longer see this case." in answer.text
    assert "Ended with the person’s access" in answer.text
    assert endings_of(session) == {"Amina Okafor": "with_the_access"}
    assert guardian.until == TODAY
    acts = [(row.act, row.details) for row in session.scalars(select(AuditEntry))]
    assert ("letters:letter:ended", {"why": "with_the_access"}) in acts
    assert "case:guardian:ended" in [act for act, _ in acts]


def test_a_page_opened_on_the_day_of_the_letter_closes_that_day(
    app: Flask, client: PageClient, address: str, case: Request, make: Make, officer: Person
) -> None:
    """Made, opened and ended on one day."""
    with app.app_context():
        letter = make.letter(case, officer, made_at=now())
    family = app.test_client()
    assert isinstance(family, PageClient)
    code = code_in(app, letter)
    assert "Come back to this page" in type_in(family, code).text
    client.send(address, {})
    text = family.get(STATUS).text
    assert endings.ACCESS_ENDED in text
    assert "Come back to this page" not in text
    assert endings.ACCESS_ENDED in type_in(family, code).text


def test_a_letter_that_opened_their_account_ends_whatever_its_name(
    client: PageClient,
    address: str,
    make: Make,
    case: Request,
    officer: Person,
    amina: Person,
    session: Session,
) -> None:
    make.letter(
        case,
        officer,
        name="A. Okafor",
        used_at=A_MOMENT,
        linked_at=A_MOMENT,
        linked_person_id=amina.id,
    )
    client.send(address, {})
    assert endings_of(session) == {"A. Okafor": "with_the_access"}


def test_other_letters_that_work_are_shown_and_end_where_ticked(
    client: PageClient,
    address: str,
    make: Make,
    case: Request,
    child: Child,
    officer: Person,
    session: Session,
) -> None:
    """Those about the child's other requests as well; those that open nothing are left out."""
    another = make.request(child, ago(300), reference="DX3-QQ47")
    make.letter(case, officer, name="Amina O’Kafor", used_at=A_MOMENT)
    make.letter(another, officer, name="Mrs Okafor")
    make.letter(case, officer, name="Mark Okafor")
    make.letter(case, officer, name="Too old", good_until=ago(1))
    make.letter(case, officer, name="Ended", ended_at=A_MOMENT, ending="replaced")
    page = client.page(address)
    shown = sorted(labels(page))
    assert [each.partition(":")[0] for each in shown] == [
        "Amina O’Kafor",
        "Mark Okafor",
        "Mrs Okafor",
    ]
    assert shown[0] == "Amina O’Kafor: made 5 January 2026 for CK7-MQ42. Used 5 January 2026."
    assert shown[2] == "Mrs Okafor: made 5 January 2026 for DX3-QQ47. Good until 30 March 2026."
    ticked = [
        page.select_one(f"#{label['for']}")["value"]
        for label in page.select("main form label")
        if not re.search("Mark", label.text)
    ]
    assert client.send(address, {"letters": ticked}).status_code == 302
    assert endings_of(session) == {
        "Amina O’Kafor": "with_the_access",
        "Mrs Okafor": "with_the_access",
        "Mark Okafor": None,
        "Too old": None,
        "Ended": "replaced",
    }


def test_another_childs_letter_is_not_ended_here(
    client: PageClient,
    address: str,
    make: Make,
    area: Area,
    case: Request,
    officer: Person,
    guardian: Guardian,
    session: Session,
) -> None:
    make.letter(case, officer, name="Mark Okafor")
    other = make.letter(make.request(make.child(area), ago(9)), officer, name="Ada")
    answer = client.send(address, {"letters": [str(other.id)]})
    assert answer.status_code == 422
    assert endings_of(session) == {"Mark Okafor": None, "Ada": None}
    assert guardian.until is None


def test_access_given_anew_brings_no_old_letter_back(
    app: Flask,
    client: PageClient,
    address: str,
    make: Make,
    child: Child,
    amina: Person,
    code: str,
) -> None:
    client.send(address, {})
    make.guardian(child, amina, since=TODAY)
    assert endings.ACCESS_ENDED in type_in(client, code).text


def test_no_letter_is_made_on_the_day_the_access_ended(
    client: PageClient, address: str, case: Request, make: Make, child: Child, amina: Person
) -> None:
    client.send(address, {})
    typed = {"name": "amina okafor", "role": "parent_or_carer"}
    place = f"/wandsworth/cases/{case.id}/letter"
    answer = client.send(place, typed)
    assert answer.status_code == 422
    assert "lost their access to this child today" in answer.text
    assert client.send(place, typed | {"name": "Mark Okafor"}).status_code == 303
    make.guardian(child, amina, since=TODAY)
    assert client.send(place, typed).status_code == 303
