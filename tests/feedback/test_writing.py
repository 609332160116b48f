"""One question a page: what is asked, in which order, and how somebody comes back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback.keys import pair_mark
from portal.surveys.definition import (
    AGREEMENT,
    CHOICE,
    COMMENT,
    STARS,
    YES_NO,
    AskedQuestion,
)
from portal.surveys.models import Audience, Layout, Wave
from tests.feedback.answering import given, kept, opened_survey
from tests.pages import PageClient

SHORT = "/wandsworth/feedback/short"
FIVE = ("a", "b", "c", "d", "e")
POLISH = {"pl": {"wording": "Czy widziałeś plan?", "help_text": "", "labels": ["nie", "tak"]}}
QUESTIONS = (
    AskedQuestion(
        "seen", YES_NO, "Did you see the plan?", "Seen", ("no", "yes"), translations=POLISH
    ),
    AskedQuestion(
        "clear", STARS, "Was it clear?", "Clear", FIVE, asked_if_key="seen", asked_if_values=(1,)
    ),
    AskedQuestion("heard", AGREEMENT, "They heard us.", "Heard", FIVE, offers_unknown=False),
    AskedQuestion("who", CHOICE, "Who helped?", "Help", ("School", "Nobody")),
    AskedQuestion("more", COMMENT, "What else?", "Words"),
)


@pytest.fixture
def short(session: Session, area: Area) -> Wave:
    return opened_survey(session, area, QUESTIONS, layout=Layout.A_QUESTION_A_PAGE)


def begin(client: PageClient) -> str:
    """Start; the address of the first question without its number."""
    started = client.send(SHORT, {})
    assert started.status_code == 303
    assert started.location.endswith("/1")
    return started.location.removesuffix("1")


def caption(client: PageClient, address: str) -> str:
    return client.page(address).select_one(".govuk-caption-l").text


def test_the_start_asks_nothing_yet(client: PageClient, short: Wave) -> None:
    page = client.page(SHORT)

    assert not page.select("main input:not([type=hidden]), main textarea")
    assert page.select_one("main button").text == "Start now"


def test_each_page_asks_one_question_and_leads_to_the_next(
    client: PageClient, session: Session, short: Wave
) -> None:
    place = begin(client)
    steps = [
        ("1", "Question 1 of 4", {"answer-seen": "1"}, "2"),
        ("2", "Question 2 of 5", {"answer-clear": "4"}, "3"),
        ("3", "Question 3 of 5", {"answer-heard": "5"}, "4"),
        ("4", "Question 4 of 5", {"answer-who": "2"}, "5"),
        ("5", "Question 5 of 5", {"comment-more": "Thanks", "may-more": "y"}, "check"),
    ]
    for number, said, data, following in steps:
        assert caption(client, place + number) == said
        answered = client.send(place + number, data)
        assert (answered.status_code, answered.location) == (303, place + following)
    client.send(place + "check", {})
    (response,) = kept(session)

    assert given(session, response) == {"seen": 1, "clear": 4, "heard": 5, "who": 2}
    assert [each.may_be_published for each in response.comments] == [True]


@pytest.mark.parametrize("seen", ["0", "none", None])
def test_a_question_whose_condition_fails_is_passed_over(
    client: PageClient, short: Wave, seen: str | None
) -> None:
    place = begin(client)
    passed = client.send(place + "1", {"answer-seen": seen} if seen else {})

    assert passed.location == place + "3"
    assert caption(client, place + "3") == "Question 2 of 4"
    assert client.page(place + "3").select_one(".govuk-back-link")["href"] == place + "1"
    assert client.get(place + "2").location == place.rstrip("/")


def test_an_answer_that_is_no_more_asked_for_does_not_count(
    client: PageClient, session: Session, short: Wave
) -> None:
    place = begin(client)
    client.send(place + "1", {"answer-seen": "1"})
    client.send(place + "2", {"answer-clear": "4"})
    client.send(place + "1", {"answer-seen": "0"})
    assert "Was it clear?" not in client.page(place + "check").text
    client.send(place + "check", {})

    assert given(session, kept(session)[0]) == {"seen": 0}


def test_conditions_follow_only_what_is_asked(
    client: PageClient, session: Session, area: Area
) -> None:
    """An earlier "yes" on a page that is passed over now does not open the page after it."""
    chain = (
        QUESTIONS[0],
        replace(QUESTIONS[1], kind=YES_NO, labels=("no", "yes")),
        replace(QUESTIONS[2], asked_if_key="clear", asked_if_values=(1,)),
    )
    opened_survey(session, area, chain, layout=Layout.A_QUESTION_A_PAGE)
    place = begin(client)
    for number, key in (("1", "seen"), ("2", "clear"), ("3", "heard")):
        client.send(place + number, {f"answer-{key}": "1"})
    client.send(place + "1", {"answer-seen": "0"})
    client.send(place + "check", {})

    assert given(session, kept(session)[0]) == {"seen": 0}


def test_leaving_a_page_empty_takes_the_answer_away(client: PageClient, short: Wave) -> None:
    place = begin(client)
    client.send(place + "4", {"answer-who": "1"})
    assert "School" in client.page(place + "check").text
    client.send(place + "4", {"answer-who": []})

    assert "School" not in client.page(place + "check").text


@pytest.mark.parametrize("number", ["0", "6", "7", "999"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_number_off_the_end_of_the_questions_is_404(
    client: PageClient, short: Wave, method: str, number: str
) -> None:
    assert client.open(begin(client) + number, method=method).status_code == 404


@pytest.mark.parametrize(
    ("number", "data", "sentence"),
    [
        pytest.param("1", {"answer-seen": "2"}, "Select one of the answers to", id="not offered"),
        pytest.param(
            "3", {"answer-heard": "none"}, "Select one of the answers to", id="must be known"
        ),
        pytest.param("4", {"answer-who": "3"}, "Select one of the answers to", id="no such label"),
        pytest.param("5", {"comment-more": "x" * 10_000}, "1,200 characters", id="too long"),
    ],
)
def test_what_cannot_be_kept_stays_on_the_page(
    client: PageClient, short: Wave, number: str, data: dict[str, str], sentence: str
) -> None:
    place = begin(client)
    refused = client.send(place + number, data)

    assert refused.status_code == 422
    assert sentence in refused.text
    assert "<title>Error: " in refused.text
    if number == "5":
        assert "x" * 10_000 in refused.text
    assert "x" * 1201 not in client.get(place + "check").text


def test_change_leads_back_to_the_check(client: PageClient, short: Wave) -> None:
    place = begin(client)
    client.send(place + "4", {"answer-who": "1"})
    rows = client.page(place + "check").select(".govuk-summary-list__row")
    said = [" ".join(row.dd.text.split()) for row in rows]
    change = str(rows[2].select_one("a")["href"])
    changed = client.send(change, {"answer-who": "2"})

    assert said == ["Not answered", "Not answered", "School", "Not answered"]
    assert changed.location == place + "check"
    assert "Nobody" in client.page(changed.location).text
    assert client.page(change).select_one(".govuk-back-link")["href"] == place + "check"


def test_the_note_on_emergencies_stands_before_the_box(client: PageClient, short: Wave) -> None:
    text = str(client.page(begin(client) + "5").select_one("main"))

    assert text.index("not for emergencies") < text.index("<textarea")
    assert text.index("0800 1111") < text.index("<textarea")


def test_whoever_comes_back_goes_on_where_they_stopped(client: PageClient, short: Wave) -> None:
    place = begin(client)
    saved = client.send(place + "1", {"answer-seen": "none", "then": "later"})
    page = client.page(saved.location)
    link = page.select_one("textarea").text.strip()

    assert saved.location == place + "later"
    assert "30 April 2026" in page.text
    assert link == "http://localhost" + place.rstrip("/")
    elsewhere = client.application.test_client()
    assert elsewhere.get(link).location == place + "3"
    for number, data in (("3", "answer-heard"), ("4", "answer-who")):
        client.send(place + number, {data: "1"})
    client.send(place + "5", {"comment-more": "Words"})
    assert elsewhere.get(link).location == place + "check"


def test_starting_again_with_the_same_form_keeps_what_was_said(
    client: PageClient, short: Wave
) -> None:
    page = client.page(SHORT)
    values = {field["name"]: field["value"] for field in page.select("main input")}
    place = client.post(f"{SHORT}/begin", data=values).location.removesuffix("1")
    client.send(place + "1", {"answer-seen": "0"})

    assert client.post(f"{SHORT}/begin", data=values).location == place + "3"


@pytest.mark.parametrize("layout", Layout)
def test_a_code_word_is_kept_as_a_mark_only(
    app: Any, client: PageClient, session: Session, area: Area, layout: Layout
) -> None:
    wave = opened_survey(session, area, QUESTIONS[:1], layout=layout, asks_code_word=True)
    if layout is Layout.ONE_PAGE:
        check = client.send(SHORT, {"answer-seen": "1", "code_word": "Blue Kite"}).location
    else:
        place = begin(client)
        assert client.send(place + "1", {"answer-seen": "1"}).location == place + "2"
        assert caption(client, place + "2") == "Question 2 of 2"
        check = client.send(place + "2", {"code_word": "Blue Kite"}).location
    assert "Blue Kite" in client.page(check).text
    client.send(check, {})
    (response,) = kept(session)

    secret = app.config["SECRET_KEY"]
    assert response.pair_mark == pair_mark(wave.survey_id, "bluekite", secret)


def test_without_a_code_word_there_is_no_mark(
    client: PageClient, session: Session, area: Area
) -> None:
    opened_survey(session, area, QUESTIONS[:1], asks_code_word=True)
    client.send(client.send(SHORT, {"answer-seen": "1", "code_word": "  "}).location, {})

    assert [response.pair_mark for response in kept(session)] == [None]


@pytest.mark.parametrize(("code_word", "status"), [("a" * 40, 303), ("a" * 41, 422), ("سلام", 303)])
def test_a_code_word_has_a_length(
    client: PageClient, session: Session, area: Area, code_word: str, status: int
) -> None:
    opened_survey(session, area, QUESTIONS[:1], asks_code_word=True)
    answered = client.send(SHORT, {"answer-seen": "1", "code_word": code_word})

    assert answered.status_code == status
    assert ("40 characters or fewer" in answered.text) == (status == 422)


def test_a_survey_that_asks_no_code_word_keeps_none(
    client: PageClient, session: Session, area: Area
) -> None:
    opened_survey(session, area, QUESTIONS[:1])
    client.send(client.send(SHORT, {"answer-seen": "1", "code_word": "Kite"}).location, {})

    assert [response.pair_mark for response in kept(session)] == [None]


def test_the_language_goes_along_and_what_is_not_translated_says_so(
    client: PageClient, session: Session, area: Area
) -> None:
    told = {"pl": ("Krótka ankieta", "Powiedz nam.")}
    layout = Layout.A_QUESTION_A_PAGE
    opened_survey(session, area, QUESTIONS, layout=layout, translations=told)
    start = client.page(f"{SHORT}?language=pl")
    first = client.send(f"{SHORT}?language=pl", {}).location
    second = client.send(first, {"answer-seen": "1"}).location
    polish, english = client.page(first).h1, client.page(second).h1

    assert start.h1.text == "Krótka ankieta"
    assert [each.text for each in start.select("[hreflang]")] == ["English"]
    assert first.endswith("/1?language=pl")
    assert second.endswith("/2?language=pl")
    assert (polish.text, english.text) == ("Czy widziałeś plan?", "Was it clear?")
    voices = [
        heading.find(string=True).find_parent(attrs={"lang": True})["lang"]
        for heading in (polish, english)
    ]
    assert voices == ["pl", "en"]
    check = second.replace("/2", "/check")
    assert "tak" in client.page(check).select_one(".govuk-summary-list").text.lower()
    assert client.send(check, {}).location.endswith("/sent?language=pl")
    resumed = client.get(first.replace("/1?language=pl", ""))
    assert resumed.location.endswith("/sent"), "Sent answers lead to their confirmation."


def test_a_private_link_opens_in_the_language_of_its_draft(
    client: PageClient, session: Session, area: Area
) -> None:
    opened_survey(session, area, QUESTIONS, layout=Layout.A_QUESTION_A_PAGE)
    first = client.send(f"{SHORT}?language=ur", {}).location

    assert client.get(first.replace("/1?language=ur", "")).location == first


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_is_told_who_sees_what(
    client: PageClient, session: Session, area: Area, audience: Audience
) -> None:
    said = {
        Audience.PARENT: "decide about your child",
        Audience.YOUNG_PERSON: "decide about your plan",
        Audience.PROFESSIONAL: "Nobody you work with",
    }
    opened_survey(session, area, QUESTIONS, audience=audience)
    text = client.page(SHORT).text

    assert [each for each in Audience if said[each] in text] == [audience]


def test_a_page_with_somebodys_answers_is_never_kept_by_the_browser(
    client: PageClient, short: Wave
) -> None:
    place = begin(client)

    for page in ("1", "check", "later"):
        assert client.get(place + page).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("page", "queries"), [("1", 3), ("5", 4), ("check", 3), ("later", 3)])
def test_pages_ask_the_database_little(
    client: PageClient,
    short: Wave,
    query_count: Callable[[], Any],
    page: str,
    queries: int,
) -> None:
    place = begin(client)
    with query_count() as asked:
        client.page(place + page)

    assert len(asked) == queries, asked
