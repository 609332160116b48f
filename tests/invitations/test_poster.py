"""The poster of a wave: what stands on it, and when there is one."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.letters.qr import qr_picture
from portal.surveys import wave_services
from tests.feedback.conftest import NOW, TODAY, opened, plan
from tests.house.test_reading_age import check, sentences_of
from tests.invitations.conftest import planned
from tests.pages import PageClient

POSTER = replace(plan(), channels=["poster"])
ADDRESS = "http://127.0.0.1:5000/wandsworth/feedback/assessment"


@pytest.mark.parametrize("is_open", [False, True])
def test_what_stands_on_it(
    administrator: PageClient, session: Session, area: Area, is_open: bool
) -> None:
    wave = (opened if is_open else planned)(session, area, POSTER)
    page = administrator.page(f"/wandsworth/waves/{wave.id}/poster")
    poster = page.select_one("article")
    assert poster is not None
    said = " ".join(poster.text.split())

    for words in (
        "Wandsworth How the assessment went for you",
        "It takes about 5 minutes.",
        f"Or go to: {ADDRESS.removeprefix('http://')} ",
        "You can answer until 30 April 2026.",
        "Ask Casework Team: 020 7946 0123",
    ):
        assert words in said
    picture = poster.img
    assert picture is not None
    assert picture["src"] == qr_picture(f"{ADDRESS}?way=poster")
    assert ("Hang it up on 16 March 2026" in page.text) is not is_open
    # The words of an open wave are those that it froze.
    wave.survey.title = "Changed"
    session.commit()
    title = administrator.page(f"/wandsworth/waves/{wave.id}/poster").h1
    assert title is not None
    assert title.text == ("How the assessment went for you" if is_open else "Changed")


def test_the_code_leads_to_the_survey(
    administrator: PageClient, session: Session, area: Area
) -> None:
    opened(session, area, POSTER)

    assert administrator.page("/wandsworth/feedback/assessment?way=poster").select("main form")


def test_it_reads_easily(administrator: PageClient, session: Session, area: Area) -> None:
    wave = opened(session, area, POSTER)
    page = administrator.page(f"/wandsworth/waves/{wave.id}/poster")

    check(sentences_of(page, within="article"))


@pytest.mark.parametrize(
    ("channels", "closed", "because"),
    [
        pytest.param(["paper"], False, "does not use a poster", id="no poster"),
        pytest.param(["poster"], True, "take down its posters", id="closed"),
    ],
)
def test_when_there_is_none(
    administrator: PageClient,
    session: Session,
    area: Area,
    channels: list[str],
    closed: bool,
    because: str,
) -> None:
    wave = opened(session, area, replace(plan(), channels=channels))
    if closed:
        wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
        session.commit()
    page = administrator.page(f"/wandsworth/waves/{wave.id}/poster")

    assert because in page.text
    assert not page.select("main img")
