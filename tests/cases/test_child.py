"""Correcting a child's name or date of birth."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, Request
from portal.domain.roles import Role
from tests.cases.filling import ago, day
from tests.factories import Make
from tests.pages import PageClient


@pytest.fixture
def page(address: str) -> str:
    return f"{address}/child/correct"


def as_kept(child: Child) -> tuple[str, str, date]:
    return child.first_name, child.last_name, child.born


CHANGES = [
    pytest.param({"first_name": " Samuel "}, ["first_name"], id="first name"),
    pytest.param({"last_name": "Okafor-Bell"}, ["last_name"], id="last name"),
    pytest.param(day("born", date(2016, 5, 2)), ["born"], id="date of birth"),
    pytest.param(
        {"first_name": "Samuel", "last_name": "Bell", **day("born", date(2015, 5, 1))},
        ["born", "first_name", "last_name"],
        id="all three",
    ),
]


@pytest.mark.parametrize(("typed", "fields"), CHANGES)
def test_details_are_corrected_and_the_audit_record_names_no_value(
    client: PageClient,
    address: str,
    page: str,
    child: Child,
    officer: Person,
    session: Session,
    typed: dict[str, str],
    fields: list[str],
) -> None:
    assert client.page(address).select_one(f"a[href='{page}']")
    before = as_kept(child)
    answer = client.send(page, typed, follow=True)
    assert "The child’s details were corrected." in answer.text
    session.refresh(child)
    changed = [new for old, new in zip(before, as_kept(child), strict=True) if old != new]
    assert len(changed) == len(fields)
    assert child.name in answer.text
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.object_id, entry.actor_id) == (
        "case:child:corrected",
        child.id,
        officer.id,
    )
    assert entry.details == {"fields": fields}


REFUSED = [
    pytest.param({}, "That is what the record says now.", id="no change"),
    pytest.param({"first_name": " "}, "Enter the child’s first name", id="no first name"),
    pytest.param({"last_name": ""}, "Enter the child’s last name", id="no last name"),
    pytest.param({"born-day": "31", "born-month": "2"}, "must be a real date", id="no such day"),
    pytest.param(
        day("born", ago(59)),
        "The date of birth, 16 January 2026, is after the day the request was received, "
        "15 January 2026.",
        id="born after the request",
    ),
    pytest.param(
        day("born", ago(200)),
        "is after the day the request was received, 20 May 2025.",
        id="born after another request",
    ),
    pytest.param(
        day("born", date(2001, 1, 15)),
        "Somebody born on 15 January 2001 was 25 or older on 15 January 2026.",
        id="25 on the day",
    ),
    pytest.param(
        {"first_name": "ada", "last_name": "okafor"},
        "Ada Okafor, born on 1 May 2016, is here already with the reference ",
        id="somebody else",
    ),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    client: PageClient,
    make: Make,
    area: Area,
    child: Child,
    page: str,
    session: Session,
    typed: dict[str, str],
    sentence: str,
) -> None:
    make.request(child, ago(300))
    make.request(make.child(area, first_name="Ada"), ago(20))
    answer = client.send(page, typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    session.refresh(child)
    assert as_kept(child) == ("Sam", "Okafor", date(2016, 5, 1))
    assert session.scalars(select(AuditEntry)).all() == []


def test_a_namesake_in_another_area_is_no_obstacle(
    client: PageClient, make: Make, page: str, child: Child, session: Session
) -> None:
    make.child(make.area("merton"), first_name="Ada")
    assert client.send(page, {"first_name": "Ada"}).status_code == 302
    session.refresh(child)
    assert child.first_name == "Ada"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        pytest.param(
            date(2016, 5, 1), date(2006, 5, 1), "the young person holds the rights now", id="older"
        ),
        pytest.param(
            date(2006, 5, 1), date(2016, 5, 1), "a parent holds the rights now", id="younger"
        ),
    ],
)
def test_who_holds_the_rights_follows_from_the_new_date_of_birth(
    client: PageClient,
    make: Make,
    area: Area,
    officer: Person,
    before: date,
    after: date,
    says: str,
) -> None:
    case = make.request(make.child(area, born=before), ago(60))
    address = f"/wandsworth/cases/{case.id}"
    answer = client.send(f"{address}/child/correct", day("born", after), follow=True)
    assert f"By age {says}. Check who can see this case." in answer.text
    asks_the_young_person = client.page(f"{address}/guardians/new").select_one(
        "[name=young_person_agreed]"
    )
    assert bool(asks_the_young_person) == (after.year == 2006)


def test_the_family_and_the_list_show_the_corrected_name(
    client: PageClient, make: Make, area: Area, child: Child, page: str, case: Request
) -> None:
    client.send(page, {"first_name": "Samira"})
    assert "Samira Okafor" in client.page("/wandsworth/cases").text
    parent = make.person(Role.PARENT_OR_CARER, area)
    make.guardian(child, parent)
    client.sign_in(parent)
    shown = client.page(f"/wandsworth/children/{child.id}")
    assert shown.h1
    assert shown.h1.text == "Samira Okafor’s assessment"
