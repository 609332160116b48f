"""Signing in by e-mail link."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts import services
from portal.accounts.models import Person, SignInLink
from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.mail.message import Message
from portal.web.clock import now
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient
from tests.tray import Tray


@pytest.fixture
def officer(make: Make) -> Person:
    return make.person(Role.ADMINISTRATOR, make.area(), email="officer@example.org")


def link_in(message: Message) -> str:
    found = re.search(r"http://127\.0\.0\.1:5000(/sign-in/link/\S+)", message.text)
    assert found
    return found[1]


def test_a_known_address_is_sent_a_link_that_signs_in(
    client: PageClient, officer: Person, tray: Tray
) -> None:
    response = client.send("/sign-in", {"email": "  Officer@Example.org "})
    assert response.headers["Location"] == "/sign-in/check-your-email"
    assert [message.to for message in tray.messages] == ["officer@example.org"]
    link = link_in(tray.messages[0])
    assert client.page(link).h1.text == "Sign in to the SEND portal"
    arrived = client.send(link, {})
    assert arrived.headers["Location"] == "/wandsworth/waves"
    assert officer.name in client.page("/your-places").text


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    client: PageClient, officer: Person, tray: Tray
) -> None:
    known = client.send("/sign-in", {"email": officer.email}, follow=True)
    unknown = client.send("/sign-in", {"email": "nobody@example.org"}, follow=True)

    def words(text: str) -> str:
        return re.sub(r'(nonce|value)="[^"]*"', "", text)

    assert words(known.text) == words(unknown.text)
    assert known.status_code == unknown.status_code
    assert [message.to for message in tray.messages] == [officer.email]


def test_the_subject_says_nothing_personal(client: PageClient, officer: Person, tray: Tray) -> None:
    client.send("/sign-in", {"email": officer.email})
    assert tray.messages[0].subject == "Your link to sign in"


def test_opening_the_link_ten_times_does_not_burn_it(
    client: PageClient, officer: Person, tray: Tray
) -> None:
    client.send("/sign-in", {"email": officer.email})
    link = link_in(tray.messages[0])
    for _ in range(10):
        client.page(link)
    assert client.send(link, {}).status_code == 302


def test_a_link_works_once(client: PageClient, officer: Person, tray: Tray) -> None:
    client.send("/sign-in", {"email": officer.email})
    link = link_in(tray.messages[0])
    client.send(link, {})
    second = client.send(link, {})
    assert second.status_code == 422
    assert "has been used already or is more than 15 minutes old" in second.text


@pytest.mark.parametrize(
    ("minutes", "status"),
    [
        pytest.param(14, 302, id="after 14 minutes it signs in"),
        pytest.param(15, 422, id="after 15 minutes it does not"),
    ],
)
def test_a_link_lasts_15_minutes(
    client: PageClient, officer: Person, tray: Tray, app: Flask, minutes: int, status: int
) -> None:
    with app.app_context():
        start = now()
    with time_machine.travel(start, tick=False) as clock:
        client.send("/sign-in", {"email": officer.email})
        clock.shift(timedelta(minutes=minutes))
        assert client.send(link_in(tray.messages[0]), {}).status_code == status


def test_using_one_link_ends_the_others(client: PageClient, officer: Person, tray: Tray) -> None:
    """Asking alone ends none: a stranger who asks again and again must keep nobody out."""
    for _ in range(3):
        client.send("/sign-in", {"email": officer.email})
    first, second, third = (link_in(message) for message in tray.messages)
    assert client.send(first, {}).status_code == 302
    assert client.send(second, {}).status_code == 422
    assert client.send(third, {}).status_code == 422


def test_a_session_that_was_signed_out_of_cannot_be_used_again(
    client: PageClient, officer: Person
) -> None:
    client.sign_in(officer)
    stolen = client.get_cookie("session")
    assert stolen
    page = client.page("/your-places")
    token = page.select_one("header form input[name=csrf_token]")
    assert token
    client.post("/sign-out", data={"csrf_token": token["value"]})
    client.set_cookie("session", stolen.value)
    assert client.get("/your-places").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("hours", "status"),
    [
        pytest.param(11.9, 200, id="before twelve hours"),
        pytest.param(12.1, 302, id="after twelve hours"),
    ],
)
def test_a_session_ends_twelve_hours_after_signing_in(
    client: PageClient, officer: Person, app: Flask, hours: float, status: int
) -> None:
    with app.app_context():
        start = now().replace(hour=1)
    with time_machine.travel(start, tick=False) as clock:
        client.sign_in(officer)
        for _ in range(4):
            clock.shift(timedelta(hours=hours / 4))
            answer = client.get("/your-places")
        assert answer.status_code == status


def test_only_a_digest_of_the_link_is_kept(
    client: PageClient, officer: Person, tray: Tray, session: Session
) -> None:
    client.send("/sign-in", {"email": officer.email})
    token = link_in(tray.messages[0]).rpartition("/")[2]
    row = session.scalars(select(SignInLink)).one()
    assert token not in repr(vars(row))
    assert row.token_digest == services.digest_of(token)


def test_two_claims_at_once_cannot_both_succeed(session: Session, officer: Person) -> None:
    made = services.make_sign_in_link(session, officer.email, next_page="", now=A_MOMENT)
    assert made
    services.claim_sign_in_link(session, made[1], now=A_MOMENT)
    with pytest.raises(Refused):
        services.claim_sign_in_link(session, made[1], now=A_MOMENT)


def test_a_made_up_link_is_refused(client: PageClient, officer: Person) -> None:
    assert client.send("/sign-in/link/made-up", {}).status_code == 422


def test_somebody_whose_roles_have_ended_is_sent_nothing(
    client: PageClient, make: Make, tray: Tray
) -> None:
    make.person(email="left@example.org")
    client.send("/sign-in", {"email": "left@example.org"})
    assert tray.messages == []


@pytest.mark.parametrize(
    ("wanted", "arrives"),
    [
        pytest.param("/wandsworth/people", "/wandsworth/people", id="a page of this portal"),
        pytest.param("https://evil.example", "/wandsworth/waves", id="another site"),
        pytest.param("//evil.example/x", "/wandsworth/waves", id="another site without a scheme"),
        pytest.param("/\\evil.example", "/wandsworth/waves", id="a backslash"),
    ],
)
def test_signing_in_leads_only_to_this_portal(
    client: PageClient, officer: Person, tray: Tray, wanted: str, arrives: str
) -> None:
    page = client.get("/sign-in", query_string={"next": wanted})
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token
    data = {"email": officer.email, "csrf_token": token[1]}
    client.post("/sign-in", query_string={"next": wanted}, data=data)
    arrived = client.send(link_in(tray.messages[0]), {})
    assert arrived.headers["Location"] == arrives


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("x", id="no address"),
        pytest.param("a@b", id="no domain"),
        pytest.param("a" * 300 + "@example.org", id="too long"),
        pytest.param("a@example.org\r\nBcc: all@example.org", id="a header smuggled in"),
    ],
)
def test_a_bad_address_is_explained_and_kept_in_the_box(client: PageClient, typed: str) -> None:
    response = client.send("/sign-in", {"email": typed})
    assert response.status_code == 422
    assert "Error: Sign in" in response.text


def test_signing_out_forgets_who_this_was(client: PageClient, officer: Person) -> None:
    client.sign_in(officer)
    page = client.page("/your-places")
    token = page.select_one("header form input[name=csrf_token]")
    assert token
    client.post("/sign-out", data={"csrf_token": token["value"]})
    assert client.get("/your-places").status_code == 302


def test_signing_in_and_out_is_on_record_without_personal_data(
    client: PageClient, officer: Person, tray: Tray, session: Session
) -> None:
    client.send("/sign-in", {"email": officer.email})
    client.send(link_in(tray.messages[0]), {})
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.actor_id, entry.details) == ("account:signed-in", officer.id, {})


def test_a_form_without_its_token_is_refused_kindly(client: PageClient) -> None:
    response = client.post("/sign-in", data={"email": "a@example.org"})
    assert response.status_code == 400
    assert "Please send that again" in response.text
