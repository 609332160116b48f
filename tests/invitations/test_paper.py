"""Paper: forms with numbers to print, and typing each of them in once."""

import logging
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.roles import Role
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.models import Answer, Comment, Response, SpentTicket, WayCount
from portal.feedback.paper_numbers import number_of, slip_code
from portal.surveys import wave_services
from portal.surveys.models import Wave
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, opened
from tests.house.test_reading_age import check, sentences_of
from tests.pages import PageClient

Count = Callable[[], AbstractContextManager[list[str]]]
TYPE = "/wandsworth/paper"
NUMBER = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
LAST = date(2026, 4, 30)


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def wave(session: Session, area: Area) -> Wave:
    return open_paper_wave(session, area)


def open_paper_wave(session: Session, area: Area, *channels: str) -> Wave:
    plan = wave_services.Plan("Spring 2026", TODAY, LAST, list(channels or ("paper",)))
    return opened(session, area, plan)


@pytest.fixture
def administrator(make: Make, area: Area) -> Person:
    return make.person(Role.ADMINISTRATOR, area)


@pytest.fixture(autouse=True)
def _signed_in(client: PageClient, administrator: Person) -> None:
    client.sign_in(administrator)


def marks_of(app: Flask, session: Session, wave: Wave) -> WaveSecret:
    session.expire_all()
    marks = wave_secret(session, wave.id, app.config["SECRET_KEY"])
    assert marks
    return marks


def printed(client: PageClient, wave: Wave, copies: object = 3, **more: str) -> BeautifulSoup:
    answer = client.send(f"/wandsworth/waves/{wave.id}/paper", {"copies": str(copies), **more})
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html5lib")


def numbers_on(page: BeautifulSoup) -> list[str]:
    return [each.text for each in page.select(".portal-paper-number")][::2]


def slips_on(page: BeautifulSoup) -> list[str]:
    return [each.text for each in page.select(".portal-paper-slip .portal-paper-number")]


@pytest.fixture
def number(client: PageClient, wave: Wave) -> str:
    """The number of a form that was printed."""
    return numbers_on(printed(client, wave, 1))[0]


def begin(client: PageClient, number: str) -> str:
    """The address at which the form is typed in."""
    answer = client.send(TYPE, {"number": number})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def type_in(client: PageClient, number: str, answers: dict[str, Any] | None = None) -> str:
    """Type a form in and keep it; the address where it was typed."""
    place = begin(client, number)
    given = answers or {"answer-satisfaction": "4", "comment-comment": "Sam waited."}
    answer = client.send(place, given)
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"] == f"{place}/check"
    assert client.send(f"{place}/check", {}).headers["Location"] == f"{TYPE}/kept"
    return place


def counted(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Response)) or 0


def test_every_copy_has_a_number_and_a_slip_of_its_own(
    client: PageClient, session: Session, app: Flask, wave: Wave
) -> None:
    page = printed(client, wave, 3)
    sheets = page.select(".portal-paper-sheet")
    marks = marks_of(app, session, wave)
    assert [NUMBER.findall(sheet.text) for sheet in sheets] == [
        [number_of(place, marks), slip_code(place, marks)] for place in (1, 2, 3)
    ]
    again = printed(client, wave, 2)
    assert numbers_on(again) == [number_of(place, marks) for place in (4, 5)]


def test_printing_is_counted_and_audited_with_nothing_but_the_number(
    client: PageClient, session: Session, wave: Wave, administrator: Person
) -> None:
    printed(client, wave, 200)
    session.expire_all()
    assert session.get_one(Wave, wave.id).paper_printed == 200
    (count,) = session.scalars(select(WayCount))
    assert (count.way, count.stage, count.band, count.made, count.used) == ("paper", "", "", 200, 0)
    wanted = select(AuditEntry).where(AuditEntry.act == "invitations:paper:printed")
    (entry,) = session.scalars(wanted)
    assert (entry.object_id, entry.actor_id, entry.details) == (
        wave.id,
        administrator.id,
        {"number": 200},
    )


def test_a_form_says_all_that_a_family_must_know(client: PageClient, wave: Wave) -> None:
    (sheet,) = printed(client, wave, 1).select(".portal-paper-sheet")
    words = " ".join(sheet.text.split())
    for said in (
        "We cannot tell who you are.",
        "cannot read what you write",
        "One person from the parent carer forum or the council’s survey team types in your form",
        "only the forum’s readers and the person who types it in see it",
        "Tick one box for each question.",
        "1 star is always the worst",
        "How happy are you with the assessment as a whole?",
        "4 stars: happy",
        "I do not know, or it does not apply",
        "You may publish what I wrote, with names hidden",
        "This form is not for emergencies",
        "Give it or send it to Casework Team. It must be there by 30 April 2026.",
        "With this code you can take your answers back until 30 April 2026:",
        "http://127.0.0.1:5000/wandsworth/feedback/withdraw",
    ):
        assert said in words
    assert words.index("not for emergencies") < words.index("You may publish what I wrote")
    assert len(sheet.select(".portal-paper-box")) == 6 * 6 + 3 + 1


