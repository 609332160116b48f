"""Two people at the same moment, in two workers: nobody's change is lost unseen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import Person
from portal.app import create_app
from portal.extensions import db
from portal.surveys.models import Side, Survey, SurveyAgreement
from portal.surveys.starting import STARTING
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.pages import PageClient, filled_in, form_on
from tests.surveys.conftest import Makers, makers_of

SURVEYS = "/wandsworth/surveys"
PATIENCE = 30


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, where every request is a real transaction."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def own_makers(own_app: Flask) -> Makers:
    make = Make(db.session())
    return makers_of(make, make.area("wandsworth"))


def at_once(app: Flask, *sent: tuple[Person, str, str, dict[str, Any]]) -> list[tuple[int, str]]:
    """What each is answered who sends a page's form at the same moment, in the order given.

    Each is who sends, the page, the address of its form and what they fill in. All have
    opened their pages before the first sends.
    """
    ready = Barrier(len(sent))
    visitors = [visitor_for(app, person) for person, *_ in sent]
    # What the test itself read must not keep SQLite's one writer waiting.
    db.session.commit()

    def send(visitor: PageClient, page: str, action: str, data: dict[str, Any]) -> tuple[int, str]:
        filled = filled_in(form_on(visitor.page(page), action)) | data
        ready.wait(PATIENCE)
        answer = visitor.post(action, data=filled)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(len(sent)) as workers:
        pages, actions, filled = zip(*(each[1:] for each in sent), strict=True)
        return list(workers.map(send, visitors, pages, actions, filled))


def visitor_for(app: Flask, person: Person) -> PageClient:
    """A browser in which this person is signed in."""
    visitor = app.test_client()
    assert isinstance(visitor, PageClient)
    visitor.sign_in(person)
    return visitor


def test_of_two_who_change_a_question_one_does(own_app: Flask, own_makers: Makers) -> None:
    survey = own_makers.survey(start=STARTING["assessment"])
    address = f"{SURVEYS}/{survey.id}/questions/{survey.questions[0].id}"
    people = [own_makers.administrator, own_makers.forum]
    form = f"{address}?kind=stars"
    answers = at_once(
        own_app,
        *((person, address, form, {"wording": f"{person.name}’s words?"}) for person in people),
    )
    assert sorted(status for status, _ in answers) == [303, 422]
    refused = next(text for status, text in answers if status == 422)
    assert "Somebody else changed the survey since you opened this page." in refused


def test_two_who_add_a_question_both_do(own_app: Flask, own_makers: Makers) -> None:
    survey = own_makers.survey()
    address = f"{SURVEYS}/{survey.id}/questions/add?kind=comment"
    people = [own_makers.administrator, own_makers.forum]
    data = {"wording": "How?", "new_concept": "Own words"}
    answers = at_once(own_app, *((person, address, address, data) for person in people))
    assert [status for status, _ in answers] == [303, 303]
    rows = own_makers.fresh(survey).questions
    assert sorted((row.key, row.position) for row in rows) == [("own_words", 1), ("own_words_2", 2)]


def test_of_two_who_make_the_same_survey_one_does(own_app: Flask, own_makers: Makers) -> None:
    people = [own_makers.administrator, own_makers.forum]
    data = {"title": "How it went", "audience": "parent"}
    address = f"{SURVEYS}/new?start=empty"
    answers = at_once(own_app, *((person, address, address, data) for person in people))
    assert sorted(status for status, _ in answers) == [303, 422]
    assert len(own_makers.session.scalars(select(Survey)).all()) == 1


def test_nobody_agrees_to_what_changes_at_that_moment(own_app: Flask, own_makers: Makers) -> None:
    """Whoever comes first: afterwards there is no yes to words that its giver has not read."""
    survey = own_makers.survey(start=STARTING["assessment"])
    page = f"{SURVEYS}/{survey.id}"
    agree, add = f"{page}/agree", f"{page}/questions/add?kind=comment"
    answers = at_once(
        own_app,
        (own_makers.administrator, page, agree, {"side": Side.COUNCIL.value}),
        (own_makers.forum, add, add, {"wording": "How?", "new_concept": "Own words"}),
    )
    assert answers[0][0] in (303, 422)
    assert answers[1][0] == 303
    assert own_makers.session.scalars(select(SurveyAgreement)).all() == []
