"""From a letter to an account: an e-mail address, a link, and the child's date of birth."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.accounts.queries import person_at
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import CaseNews, Child, Guardian, Request
from portal.domain.roles import Role
from portal.jobs import TASKS
from portal.letters import endings
from portal.letters.linking_services import forget_addresses
from portal.letters.models import AccountLink, Letter
from portal.web.clock import now
from tests.cases.filling import TODAY, ago, day
from tests.factories import A_MOMENT, Make
from tests.letters.typing_in import STATUS, code_in, on_the_day, type_in
from tests.pages import PageClient
from tests.tray import Tray

LINK = f"{STATUS}/link"
AMINA = "amina@example.org"
BORN = day("born", date(2016, 5, 1))
WRONG = day("born", date(2016, 5, 2))
Count = Callable[[], AbstractContextManager[list[str]]]


def ask(client: PageClient, tray: Tray, email: str = AMINA) -> str:
    """Ask for a link from the open status page; the address in the e-mail that comes."""
    client.send(f"{LINK}?reference=CK7-MQ42", {"email": email})
    found = re.search(r"http://127\.0\.0\.1:5000(/\S+/status/link/\S+)", tray.messages[-1].text)
    assert found
    return found[1]


@pytest.fixture
def link(client: PageClient, code: str, tray: Tray) -> str:
    type_in(client, code)
    return ask(client, tray)


def guardians(session: Session) -> list[Guardian]:
    session.expire_all()
    return list(session.scalars(select(Guardian)))


def test_a_right_date_opens_the_account(
    client: PageClient, link: str, child: Child, area: Area, letter: Letter, session: Session
) -> None:
    answer = client.send(link, BORN)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/wandsworth/children/{child.id}"
    person = person_at(session, AMINA)
    assert person
    assert person.name == "Amina Okafor"
    assert [(row.role, row.area_id) for row in person.grants] == [(Role.PARENT_OR_CARER, area.id)]
    (guardian,) = guardians(session)
    assert (guardian.person_id, guardian.child_id, guardian.since, guardian.until) == (
        person.id,
        child.id,
        TODAY,
        None,
    )
    assert (guardian.as_young_person, guardian.agreed_on) == (False, None)
    assert "Amina Okafor" in client.page("/your-places").text
    session.refresh(letter)
    assert letter.linked_person_id == person.id


def test_the_others_are_told_and_it_is_on_record(
    client: PageClient, link: str, case: Request, session: Session
) -> None:
    client.send(link, BORN)
    (guardian,) = guardians(session)
    (news,) = session.scalars(select(CaseNews))
    assert (news.request_id, news.kind, news.object_id, news.person_id) == (
        case.id,
        "account_linked",
        guardian.id,
        None,
    )
    entries = {row.act: row.actor_id for row in session.scalars(select(AuditEntry))}
    assert entries["letters:account:linked"] == guardian.person_id
    assert entries["account:signed-in"] == guardian.person_id


def test_the_e_mail_names_no_child_and_no_reference(
    client: PageClient, link: str, tray: Tray, child: Child
) -> None:
    (message,) = tray.messages
    assert message.to == AMINA
    assert message.subject == "Your link to open an account"
    for word in (child.first_name, child.last_name, "CK7", "MQ42"):
        assert word not in message.subject + message.text


def test_of_the_link_only_a_digest_is_kept_and_no_address_longer_than_needed(
    client: PageClient, link: str, session: Session
) -> None:
    (row,) = session.scalars(select(AccountLink))
    assert row.email == AMINA
    assert link.rpartition("/")[2] not in str(vars(row))
    client.send(link, BORN)
    session.refresh(row)
    assert row.email == ""


def test_a_young_person_is_linked_as_one(
    client: PageClient,
    app: Flask,
    make: Make,
    area: Area,
    officer: Person,
    tray: Tray,
    session: Session,
) -> None:
    case = make.request(make.child(area, born=date(2008, 1, 1)), ago(20), reference="CK7-MQ42")
    letter = make.letter(case, officer, name="Sam Okafor", as_young_person=True)
    opened = type_in(client, code_in(app, letter))
    assert "deciding whether to assess you" in opened.text
    client.send(ask(client, tray, "sam@example.org"), day("born", date(2008, 1, 1)))
    (guardian,) = guardians(session)
    assert guardian.as_young_person
    person = person_at(session, "sam@example.org")
    assert person
    assert [row.role for row in person.grants] == [Role.YOUNG_PERSON]


def test_a_parent_is_not_linked_once_the_young_person_holds_the_rights(
    client: PageClient,
    app: Flask,
    make: Make,
    area: Area,
    officer: Person,
    tray: Tray,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    born = date(2010, 5, 1)
    case = make.request(make.child(area, born=born), ago(30), reference="CK7-MQ42")
    letter = make.letter(case, officer, good_until=date(2026, 12, 31))
    with app.app_context():
        start = now().replace(hour=10)
    with time_machine.travel(start, tick=False):
        with on_the_day(app, monkeypatch, date(2026, 6, 26)):
            type_in(client, code_in(app, letter), own=True)
            link = ask(client, tray)
        start += timedelta(minutes=-30)
    with time_machine.travel(start, tick=False), on_the_day(app, monkeypatch, date(2026, 6, 27)):
        page = client.page(link)
    assert endings.YOUNG_PERSONS_NOW in page.text
    assert guardians(session) == []


def test_opening_the_link_does_not_use_it_up(client: PageClient, link: str) -> None:
    for _ in range(10):
        client.page(link)
    assert client.send(link, BORN).status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({}, "Enter date of birth", id="no date"),
        pytest.param(day("born", date(2016, 5, 1)) | {"born-month": "13"}, "real date", id="none"),
    ],
)
def test_a_date_that_is_none_is_no_try(
    client: PageClient, link: str, session: Session, typed: dict[str, str], sentence: str
) -> None:
    answer = client.send(link, typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert [row.wrong_dates for row in session.scalars(select(AccountLink))] == [0]


def test_after_five_wrong_dates_the_link_ends(
    client: PageClient, link: str, session: Session
) -> None:
    form = client.page(link).select_one("main form")
    token = form.select_one("[name=csrf_token]")["value"]
    told = [client.post(link, data=WRONG | {"csrf_token": token}) for _ in range(5)]
    assert {answer.status_code for answer in told} == {200}
    assert all(endings.WRONG_DATE in answer.text for answer in told)
    right = client.post(link, data=BORN | {"csrf_token": token})
    assert right.status_code == 422
    assert endings.LINK_WRONG_DATES in right.text
    assert endings.LINK_WRONG_DATES in client.page(link).text
    assert guardians(session) == []
    (row,) = session.scalars(select(AccountLink))
    assert (row.wrong_dates, row.email) == (5, "")
    acts = [entry.act for entry in session.scalars(select(AuditEntry))]
    assert acts.count("letters:birth-date:wrong") == 5


def test_after_ten_wrong_dates_the_letter_opens_no_account(
    client: PageClient, link: str, tray: Tray
) -> None:
    for _ in range(5):
        client.send(link, WRONG)
    second = ask(client, tray)
    for _ in range(5):
        client.send(second, WRONG)
    answer = client.send(LINK, {"email": AMINA})
    assert answer.status_code == 422
    assert endings.LINK_WRONG_DATES in answer.text
    assert len(tray.messages) == 2


def test_another_childs_date_of_birth_is_wrong(
    client: PageClient, make: Make, area: Area, link: str, session: Session
) -> None:
    """Even where the account sees that child already."""
    person = make.person(Role.PARENT_OR_CARER, area, email=AMINA)
    make.guardian(make.child(area, born=date(2016, 5, 2), first_name="Ada"), person)
    assert endings.WRONG_DATE in client.send(link, WRONG).text
    assert len(guardians(session)) == 1


def test_an_account_that_sees_another_child_sees_both(
    client: PageClient, make: Make, area: Area, link: str, session: Session
) -> None:
    person = make.person(Role.PARENT_OR_CARER, area, email=AMINA, name="Amina O")
    make.guardian(make.child(area, first_name="Ada"), person)
    assert client.send(link, BORN).status_code == 303
    assert {row.person_id for row in guardians(session)} == {person.id}
    assert len(guardians(session)) == 2


def test_a_link_is_used_once(client: PageClient, link: str, session: Session) -> None:
    client.send(link, BORN)
    assert endings.LINK_USED in client.page(link).text
    assert len(guardians(session)) == 1


def test_a_letter_opens_one_account(client: PageClient, app: Flask, link: str) -> None:
    key = client.get_cookie("status_pass", path=STATUS)
    client.send(link, BORN)
    other = app.test_client()
    assert key
    other.set_cookie("status_pass", key.value, path=STATUS)
    assert "You have an account." in other.get(STATUS).text
    answer = other.send(LINK, {"email": "other@example.org"})  # type: ignore[attr-defined]
    assert answer.status_code == 422
    assert endings.LINKED_ALREADY in answer.text


def test_an_account_that_sees_the_child_already_is_told_so(
    client: PageClient, make: Make, area: Area, child: Child, link: str, session: Session
) -> None:
    make.guardian(child, make.person(Role.PARENT_OR_CARER, area, email=AMINA))
    answer = client.send(link, BORN)
    assert answer.status_code == 422
    assert endings.SEES_ALREADY in answer.text
    assert len(guardians(session)) == 1


def test_an_account_whose_access_was_ended_does_not_come_back(
    client: PageClient, make: Make, area: Area, child: Child, link: str, session: Session
) -> None:
    ended = make.person(Role.PARENT_OR_CARER, area, email=AMINA, name="Mark Okafor")
    make.guardian(child, ended, until=ago(5))
    answer = client.send(link, BORN)
    assert answer.status_code == 422
    assert endings.ACCESS_ENDED in answer.text
    assert len(guardians(session)) == 1


def test_ending_the_linked_access_closes_the_page(
    client: PageClient, make: Make, link: str, session: Session, app: Flask
) -> None:
    key = client.get_cookie("status_pass", path=STATUS)
    client.send(link, BORN)
    (guardian,) = guardians(session)
    guardian.until = TODAY
    make.keep(guardian)
    other = app.test_client()
    assert key
    other.set_cookie("status_pass", key.value, path=STATUS)
    assert endings.ACCESS_ENDED in other.get(STATUS).text


def test_a_link_of_an_ended_letter_does_not_work(
    client: PageClient, make: Make, letter: Letter, link: str, session: Session
) -> None:
    session.refresh(letter)
    letter.ended_at, letter.ending = A_MOMENT, "by_an_officer"
    make.keep(letter)
    assert endings.ENDED[endings.Ending.BY_AN_OFFICER] in client.page(link).text


@pytest.mark.parametrize(
    ("hours", "works"),
    [pytest.param(23, True, id="23 hours"), pytest.param(24, False, id="24 hours")],
)
def test_a_link_lasts_24_hours(
    client: PageClient, link: str, make: Make, session: Session, hours: int, works: bool
) -> None:
    (row,) = session.scalars(select(AccountLink))
    assert row.expires_at - row.created_at == timedelta(hours=24)
    row.expires_at -= timedelta(hours=hours)
    make.keep(row)
    assert (endings.LINK_TOO_OLD in client.page(link).text) != works


def test_a_newer_link_ends_the_older_and_forgets_its_address(
    client: PageClient, link: str, tray: Tray, session: Session
) -> None:
    newer = ask(client, tray, "right@example.org")
    assert endings.LINK_TOO_OLD in client.page(link).text
    assert sorted(row.email for row in session.scalars(select(AccountLink))) == [
        "",
        "right@example.org",
    ]
    assert client.send(newer, BORN).status_code == 303


def test_an_address_is_forgotten_once_the_link_is_too_old(
    app: Flask, client: PageClient, link: str, make: Make, session: Session
) -> None:
    (row,) = session.scalars(select(AccountLink))
    forget_addresses(session, now=row.expires_at - timedelta(seconds=1))
    session.refresh(row)
    assert row.email == AMINA
    row.expires_at -= timedelta(hours=24)
    make.keep(row)
    (task,) = [each for each in TASKS if each.name == "links"]
    with app.app_context():
        task.act()
    session.expire_all()
    assert row.email == ""


def test_the_page_does_not_say_that_the_e_mail_is_there(client: PageClient, code: str) -> None:
    type_in(client, code)
    answer = client.send(f"{LINK}?reference=CK7-MQ42", {"email": AMINA}, follow=True)
    assert f"We are sending an e-mail to {AMINA}." in answer.text
    assert "If it does not come in 10 minutes, ask again." in answer.text


def test_a_made_up_link_is_unknown(client: PageClient, area: Area) -> None:
    assert endings.LINK_UNKNOWN in client.page(f"{LINK}/made-up").text


def test_another_areas_link_is_unknown(client: PageClient, make: Make, link: str) -> None:
    make.area("merton")
    page = client.page(link.replace("wandsworth", "merton"))
    assert endings.LINK_UNKNOWN in page.text


def test_asking_needs_an_open_page(client: PageClient, letter: Letter, tray: Tray) -> None:
    assert client.get(LINK).headers["Location"] == STATUS
    assert tray.messages == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param("", "Enter your e-mail address", id="none"),
        pytest.param("amina", "in the correct format", id="no address"),
    ],
)
def test_an_address_that_is_none(
    client: PageClient, code: str, tray: Tray, typed: str, sentence: str
) -> None:
    type_in(client, code)
    answer = client.send(LINK, {"email": typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert tray.messages == []


def test_the_number_of_queries_is_fixed(
    client: PageClient, make: Make, child: Child, link: str, query_count: Count
) -> None:
    asked: list[int] = []
    for count in (1, 20):
        for _ in range(count):
            make.guardian(child, make.person(), until=ago(1))
        with query_count() as queries:
            client.page(link)
            client.page(LINK)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8
