"""The screen of a waiting room: its start, its clearing, and nothing left for the next person."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback.models import Draft, WayCount
from portal.surveys import wave_services
from portal.surveys.models import Wave
from portal.surveys.wave_services import Plan
from tests.factories import Make
from tests.feedback.answering import given, kept
from tests.feedback.conftest import NOW, TODAY, opened, plan
from tests.house.test_reading_age import check, sentences_of
from tests.pages import PageClient

KIOSK = "/wandsworth/feedback/assessment/kiosk"


@pytest.fixture
def wave(session: Session, area: Area) -> Wave:
    open_plan = plan()
    return opened(
        session,
        area,
        Plan(open_plan.name, open_plan.opens_on, open_plan.closes_on, ["open_link", "kiosk"]),
    )


def drafts(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Draft)) or 0


def start(client: PageClient, language: str = "") -> str:
    """Tap to start; the address of the first question."""
    answer = client.send(f"{KIOSK}{language}", {}, form=f"{KIOSK}{language}")
    assert answer.status_code == 303
    return str(answer.location)


def clear(client: PageClient, page: str) -> Any:
    """Send the form by which a page clears itself."""
    return client.send(page, {}, form=KIOSK)


def answer_all(client: PageClient, page: str) -> str:
    """Give one answer, pass the other questions over, and send; the confirmation's address."""
    page = str(client.send(page, {"answer-understanding": "4"}, form=page).location)
    while not page.partition("?")[0].endswith("/check"):
        page = str(client.send(page, {}, form=page).location)
    return str(client.send(page, {}, form=page).location)


def test_it_invites_to_start(client: PageClient, wave: Wave) -> None:
    page = client.page(KIOSK)

    assert page.select_one("main form button").text == "Tap to start"
    assert "this screen clears itself" in page.select_one("main").text


def test_answers_count_for_the_kiosk(client: PageClient, session: Session, wave: Wave) -> None:
    """It asks one question a page, though this survey has all of them on one."""
    page = start(client)
    assert page.endswith("/1")
    assert len(client.page(page).select("main fieldset")) == 1
    confirmation = answer_all(client, page)
    (response,) = kept(session)
    counted = session.scalars(select(WayCount).where(WayCount.wave_id == wave.id)).one()

    assert client.page(confirmation).h1.text.startswith("Thank you")
    assert given(session, response) == {"understanding": 4}
    assert (counted.way, counted.used) == ("kiosk", 1)


@pytest.mark.parametrize("sent", [False, True], ids=["while answering", "after sending"])
def test_clearing_forgets_what_was_written(
    client: PageClient, session: Session, wave: Wave, sent: bool
) -> None:
    page = start(client)
    if sent:
        page = answer_all(client, page)
    else:
        page = str(client.send(page, {"answer-understanding": "1"}, form=page).location)
    assert drafts(session) == 1
    answer = clear(client, page)
    session.expire_all()

    assert (answer.status_code, answer.location) == (303, KIOSK)
    assert drafts(session) == 0
    assert len(kept(session)) == sent
    assert client.get(page).status_code != 200


PAGES = ("1", "2", "check", "sent", "")


@pytest.mark.parametrize("page", PAGES)
def test_going_back_shows_nothing_once_the_start_was_shown(
    client: PageClient, session: Session, wave: Wave, page: str
) -> None:
    """As a screen without scripts does it: it opens the start after a while."""
    first = start(client)
    sent = answer_all(client, first) if page == "sent" else ""
    if not sent:
        client.send(first, {"answer-understanding": "1"}, form=first)
    client.page(KIOSK)
    address = sent or first.removesuffix("/1") + (f"/{page}" if page else "")
    answer = client.get(address)

    assert (answer.status_code, answer.location) == (303, KIOSK)


def test_the_next_person_starts_anew(client: PageClient, session: Session, wave: Wave) -> None:
    first = start(client)
    client.send(first, {"answer-understanding": "1"}, form=first)
    client.page(KIOSK)
    second = start(client)

    assert not client.page(second).select("[checked]")
    assert drafts(session) == 1, "The first person's answers are forgotten."
    answer_all(client, second)
    (response,) = kept(session)
    assert given(session, response) == {"understanding": 4}


def test_another_screen_does_not_show_them_either(client: PageClient, wave: Wave) -> None:
    page = start(client)
    elsewhere = client.application.test_client()

    assert elsewhere.get(page).location == KIOSK
    assert client.get(page).status_code == 200