def test_a_form_can_be_read_at_eleven(client: PageClient, wave: Wave) -> None:
    check(sentences_of(printed(client, wave, 1), ".portal-paper-sheet"))


@pytest.mark.parametrize(
    "copies", ["", "0", "-1", "201", "2.5", "many", pytest.param("9" * 30, id="very many")]
)
def test_how_many_must_be_a_number_that_can_be(
    client: PageClient, session: Session, wave: Wave, copies: str
) -> None:
    answer = client.send(f"/wandsworth/waves/{wave.id}/paper", {"copies": copies})
    assert answer.status_code == 422
    assert "Enter how many forms, from 1 to 200" in answer.text
    session.expire_all()
    assert session.get_one(Wave, wave.id).paper_printed == 0


def test_a_wave_without_paper_prints_none(client: PageClient, session: Session, area: Area) -> None:
    wave = open_paper_wave(session, area, "open_link")
    page = client.page(f"/wandsworth/waves/{wave.id}/paper")
    assert page.h1.text == "There are no paper forms"
    assert "does not use paper" in page.text
    assert not page.select("main form")


def test_a_closed_wave_prints_none(client: PageClient, session: Session, wave: Wave) -> None:
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    assert "is not open" in client.page(f"/wandsworth/waves/{wave.id}/paper").text


def test_a_wave_that_closed_after_the_page_was_opened_prints_none(
    client: PageClient, session: Session, wave: Wave
) -> None:
    place = f"/wandsworth/waves/{wave.id}/paper"
    token = client.page(place).select_one("main [name=csrf_token]")["value"]
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    answer = client.post(place, data={"csrf_token": token, "copies": "2"})
    assert answer.status_code == 422
    assert "is not open" in answer.text


def test_a_form_is_printed_in_another_language(
    client: PageClient, session: Session, wave: Wave
) -> None:
    definition = dict(wave.definition or {})
    questions = [dict(each) for each in definition["questions"]]
    for question in questions:
        question["translations"] = None
    questions[0]["translations"] = {
        "ur": {
            "wording": "اردو سوال",
            "help_text": "",
            "labels": ["اچھا", "بہتر", "ٹھیک", "درست", "بہترین"],
        }
    }
    wave.definition = definition | {"questions": questions}
    session.commit()
    (sheet,) = printed(client, wave, 1, language="ur").select(".portal-paper-sheet")
    assert (sheet["lang"], sheet["dir"]) == ("ur", "rtl")
    assert "اردو سوال" in sheet.text
    plain = sheet.select(".portal-paper-wording[lang=en]")
    assert len(plain) == len(questions) - 1, "What is not translated is English, and marked so."


def test_what_was_typed_in_is_kept_once_and_like_any_answer(
    client: PageClient, session: Session, number: str
) -> None:
    type_in(
        client,
        number,
        {
            "answer-satisfaction": "4",
            "answer-ease": "none",
            "comment-comment": "Everybody was kind. 🙂",
            "may-comment": "y",
        },
    )
    session.expire_all()
    (answer,) = session.scalars(select(Answer))
    assert answer.value == 4
    (comment,) = session.scalars(select(Comment))
    assert (comment.text, comment.may_be_published) == ("Everybody was kind. 🙂", True)
    (count,) = session.scalars(select(WayCount))
    assert (count.way, count.made, count.used) == ("paper", 1, 1)
    assert session.scalar(select(func.count()).select_from(SpentTicket)) == 1


def test_the_last_page_says_what_to_do_with_the_paper(client: PageClient, number: str) -> None:
    type_in(client, number)
    page = client.page(f"{TYPE}/kept")
    assert page.h1.text == "Kept"
    assert "You cannot open it again" in page.text
    assert "Put the paper away as your area’s rules say." in page.text


def test_nobody_reads_it_again(client: PageClient, session: Session, number: str) -> None:
    place = type_in(client, number)
    for address in (place, f"{place}/check"):
        answer = client.get(address)
        assert answer.status_code in (302, 303)
        assert answer.headers["Location"] == f"{TYPE}/kept"
        assert "waited" not in client.get(address, follow_redirects=True).text


