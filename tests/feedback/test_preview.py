"""A survey shown to those who make it, before anybody is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.feedback.models import Draft, Response
from portal.surveys.models import Layout, Question, Survey, Wave
from tests.factories import Make
from tests.feedback.answering import opened_survey
from tests.feedback.test_writing import QUESTIONS
from tests.pages import PageClient


@pytest.fixture
def short(session: Session, area: Area) -> Survey:
    told = {"pl": ("Krótka ankieta", "Powiedz nam.")}
    wave: Wave = opened_survey(session, area, QUESTIONS, translations=told, asks_code_word=True)
    return wave.survey


def preview(survey: Survey, language: str = "") -> str:
    return f"/wandsworth/surveys/{survey.id}/preview{language and '?language=' + language}"


def phone(survey: Survey) -> str:
    return f"{preview(survey)}/phone"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FORUM_REPRESENTATIVE])
def test_makers_see_every_question_and_can_send_nothing(
    client: PageClient, session: Session, make: Make, area: Area, short: Survey, role: Role
) -> None:
    client.sign_in(make.person(role, area))
    page = client.page(preview(short))
    frame = page.select_one("iframe")
    assert frame["title"]
    phone = client.page(str(frame["src"]))

    for question in QUESTIONS:
        assert question.wording in phone.main.text
    assert "Who sees what" in phone.main.text
    assert phone.select_one("fieldset.portal-feedback-preview").has_attr("disabled")
    buttons = phone.select("main button")
    assert [button.text for button in buttons] == ["Continue", "Save and come back later"]
    assert all(button.has_attr("disabled") for button in buttons)
    assert not page.select("main form")
    assert not phone.select("main form")
    for address in (preview(short), str(frame["src"])):
        assert client.post(address).status_code == 405
    for table in (Draft, Response):
        assert session.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(Role.CASEWORKER, 403, id="a caseworker"),
        pytest.param(Role.PARENT_OR_CARER, 403, id="a parent"),
        pytest.param(None, 302, id="a visitor"),
    ],
)
def test_nobody_else_sees_it(
    client: PageClient, make: Make, area: Area, short: Survey, role: Role | None, status: int
) -> None:
    if role is not None:
        client.sign_in(make.person(role, area))

    assert client.get(preview(short)).status_code == status
    assert client.get(phone(short)).status_code == status


def test_only_the_page_in_the_frame_may_stand_in_one(
    client: PageClient, make: Make, area: Area, short: Survey
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    inside, outside = (client.get(address(short)) for address in (phone, preview))

    assert "frame-ancestors 'self'" in inside.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outside.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in outside.headers["Content-Security-Policy"]


@pytest.mark.parametrize("layout", [Layout.ONE_PAGE, Layout.A_QUESTION_A_PAGE])
def test_it_has_the_buttons_of_its_layout(
    client: PageClient, session: Session, make: Make, area: Area, short: Survey, layout: Layout
) -> None:
    short.layout = layout
    session.commit()
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    words = [button.text for button in client.page(phone(short)).select("main button")]

    whole = layout is Layout.ONE_PAGE
    assert ("Start now" in words) is not whole
    assert words.count("Continue") == (1 if whole else len(QUESTIONS) + 1)


def test_a_survey_without_a_question_has_nothing_to_show(
    client: PageClient, make: Make, area: Area
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    empty = make.survey(area, key="empty-wandsworth")
    make.session.commit()
    page = client.page(preview(empty))

    assert "This survey has no question yet" in page.main.text
    assert not page.select("iframe")


def test_it_shows_the_questions_as_they_stand_now_in_each_language(
    client: PageClient, session: Session, make: Make, area: Area, short: Survey
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    clear = session.scalars(select(Question).where(Question.key == "clear")).one()
    clear.wording = "Changed since the wave opened"
    session.commit()
    frame = client.page(preview(short, "pl")).select_one("iframe")
    shown = client.page(str(frame["src"])).main

    assert shown.h1.text == "Krótka ankieta"
    assert "Czy widziałeś plan?" in shown.text
    assert "Changed since the wave opened" in shown.text


def test_it_asks_the_database_little(
    client: PageClient,
    make: Make,
    area: Area,
    short: Survey,
    query_count: Callable[[], Any],
) -> None:
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    with query_count() as asked:
        client.page(preview(short))
    with query_count() as inside:
        client.page(phone(short))

    assert len(asked) == 7, asked
    assert len(inside) == 8, inside
