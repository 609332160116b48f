"""Typing in a code: what is right, what is wrong, and what a device may show afterwards."""

import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, Request
from portal.domain.england import day_of
from portal.domain.roles import Role
from portal.letters import endings
from portal.letters.models import Letter, StatusPass
from portal.web.clock import now
from tests.cases.filling import TODAY, ago
from tests.factories import A_MOMENT, Make
from tests.letters.typing_in import OPEN, STATUS, code_in, on_the_day, type_in
from tests.pages import PageClient, filled_in, form_on

WRONG = "That reference and that code do not go together."
Count = Callable[[], AbstractContextManager[list[str]]]


def acts(session: Session) -> list[str]:
    return [entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))]


def words_of(text: str) -> str:
    """A page without what differs from one answer to the next, and without what was typed."""
    return re.sub(r'(nonce|value|content)="[^"]*"', "", text)


def stranger(app: Flask) -> PageClient:
    """Another device."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


def mid_morning(app: Flask) -> datetime:
    with app.app_context():
        return now().replace(hour=10)


def open_passes(session: Session) -> int:
    session.expire_all()
    return sum(each.ended_at is None for each in session.scalars(select(StatusPass)))


def test_a_right_code_opens_the_page(
    client: PageClient, letter: Letter, code: str, session: Session
) -> None:
    answer = type_in(client, code)
    assert answer.status_code == 200
    assert OPEN in answer.text
    assert "Deciding whether to assess" in answer.text
    session.refresh(letter)
    assert letter.used_at is not None
    assert acts(session) == ["letters:letter:used"]


def test_a_double_tap_sends_the_code_twice_and_opens_the_page(
    client: PageClient, app: Flask, code: str, session: Session
) -> None:
    """The browser throws the first answer away, cookie and all, and shows the second."""
    form = form_on(client.page(STATUS))
    typed = filled_in(form) | {"reference": "CK7-MQ42", "code": code}
    first = client.post(STATUS, data=typed)
    lost = client.get_cookie("status_pass", path=STATUS)
    client.delete_cookie("status_pass", path=STATUS)
    second = client.post(STATUS, data=typed)
    assert [first.status_code, second.status_code] == [303, 303]
    assert "Deciding whether to assess" in client.get(STATUS).text
    assert open_passes(session) == 1
    assert lost
    other = stranger(app)
    other.set_cookie("status_pass", lost.value, path=STATUS)
    assert "Come back to this page" not in other.get(STATUS).text


def test_the_button_is_not_pressed_twice_by_accident(client: PageClient, area: Area) -> None:
    button = form_on(client.page(STATUS)).select_one("button")
    assert button
    assert button["data-prevent-double-click"] == "true"


@pytest.mark.parametrize(
    ("minutes", "opens"),
    [
        pytest.param((9,), True, id="after 9 minutes"),
        pytest.param((10,), False, id="after 10 minutes"),
        pytest.param((11,), False, id="after 11 minutes"),
        pytest.param((9, 2), False, id="11 minutes after the first of two"),
    ],
)
def test_a_used_code_works_for_10_minutes(
    client: PageClient,
    app: Flask,
    code: str,
    session: Session,
    minutes: tuple[int, ...],
    opens: bool,
) -> None:
    with time_machine.travel(mid_morning(app), tick=False) as clock:
        type_in(client, code)
        for each in minutes:
            clock.shift(timedelta(minutes=each))
            again = type_in(stranger(app), code)
    assert (OPEN in again.text) == opens
    assert (endings.USED in again.text) != opens
    assert again.status_code == (200 if opens else 422)
    assert open_passes(session) == 1


def test_a_page_closed_by_hand_is_not_opened_by_its_code(
    client: PageClient, code: str, session: Session
) -> None:
    """Whoever comes next to a shared computer can send the same form once more."""
    type_in(client, code)
    client.send(STATUS, {}, form=f"{STATUS}/close")
    assert endings.USED in type_in(client, code).text
    assert open_passes(session) == 0


def test_a_code_that_led_to_an_account_does_not_open_the_page_again(
    client: PageClient, make: Make, letter: Letter, code: str, session: Session
) -> None:
    type_in(client, code)
    session.refresh(letter)
    letter.linked_at, letter.linked_person_id = letter.used_at, make.person().id
    make.keep(letter)
    assert endings.USED in type_in(client, code).text


def test_a_request_entered_today_is_seen_today(
    client: PageClient, make: Make, app: Flask, child: Child, officer: Person
) -> None:
    case = make.request(child, TODAY, reference="DX3-QQ47")
    today = make.letter(case, officer)
    answer = type_in(client, code_in(app, today), "DX3-QQ47")
    assert "Deciding whether to assess" in answer.text
    assert "On time" in answer.text


def test_the_address_then_holds_no_secret(client: PageClient, code: str) -> None:
    answer = client.send(STATUS, {"reference": "CK7-MQ42", "code": code})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{STATUS}?reference=CK7-MQ42"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param("ck7mq42", id="small letters, no hyphen"),
        pytest.param(" CK7 - MQ42 ", id="blanks"),
        pytest.param("CK7–MQ42", id="a dash"),
        pytest.param("CK7-MQ4Z", id="Z for 2"),
    ],
)
def test_typing_is_forgiven(client: PageClient, code: str, reference: str) -> None:
    assert OPEN in type_in(client, code.replace("-", " ").lower(), reference).text


def test_the_square_fills_in_the_reference(client: PageClient, case: Request) -> None:
    page = client.page(f"{STATUS}?reference=CK7-MQ42")
    assert page.select_one("#reference")["value"] == "CK7-MQ42"
    assert not page.select_one("#code").get("value")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"reference": ""}, "Enter the reference from your letter", id="no reference"),
        pytest.param({"code": " "}, "Enter the code from your letter", id="no code"),
        pytest.param({"code": "4" * 41}, "Enter only the code", id="far too long"),
    ],
)
def test_a_form_that_lacks_something(
    client: PageClient, letter: Letter, session: Session, typed: dict[str, str], sentence: str
) -> None:
    answer = client.send(STATUS, {"reference": "CK7-MQ42", "code": "0000-0000"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    session.refresh(letter)
    assert letter.wrong_codes == 0


def test_a_wrong_code_is_told_the_same_whether_or_not_there_is_such_a_reference(
    client: PageClient,
    letter: Letter,
    session: Session,
    area: Area,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        known = type_in(client, "0000-0000")
        unknown = type_in(client, "0000-0000", "XX2-2222")
    assert WRONG in known.text
    assert words_of(known.text) == words_of(unknown.text)
    assert known.status_code == unknown.status_code == 200
    entries = list(session.scalars(select(AuditEntry)))
    assert {(row.act, row.area_id, row.actor_id) for row in entries} == {
        ("letters:code:wrong", area.id, None)
    }
    assert {row.object_id for row in entries} == {letter.request_id, None}
    assert len(caplog.messages) == 2
    assert len(set(caplog.messages)) == 2
    for typed in ("CK7", "MQ42", "0000"):
        assert typed not in caplog.text


def test_a_wrong_code_asks_the_database_as_often_for_a_reference_that_is_not_there(
    client: PageClient, letter: Letter, query_count: Count
) -> None:
    """But for the count on the letter, which is one short statement."""
    asked = []
    for reference in ("CK7-MQ42", "XX2-2222"):
        with query_count() as queries:
            type_in(client, "0000-0000", reference)
        asked.append([each for each in queries if not each.startswith("UPDATE letters")])
    assert [each.split()[:2] for each in asked[0]] == [each.split()[:2] for each in asked[1]]


def test_the_fiftieth_wrong_code_ends_the_letter(
    client: PageClient, make: Make, letter: Letter, code: str, session: Session
) -> None:
    letter.wrong_codes = 47
    make.keep(letter)
    for number in (48, 49):
        type_in(client, "0000-0000")
        session.refresh(letter)
        assert (letter.wrong_codes, letter.ended_at) == (number, None)
    assert WRONG in type_in(client, "0000-0000").text
    session.refresh(letter)
    assert (letter.wrong_codes, letter.ending) == (50, "wrong_codes")
    assert acts(session).count("letters:letter:ended") == 1
    right = type_in(client, code)
    assert endings.ENDED[endings.Ending.WRONG_CODES] in right.text
    assert WRONG in type_in(client, "0000-0000").text
    session.refresh(letter)
    assert letter.wrong_codes == 50


def test_a_used_letter_does_not_count(
    client: PageClient, letter: Letter, code: str, session: Session
) -> None:
    type_in(client, code)
    for _ in range(2):
        type_in(client, "0000-0000")
    session.refresh(letter)
    assert (letter.wrong_codes, letter.ended_at) == (0, None)
    assert "Deciding whether to assess" in client.get(STATUS).text


RIGHT_BUT = [
    pytest.param({"used_at": A_MOMENT}, endings.USED, id="used"),
    pytest.param({"good_until": ago(1)}, "This code worked until 15 March 2026.", id="too old"),
    pytest.param(
        {"ended_at": A_MOMENT, "ending": "replaced"},
        "We sent you a newer letter.",
        id="replaced",
    ),
    pytest.param(
        {"ended_at": A_MOMENT, "ending": "by_an_officer"},
        "We have stopped this letter.",
        id="ended by an officer",
    ),
]


@pytest.mark.parametrize(("given", "sentence"), RIGHT_BUT)
def test_a_right_code_that_opens_nothing_says_why(
    client: PageClient,
    app: Flask,
    make: Make,
    case: Request,
    officer: Person,
    session: Session,
    given: dict[str, object],
    sentence: str,
) -> None:
    letter = make.letter(case, officer, **given)
    answer = type_in(client, code_in(app, letter))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not client.get_cookie("status_pass", path=STATUS)
    assert list(session.scalars(select(StatusPass))) == []
    wrong = type_in(client, "0000-0000")
    assert WRONG in wrong.text
    assert sentence not in wrong.text


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        pytest.param("withdrawn", "the request was taken back on 13 March 2026", id="withdrawn"),
        pytest.param("moved_away", "since 13 March 2026 another council", id="transferred"),
    ],
)
def test_a_request_that_stopped_says_so_and_spends_no_code(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    letter: Letter,
    code: str,
    session: Session,
    kind: str,
    sentence: str,
) -> None:
    wrong = make.event(case, kind, ago(3), officer)
    assert sentence in type_in(client, code).text
    session.refresh(letter)
    assert letter.used_at is None
    make.event(case, kind, None, officer, corrects_id=wrong.id)
    assert OPEN in type_in(client, code).text


def test_an_open_page_tells_that_the_request_stopped(
    client: PageClient, make: Make, case: Request, officer: Person, code: str
) -> None:
    type_in(client, code)
    make.event(case, "withdrawn", TODAY, officer)
    assert "Request withdrawn" in client.page(STATUS).text


def test_the_last_day_of_a_code_is_still_good(
    client: PageClient, app: Flask, letter: Letter, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with on_the_day(app, monkeypatch, letter.good_until + timedelta(days=1)):
        assert "This code worked until 30 March 2026." in type_in(client, code).text
    with on_the_day(app, monkeypatch, letter.good_until):
        assert OPEN in type_in(client, code).text


def test_another_areas_reference_is_unknown(
    client: PageClient, make: Make, letter: Letter, code: str, session: Session
) -> None:
    make.area("merton")
    typed = {"reference": "CK7-MQ42", "code": code}
    answer = client.send("/merton/status", typed)
    assert WRONG in answer.text
    session.refresh(letter)
    assert (letter.used_at, letter.wrong_codes) == (None, 0)


@pytest.mark.parametrize(
    ("hours", "there"),
    [
        pytest.param(11.9, True, id="before 12 hours are over"),
        pytest.param(12.1, False, id="after 12 hours"),
    ],
)
def test_a_shared_device_shows_it_for_12_hours(
    client: PageClient, app: Flask, code: str, hours: float, there: bool
) -> None:
    with app.app_context():
        start = now().replace(hour=1)
    with time_machine.travel(start, tick=False) as clock:
        opened = type_in(client, code)
        assert f"until 1:{start.minute:02}pm on 16 March 2026" in opened.text
        key = client.get_cookie("status_pass", path=STATUS)
        assert key
        clock.shift(timedelta(hours=hours))
        client.set_cookie("status_pass", key.value, path=STATUS)
        text = client.get(STATUS).text
    assert ("Deciding whether to assess" in text) == there
    assert (endings.CLOSED_BY_ITSELF in text) != there


@pytest.mark.parametrize(
    ("day", "there"),
    [
        pytest.param(TODAY + timedelta(weeks=12) - timedelta(days=1), True, id="in 12 weeks"),
        pytest.param(TODAY + timedelta(weeks=12, days=1), False, id="after 12 weeks"),
    ],
)
def test_ones_own_device_shows_it_for_12_weeks(
    client: PageClient,
    app: Flask,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    day: date,
    there: bool,
) -> None:
    with app.app_context():
        start = now().replace(hour=10)
    with time_machine.travel(start, tick=False):
        opened = type_in(client, code, own=True)
        assert "on this device, until 8 June 2026" in opened.text
        with on_the_day(app, monkeypatch, day):
            text = client.get(STATUS).text
    assert ("Come back to this page" in text) == there
    assert (endings.CLOSED_BY_ITSELF in text) != there


def test_the_cookie_is_for_the_status_pages_and_no_script(client: PageClient, code: str) -> None:
    answer = client.send(STATUS, {"reference": "CK7-MQ42", "code": code})
    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if "status_pass" in each]
    for part in ("HttpOnly", "Path=/wandsworth/status", "SameSite=Lax", "Max-Age=43200"):
        assert part in cookie, part


def test_of_the_cookie_only_a_digest_is_kept(
    client: PageClient, code: str, session: Session
) -> None:
    type_in(client, code)
    key = client.get_cookie("status_pass", path=STATUS)
    assert key
    kept = " ".join(str(row) for row in session.execute(select(StatusPass.__table__)))
    assert key.value not in kept


def test_closing_ends_the_pass(client: PageClient, code: str) -> None:
    type_in(client, code)
    key = client.get_cookie("status_pass", path=STATUS)
    assert key
    answer = client.send(STATUS, {}, form=f"{STATUS}/close", follow=True)
    assert "The page is closed on this device." in answer.text
    assert not client.get_cookie("status_pass", path=STATUS)
    client.set_cookie("status_pass", key.value, path=STATUS)
    assert "Come back to this page" not in client.get(STATUS).text


ENDED_LATER = [
    pytest.param({"ended_at": A_MOMENT, "ending": "replaced"}, "a newer letter", id="replaced"),
    pytest.param(
        {"ended_at": A_MOMENT, "ending": "by_an_officer"}, "We have stopped this", id="ended"
    ),
]


@pytest.mark.parametrize(("given", "sentence"), ENDED_LATER)
def test_ending_the_letter_closes_the_page(
    client: PageClient,
    letter: Letter,
    code: str,
    make: Make,
    given: dict[str, object],
    sentence: str,
) -> None:
    type_in(client, code)
    make.session.refresh(letter)
    for name, value in given.items():
        setattr(letter, name, value)
    make.keep(letter)
    text = client.get(STATUS).text
    assert sentence in text
    assert "Come back to this page" not in text


def test_the_parents_page_closes_when_the_young_person_takes_over(
    client: PageClient,
    app: Flask,
    make: Make,
    area: Area,
    officer: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Compulsory school age ends on 26 June 2026 for somebody born on 1 May 2010."""
    case = make.request(make.child(area, born=date(2010, 5, 1)), ago(30), reference="CK7-MQ42")
    first = make.letter(case, officer)
    second = make.letter(case, officer, name="Mark Okafor", good_until=date(2026, 12, 31))
    with on_the_day(app, monkeypatch, date(2026, 6, 26)):
        assert OPEN in type_in(client, code_in(app, second), own=True).text
    with on_the_day(app, monkeypatch, date(2026, 6, 27)):
        assert endings.YOUNG_PERSONS_NOW in client.get(STATUS).text
        refused = type_in(client, code_in(app, first))
        assert endings.YOUNG_PERSONS_NOW in refused.text