def test_a_double_click_and_going_back_count_once(
    client: PageClient, session: Session, number: str
) -> None:
    place = begin(client, number)
    client.send(place, {"answer-satisfaction": "4"})
    token = client.page(f"{place}/check").select_one("main [name=csrf_token]")["value"]
    for _ in range(2):
        answer = client.post(f"{place}/check", data={"csrf_token": token})
        assert answer.headers["Location"] == f"{TYPE}/kept"
    answer = client.post(place, data={"csrf_token": token, "answer-satisfaction": "1"})
    assert answer.headers["Location"] == f"{TYPE}/kept"
    session.expire_all()
    assert [each.value for each in session.scalars(select(Answer))] == [4]


def test_a_form_is_typed_in_once(client: PageClient, session: Session, number: str) -> None:
    type_in(client, number)
    answer = client.send(TYPE, {"number": number.lower().replace("-", " ")})
    assert answer.status_code == 422
    assert "was typed in already" in answer.text
    assert counted(session) == 1


def test_two_officers_with_one_form_count_it_once(
    client: PageClient, session: Session, number: str
) -> None:
    first, second = begin(client, number), begin(client, number)
    for place, stars in ((first, "2"), (second, "5")):
        client.send(place, {"answer-satisfaction": stars})
    assert client.send(f"{first}/check", {}).status_code == 303
    answer = client.send(f"{second}/check", {})
    assert answer.status_code == 422
    assert "was typed in already" in answer.text
    session.expire_all()
    assert [each.value for each in session.scalars(select(Answer))] == [2]


def test_a_family_takes_its_answers_back_with_its_slip(
    client: PageClient, session: Session, wave: Wave
) -> None:
    sheets = printed(client, wave, 1)
    (number,), (slip,) = numbers_on(sheets), slips_on(sheets)
    type_in(client, number)
    place = "/wandsworth/feedback/withdraw"
    assert client.send(place, {"receipt": number}).status_code == 422, "Who types knows this."
    assert counted(session) == 1
    assert client.send(place, {"receipt": slip.lower()}).status_code == 303
    assert counted(session) == 0
    answer = client.send(TYPE, {"number": number})
    assert "was typed in already" in answer.text, "It stays used."


def test_who_types_never_sees_the_slips_code(client: PageClient, wave: Wave) -> None:
    sheets = printed(client, wave, 1)
    (number,), (slip,) = numbers_on(sheets), slips_on(sheets)
    place = begin(client, number)
    client.send(place, {"answer-satisfaction": "4"})
    family = place.replace("/paper/", "/feedback/assessment/writing/")
    pages = [place, f"{place}/check", *(family + end for end in ("", "/1", "/check", "/sent"))]
    shown = [client.get(page) for page in pages]
    assert client.send(f"{place}/check", {}).status_code == 303
    shown += [client.get(page) for page in pages]
    assert not [answer for answer in shown if slip in answer.text]
    assert [answer.status_code for answer in shown[2:6] + shown[8:]] == [404] * 8


WRONG = [
    pytest.param("", "Enter the number on the form", id="nothing"),
    pytest.param("AAAA-AAAA-AAAA", "We do not know this number here", id="none of ours"),
    pytest.param("x" * 500, "Enter the 12 letters and digits on the form", id="very long"),
    pytest.param("<b>4K7Q</b>", "We do not know this number here", id="HTML"),
    pytest.param("🙂", "We do not know this number here", id="emoji"),
]


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize(("typed", "said"), WRONG)
def test_a_wrong_number_is_refused(
    client: PageClient, session: Session, typed: str, said: str
) -> None:
    answer = client.send(TYPE, {"number": typed})
    assert answer.status_code == 422
    assert said in answer.text


def test_another_areas_form_is_not_known_here(
    client: PageClient, make: Make, session: Session, app: Flask, wave: Wave
) -> None:
    other = open_paper_wave(session, make.area("merton"))
    other.paper_printed = wave.paper_printed = 5
    session.commit()
    theirs = number_of(3, marks_of(app, session, other))
    answer = client.send(TYPE, {"number": theirs})
    assert answer.status_code == 422
    assert "It may belong to another area" in answer.text.replace("\n", " ")


def test_a_form_that_was_not_printed_is_not_known(
    client: PageClient, session: Session, app: Flask, wave: Wave, number: str
) -> None:
    made_up = number_of(2, marks_of(app, session, wave))
    assert client.send(TYPE, {"number": made_up}).status_code == 422


def test_after_closing_nothing_can_be_typed_in(
    client: PageClient, session: Session, wave: Wave, number: str
) -> None:
    place = begin(client, number)
    client.send(place, {"answer-satisfaction": "4"})
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    answer = client.send(TYPE, {"number": number})
    assert answer.status_code == 422
    assert "or to a survey that has closed" in answer.text
    late = client.send(f"{place}/check", {})
    assert late.status_code == 422
    assert "not open" in late.text
    assert counted(session) == 0


