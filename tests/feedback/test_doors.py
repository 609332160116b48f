"""Every way in: the list of surveys, one-time links, and the sentences of those that fail."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback.models import Response, SpentTicket
from portal.feedback.tickets import Band
from portal.surveys.channels import Channel
from portal.surveys.models import Audience, Layout, Wave
from portal.surveys.starting import ASSESSMENT
from tests.factories import Make
from tests.feedback.answering import (
    FEEDBACK,
    FORM,
    answer,
    closed,
    hidden_fields,
    kept,
    opened_survey,
    ticket_for,
)
from tests.pages import PageClient


def test_the_only_survey_is_opened_at_once(client: PageClient, wave: Wave) -> None:
    assert client.get(FEEDBACK).location == FORM
    assert client.get(f"{FEEDBACK}?language=ur").location == f"{FORM}?language=ur"
    assert client.get(f"{FEEDBACK}/thank-you").location == FEEDBACK


def test_several_surveys_are_listed_with_for_whom_they_are(
    client: PageClient, session: Session, area: Area, wave: Wave
) -> None:
    for audience in (Audience.PROFESSIONAL, Audience.YOUNG_PERSON):
        facts = {"slug": audience.value.replace("_", "-"), "audience": audience}
        opened_survey(session, area, ASSESSMENT, title=f"For {audience.value}", **facts)
    opened_survey(session, area, ASSESSMENT, slug="invited", channels=[Channel.EMAIL])
    page = client.page(FEEDBACK)

    links = {link["href"].rsplit("/", 1)[1] for link in page.select("main h2 a")}
    assert links == {"assessment", "professional", "young-person"}
    for said in ("parents and carers", "young people", "people who work with families"):
        assert said in page.select_one("main").text


@pytest.mark.parametrize(
    "channels",
    [
        pytest.param([Channel.EMAIL], id="e-mail"),
        pytest.param([Channel.EMAIL, Channel.PAPER], id="e-mail and paper"),
    ],
)
def test_a_wave_without_an_open_way_is_by_invitation(
    client: PageClient, session: Session, area: Area, channels: list[Channel]
) -> None:
    opened_survey(session, area, ASSESSMENT, channels=channels)

    assert "by invitation only" in client.page(f"{FEEDBACK}/short").h1.text
    assert client.page(FEEDBACK).h1.text == "The survey is closed"
    assert kept(session) == []


@pytest.mark.parametrize("layout", Layout)
def test_a_ticket_opens_its_survey_and_is_spent_by_sending(
    app: Flask, client: PageClient, session: Session, area: Area, layout: Layout
) -> None:
    channels = [Channel.EMAIL]
    wave = opened_survey(session, area, ASSESSMENT, channels=channels, layout=layout)
    address = ticket_for(app, session, wave, stage="gathering_advice", band=Band.LATE.value)
    assert "Your link works once" in client.page(address).text
    started = client.send(address, {"answer-views": "3"} if layout is Layout.ONE_PAGE else {})
    client.page(address)
    check = started.location
    if layout is Layout.A_QUESTION_A_PAGE:
        client.send(check.replace("/1", "/4"), {"answer-views": "3"})
        check = check.replace("/1", "/check")
    assert session.scalars(select(SpentTicket)).all() == []
    assert client.send(check, {}).location.endswith("/sent")

    assert "used already" in client.page(address, 410).h1.text
    (spent,) = session.scalars(select(SpentTicket))
    (response,) = session.scalars(select(Response))
    assert address.rsplit("/", 1)[1] not in spent.digest
    assert (response.stage, response.band) == (None, None), "Too few tell the same."


def test_the_form_of_a_ticket_sent_again_shows_the_same_confirmation(
    app: Flask, client: PageClient, session: Session, wave: Wave
) -> None:
    address = ticket_for(app, session, wave)
    values = hidden_fields(client, address) | {"answer-views": "1"}
    check = client.post(f"{address}/begin", data=values).location
    sent = client.send(check, {}).location
    again = client.post(f"{address}/begin", data=values)

    assert again.location == sent + "?again=yes"
    assert len(kept(session)) == 1


def broken(address: str, place: int) -> str:
    """The link with another letter at one place."""
    ticket = address.rsplit("/", 1)[1]
    other = "A" if ticket[place] != "A" else "B"
    return address.replace(ticket, ticket[:place] + other + ticket[place + 1 :])


@pytest.mark.parametrize("place", [0, 20, 30, 45, 64])
def test_a_forged_ticket_opens_nothing(
    app: Flask, client: PageClient, session: Session, wave: Wave, place: int
) -> None:
    page = client.page(broken(ticket_for(app, session, wave), place), 404)

    assert page.h1.text == "We do not know this link"
    assert page.select_one(f"main a[href='{FEEDBACK}']")


@pytest.mark.parametrize("nonsense", ["x", "x" * 66, "é" * 66, "..", "%00", "A" * 5000])
def test_nonsense_opens_nothing(client: PageClient, wave: Wave, nonsense: str) -> None:
    assert client.get(f"{FEEDBACK}/ticket/{nonsense}").status_code == 404


def test_a_ticket_of_another_area_opens_nothing(
    app: Flask, client: PageClient, session: Session, make: Make, wave: Wave
) -> None:
    make.area("merton")
    address = ticket_for(app, session, wave).replace("wandsworth", "merton")

    assert client.page(address, 404).h1.text == "We do not know this link"


def test_a_ticket_of_a_closed_wave_says_so(
    app: Flask, client: PageClient, session: Session, wave: Wave
) -> None:
    address = ticket_for(app, session, wave)
    values = hidden_fields(client, address)
    closed(session, wave)

    assert client.page(address, 410).h1.text == "The survey is closed"
    said = client.post(f"{address}/begin", data=values | {"comment-comment": "Half written"})
    assert said.status_code == 410
    assert "Half written" in said.text


def test_after_the_last_day_a_ticket_opens_nothing_though_nobody_closed_the_wave(
    app: Flask,
    client: PageClient,
    session: Session,
    wave: Wave,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = ticket_for(app, session, wave)
    monkeypatch.setitem(app.config, "PORTAL_TODAY", wave.closes_on.replace(month=5, day=1))

    assert client.page(address, 410).h1.text == "The survey is closed"


def test_two_tickets_are_two_answers(
    app: Flask, client: PageClient, session: Session, wave: Wave
) -> None:
    for star in "12":
        answer(client, {"answer-views": star}, ticket_for(app, session, wave))

    assert len(kept(session)) == 2