def test_somebody_whose_access_was_ended_does_not_come_back_by_an_old_letter(
    client: PageClient, make: Make, area: Area, child: Child, letter: Letter, code: str
) -> None:
    ended = make.person(Role.PARENT_OR_CARER, area, name="amina okafor")
    make.guardian(child, ended, until=ago(5))
    assert endings.ACCESS_ENDED in type_in(client, code).text


@pytest.mark.parametrize(
    ("until", "closed"),
    [
        pytest.param(day_of(A_MOMENT) - timedelta(days=1), False, id="before the letter"),
        pytest.param(day_of(A_MOMENT), True, id="on the day of the letter"),
        pytest.param(ago(5), True, id="after the letter"),
    ],
)
def test_an_open_page_closes_with_the_access(
    client: PageClient,
    make: Make,
    area: Area,
    child: Child,
    code: str,
    until: date,
    closed: bool,
) -> None:
    type_in(client, code)
    person = make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor")
    make.guardian(child, person, since=ago(500), until=until)
    text = client.get(STATUS).text
    assert (endings.ACCESS_ENDED in text) == closed
    assert ("Come back to this page" in text) != closed


def test_somebody_elses_ended_access_closes_nothing(
    client: PageClient, make: Make, area: Area, child: Child, code: str
) -> None:
    make.guardian(child, make.person(Role.PARENT_OR_CARER, area, name="Mark"), until=ago(5))
    assert OPEN in type_in(client, code).text


