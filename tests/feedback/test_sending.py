"""Sending answers: once, however often it is tried, and never half."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback import drafts
from portal.feedback.keys import wave_secret
from portal.feedback.models import Draft, Response, WayCount
from portal.feedback.receipts import response_id_for
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.starting import ASSESSMENT
from tests.factories import Make
from tests.feedback.answering import (
    BEGIN,
    answer,
    closed,
    hidden_fields,
    kept,
    opened_survey,
    ticket_for,
    write,
)
from tests.pages import PageClient


def draft_behind(session: Session, address: str) -> drafts.Writing:
    """What is kept under the private link in this address."""
    token = address.split("/writing/")[1].split("/")[0]
    found = drafts.find(session, token)
    assert found is not None
    return found[1]


def test_the_confirmation_says_what_happens_next(
    client: PageClient, app: Flask, session: Session, wave: Wave
) -> None:
    sent = answer(client, {"answer-views": "2"})
    page = client.page(sent.location)
    receipt = page.select_one(".govuk-panel strong").text
    marks = wave_secret(session, wave.id, app.config["SECRET_KEY"])
    (response,) = kept(session)

    assert marks is not None
    assert response.id == response_id_for(receipt, marks)
    text = page.select_one("main").text
    for said in ("until 30 April 2026", "no results", "Is it getting better?", "Call 999"):
        assert said in text
    assert page.select_one("main a[href='/wandsworth/feedback/withdraw']")
    assert "before" not in page.select_one(".govuk-panel").text


def test_sending_again_counts_once_and_says_so(
    client: PageClient, session: Session, wave: Wave
) -> None:
    check = write(client, {"answer-views": "2", "comment-comment": "Once"})
    first, *others = [client.post(check) for _ in range(3)]

    assert first.location.endswith("/sent")
    for other in others:
        assert (other.status_code, other.location) == (303, first.location + "?again=yes")
    again, once = client.page(others[0].location), client.page(first.location)
    assert "You sent these answers before. They count once." in again.text
    assert again.select_one(".govuk-panel strong").text == once.select_one("strong").text
    (response,) = kept(session)
    assert len(response.comments) == 1


def test_the_form_sent_again_after_going_back_counts_once(
    client: PageClient, session: Session, wave: Wave
) -> None:
    """The browser shows the form as it was left, with the same token."""
    values = hidden_fields(client) | {"answer-views": "2"}
    check = client.post(BEGIN, data=values).location
    sent = client.send(check, {}).location
    again = client.post(BEGIN, data=values | {"answer-views": "5"})

    assert (again.status_code, again.location) == (303, sent + "?again=yes")
    assert client.get(check).location == sent
    assert len(kept(session)) == 1


def test_the_form_changed_before_it_was_sent_counts_as_changed(
    client: PageClient, session: Session, wave: Wave
) -> None:
    values = hidden_fields(client)
    first = client.post(BEGIN, data=values | {"answer-views": "2"}).location
    second = client.post(BEGIN, data=values | {"answer-views": "5"}).location
    client.send(second, {})

    assert first == second
    (response,) = kept(session)
    assert [each.value for each in response.answers] == [5]


def test_of_answers_that_were_sent_only_the_receipt_stays(
    client: PageClient, session: Session, wave: Wave
) -> None:
    check = write(client, {"answer-views": "2", "comment-comment": "Words"})
    before = draft_behind(session, check)
    client.send(check, {})
    after = draft_behind(session, check)

    assert before.answers == {"views": 2}
    assert after.sent
    assert (after.answers, after.comments, after.receipt) == ({}, {}, before.receipt)


def test_a_draft_whose_answers_were_taken_away_is_not_sent(
    client: PageClient, session: Session, wave: Wave
) -> None:
    check = write(client, {"answer-views": "2"})
    client.send(check.replace("/check", "/4"), {"answer-views": []})
    refused = client.send(check, {})

    assert refused.status_code == 422
    assert "Answer at least one question, or write a comment" in refused.text
    assert kept(session) == []


@pytest.mark.parametrize("then", ["check", "4", "later"])
def test_when_the_wave_closed_the_words_are_given_back(
    client: PageClient, session: Session, wave: Wave, then: str
) -> None:
    check = write(client, {"comment-comment": "Weeks of <work>", "answer-views": "2"})
    closed(session, wave)
    shown = client.get(check.replace("/check", f"/{then}"))
    sent = client.post(check)

    for page, status in ((shown, 410), (sent, 422)):
        assert page.status_code == status
        assert "closed while you were writing" in page.text
        assert "Weeks of &lt;work&gt;" in page.text
    assert kept(session) == []
    assert session.scalar(select(func.count()).select_from(Draft)) == 1


def test_words_of_a_question_page_are_given_back_too(
    client: PageClient, session: Session, wave: Wave
) -> None:
    check = write(client, {"answer-views": "2"})
    address = check.replace("/check", "/8")
    values = hidden_fields(client, address)
    closed(session, wave)
    sent = client.post(address, data=values | {"comment-comment": "Not kept yet"})

    assert sent.status_code == 422
    assert "Not kept yet" in sent.text


def test_the_confirmation_stays_when_the_wave_has_closed(
    client: PageClient, session: Session, wave: Wave
) -> None:
    sent = answer(client, {"answer-views": "2"}).location
    closed(session, wave)
    page = client.page(sent)

    assert "The survey has closed." in page.text
    assert not page.select(".govuk-panel strong"), "The code works no more."


def test_a_ticket_spent_meanwhile_does_not_count_and_the_words_stay(
    client: PageClient, app: Flask, session: Session, wave: Wave
) -> None:
    address = ticket_for(app, session, wave)
    checks = [
        write(client, {"answer-views": star, "comment-comment": f"Voice {star}"}, address)
        for star in "12"
    ]
    assert client.send(checks[0], {}).status_code == 303
    refused = client.send(checks[1], {})

    assert refused.status_code == 410
    assert "This link was used already" in refused.text
    assert "Voice 2" in refused.text
    assert "surveys that everybody can answer" in refused.text
    assert len(kept(session)) == 1
    assert draft_behind(session, checks[1]).comments["comment"].text == "Voice 2"


@pytest.mark.parametrize(
    ("query", "way"),
    [
        pytest.param("", Channel.OPEN_LINK, id="by itself"),
        pytest.param("?way=poster", Channel.POSTER, id="from a poster"),
        pytest.param("?way=email", Channel.OPEN_LINK, id="a way that needs a ticket"),
        pytest.param("?way=nonsense", Channel.OPEN_LINK, id="no way at all"),
    ],
)
def test_the_way_in_is_counted_and_never_kept_with_the_answer(
    client: PageClient, session: Session, area: Area, query: str, way: Channel
) -> None:
    ways = [Channel.OPEN_LINK, Channel.POSTER, Channel.EMAIL]
    opened_survey(session, area, ASSESSMENT, channels=ways)
    answer(client, {"answer-views": "2"}, f"/wandsworth/feedback/short{query}")
    counts = session.execute(select(WayCount.way, WayCount.used)).all()

    assert [*map(tuple, counts)] == [(way.value, 1)]
    assert {"way", "ticket"}.isdisjoint(Response.__table__.columns.keys())


def test_a_private_link_of_another_survey_or_area_opens_nothing(
    client: PageClient, session: Session, make: Make, wave: Wave
) -> None:
    merton = make.area("merton")
    opened_survey(session, merton, ASSESSMENT, slug="assessment")
    check = write(client, {"answer-views": "2"})

    for other in (check.replace("wandsworth", "merton"), check.replace("assessment", "other")):
        assert "no answers under this link" in client.page(other, 404).h1.text
    assert (
        "no answers under this link"
        in client.page(check.replace("writing/", "writing/x"), 404).text
    )
