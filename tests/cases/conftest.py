"""An area with a caseworker who is signed in, and a case of theirs received 60 days ago."""

import pytest

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Request
from portal.domain.roles import Role
from tests.cases.filling import ago
from tests.factories import Make
from tests.pages import PageClient


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make, area: Area, client: PageClient) -> Person:
    person = make.person(Role.CASEWORKER, area, name="Jo Bell")
    client.sign_in(person)
    return person


@pytest.fixture
def child(make: Make, area: Area) -> Child:
    return make.child(area)


@pytest.fixture
def case(make: Make, child: Child, officer: Person) -> Request:
    return make.request(child, ago(60), caseworker_id=officer.id)


@pytest.fixture
def address(case: Request) -> str:
    return f"/wandsworth/cases/{case.id}"
