"""Adding a child and a request, and whose case it is."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, ReceivedDate, Request
from portal.domain.roles import Role
from tests.cases.filling import TODAY, ago, day
from tests.factories import Make
from tests.pages import PageClient

NEW = "/wandsworth/cases/new"
SAM = {
    "first_name": " Sam ",
    "last_name": "Okafor",
    **day("born", date(2016, 5, 1)),
    **day("received_on", ago(3)),
    "source": "school",
}


def acts(session: Session) -> list[str]:
    return [entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))]


def test_a_request_is_added_with_its_child(
    client: PageClient, officer: Person, session: Session
) -> None:
    answer = client.send(NEW, SAM, follow=True)
    request = session.scalars(select(Request)).one()
    child = session.scalars(select(Child)).one()
    assert f"The request was added. Its reference is {request.reference}." in answer.text
    assert (child.first_name, child.last_name, child.born) == ("Sam", "Okafor", date(2016, 5, 1))
    received = session.scalars(select(ReceivedDate)).one()
    assert (received.received_on, request.source) == (ago(3), "school")
    assert request.caseworker_id == received.recorded_by_id == officer.id
    assert acts(session) == ["case:child:added", "case:request:added"]


def test_a_child_who_is_known_gets_the_new_request(
    client: PageClient, officer: Person, area: Area, make: Make, session: Session
) -> None:
    known = make.child(area, first_name="SAM", last_name="okafor", born=date(2016, 5, 1))
    make.request(known, ago(400))
    answer = client.send(NEW, SAM, follow=True)
    assert "was here already and has this request now." in answer.text
    assert session.scalars(select(Child.id)).all() == [known.id]
    assert session.scalar(select(func.count(Request.id))) == 2


@pytest.mark.parametrize(
    ("other", "born"),
    [
        pytest.param("wandsworth", date(2016, 5, 2), id="born on another day"),
        pytest.param("merton", date(2016, 5, 1), id="in another area"),
    ],
)
def test_a_namesake_is_another_child(
    client: PageClient, officer: Person, make: Make, session: Session, other: str, born: date
) -> None:
    make.child(make.the_area(other), first_name="Sam", last_name="Okafor", born=born)
    client.send(NEW, SAM)
    assert session.scalar(select(func.count(Child.id))) == 2


REFUSED = [
    pytest.param({"first_name": " "}, "Enter the child’s first name", id="no first name"),
    pytest.param({"last_name": ""}, "Enter the child’s last name", id="no last name"),
    pytest.param({"source": "rumour"}, "Not a valid choice", id="an unknown source"),
    pytest.param({"born-day": "31", "born-month": "2"}, "must be a real date", id="no such day"),
    pytest.param({"received_on-year": ""}, "must include a year", id="no year"),
    pytest.param(
        day("received_on", date(2026, 3, 17)),
        "17 March 2026 has not come yet: today is 16 March 2026.",
        id="received tomorrow",
    ),
    pytest.param(
        day("born", ago(2)), "The date of birth, 14 March 2026, is after the day", id="born later"
    ),
    pytest.param(
        day("born", date(2001, 3, 13)),
        "Somebody born on 13 March 2001 was 25 or older on 13 March 2026.",
        id="25 on the day",
    ),
    pytest.param(
        day("received_on", date(2014, 8, 31)) | day("born", date(2010, 1, 1)),
        "31 August 2014 is before 1 September 2014, when these time limits began.",
        id="before the law began",
    ),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(
    client: PageClient, officer: Person, session: Session, typed: dict[str, str], sentence: str
) -> None:
    answer = client.send(NEW, SAM | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert session.scalars(select(Child)).all() == []
    assert acts(session) == []


def test_the_day_before_a_25th_birthday_is_in_time(
    client: PageClient, officer: Person, session: Session
) -> None:
    client.send(NEW, SAM | day("born", date(2001, 3, 14)))
    assert session.scalars(select(ReceivedDate)).one().received_on == date(2026, 3, 13)


def test_the_same_request_is_not_added_twice(
    client: PageClient, officer: Person, session: Session
) -> None:
    client.send(NEW, SAM)
    answer = client.send(NEW, SAM)
    assert answer.status_code == 422
    request = session.scalars(select(Request)).one()
    assert f"is here already. Its reference is {request.reference}." in answer.text


def test_the_same_request_is_known_by_the_day_that_stands(
    client: PageClient, make: Make, area: Area, officer: Person, session: Session
) -> None:
    child = make.child(area, first_name="Sam", last_name="Okafor", born=date(2016, 5, 1))
    request = make.request(child, ago(8))
    make.received(request.received[0], ago(3), officer)
    answer = client.send(NEW, SAM)
    assert answer.status_code == 422
    assert f"is here already. Its reference is {request.reference}." in answer.text
    assert client.send(NEW, SAM | day("received_on", ago(8))).status_code == 302


@pytest.fixture
def colleague(make: Make, area: Area, client: PageClient, case: Request) -> Iterator[Person]:
    """Somebody else of the team, signed in in place of the case's own caseworker."""
    person = make.person(Role.MANAGER, area, name="Pat Moss")
    client.sign_in(person)
    return person


def test_a_case_is_taken_on(
    client: PageClient, colleague: Person, address: str, case: Request, session: Session
) -> None:
    assert "Jo Bell" in client.page(address).text
    answer = client.send(address, {}, form=f"{address}/take-on", follow=True)
    assert "This case is yours now." in answer.text
    session.refresh(case)
    assert case.caseworker_id == colleague.id
    assert "Make it mine" not in answer.text
    assert acts(session) == ["case:caseworker:changed"]


def test_taking_on_ones_own_case_changes_nothing(
    client: PageClient, officer: Person, colleague: Person, address: str, session: Session
) -> None:
    client.send(address, {}, form=f"{address}/take-on")
    token = client.page(f"{address}/events/new").select_one("input[name=csrf_token]")
    assert token
    client.post(f"{address}/take-on", data={"csrf_token": token["value"]})
    assert acts(session) == ["case:caseworker:changed"]


def test_taking_on_needs_the_forms_token(
    client: PageClient, colleague: Person, address: str, case: Request, session: Session
) -> None:
    assert client.post(f"{address}/take-on").status_code == 400
    session.refresh(case)
    assert case.caseworker_id != colleague.id


def test_today_is_the_tests_today(client: PageClient, officer: Person, session: Session) -> None:
    """So that dates counted from it here mean what they say."""
    client.send(NEW, SAM | day("received_on", TODAY))
    assert session.scalars(select(ReceivedDate)).one().received_on == TODAY