def test_one_device_shows_both_children_of_a_family(
    client: PageClient, app: Flask, make: Make, area: Area, officer: Person, code: str
) -> None:
    other = make.request(make.child(area, first_name="Ada"), ago(20), reference="DX3-QQ47")
    type_in(client, code, own=True)
    before = client.get_cookie("status_pass", path=STATUS)
    second = type_in(client, code_in(app, make.letter(other, officer)), "DX3-QQ47")
    assert "Its reference is DX3-QQ47" in second.text
    after = client.get_cookie("status_pass", path=STATUS)
    assert before
    assert after
    assert before.value != after.value
    assert "Its reference is CK7-MQ42" in client.get(f"{STATUS}?reference=CK7-MQ42").text
    thief = app.test_client()
    thief.set_cookie("status_pass", before.value, path=STATUS)
    assert "Come back to this page" not in thief.get(STATUS).text


def test_a_made_up_cookie_shows_nothing(client: PageClient, letter: Letter) -> None:
    client.set_cookie("status_pass", "made-up", path=STATUS)
    assert client.page(STATUS).h1.text == "See where your request stands"


def test_facts_that_contradict_show_no_wrong_dates(
    client: PageClient, make: Make, case: Request, officer: Person, code: str
) -> None:
    make.event(case, "decided_to_assess", ago(90), officer)
    assert "We are checking the dates of this request." in type_in(client, code).text