def test_the_day_after_the_last_one_says_when_it_closed(
    client: PageClient, session: Session, wave: Wave, number: str
) -> None:
    session.expire_all()
    held = session.get_one(Wave, wave.id)
    held.opens_on = held.opened_on = date(2026, 2, 1)
    held.closes_on = date(2026, 3, 15)
    session.commit()
    answer = client.send(TYPE, {"number": number})
    assert answer.status_code == 422
    assert "The survey closed on 15 March 2026." in answer.text


def test_until_when_is_said_while_it_is_open(client: PageClient, number: str) -> None:
    page = client.page(begin(client, number))
    assert "You can type it in until 30 April 2026." in " ".join(page.text.split())
    assert number in page.text


def test_an_empty_form_is_sent_back(client: PageClient, session: Session, number: str) -> None:
    place = begin(client, number)
    answer = client.send(place, {})
    assert answer.status_code == 422
    assert "Answer at least one question" in answer.text


def test_what_was_typed_wrongly_stays_in_its_box(
    client: PageClient, session: Session, number: str
) -> None:
    place = begin(client, number)
    long = "word " * 300
    answer = client.send(place, {"answer-satisfaction": "9", "comment-comment": long})
    assert answer.status_code == 422
    assert "Select one of the answers to" in answer.text
    assert "must be 1,200 characters or fewer" in answer.text
    assert long.strip() in answer.text


def test_no_trace_of_a_single_form(
    client: PageClient, session: Session, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    entries = session.scalar(select(func.count()).select_from(AuditEntry))
    with caplog.at_level(logging.INFO):
        type_in(client, number)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == entries
    assert not [each for each in caplog.records if number in each.getMessage()]


@pytest.mark.parametrize(
    ("role", "prints", "types"),
    [
        pytest.param(Role.ADMINISTRATOR, 200, 200, id="administrator"),
        pytest.param(Role.FORUM_REPRESENTATIVE, 403, 200, id="forum"),
        pytest.param(Role.CASEWORKER, 403, 403, id="caseworker"),
        pytest.param(Role.MANAGER, 403, 403, id="manager"),
        pytest.param(Role.BOARD_MEMBER, 403, 403, id="board"),
        pytest.param(Role.PARENT_OR_CARER, 403, 403, id="parent"),
    ],
)
def test_who_may_print_and_who_may_type(
    client: PageClient,
    make: Make,
    area: Area,
    wave: Wave,
    number: str,
    role: Role,
    prints: int,
    types: int,
) -> None:
    place = begin(client, number)
    client.sign_in(make.person(role, area))
    client.page(f"/wandsworth/waves/{wave.id}/paper", status=prints)
    for address in (TYPE, place, f"{TYPE}/kept"):
        client.page(address, status=types)


def test_another_kind_of_draft_is_not_opened_here(
    client: PageClient, session: Session, area: Area
) -> None:
    open_paper_wave(session, area, "open_link", "paper")
    client.page(f"{TYPE}/{'x' * 43}", status=404)
    start = client.send("/wandsworth/feedback/assessment", {"answer-satisfaction": "4"})
    token = re.search(r"/writing/([^/?]+)", start.headers["Location"])
    assert token
    client.page(f"{TYPE}/{token[1]}", status=404)


def test_another_areas_form_cannot_be_opened(client: PageClient, make: Make, number: str) -> None:
    place = begin(client, number)
    merton = make.area("merton")
    client.sign_in(make.person(Role.ADMINISTRATOR, merton))
    client.page(place.replace("wandsworth", "merton"), status=404)


@pytest.mark.parametrize("copies", [1, 200])
def test_printing_takes_a_fixed_number_of_queries(
    client: PageClient, wave: Wave, query_count: Count, copies: int
) -> None:
    place = f"/wandsworth/waves/{wave.id}/paper"
    token = client.page(place).select_one("main [name=csrf_token]")["value"]
    with query_count() as asked:
        answer = client.post(
            place, data={"csrf_token": token, "copies": str(copies), "language": "en"}
        )
    assert answer.status_code == 200
    assert len(asked) == 11


def test_the_pages_of_typing_take_a_fixed_number_of_queries(
    client: PageClient, session: Session, area: Area, number: str, query_count: Count
) -> None:
    place = begin(client, number)
    client.send(place, {"answer-satisfaction": "4"})
    for address in (place, f"{place}/check"):
        with query_count() as asked:
            client.page(address)
        assert len(asked) == 4
