"""The demonstration's surveys: every kind of them, in every state, and every way in to try."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.areas.queries import area_called
from portal.extensions import db
from portal.feedback.entries import FEWEST_ALIKE
from portal.feedback.models import Response, SpentTicket, WayCount
from portal.invitations.models import Invitation
from portal.measures.models import Release
from portal.outbox.models import OutboxMessage
from portal.surveys import queries
from portal.surveys.channels import WITHOUT_TICKET
from portal.surveys.models import (
    Audience,
    Survey,
    SurveyAgreement,
    SurveyTranslation,
    Wave,
    WaveKey,
)
from portal.surveys.wave_states import WaveState, wave_state
from tests.demonstration.conftest import TODAY
from tests.pages import PageClient

AREAS = ("wandsworth", "merton")
ASSESSMENT = "assessment"
STAGE_END = "how-this-stage-went-for-you"
YOUNG = "what-you-said"
PROFESSIONAL = "your-part-in-the-assessments"
IN_THE_MAKING = "things-to-do-near-you"


def survey_of(session: Session, slug: str, area: str) -> Survey:
    return session.scalars(select(Survey).where(Survey.key == f"{slug}-{area}")).one()


def waves_of(session: Session, slug: str, area: str) -> list[Wave]:
    survey = survey_of(session, slug, area)
    wanted = select(Wave).where(Wave.survey_id == survey.id).order_by(Wave.opens_on)
    return list(session.scalars(wanted))


CLOSED, OPEN, PLANNED = WaveState.CLOSED, WaveState.OPEN, WaveState.PLANNED


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("slug", "audience", "states"),
    [
        pytest.param(ASSESSMENT, Audience.PARENT, [CLOSED] * 3 + [OPEN], id="assessment"),
        pytest.param(STAGE_END, Audience.PARENT, [CLOSED, OPEN], id="stage end"),
        pytest.param(YOUNG, Audience.YOUNG_PERSON, [CLOSED, OPEN], id="young people"),
        pytest.param(PROFESSIONAL, Audience.PROFESSIONAL, [CLOSED], id="professionals"),
        pytest.param(IN_THE_MAKING, Audience.PARENT, [PLANNED], id="in the making"),
    ],
)
def test_each_survey_is_there_with_its_waves(
    written: Flask, area: str, slug: str, audience: Audience, states: list[WaveState]
) -> None:
    with written.app_context(), db.session() as session:
        waves = waves_of(session, slug, area)
        assert survey_of(session, slug, area).audience is audience
        assert [wave_state(wave, TODAY) for wave in waves] == states
        released = session.scalars(
            select(Release.wave_id).where(Release.wave_id.in_([wave.id for wave in waves]))
        ).all()
        assert len(released) == states.count(CLOSED)


@pytest.mark.parametrize("area", AREAS)
def test_one_survey_waits_for_the_forum(written: Flask, area: str) -> None:
    with written.app_context(), db.session() as session:
        survey = survey_of(session, IN_THE_MAKING, area)
        agreed = select(SurveyAgreement.side).where(SurveyAgreement.survey_id == survey.id)
        assert [side.value for side in session.scalars(agreed)] == ["council"]


@pytest.mark.parametrize("area", AREAS)
def test_the_assessments_survey_speaks_four_languages(written: Flask, area: str) -> None:
    with written.app_context(), db.session() as session:
        survey = survey_of(session, ASSESSMENT, area)
        spoken = select(SurveyTranslation.language).where(SurveyTranslation.survey_id == survey.id)
        assert set(session.scalars(spoken)) == {"pl", "pt", "ur"}


def test_only_open_waves_have_keys_and_people_on_lists(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        is_open = {
            wave.id for wave in session.scalars(select(Wave)) if wave_state(wave, TODAY) is OPEN
        }
        assert set(session.scalars(select(WaveKey.wave_id))) == is_open
        listed = set(session.scalars(select(Invitation.wave_id)))
        assert listed
        assert listed <= is_open
        assert all(session.scalars(select(Invitation.invited_on)))


def test_every_link_letter_and_form_that_was_used_was_handed_out(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        counts = session.scalars(select(WayCount)).all()
        by_ticket = [each for each in counts if each.way not in WITHOUT_TICKET]
        assert {each.way for each in by_ticket} == {"email", "stage_end", "paper"}
        assert all(each.made > each.used for each in by_ticket)
        spent = session.scalar(select(func.count()).select_from(SpentTicket))
        assert spent == sum(each.used for each in by_ticket) > 150
        answered = session.scalar(select(func.count()).select_from(Response))
        assert answered == sum(each.used for each in counts)


@pytest.mark.parametrize("area", AREAS)
def test_an_answer_keeps_its_stage_only_where_enough_are_alike(written: Flask, area: str) -> None:
    with written.app_context(), db.session() as session:
        (past, _) = waves_of(session, STAGE_END, area)
        used = {
            (each.stage, each.band): each.used
            for each in session.scalars(select(WayCount).where(WayCount.wave_id == past.id))
            if each.stage
        }
        wanted = select(Response.stage, Response.band).where(Response.wave_id == past.id)
        kept = {(stage, band) for stage, band in session.execute(wanted) if stage}
    enough = {row for row, number in used.items() if number >= FEWEST_ALIKE}
    assert kept == enough
    assert kept < set(used)


@pytest.mark.parametrize(
    ("area", "invited", "reminded"), [("wandsworth", 46, 28), ("merton", 31, 19)]
)
def test_only_links_that_were_not_used_were_reminded_of(
    written: Flask, area: str, invited: int, reminded: int
) -> None:
    """Two in three of those who answered had done so when the reminder went out."""
    with written.app_context(), db.session() as session:
        (wave,) = waves_of(session, PROFESSIONAL, area)

        def written_letters(kind: str) -> int:
            start = OutboxMessage.key.startswith(f"{kind}:{wave.id.hex}:")
            return session.scalar(select(func.count()).where(start)) or 0

        assert written_letters("invitation") == wave.invited == invited
        assert written_letters("reminder") == reminded


@pytest.mark.parametrize("slug", AREAS)
def test_every_closed_wave_had_enough_answers_to_show_some(written: Flask, slug: str) -> None:
    """But for one of Merton, which shows what is said where there are too few."""
    with written.app_context(), db.session() as session:
        area = area_called(session, slug)
        assert area is not None
        few = [
            wave.name
            for wave in queries.waves_in(session, area)
            if wave_state(wave, TODAY) is CLOSED and answers_in(session, wave) < FEWEST_ALIKE
        ]
    assert few == (["Autumn 2026"] if slug == "merton" else [])


def answers_in(session: Session, wave: Wave) -> int:
    return session.scalar(select(func.count()).where(Response.wave_id == wave.id)) or 0


NOBODY = ""
ADMINISTRATOR, FORUM, BOARD = "Dawn Ellis", "Shazia Malik", "Peter Long"
ROLES_PAGES = [
    (NOBODY, "feedback"),
    (NOBODY, "feedback/assessment"),
    (NOBODY, "feedback/assessment?way=poster"),
    (NOBODY, "feedback/assessment?language=ur"),
    (NOBODY, "feedback/assessment/kiosk"),
    (NOBODY, f"feedback/{STAGE_END}"),
    (NOBODY, f"feedback/{YOUNG}"),
    (NOBODY, "feedback/withdraw"),
    (NOBODY, "measures"),
    ("Kezia Boateng", "notices"),
    ("Alison Bennett", "notices"),
    ("Femi Adeyemi", "cases"),
    ("Ruth Kelleher", "cases"),
    (FORUM, "surveys"),
    (FORUM, "themes"),
    (FORUM, "paper"),
    (ADMINISTRATOR, "surveys"),
    (ADMINISTRATOR, "waves"),
    (ADMINISTRATOR, "paper"),
    (BOARD, "measures/releases"),
]


def become(visitor: PageClient, name: str) -> None:
    """Press the button with this person's name on the demonstration's page."""
    page = visitor.page("/demonstration")
    form = next(each for each in page.select("form") if each.text.strip().endswith(name))
    fields: dict[str, Any] = {str(each["name"]): each["value"] for each in form.select("input")}
    assert visitor.post("/demonstration", data=fields).status_code == 302


@pytest.mark.parametrize(("name", "path"), ROLES_PAGES, ids=lambda each: each or "nobody")
def test_everybodys_pages_open(visitor: PageClient, name: str, path: str) -> None:
    if name:
        become(visitor, name)
    visitor.page(f"/wandsworth/{path}")


def link_to(visitor: PageClient, words: str) -> str | None:
    links = (each for each in visitor.page("/demonstration").select("main a"))
    return next((str(each["href"]) for each in links if each.text.strip() == words), None)


def answer(visitor: PageClient, address: str, given: dict[str, str]) -> None:
    """Answer on one page, check and send."""
    checked = visitor.send(address, given)
    assert checked.status_code == 303, checked.text
    sent = visitor.send(checked.location, {}, follow=True)
    assert sent.status_code == 200
    assert sent.request.path.endswith("/sent")


@pytest.mark.parametrize("area", ["Wandsworth", "Merton"])
def test_the_pages_link_works_until_it_is_used(visitor: PageClient, area: str) -> None:
    words = f"A link that works once in {area}"
    link = link_to(visitor, words)
    assert link is not None
    answer(visitor, link, {"answer-informed": "4"})
    visitor.page(link, 410)
    assert link_to(visitor, words) is None


def number_on(visitor: PageClient) -> str:
    """The paper form's number that the page tells of Wandsworth."""
    words = " ".join(visitor.page("/demonstration").text.split())
    _, _, of_wandsworth = words.partition("Ways to answer a survey in Wandsworth")
    found = re.search(r"paper form with the number (\S+)\.", of_wandsworth)
    assert found
    return found[1]


def test_the_pages_number_can_be_typed_in_and_another_one_comes(visitor: PageClient) -> None:
    number = number_on(visitor)
    become(visitor, FORUM)
    typing = visitor.send("/wandsworth/paper", {"number": number})
    assert typing.status_code == 303, typing.text
    checking = visitor.send(typing.location, {"answer-satisfaction": "5"})
    assert checking.status_code == 303, checking.text
    assert visitor.send(checking.location, {}).status_code == 303
    assert number_on(visitor) != number


@pytest.mark.parametrize(
    "words", ["What the code on a poster in Merton opens", "A screen in a waiting room in Merton"]
)
def test_the_pages_other_ways_in_open(visitor: PageClient, words: str) -> None:
    link = link_to(visitor, words)
    assert link is not None
    visitor.page(link)


def test_the_page_stands_when_no_wave_is_open_any_more(lived: Flask, visitor: PageClient) -> None:
    with lived.app_context(), db.session() as session:
        for wave in session.scalars(select(Wave).where(Wave.closed_on.is_(None))):
            if wave.opened_on is not None:
                wave.closed_on = TODAY
        session.commit()
    assert link_to(visitor, "A link that works once in Merton") is None
    assert "paper form" not in visitor.page("/demonstration").text
