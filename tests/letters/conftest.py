"""An area, a caseworker, a case with a letter, and somebody who has nothing but that letter."""

import pytest
from flask import Flask

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Request
from portal.domain.roles import Role
from portal.letters.codes import code_of, printed
from portal.letters.models import Letter
from tests.cases.filling import ago
from tests.factories import Make

REFERENCE = "CK7-MQ42"


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area, name="Jo Bell")


@pytest.fixture
def child(make: Make, area: Area) -> Child:
    return make.child(area)


@pytest.fixture
def case(make: Make, child: Child, officer: Person) -> Request:
    return make.request(child, ago(30), reference=REFERENCE, caseworker_id=officer.id)


@pytest.fixture
def letter(make: Make, case: Request, officer: Person) -> Letter:
    return make.letter(case, officer)


@pytest.fixture
def code(app: Flask, letter: Letter) -> str:
    """The code as it is printed in the letter."""
    return printed(code_of(letter.id, app.config["SECRET_KEY"]))