def test_a_corrected_day_is_told(
    client: PageClient, make: Make, case: Request, officer: Person, code: str
) -> None:
    make.received(case.received[0], ago(60), officer)
    text = type_in(client, code).text
    assert "The council received the request on 15 January 2026." in text
    assert "it was first recorded as 14 February 2026" in text
    assert "18 days late" in text


def test_a_late_page_says_why_where_the_team_chose_a_reason(
    client: PageClient, make: Make, case: Request, officer: Person, code: str
) -> None:
    make.received(case.received[0], ago(60), officer)
    assert "Why:" not in type_in(client, code).text
    make.update(case, officer, "Words that name Sam.", late_reason="our_staff")
    text = client.get(STATUS).text
    assert "<strong>Why:</strong> We do not have enough staff to do this on time." in text
    assert "Words that name Sam." not in text


def test_after_a_late_decision_there_is_a_right_to_complain(
    client: PageClient, make: Make, case: Request, officer: Person, code: str
) -> None:
    make.received(case.received[0], ago(60), officer)
    make.event(case, "decided_to_assess", ago(10), officer)
    text = type_in(client, code).text
    assert "The council decided whether to assess 8 days late." in text
    assert "You can complain to Wandsworth Council that it was late." in text


def test_the_number_of_queries_is_fixed(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    area: Area,
    app: Flask,
    code: str,
    query_count: Count,
) -> None:
    type_in(client, code, own=True)
    asked: list[int] = []
    for count in (1, 20):
        for number in range(count):
            make.advice(case, f"Service {count} {number}", ago(20), officer)
            make.update(case, officer)
            make.guardian(case.child, make.person(), until=ago(1))
        with query_count() as queries:
            client.page(STATUS)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 9


def test_the_page_for_the_code_asks_little(
    client: PageClient, area: Area, query_count: Count
) -> None:
    with query_count() as queries:
        client.page(STATUS)
    assert len(queries) == 2
