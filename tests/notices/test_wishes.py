"""Choosing what one is told, and turning e-mails off without signing in."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.notices.mobile import uk_mobile
from portal.notices.models import NoticeSetting
from portal.notices.tokens import SALT, person_of, unsubscribe_token
from tests.factories import Make
from tests.pages import PageClient

ADDRESS = "/wandsworth/notices"
EVERYTHING = ["new_steps", "answers", "dates", "surveys"]
Count = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def _signed_in(client: PageClient, parent: Person) -> None:
    client.sign_in(parent)


def kept(session: Session, person: Person) -> NoticeSetting | None:
    session.expire_all()
    return session.get(NoticeSetting, person.id)


def ticked(client: PageClient) -> list[str]:
    return [str(box["value"]) for box in client.page(ADDRESS).select("input[checked]")]


def test_who_never_chose_gets_everything_by_email(
    client: PageClient, session: Session, parent: Person
) -> None:
    page = client.page(ADDRESS)
    assert ticked(client) == ["y", *EVERYTHING]
    assert "amina@example.org" in page.text
    assert not page.select("[name=mobile]"), "There is nothing to send text messages with."
    assert kept(session, parent) is None


def test_what_is_chosen_is_kept(client: PageClient, session: Session, parent: Person) -> None:
    answer = client.send(ADDRESS, {"sorts": ["dates"]}, follow=True)
    assert "We have kept what you chose." in answer.text
    row = kept(session, parent)
    assert row
    assert (row.by_email, row.mobile, row.new_steps, row.answers, row.dates) == (
        *(True, ""),
        *(False, False, True),
    )
    assert ticked(client) == ["y", "dates"]
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.details) == ("notices:wishes:changed", {})


def test_everything_can_be_turned_off(client: PageClient, session: Session, parent: Person) -> None:
    page = client.page(ADDRESS)
    token = page.select_one("main [name=csrf_token]")["value"]
    assert client.post(ADDRESS, data={"csrf_token": token}).status_code == 303
    row = kept(session, parent)
    assert row
    assert not any((row.by_email, row.new_steps, row.answers, row.dates))


def test_a_way_without_a_sort_is_sent_back(
    client: PageClient, session: Session, parent: Person
) -> None:
    answer = client.send(ADDRESS, {"sorts": []})
    assert answer.status_code == 422
    assert "Select what we should tell you" in answer.text
    assert kept(session, parent) is None


@pytest.mark.usefixtures("with_texts")
def test_a_mobile_number_is_kept_as_it_is_dialled(
    client: PageClient, session: Session, parent: Person
) -> None:
    answer = client.send(ADDRESS, {"by_text": "y", "mobile": " +44 7700 900-123 "})
    assert answer.status_code == 303
    row = kept(session, parent)
    assert row
    assert row.mobile == "07700900123"
    client.send(ADDRESS, {"by_text": []})
    row = kept(session, parent)
    assert row
    assert row.mobile == "", "A number that nothing is sent to is not kept."


@pytest.mark.usefixtures("with_texts")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("", "Enter your mobile number", id="none"),
        pytest.param("020 7946 0123", "Enter a UK mobile number, like", id="no mobile"),
    ],
)
def test_a_number_that_is_none_is_sent_back(
    client: PageClient, session: Session, parent: Person, typed: str, said: str
) -> None:
    answer = client.send(ADDRESS, {"by_text": "y", "mobile": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert kept(session, parent) is None


NUMBERS = [
    pytest.param("07700 900123", "07700900123", id="as people write it"),
    pytest.param("+44 (0)7700 900123", "07700900123", id="with both"),
    pytest.param("0044 7700.900.123", "07700900123", id="as from abroad"),
    pytest.param("447700900123", "07700900123", id="without the plus"),
    pytest.param("7700900123", None, id="nothing in front"),
    pytest.param("0770090012", None, id="too short"),
    pytest.param("077009001234", None, id="too long"),
    pytest.param("07000 900123", None, id="a personal number"),
    pytest.param("07600 900123", None, id="a pager"),
    pytest.param("+33 7 00 90 01 23", None, id="another country"),
    pytest.param("٠٧٧٠٠٩٠٠١٢٣", None, id="digits that no telephone network knows"),
    pytest.param("07700 900123; drop", None, id="more than a number"),
]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_mobile_numbers(typed: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(Refused, match="like 07700 900123"):
            uk_mobile(typed)
    else:
        assert uk_mobile(typed) == number


def test_who_has_no_children_here_chooses_nothing_here(
    client: PageClient, make: Make, area: Area
) -> None:
    client.sign_in(make.person(Role.CASEWORKER, area))
    client.page(ADDRESS, status=403)


def test_a_fixed_number_of_queries(
    client: PageClient, make: Make, area: Area, parent: Person, query_count: Count
) -> None:
    for _ in range(5):
        make.child(area, parent)
    with query_count() as asked:
        client.page(ADDRESS)
    assert len(asked) == 4


def link(app: Flask, person: Person) -> str:
    return f"{ADDRESS}/unsubscribe/{unsubscribe_token(person.id, app.config['SECRET_KEY'])}"


@pytest.fixture
def stranger(app: Flask) -> PageClient:
    """Nobody is signed in, as in a mail program."""
    app.test_client_class = PageClient
    return app.test_client()  # type: ignore[return-value]


def test_opening_the_link_changes_nothing(
    app: Flask, stranger: PageClient, session: Session, parent: Person
) -> None:
    page = stranger.page(link(app, parent))
    assert page.h1.text == "Stop our e-mails"
    assert kept(session, parent) is None


def test_the_button_turns_emails_off_and_nothing_else(
    app: Flask, stranger: PageClient, make: Make, session: Session, parent: Person
) -> None:
    make.notice_setting(parent, mobile="07700900123", answers=False)
    answer = stranger.send(link(app, parent), {})
    assert answer.status_code == 200
    assert "Your e-mails are off" in answer.text
    assert ADDRESS in answer.text, "How to turn them on again."
    row = kept(session, parent)
    assert row
    assert (row.by_email, row.mobile, row.answers, row.dates) == (False, "07700900123", False, True)


def test_one_click_of_a_mail_program_needs_no_token_and_no_cookie(
    app: Flask, stranger: PageClient, session: Session, parent: Person
) -> None:
    assert app.config.get("WTF_CSRF_ENABLED", True), "Or this would prove nothing."
    for _ in range(2):
        answer = stranger.post(link(app, parent), data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200, "RFC 8058 forbids an answer that leads elsewhere."
    row = kept(session, parent)
    assert row
    assert not row.by_email
    assert len(list(session.scalars(select(AuditEntry)))) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "token",
    [
        pytest.param("nonsense", id="nonsense"),
        pytest.param("ImFiYyI.wrong", id="a wrong signature"),
        pytest.param("%00%ff", id="signs that are no text"),
        pytest.param("x" * 5000, id="very long"),
    ],
)
def test_a_broken_link_says_so(stranger: PageClient, method: str, token: str) -> None:
    answer = stranger.open(f"{ADDRESS}/unsubscribe/{token}", method=method)
    assert answer.status_code == 404
    assert "This link does not work" in answer.text


def test_a_link_of_somebody_who_is_gone_says_so(app: Flask, stranger: PageClient) -> None:
    nobody = Person(id=uuid.uuid4(), email="x@example.org", name="X")
    assert stranger.post(link(app, nobody)).status_code == 404


def test_a_word_signed_for_something_else_names_nobody(parent: Person) -> None:
    other = URLSafeSerializer("secret", salt="session").dumps(parent.id.hex)
    assert person_of(str(other), "secret") is None
    assert person_of(unsubscribe_token(parent.id, "another"), "secret") is None
    assert person_of(unsubscribe_token(parent.id, "secret"), "secret") == parent.id


@pytest.mark.parametrize(
    "value", [pytest.param(7, id="a number"), pytest.param("no id", id="words")]
)
def test_a_signed_word_that_is_no_person_names_nobody(value: Any) -> None:
    assert person_of(str(URLSafeSerializer("s", salt=SALT).dumps(value)), "s") is None
