"""From the last Friday in June at sixteen, the young person decides who sees the case."""

from datetime import date

import pytest

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Guardian
from portal.domain.roles import Role
from tests.cases.filling import ago
from tests.factories import Make
from tests.pages import PageClient

# Somebody born then turns 16 in the school year that ends in 2025: the last Friday was 27 June.
BORN = date(2009, 3, 4)
CHILDREN = "/wandsworth/children"


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def parent(make: Make, area: Area) -> Person:
    return make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor")


@pytest.fixture
def child(make: Make, area: Area) -> Child:
    child = make.child(area, born=BORN)
    make.request(child, date(2025, 6, 1))
    return child


@pytest.fixture
def row(make: Make, child: Child, parent: Person) -> Guardian:
    return make.guardian(child, parent, since=date(2025, 6, 1))


@pytest.fixture
def young_person(make: Make, area: Area, child: Child) -> Person:
    person = make.person(Role.YOUNG_PERSON, area, name="Sam Okafor")
    make.guardian(child, person, as_young_person=True)
    return person


@pytest.mark.parametrize(
    ("today", "title"),
    [
        pytest.param(date(2025, 6, 27), "Sam Okafor’s assessment", id="on the last Friday in June"),
        pytest.param(date(2025, 6, 28), "Sam decides who sees this now", id="the day after"),
    ],
)
def test_a_parents_view_is_asked_again_and_not_inherited(
    client: PageClient,
    monkeypatch: pytest.MonkeyPatch,
    child: Child,
    parent: Person,
    row: Guardian,
    today: date,
    title: str,
) -> None:
    monkeypatch.setitem(client.application.config, "PORTAL_TODAY", today)
    client.sign_in(parent)
    page = client.page(f"{CHILDREN}/{child.id}")
    assert page.h1.text == title
    if title.startswith("Sam decides"):
        assert "Deciding whether" not in page.text
        assert client.page(CHILDREN).select_one(f"a[href$='/children/{child.id}']")


def test_the_young_person_lets_a_parent_see_and_stops_them(
    client: PageClient, child: Child, parent: Person, row: Guardian, young_person: Person
) -> None:
    people = f"{CHILDREN}/{child.id}/people"
    client.sign_in(young_person)
    page = client.page(f"{CHILDREN}/{child.id}")
    assert page.h1.text == "Your assessment"
    assert page.select_one("a[href$='/people']")
    assert "Cannot see this now." in client.page(people).text

    client.send(people, {}, form=f"{people}/{row.id}/agree")
    client.sign_in(parent)
    assert client.page(f"{CHILDREN}/{child.id}").h1.text == "Sam Okafor’s assessment"

    client.sign_in(young_person)
    client.send(people, {}, form=f"{people}/{row.id}/stop")
    assert "Nobody else can see this." in client.page(people).text
    client.sign_in(parent)
    client.page(f"{CHILDREN}/{child.id}", 404)


def test_only_the_young_person_decides(
    client: PageClient, make: Make, area: Area, child: Child, parent: Person, row: Guardian
) -> None:
    people = f"{CHILDREN}/{child.id}/people"
    client.sign_in(parent)
    client.page(people, 404)
    assert client.post(f"{people}/{row.id}/agree").status_code in (400, 404)
    stranger = make.person(Role.YOUNG_PERSON, area)
    client.sign_in(stranger)
    client.page(people, 404)


def test_an_officer_records_that_the_young_person_agreed(
    client: PageClient, make: Make, area: Area, child: Child, parent: Person, row: Guardian
) -> None:
    officer = make.person(Role.CASEWORKER, area)
    case = make.request(child, ago(20))
    client.sign_in(officer)
    page = client.page(f"/wandsworth/cases/{case.id}")
    assert "Young person not asked yet" in page.text
    client.send(f"/wandsworth/cases/{case.id}/guardians/{row.id}/agreed", {})
    assert "Young person not asked yet" not in client.page(f"/wandsworth/cases/{case.id}").text
    client.sign_in(parent)
    assert client.page(f"{CHILDREN}/{child.id}").h1.text == "Sam Okafor’s assessment"


def test_agreeing_before_the_day_is_refused(
    client: PageClient, make: Make, area: Area, parent: Person
) -> None:
    child = make.child(area)
    row = make.guardian(child, parent)
    case = make.request(child, ago(20))
    client.sign_in(make.person(Role.CASEWORKER, area))
    answer = client.send(f"/wandsworth/cases/{case.id}/guardians/{row.id}/agreed", {})
    assert answer.status_code == 422
    assert "The parent holds the rights until 25 June 2032." in answer.text
