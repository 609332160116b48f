"""A parent with a child and a request, and two caseworkers of the same area."""

import pytest

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Request
from portal.domain.roles import Role
from tests.cases.filling import ago
from tests.factories import Make


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area, name="Jo Bell")


@pytest.fixture
def colleague(make: Make, area: Area) -> Person:
    return make.person(Role.MANAGER, area, name="Ken Ash")


@pytest.fixture
def parent(make: Make, area: Area) -> Person:
    return make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor")


@pytest.fixture
def child(make: Make, area: Area, parent: Person) -> Child:
    return make.child(area, parent)


@pytest.fixture
def case(make: Make, child: Child) -> Request:
    return make.request(child, ago(60))


@pytest.fixture
def address(child: Child) -> str:
    return f"/wandsworth/children/{child.id}/questions"
