"""A portal that asks every kind of question in every way that needs no link, running for real."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import flask_migrate
from sqlalchemy.orm import Session

from config import DEMONSTRATION_TODAY, read_settings
from portal.app import create_app
from portal.areas.models import Area
from portal.extensions import db
from portal.surveys import wave_services
from portal.surveys.definition import AskedQuestion
from portal.surveys.models import (
    Audience,
    Layout,
    QuestionTranslation,
    Side,
    Survey,
    SurveyAgreement,
    SurveyTranslation,
)
from portal.surveys.services import as_row
from portal.surveys.wave_services import Plan
from tests.factories import Make
from tests.journeys.conftest import Portal
from tests.serving import demonstration_environment, free_port, web_server

TODAY = date.fromisoformat(DEMONSTRATION_TODAY)
LAST_DAY = date(2026, 12, 31)
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)

HOW_WELL = ("not at all", "not very well", "partly", "well", "very well")
AGREE = ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree")
QUESTIONS = (
    AskedQuestion(
        "informed", "stars", "How well were you kept informed?", "a", HOW_WELL, picture="informed"
    ),
    AskedQuestion("fair", "agreement", "I was treated fairly.", "b", AGREE, picture="listened"),
    AskedQuestion(
        "knew",
        "yes_no",
        "Did you know what would happen next?",
        "c",
        ("no", "yes"),
        help_text="At each step.",
        picture="next",
    ),
    AskedQuestion(
        "why",
        "choice",
        "What did you not know?",
        "d",
        ("whom to ask", "how long it takes", "what words mean"),
        asked_if_key="knew",
        asked_if_values=(0,),
        picture="clock",
    ),
    AskedQuestion("words", "comment", "What should change?", "e", picture="talk"),
)

URDU = {
    "informed": (
        "آپ کو کتنی اچھی طرح باخبر رکھا گیا؟",
        ["بالکل نہیں", "زیادہ نہیں", "کچھ حد تک", "اچھی طرح", "بہت اچھی طرح"],
    ),
    "knew": ("کیا آپ کو معلوم تھا کہ آگے کیا ہوگا؟", ["نہیں", "ہاں"]),
    "words": ("کیا بدلنا چاہیے؟", []),
}
URDU_TITLE = "ہمیں بتائیں"


@dataclass(frozen=True)
class Answering:
    """A running portal with open surveys, and the database that it keeps answers in."""

    portal: Portal
    database: Path

    def kept(self, table: str = "responses") -> int:
        """How many rows a table has at this moment."""
        with sqlite3.connect(self.database) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def comments(self) -> list[str]:
        """Every comment that was kept."""
        with sqlite3.connect(self.database) as connection:
            return [row[0] for row in connection.execute("SELECT text FROM comments")]


@contextmanager
def asking(folder: Path) -> Iterator[Answering]:
    """The portal in `folder` with the surveys `all`, `steps` and `young`, open for everybody.

    `all` stands on one page, `steps` asks one question a page and in a waiting room too, and
    `young` is young people's.
    """
    environment = demonstration_environment(folder, port := free_port())
    app = create_app(read_settings(environment))
    with app.app_context():
        flask_migrate.upgrade()
        session = db.session()
        area = Make(session).area("wandsworth")
        _open(session, area, "all", ["open_link", "poster"])
        steps = {"layout": Layout.A_QUESTION_A_PAGE}
        _open(session, area, "steps", ["open_link", "kiosk"], **steps)
        _open(session, area, "young", ["open_link"], audience=Audience.YOUNG_PERSON)
        session.commit()
        db.session.remove()
        db.engine.dispose()
    with web_server(environment, folder / "log", port, "wsgi:app", workers=2) as address:
        yield Answering(Portal(address, folder / "log"), folder / "demonstration.sqlite")


def _open(
    session: Session, area: Area, slug: str, channels: list[str], **given: Layout | Audience
) -> None:
    """A survey with every kind of question, and its wave, open since today."""
    make = Make(session)
    survey = make.survey(
        area,
        key=f"{slug}-{area.slug}",
        title=f"Tell us how it went: {slug}",
        introduction="We want to know.",
        **given,
    )
    session.add_all(
        SurveyAgreement(survey_id=survey.id, side=side, person_id=make.person().id, on=TODAY)
        for side in Side
    )
    _translate(session, survey)
    plan = Plan(f"Wave of {slug}", TODAY, LAST_DAY, channels)
    wave = wave_services.plan_wave(session, survey, plan, by=None, today=TODAY, now=NOW)
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)


def _translate(session: Session, survey: Survey) -> None:
    """Its questions, most of them in Urdu too."""
    title = SurveyTranslation(survey_id=survey.id, language="ur", title=URDU_TITLE, introduction="")
    session.add(title)
    for position, asked in enumerate(QUESTIONS, start=1):
        row = as_row(asked, position)
        row.survey_id = survey.id
        session.add(row)
        session.flush()
        if asked.key in URDU:
            wording, labels = URDU[asked.key]
            told = {"wording": wording, "labels": labels, "help_text": ""}
            session.add(QuestionTranslation(question_id=row.id, language="ur", **told))
