"""An officer makes a letter, prints it, and sees what became of it."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Request
from portal.domain.readings import ENGLISH, LANGUAGES
from portal.domain.roles import Role
from portal.letters.models import Letter
from portal.letters.qr import qr_picture
from portal.web.clock import now
from tests.cases.filling import TODAY, ago
from tests.factories import Make
from tests.pages import PageClient

AMINA = {"name": "Amina Okafor", "role": "parent_or_carer"}
GROWN_UP = date(2007, 5, 1)


@pytest.fixture
def address(client: PageClient, case: Request, officer: Person) -> str:
    client.sign_in(officer)
    return f"/wandsworth/cases/{case.id}"


def kept(session: Session) -> list[Letter]:
    session.expire_all()
    return list(session.scalars(select(Letter).order_by(Letter.made_at)))


def printed_code(text: str) -> str:
    found = re.search(r"<dd>([0-9A-Z]{4}-[0-9A-Z]{4})</dd>", text)
    assert found
    return found[1]


def test_a_letter_is_made_and_shown(
    client: PageClient, address: str, session: Session, officer: Person, app: Flask
) -> None:
    answer = client.send(f"{address}/letter", AMINA, follow=True)
    assert answer.status_code == 200
    (letter,) = kept(session)
    assert (letter.name, letter.as_young_person, letter.made_by_id) == (
        "Amina Okafor",
        False,
        officer.id,
    )
    assert letter.good_until == TODAY + timedelta(weeks=12)
    for words in (
        "Amina Okafor",
        "Wandsworth Council",
        "CK7-MQ42",
        "http://127.0.0.1:5000/wandsworth/status",
        "8 June 2026",
        "020 7946 0123",
        "large print",
    ):
        assert words in answer.text, words
    assert [entry.act for entry in session.scalars(select(AuditEntry))] == ["letters:letter:made"]


def test_the_letter_names_no_child(client: PageClient, address: str) -> None:
    sheet = client.send(f"{address}/letter", AMINA, follow=True).text.split("<article")[1]
    assert "Sam" not in sheet.split("</article>")[0]


def test_the_letter_offers_every_language_of_the_pathway(client: PageClient, address: str) -> None:
    answer = client.send(f"{address}/letter", AMINA, follow=True)
    offered = BeautifulSoup(answer.text, "html5lib").select(".portal-letters-languages [lang]")
    assert {each["lang"] for each in offered} == set(LANGUAGES) - {ENGLISH}
    assert all(each.text.strip() for each in offered)


def test_the_square_holds_the_address_and_the_reference_and_no_code(
    client: PageClient, address: str
) -> None:
    answer = client.send(f"{address}/letter", AMINA, follow=True)
    shown = BeautifulSoup(answer.text, "html5lib").select_one("article img")["src"]
    assert shown == qr_picture("http://127.0.0.1:5000/wandsworth/status?reference=CK7-MQ42")


def test_the_code_is_kept_nowhere(client: PageClient, address: str, session: Session) -> None:
    answer = client.send(f"{address}/letter", AMINA, follow=True)
    code = printed_code(answer.text)
    assert code not in answer.request.url
    assert code not in str(answer.headers)
    everything = []
    for table in Letter.metadata.sorted_tables:
        everything += [str(row) for row in session.execute(select(table))]
    for form in (code, code.replace("-", "")):
        assert form not in " ".join(everything)


def test_reloading_and_sending_again_make_no_second_letter(
    client: PageClient, address: str, session: Session
) -> None:
    form = client.page(f"{address}/letter").select_one("main form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")} | AMINA
    first = client.post(f"{address}/letter", data=data)
    again = client.post(f"{address}/letter", data=data)
    assert first.headers["Location"] == again.headers["Location"]
    assert len(kept(session)) == 1
    shown = [client.get(first.headers["Location"]).text for _ in range(2)]
    assert printed_code(shown[0]) == printed_code(shown[1])


@pytest.mark.parametrize(
    ("minutes", "there"),
    [pytest.param(14, True, id="14 minutes"), pytest.param(15, False, id="15 minutes")],
)
def test_the_code_is_shown_for_15_minutes(
    client: PageClient, address: str, officer: Person, app: Flask, minutes: int, there: bool
) -> None:
    with app.app_context():
        start = now().replace(hour=10)
    with time_machine.travel(start, tick=False) as clock:
        client.sign_in(officer)
        place = client.send(f"{address}/letter", AMINA).headers["Location"]
        clock.shift(timedelta(minutes=minutes))
        text = client.get(place).text
    assert ("<article" in text) == there
    assert ("This letter cannot be shown again" in text) != there


def test_the_code_is_shown_to_nobody_else(
    client: PageClient, address: str, make: Make, area: Area
) -> None:
    place = client.send(f"{address}/letter", AMINA).headers["Location"]
    client.sign_in(make.person(Role.MANAGER, area))
    text = client.get(place).text
    assert "Jo Bell made a letter for Amina Okafor" in text
    assert "<article" not in text


def test_a_used_letter_is_not_shown(
    client: PageClient, address: str, make: Make, session: Session
) -> None:
    place = client.send(f"{address}/letter", AMINA).headers["Location"]
    (letter,) = kept(session)
    letter.used_at = letter.made_at
    make.keep(letter)
    assert "<article" not in client.get(place).text


def test_a_new_letter_to_the_same_person_ends_the_old_one(
    client: PageClient, address: str, session: Session
) -> None:
    client.send(f"{address}/letter", AMINA)
    client.send(f"{address}/letter", AMINA | {"name": " amina  OKAFOR "})
    old, new = sorted(kept(session), key=lambda row: row.ended_at is None)
    assert (old.ending, new.ending) == ("replaced", None)
    acts = [(row.act, row.details) for row in session.scalars(select(AuditEntry))]
    assert ("letters:letter:ended", {"why": "replaced"}) in acts


def test_a_letter_to_somebody_else_ends_none(
    client: PageClient, address: str, session: Session
) -> None:
    client.send(f"{address}/letter", AMINA)
    client.send(f"{address}/letter", AMINA | {"name": "Mark Okafor"})
    assert [row.ending for row in kept(session)] == [None, None]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"name": " "}, "Enter the person’s name", id="no name"),
        pytest.param({"role": ""}, "Select who it is for", id="nobody"),
        pytest.param({"role": "caseworker"}, "Not a valid choice", id="a role of staff"),
        pytest.param({"role": "young_person"}, "still of compulsory school age", id="too young"),
    ],
)
def test_a_letter_that_cannot_be_is_refused(
    client: PageClient, address: str, session: Session, typed: dict[str, str], sentence: str
) -> None:
    answer = client.send(f"{address}/letter", AMINA | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert kept(session) == []


def test_once_the_young_person_holds_the_rights_the_letter_is_theirs(
    client: PageClient, address: str, make: Make, area: Area, session: Session
) -> None:
    case = make.request(make.child(area, born=GROWN_UP), ago(10))
    page = f"/wandsworth/cases/{case.id}/letter"
    answer = client.send(page, AMINA)
    assert answer.status_code == 422
    assert "The young person holds the rights now." in answer.text
    client.send(page, {"name": "Sam Okafor", "role": "young_person"})
    assert [row.as_young_person for row in kept(session)] == [True]


@pytest.mark.parametrize("kind", ["withdrawn", "moved_away"])
def test_a_request_that_stopped_has_no_letter(
    client: PageClient,
    address: str,
    make: Make,
    case: Request,
    officer: Person,
    session: Session,
    kind: str,
) -> None:
    make.event(case, kind, ago(3), officer)
    answer = client.send(f"{address}/letter", AMINA)
    assert answer.status_code == 422
    assert "There is nothing to follow." in answer.text
    assert kept(session) == []


def test_another_cases_form_is_refused(
    client: PageClient, address: str, make: Make, area: Area, officer: Person, session: Session
) -> None:
    other = make.letter(make.request(make.child(area), ago(5)), officer)
    answer = client.send(f"{address}/letter", AMINA | {"letter_id": str(other.id)})
    assert answer.status_code == 422
    assert "Open this page again" in answer.text


def test_a_letter_is_ended(
    client: PageClient, address: str, letter: Letter, session: Session
) -> None:
    answer = client.send(f"{address}/letters/{letter.id}/end", {})
    assert answer.headers["Location"] == address
    assert [row.ending for row in kept(session)] == ["by_an_officer"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param({}, ["Good until 30 March 2026"], id="not used yet"),
        pytest.param({"good_until": ago(1)}, ["Too old"], id="too old"),
        pytest.param({"used": True}, ["Used 5 January 2026"], id="used"),
        pytest.param(
            {"ending": "replaced"},
            ["Ended 5 January 2026", "A newer letter took its place"],
            id="replaced",
        ),
        pytest.param(
            {"ending": "wrong_codes", "wrong_codes": 50},
            ["Ended: too many wrong codes were typed", "Wrong codes typed: 50"],
            id="wrong codes",
        ),
        pytest.param({"ending": "by_an_officer"}, ["Ended by the team"], id="ended"),
        pytest.param(
            {"ending": "with_the_access"}, ["Ended with the person’s access"], id="no access"
        ),
        pytest.param(
            {"used": True, "ending": "by_an_officer"},
            ["Ended 5 January 2026", "Used 5 January 2026"],
            id="used and then ended",
        ),
        pytest.param({"wrong_dates": 3}, ["Wrong dates of birth typed: 3"], id="wrong dates"),
    ],
)
def test_officers_see_what_became_of_a_letter(
    app: Flask,
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    given: dict[str, object],
    shown: list[str],
) -> None:
    moment = make.letter(case, officer, name="Other").made_at
    given = dict(given)
    if given.pop("used", False):
        given["used_at"] = moment
    if "ending" in given:
        given["ended_at"] = moment
    make.letter(case, officer, **given)
    text = part_of_the_case_page(app, case)
    for words in ("Amina Okafor", "Parent or carer", "5 January 2026, Jo Bell", *shown):
        assert words in text, words


def test_a_case_without_letters_says_so(app: Flask, case: Request) -> None:
    text = part_of_the_case_page(app, case)
    assert "None has been made." in text
    assert f"/wandsworth/cases/{case.id}/letter" in text


def part_of_the_case_page(app: Flask, case: Request) -> str:
    """The letters on the case page, as that page includes them."""
    with app.test_request_context(f"/wandsworth/cases/{case.id}"):
        app.preprocess_request()
        return render_template("letters/for_officers.html", case=case)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CASEWORKER, Role.MANAGER}))
def test_nobody_else_makes_letters(
    client: PageClient, make: Make, area: Area, case: Request, role: Role
) -> None:
    client.sign_in(make.person(role, None if role == Role.OPERATOR else area))
    client.page(f"/wandsworth/cases/{case.id}/letter", 403)
