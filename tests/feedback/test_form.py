"""The form with all questions on one page: what it says, what it takes, what it refuses."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.roles import Role
from portal.feedback.models import Comment, Draft, Response
from portal.surveys import wave_services
from portal.surveys.models import Question, Wave
from portal.surveys.starting import ASSESSMENT
from tests.factories import Make
from tests.feedback.answering import (
    BEGIN,
    FEEDBACK,
    FORM,
    answer,
    given,
    hidden_fields,
    kept,
    write,
)
from tests.feedback.conftest import NOW, TODAY, agreed_survey, plan
from tests.pages import PageClient, form_on

# How many questions sending one answer with words takes at most: on SQLite and on PostgreSQL,
# where the new answer is also put among others.
SENDING = {False: 18, True: 25}


def test_it_says_who_sees_what_before_it_asks(client: PageClient, wave: Wave) -> None:
    text = " ".join(client.page(FORM).select_one("main").text.split())
    first_question = text.index(ASSESSMENT[0].wording)

    for said in (
        "So everybody can see whether things get better",
        "Who sees what",
        "about 5 minutes",
        "until 30 April 2026",
        "fewer than 10 people",
        "you can take them back until the survey closes",
    ):
        assert text.index(said) < first_question


def test_it_says_where_help_is_before_the_words(client: PageClient, wave: Wave) -> None:
    text = " ".join(client.page(FORM).select_one("main").text.split())
    box = text.index("What went well? What should change?")

    for said in ("not for emergencies", "999", "111", "0800 1111", "020 7946 0123"):
        assert text.index(said) < box


def test_every_question_has_its_worded_stars_and_a_way_out(client: PageClient, wave: Wave) -> None:
    fieldsets = client.page(FORM).select("main fieldset")

    assert [fieldset.legend.text for fieldset in fieldsets] == [
        question.wording for question in ASSESSMENT if question.kind != "comment"
    ]
    for fieldset, question in zip(fieldsets, ASSESSMENT, strict=False):
        labels = [" ".join(label.text.split()) for label in fieldset.select("label")]
        stars = [
            f"{count} star{'s' if count > 1 else ''}: {words}"
            for count, words in enumerate(question.labels, start=1)
        ]
        worded = stars if question.kind == "stars" else ["Yes", "No"]
        assert labels == [*worded, "I do not know, or it does not apply"]
        assert fieldset.select_one(".govuk-radios__divider").text == "or"
        assert not fieldset.select("[checked]")
    assert all(
        star["aria-hidden"] == "true" for star in client.page(FORM).select(".portal-feedback-stars")
    )


def test_answers_and_words_are_kept_and_nothing_else(
    client: PageClient, session: Session, make: Make, area: Area, wave: Wave
) -> None:
    make.child(area, first_name="Aisha", last_name="Okafor")
    sent = answer(
        client,
        {
            "answer-understanding": "4",
            "answer-ease": "none",
            "answer-next_step": "0",
            "comment-comment": "Aisha was left waiting. Ring 07700 900123.",
            "may-comment": "y",
        },
    )
    (response,) = kept(session)
    (comment,) = response.comments

    assert sent.status_code == 303
    assert sent.location.endswith("/sent")
    assert given(session, response) == {"understanding": 4, "next_step": 0}
    assert (response.wave_id, response.month) == (wave.id, date(2026, 3, 1))
    assert comment.text == "Aisha was left waiting. Ring 07700 900123."
    assert comment.redacted_text == "[name] was left waiting. Ring [phone]."
    assert comment.may_be_published
    assert comment.polarity < 0
    assert comment.scored_by.startswith("textblob ")


@pytest.mark.parametrize(
    ("data", "answers", "comments"),
    [
        pytest.param({"answer-views": "1"}, {"views": 1}, 0, id="one star only"),
        pytest.param({"answer-next_step": "1"}, {"next_step": 1}, 0, id="one yes only"),
        pytest.param({"comment-comment": "Thank you"}, {}, 1, id="words only"),
        pytest.param(
            {f"answer-{question.key}": "5" for question in ASSESSMENT if question.kind == "stars"},
            {question.key: 5 for question in ASSESSMENT if question.kind == "stars"},
            0,
            id="every star",
        ),
        pytest.param(
            {"answer-views": "3", "comment-comment": " \r\n\t ", "may-comment": "y"},
            {"views": 3},
            0,
            id="blank words are no comment",
        ),
    ],
)
def test_every_question_can_be_left_out(
    client: PageClient,
    session: Session,
    wave: Wave,
    data: dict[str, str],
    answers: dict[str, int],
    comments: int,
) -> None:
    assert answer(client, data).status_code == 303
    (response,) = kept(session)

    assert given(session, response) == answers
    assert len(response.comments) == comments


def nothing_is_kept(session: Session) -> bool:
    return kept(session) == [] and session.scalar(select(func.count()).select_from(Draft)) == 0


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"comment-comment": " \r\n "}, id="blanks"),
        pytest.param({"comment-comment": "\x00\u200b"}, id="signs that nobody sees"),
        pytest.param({"answer-views": "none", "answer-ease": "none"}, id="I do not know"),
        pytest.param({"may-comment": "y"}, id="only the consent"),
    ],
)
def test_saying_nothing_is_refused(
    client: PageClient, session: Session, wave: Wave, data: dict[str, str]
) -> None:
    refused = client.send(FORM, data)

    assert refused.status_code == 422
    assert "Answer at least one question, or write a comment" in refused.text
    assert '<a href="#answer-understanding">' in refused.text
    assert refused.text.count("<title>Error: ") == 1
    assert nothing_is_kept(session)


@pytest.mark.parametrize("value", ["0", "6", "5.0", "-1", "", "five", "4 ", "²"])
def test_an_answer_that_is_not_offered_is_refused(
    client: PageClient, session: Session, wave: Wave, value: str
) -> None:
    refused = client.send(FORM, {"answer-views": value, "comment-comment": "Kept on the page"})

    assert refused.status_code == 422
    assert "Select one of the answers to “How much of what you" in refused.text
    assert "Kept on the page" in refused.text
    assert nothing_is_kept(session)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("a" * 1200, "a" * 1200, id="as long as can be"),
        pytest.param("é\r\n" * 400, ("é\n" * 400).strip(), id="a line end counts once"),
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="HTML"),
        pytest.param("Great 👍🏽 help 👩‍👧", "Great 👍🏽 help 👩‍👧", id="emoji"),
        pytest.param("المدرسة ‏جيدة", "المدرسة ‏جيدة", id="right to left"),
        pytest.param("before\x00after\x07", "beforeafter", id="NUL and bell"),
        pytest.param("{{ 7 * 7 }} %s '; --", "{{ 7 * 7 }} %s '; --", id="code"),
        pytest.param("line\rline\r\nline", "line\nline\nline", id="old line ends"),
    ],
)
def test_words_of_every_kind_are_shown_again_and_kept(
    client: PageClient, session: Session, wave: Wave, typed: str, stored: str
) -> None:
    check = write(client, {"comment-comment": typed})
    shown = client.page(check).select_one(".portal-feedback-words")
    client.send(check, {})

    assert shown.text == stored
    assert shown["dir"] == "auto"
    assert session.scalar(select(Comment.text)) == stored


@pytest.mark.parametrize("length", [1201, 10_000])
def test_words_that_are_too_long_stay_on_the_page(
    client: PageClient, session: Session, wave: Wave, length: int
) -> None:
    typed = "<b>&" + "x" * (length - 4)
    refused = client.send(FORM, {"comment-comment": typed, "answer-ease": "2"})

    assert refused.status_code == 422
    assert "What you write must be 1,200 characters or fewer" in refused.text
    assert '<a href="#comment-comment">' in refused.text
    assert "&lt;b&gt;&amp;" + "x" * (length - 4) in refused.text
    assert re.search(r'name="answer-ease" type="radio" value="2" checked', refused.text)
    assert nothing_is_kept(session)


def test_two_forms_are_two_answers(client: PageClient, session: Session, wave: Wave) -> None:
    for _ in range(2):
        answer(client, {"answer-views": "2"})

    assert len(kept(session)) == 2


@pytest.mark.parametrize("token", ["", "short", "x" * 44, "é" * 43])
def test_a_form_without_its_number_gets_a_new_one(
    client: PageClient, session: Session, wave: Wave, token: str
) -> None:
    refused = client.send(FORM, {"answer-views": "2", "token": token})

    assert refused.status_code == 422
    assert "Please send it again" in refused.text
    assert re.search(r'name="token" value="[\w-]{43}"', refused.text)
    assert nothing_is_kept(session)


@pytest.mark.parametrize("address", [FEEDBACK, FORM])
def test_without_a_wave_the_page_says_when_the_next_one_opens(
    client: PageClient, session: Session, area: Area, address: str
) -> None:
    survey = agreed_survey(session, area)
    session.commit()
    assert "not yet set the days" in client.page(address).text
    later = plan(first=date(2026, 5, 1), last=date(2026, 5, 31))
    wave_services.plan_wave(session, survey, later, by=None, today=TODAY, now=NOW)
    session.commit()
    page = client.page(address)

    assert page.h1.text == "The survey is closed"
    assert "from 1 May 2026 to 31 May 2026" in page.text
    assert page.select_one("main a[href='/wandsworth/measures']")


def test_words_written_while_it_closed_are_given_back(
    client: PageClient, session: Session, wave: Wave
) -> None:
    values = hidden_fields(client)
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    said = {"comment-comment": "So <much>\x00 work", "answer-views": "1"}
    closed = client.post(BEGIN, data=values | said)

    assert closed.status_code == 422
    assert "closed while you were writing" in closed.text
    assert "So &lt;much&gt; work" in closed.text
    assert nothing_is_kept(session)


def test_the_last_day_counts_and_the_next_does_not(
    client: PageClient, app: Flask, session: Session, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PORTAL_TODAY", wave.closes_on)
    assert answer(client, {"answer-views": "3"}).status_code == 303
    monkeypatch.setitem(app.config, "PORTAL_TODAY", wave.closes_on + timedelta(days=1))
    assert client.page(FORM).h1.text == "The survey is closed"

    # The month is that of the wave, whenever the answer came.
    assert [response.month for response in kept(session)] == [date(2026, 3, 1)]


def test_another_areas_survey_is_not_asked_here(client: PageClient, make: Make, wave: Wave) -> None:
    make.area("merton")

    assert client.page("/merton/feedback").h1.text == "The survey is closed"
    assert client.page("/merton/feedback/assessment", 404)
    assert client.page("/nowhere/feedback", 404)


def test_questions_are_asked_as_they_were_frozen(
    client: PageClient, session: Session, wave: Wave
) -> None:
    question = session.scalars(select(Question).where(Question.key == "views")).one()
    question.wording = "Changed while people answer"
    session.commit()

    assert "Changed while people answer" not in client.page(FORM).text


@pytest.mark.parametrize("responses", [0, 30])
@pytest.mark.parametrize("role", [None, Role.PARENT_OR_CARER])
def test_the_page_asks_the_database_little(
    client: PageClient,
    make: Make,
    area: Area,
    wave: Wave,
    query_count: Callable[[], Any],
    role: Role | None,
    responses: int,
) -> None:
    for _ in range(responses):
        make.response(wave)
    if role is not None:
        client.sign_in(make.person(role, area))
    with query_count() as asked:
        client.page(FORM)

    assert len(asked) == (3 if role is None else 4), asked


@pytest.mark.parametrize("others", [0, 30])
def test_sending_asks_the_database_as_much_whatever_is_there(
    app: Flask,
    client: PageClient,
    make: Make,
    area: Area,
    wave: Wave,
    query_count: Callable[[], Any],
    others: int,
) -> None:
    """Three questions to keep the draft; what sending takes does not grow with the answers."""
    for _ in range(others):
        make.response(wave)
        make.guardian(make.child(area), make.person())
    said = {"answer-views": "2", "comment-comment": "Words", "token": "t" * 43}
    with query_count() as asked:
        check = client.post(BEGIN, data=said).location
    assert len(asked) == 3, asked
    with query_count() as asked:
        client.post(check)

    postgresql = app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql")
    assert len(asked) <= SENDING[postgresql], asked


def test_sending_leaves_no_trace(
    client: PageClient,
    session: Session,
    make: Make,
    area: Area,
    wave: Wave,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Even somebody signed in: no log, no audit entry, no row but the answers' own."""
    caplog.set_level("DEBUG")
    person = make.person(Role.PARENT_OR_CARER, area)
    client.sign_in(person)
    audited = session.scalar(select(func.count()).select_from(AuditEntry))
    answer(client, {"comment-comment": "A sentence nobody may log", "answer-views": "1"})

    assert len(kept(session)) == 1
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == audited
    assert "nobody may log" not in caplog.text
    assert str(person.id) not in caplog.text


