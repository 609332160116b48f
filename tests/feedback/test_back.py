"""Going back from the check: the whole form with what was said, under the same token."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.surveys.models import Layout, Wave
from portal.surveys.starting import ASSESSMENT
from tests.factories import Make
from tests.feedback.answering import (
    BEGIN,
    FORM,
    answer,
    given,
    hidden_fields,
    kept,
    opened_survey,
    ticket_for,
    write,
)
from tests.feedback.test_sending import draft_behind
from tests.pages import PageClient, filled_in, form_on

SAID = {
    "answer-views": "2",
    "answer-ease": "none",
    "comment-comment": "Half a <page>",
    "may-comment": "y",
}


def answers_of(check: str) -> str:
    """The form filled in, behind the same private link as the check."""
    return check.replace("/check", "/answers")


def test_back_and_change_lead_to_the_form_as_it_was_filled_in(
    client: PageClient, wave: Wave
) -> None:
    check = write(client, SAID)
    page = client.page(check)
    changes = [link["href"] for link in page.select(".govuk-summary-list__actions a")]
    answers = answers_of(check)
    form = form_on(client.page(answers))

    assert page.select_one(".govuk-back-link")["href"] == answers
    assert changes[0] == f"{answers}#answer-understanding"
    assert changes[-1] == f"{answers}#comment-comment"
    ids = {str(each["id"]) for each in form.select("[id]")}
    assert {change.partition("#")[2] for change in changes} <= ids
    shown = filled_in(form)
    assert {name: "".join(shown[name]) for name in SAID} == SAID
    assert shown["token"] in answers
    assert client.get(answers).headers["Cache-Control"] == "no-store"


def test_what_is_changed_there_counts_as_changed(
    client: PageClient, session: Session, wave: Wave
) -> None:
    check = write(client, SAID)
    changed = client.send(answers_of(check), {"answer-views": "5", "comment-comment": ""})
    client.send(changed.location, {})

    assert changed.location == check
    (response,) = kept(session)
    assert given(session, response) == {"views": 5}
    assert response.comments == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param({"comment-comment": "x" * 1201}, "1,200 characters or fewer", id="too long"),
        pytest.param({"answer-views": "6"}, "Select one of the answers", id="not offered"),
        pytest.param(
            {"answer-views": [], "answer-ease": [], "comment-comment": ""},
            "Answer at least one question",
            id="nothing",
        ),
    ],
)
def test_what_cannot_be_kept_leaves_the_draft_as_it_is(
    client: PageClient, session: Session, wave: Wave, data: dict[str, Any], sentence: str
) -> None:
    check = write(client, SAID)
    before = draft_behind(session, check)
    refused = client.send(answers_of(check), data)

    assert refused.status_code == 422
    assert sentence in refused.text
    assert draft_behind(session, check) == before


def test_an_empty_form_with_a_known_token_wipes_nothing(
    client: PageClient, session: Session, wave: Wave
) -> None:
    """What a browser sends that shows the form empty to whoever goes back to it."""
    token = hidden_fields(client)
    check = client.post(BEGIN, data=token | SAID).location
    before = draft_behind(session, check)
    again = client.post(BEGIN, data=token)

    assert (again.status_code, again.location) == (303, check)
    assert draft_behind(session, check) == before


def test_a_code_word_that_the_browser_forgot_stays(
    client: PageClient, session: Session, area: Area
) -> None:
    opened_survey(session, area, ASSESSMENT, asks_code_word=True)
    begin = "/wandsworth/feedback/short"
    token = hidden_fields(client, begin)
    check = client.post(f"{begin}/begin", data=token | SAID | {"code_word": "Kite"}).location
    client.post(f"{begin}/begin", data=token | SAID)

    assert draft_behind(session, check).code_word == "Kite"
    client.send(answers_of(check), {"code_word": ""})
    assert draft_behind(session, check).code_word == ""


def test_sent_answers_lead_to_their_confirmation(client: PageClient, wave: Wave) -> None:
    check = write(client, SAID)
    sent = client.send(check, {}).location

    assert client.get(answers_of(check)).location == sent
    assert client.post(answers_of(check), data=SAID).location == f"{sent}?again=yes"


def test_where_questions_come_one_a_page_there_is_no_whole_form(
    client: PageClient, session: Session, area: Area
) -> None:
    opened_survey(session, area, ASSESSMENT, layout=Layout.A_QUESTION_A_PAGE)
    first = client.send("/wandsworth/feedback/short", {}).location
    answers = first.replace("/1", "/answers")

    assert client.get(answers).location == first.replace("/1", "")


def test_whoever_comes_back_later_gets_the_whole_form(client: PageClient, wave: Wave) -> None:
    check = write(client, SAID)

    assert client.get(check.replace("/check", "")).location == answers_of(check)


@pytest.mark.parametrize("language", ["ur", "en"])
def test_into_another_language_with_what_was_typed(
    client: PageClient, session: Session, wave: Wave, language: str
) -> None:
    """From the start and from the filled form; a half-filled form need say nothing yet."""
    told = "" if language == "en" else f"?language={language}"
    token, other = hidden_fields(client), {"then": language}
    moved = client.post(f"{BEGIN}?language=pl", data=token | SAID | other)
    address = moved.location.partition("?")[0]
    again = client.post(address, data=SAID | other)
    page = client.page(moved.location)

    assert (moved.status_code, moved.location) == (303, f"{address}{told}")
    assert address.endswith("/answers")
    assert again.location == moved.location
    assert page.textarea.text.strip() == SAID["comment-comment"]
    assert draft_behind(session, address).language == language
    assert client.post(BEGIN, data=hidden_fields(client) | other).location == f"{FORM}{told}"


def test_whoever_was_offline_sends_in_one_go(
    client: PageClient, session: Session, wave: Wave
) -> None:
    data = hidden_fields(client) | SAID | {"then": "send"}
    sent = client.post(BEGIN, data=data, follow_redirects=True)
    again = client.post(BEGIN, data=data, follow_redirects=True)

    assert [each.status_code for each in sent.history] == [307, 303]
    assert "Thank you for your answers" in sent.text
    assert "They count once" in again.text
    assert len(kept(session)) == 1


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("by_ticket", [False, True])
def test_answering_needs_no_cookie(
    app: Flask, session: Session, area: Area, layout: Layout, by_ticket: bool
) -> None:
    """From the first page to the confirmation nothing is set, and nothing is asked for."""
    wave = opened_survey(session, area, ASSESSMENT, layout=layout)
    start = ticket_for(app, session, wave) if by_ticket else "/wandsworth/feedback/short"
    visitor: PageClient = app.test_client(use_cookies=False)  # type: ignore[assignment]
    said = {"answer-understanding": "2"}
    page = visitor.get(start)
    here = visitor.send(start, said if layout is Layout.ONE_PAGE else {})
    if layout is Layout.A_QUESTION_A_PAGE:
        here = visitor.send(here.location, said | {"back": "check"})
    check = visitor.get(here.location)
    sent = visitor.send(here.location, {})
    confirmation = visitor.get(sent.location)

    assert "Thank you" in confirmation.text
    for answered in (page, here, check, sent, confirmation):
        assert "Set-Cookie" not in answered.headers
        assert "csrf_token" not in answered.text
    assert len(kept(session)) == 1


def test_signing_in_meanwhile_loses_nothing(
    client: PageClient, make: Make, session: Session, area: Area, wave: Wave
) -> None:
    token = hidden_fields(client)
    client.sign_in(make.person(Role.PARENT_OR_CARER, area))
    check = client.post(BEGIN, data=token | SAID).location

    assert client.post(check).status_code == 303
    assert len(kept(session)) == 1


def test_after_they_were_taken_back_the_confirmation_says_so(
    client: PageClient, wave: Wave
) -> None:
    sent = answer(client, SAID).location
    code = client.page(sent).select_one(".govuk-panel strong").text
    client.send("/wandsworth/feedback/withdraw", {"receipt": code})
    page = client.page(sent)

    assert page.h1.text == "You took your answers back"
    assert "They are deleted" in page.text
    assert code not in page.text


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param("👍" * 600, 303, id="600 emoji are 1,200 signs of a browser"),
        pytest.param("👍" * 600 + "x", 422, id="and one more is too many"),
        pytest.param("é" * 1200, 303, id="1,200 letters"),
    ],
)
def test_signs_are_counted_as_the_page_counts_them(
    client: PageClient, wave: Wave, words: str, status: int
) -> None:
    assert client.send(FORM, {"comment-comment": words}).status_code == status


def test_the_filled_form_asks_the_database_little(
    client: PageClient, wave: Wave, query_count: Callable[[], Any]
) -> None:
    answers = answers_of(write(client, SAID))
    with query_count() as asked:
        client.page(answers)

    assert len(asked) == 4, asked
