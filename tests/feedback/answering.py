"""Answering as a visitor does: the start page, check, send."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from werkzeug.test import TestResponse

from portal.areas.models import Area
from portal.feedback.keys import wave_secret
from portal.feedback.models import Response
from portal.feedback.tickets import Ticket, random_nonce
from portal.surveys import wave_services
from portal.surveys.channels import Channel
from portal.surveys.definition import AskedQuestion
from portal.surveys.models import (
    Question,
    QuestionTranslation,
    Side,
    Survey,
    SurveyAgreement,
    SurveyTranslation,
    Wave,
)
from portal.surveys.queries import survey_key
from portal.surveys.services import as_row
from portal.surveys.wave_services import Plan
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY
from tests.pages import PageClient, form_on

FEEDBACK = "/wandsworth/feedback"
FORM = f"{FEEDBACK}/assessment"
BEGIN = f"{FORM}/begin"
"""Where the form is sent."""


def hidden_fields(client: PageClient, address: str = FORM) -> dict[str, str]:
    """What the form at `address` carries by itself: its tokens."""
    form = form_on(client.page(address))
    fields = form.select("input[type=hidden]")
    return {str(field["name"]): str(field["value"]) for field in fields}


def write(client: PageClient, data: dict[str, Any], address: str = FORM) -> str:
    """Fill in the form with all questions and go on; the address of the check page."""
    answer = client.send(address, data)
    assert answer.status_code == 303, answer.text
    assert answer.location.partition("?")[0].endswith("/check"), answer.location
    return answer.location


def answer(client: PageClient, data: dict[str, Any], address: str = FORM) -> TestResponse:
    """Fill in the form, check it and send it."""
    return client.send(write(client, data, address), {})


def kept(session: Session) -> list[Response]:
    """Every response that is kept, read anew."""
    session.expire_all()
    wanted = select(Response).options(
        selectinload(Response.answers), selectinload(Response.comments)
    )
    return list(session.scalars(wanted))


def given(session: Session, response: Response) -> dict[str, int]:
    """The answers of a response by the keys of their questions."""
    keys = dict(session.execute(select(Question.id, Question.key)).all())
    return {keys[answer.question_id]: answer.value for answer in response.answers}


def opened_survey(
    session: Session,
    area: Area,
    questions: Sequence[AskedQuestion],
    *,
    slug: str = "short",
    channels: Sequence[Channel] = (Channel.OPEN_LINK,),
    translations: Mapping[str, tuple[str, str]] | None = None,
    **facts: Any,
) -> Wave:
    """A wave, open since today, of a survey with these questions (and their translations)."""
    survey = Survey(
        area_id=area.id,
        key=survey_key(slug, area),
        **{"title": "A short one", "introduction": "Tell us.", "invited_group": "families"} | facts,
    )
    session.add(survey)
    session.flush()
    for position, question in enumerate(questions, start=1):
        row = as_row(question, position)
        row.translations = [
            QuestionTranslation(language=language, **words)
            for language, words in (question.translations or {}).items()
        ]
        row.survey_id = survey.id
        session.add(row)
    for language, (title, introduction) in (translations or {}).items():
        told = {"title": title, "introduction": introduction}
        session.add(SurveyTranslation(survey_id=survey.id, language=language, **told))
    for side in Side:
        person = Make(session).person()
        agreed = SurveyAgreement(survey_id=survey.id, side=side, person_id=person.id, on=TODAY)
        session.add(agreed)
    session.flush()
    planned = Plan("Spring 2026", TODAY, date(2026, 4, 30), [*channels])
    wave = wave_services.plan_wave(session, survey, planned, by=None, today=TODAY, now=NOW)
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    return wave


def closed(session: Session, wave: Wave) -> None:
    """Close the wave."""
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()


def ticket_for(app: Flask, session: Session, wave: Wave, **told: Any) -> str:
    """The address of a new one-time link for an open wave."""
    marks = wave_secret(session, wave.id, app.config["SECRET_KEY"])
    assert marks is not None
    facts: dict[str, Any] = {"way": Channel.EMAIL, "month": TODAY.replace(day=1)}
    ticket = Ticket(wave.id, nonce=random_nonce(), **facts | told)
    return f"{FEEDBACK}/ticket/{ticket.text(marks)}"