def test_a_fault_of_the_database_is_logged_without_the_words(
    client: PageClient,
    session: Session,
    wave: Wave,
    app: Flask,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    session.execute(text("ALTER TABLE comments RENAME TO comments_elsewhere"))
    session.commit()
    broken = answer(client, {"comment-comment": "A sentence nobody may log"})

    assert broken.status_code == 500
    assert "nobody may log" not in broken.text
    assert "NotKept" in caplog.text
    assert "nobody may log" not in caplog.text
    assert session.scalar(select(func.count()).select_from(Response)) == 0


@pytest.mark.parametrize(
    ("role", "cached", "filled"),
    [
        pytest.param(None, "private, no-cache", True, id="a visitor"),
        pytest.param(
            Role.PARENT_OR_CARER, "no-store", False, id="somebody whose name is on the page"
        ),
    ],
)
def test_going_back_gives_the_same_form_or_an_empty_one(
    client: PageClient,
    make: Make,
    area: Area,
    wave: Wave,
    role: Role | None,
    cached: str,
    filled: bool,
) -> None:
    """Never a filled form with a new token, which would count twice when sent again."""
    if role is not None:
        client.sign_in(make.person(role, area))
    shown = client.get(FORM)

    assert shown.headers["Cache-Control"] == cached
    assert ('novalidate autocomplete="off"' in shown.text) == (not filled)
    # A browser drops its copy of a page when a form is sent to the page's own address.
    assert form_on(client.page(FORM))["action"] == BEGIN


@pytest.mark.parametrize("address", [BEGIN, f"{FORM}/begin?language=ur"])
def test_where_the_form_is_sent_leads_back_to_it(
    client: PageClient, wave: Wave, address: str
) -> None:
    assert client.get(address).location == address.replace("/begin", "")