def clearing_of(client: PageClient, address: str) -> tuple[str, str]:
    """After how many seconds a page clears itself, and how many before that it warns."""
    page = client.page(address)
    box = page.select_one("[data-portal-clears]")
    refresh = page.select_one("head noscript meta[http-equiv=refresh]")
    assert client.get(address).headers["Cache-Control"] == "no-store"
    assert refresh["content"].endswith(f"; url={KIOSK}")
    assert box.select_one("[role=alert] [hidden] button").text == "I am still here"
    return str(box["data-portal-clears"]), str(box["data-portal-clears-warns"])


def test_its_pages_clear_themselves(client: PageClient, wave: Wave) -> None:
    page = start(client)
    seconds = [clearing_of(client, page), clearing_of(client, answer_all(client, page))]

    assert seconds == [("90", "20"), ("30", "20")]


def test_a_page_has_no_ways_to_keep_answers(client: PageClient, wave: Wave) -> None:
    page = client.page(start(client))

    assert not page.select("[data-portal-keep], [data-portal-kept], [name=then]")


def test_the_languages_of_the_survey_can_be_chosen(client: PageClient, wave: Wave) -> None:
    page = start(client, "?language=ur")

    assert page.endswith("/1?language=ur")
    assert client.page(page).select_one("main [lang=ur][dir=rtl]")


def test_without_that_way_there_is_a_sentence(
    client: PageClient, session: Session, area: Area
) -> None:
    opened(session, area)

    assert "not for waiting rooms" in client.page(KIOSK, 404).h1.text


def test_when_the_survey_has_closed_it_says_so(
    client: PageClient, session: Session, wave: Wave
) -> None:
    page = start(client)
    client.send(page, {"answer-understanding": "1"}, form=page)
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()

    assert client.page(KIOSK).h1.text == "The survey is closed"
    assert client.get(page).location == KIOSK


def test_another_areas_survey_has_no_kiosk_here(client: PageClient, make: Make, wave: Wave) -> None:
    make.area("merton")

    client.page(KIOSK.replace("wandsworth", "merton"), 404)
    client.page("/wandsworth/feedback/nothing/kiosk", 404)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True, scope="session")
def test_its_pages_can_be_read_at_the_age_of_eleven(client: PageClient, wave: Wave) -> None:
    check(sentences_of(client.page(KIOSK)))
    check(sentences_of(client.page(answer_all(client, start(client)))))


def clears_itself(answer: Any) -> None:
    page = BeautifulSoup(answer.text, "html5lib")
    (box,) = page.select("main [data-portal-clears]")
    assert box.select_one("form")["action"] == KIOSK
    assert box.select_one("form > button").text == "Stop and clear the screen"
    assert page.select_one("head noscript meta")["content"].endswith(f"; url={KIOSK}")


ELSEWHERE = [
    pytest.param("/nothing/at/all", 404, id="not found"),
    pytest.param("/wandsworth/feedback/nothing", 404, id="no such survey"),
    pytest.param("/wandsworth/feedback/ticket/unknown", 404, id="a link that is not known"),
    pytest.param("/wandsworth/feedback/withdraw", 200, id="taking back"),
    pytest.param("/privacy", 200, id="privacy"),
]


@pytest.mark.parametrize(("address", "status"), ELSEWHERE)
def test_every_page_clears_itself_while_somebody_sits_there(
    client: PageClient, wave: Wave, address: str, status: int
) -> None:
    before = client.get(address)
    assert "data-portal-clears" not in before.text
    page = start(client)
    during = client.get(address)
    clears_itself(during)
    assert (before.status_code, during.status_code) == (status, status)
    clear(client, page)
    assert "data-portal-clears" not in client.get(address).text


def test_a_refused_form_clears_itself(client: PageClient, wave: Wave) -> None:
    """At the start too, where nobody sits yet."""
    refused = client.post(KIOSK, data={"csrf_token": "stale"})
    assert refused.status_code == 400
    clears_itself(refused)
    start(client)
    clears_itself(client.post("/wandsworth/feedback/withdraw", data={"csrf_token": "stale"}))


def test_when_it_closes_meanwhile_nothing_is_shown(
    client: PageClient, session: Session, wave: Wave
) -> None:
    page = start(client)
    while "/check" not in page:
        words = {"comment-comment": "Do not show"} if client.page(page).select("textarea") else {}
        page = str(client.send(page, words, form=page).location)
    token = client.page(page).select_one("main [name=csrf_token]")
    sent = {"comment-comment": "Do not show"} | ({"csrf_token": token["value"]} if token else {})
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    answer = client.post(page, data=sent)

    assert answer.status_code == 422
    assert "Do not show" not in answer.text
    clears_itself(answer)


def test_the_confirmation_writes_out_where_the_code_works(client: PageClient, wave: Wave) -> None:
    page = client.page(answer_all(client, start(client)))

    assert "http://localhost/wandsworth/feedback/withdraw" in page.select_one("main").text
    assert not page.select('main a[href*="withdraw"]')
