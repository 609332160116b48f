"""The page on which a survey is translated, opened and filled in as its makers would."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Barrier

import flask_migrate
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.app import create_app
from portal.areas.models import Area
from portal.domain.readings import LANGUAGES
from portal.domain.roles import Role
from portal.extensions import db
from portal.surveys.models import Question, QuestionTranslation, Survey, SurveyTranslation
from portal.surveys.services import ensure_survey
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.pages import PageClient, filled_in, form_on

Listen = Callable[[], AbstractContextManager[list[str]]]
MAKERS = {Role.ADMINISTRATOR, Role.FORUM_REPRESENTATIVE}


@pytest.fixture
def survey(session: Session, area: Area) -> Survey:
    """The survey of the assessment, with the translations that come with it."""
    survey = ensure_survey(session, area)
    session.commit()
    return survey


@pytest.fixture
def forum(make: Make, area: Area, client: PageClient) -> None:
    """The visitor represents the forum."""
    client.sign_in(make.person(Role.FORUM_REPRESENTATIVE, area))


def at(survey: Survey, language: str = "pl") -> str:
    return f"/wandsworth/surveys/{survey.id}/translations/{language}"


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


def emptied(page: BeautifulSoup, key: str) -> dict[str, str]:
    """The boxes of one question, each with nothing in it."""
    return {name: "" for name in filled_in(form_on(page)) if name.endswith(f"-{key}")}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OPERATOR}))
def test_who_makes_surveys_translates_them(
    client: PageClient, make: Make, area: Area, survey: Survey, role: Role
) -> None:
    client.sign_in(make.person(role, area))
    client.page(at(survey), 200 if role in MAKERS else 403)


@pytest.mark.parametrize("language", ["en", "de", "PL", "pl-PL", "x" * 300])
@pytest.mark.usefixtures("forum")
def test_a_language_that_is_none_of_ours_is_not_there(
    client: PageClient, survey: Survey, language: str
) -> None:
    client.page(at(survey, language), 404)


@pytest.mark.usefixtures("forum")
def test_another_areas_survey_is_not_there(
    client: PageClient, make: Make, session: Session
) -> None:
    other = ensure_survey(session, make.area("merton"))
    session.commit()
    client.page(at(other), 404)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
@pytest.mark.usefixtures("forum")
def test_each_box_stands_beside_its_english_words(
    client: PageClient, survey: Survey, code: str
) -> None:
    page = client.page(at(survey, code))
    assert "9 of 9 translated" in text_of(page)
    boxes = page.select("main form input[type=text], main form textarea")
    # Title and introduction, eight questions, thirty words for stars, and no and yes.
    assert len(boxes) == 2 + 8 + 30 + 2
    for box in boxes:
        assert (box["lang"], box["dir"]) == (code, LANGUAGES[code].direction)
        assert page.find("label", attrs={"for": box["id"]})
    label = page.find("label", attrs={"for": "wording-informed"})
    assert " ".join(label.text.split()) == "Question How well were you kept informed?"


@pytest.mark.usefixtures("forum")
def test_a_question_that_is_left_empty_is_asked_in_english(
    client: PageClient, session: Session, survey: Survey
) -> None:
    page = client.page(at(survey))
    done = client.send(at(survey), emptied(page, "informed"), follow=True)
    assert "Saved: 8 of 9 are in Polish now." in done.text
    assert "8 of 9 translated" in done.text
    said = select(Question.key).join(Question.translations)
    said = said.where(QuestionTranslation.language == "pl")
    assert set(session.scalars(said)) == {
        *("understanding", "ease", "views", "professionals", "satisfaction", "next_step"),
        "comment",
    }
    legends = BeautifulSoup(done.text, "html5lib").select("legend")
    (marked,) = [legend for legend in legends if "In English" in legend.text]
    assert "Question 3" in marked.text


@pytest.mark.usefixtures("forum")
def test_words_are_kept_tidy_and_shown_escaped(
    client: PageClient, session: Session, survey: Survey
) -> None:
    data = {
        "wording-comment": "  Co\u200b   <b>zmienić</b>? 😀 ",
        "introduction": "Raz.\r\n\r\nDwa. ",
    }
    done = client.send(at(survey), data, follow=True)
    assert "Co &lt;b&gt;zmienić&lt;/b&gt;? 😀" in done.text
    own = session.get(SurveyTranslation, (survey.id, "pl"), populate_existing=True)
    assert own
    assert own.introduction == "Raz.\n\nDwa."


# What is typed, and the sentences at the boxes that it does not suit.
WRONG = (
    pytest.param(
        {"wording-informed": ""}, {"wording-informed": "Translate “How well were"}, id="no question"
    ),
    pytest.param(
        {"label-3-informed": " "}, {"label-3-informed": "Translate “partly” too"}, id="no answer"
    ),
    pytest.param({"title": ""}, {"title": "leave title and introduction empty"}, id="no title"),
    pytest.param({"introduction": ""}, {"introduction": "Translate “We ask"}, id="no introduction"),
    pytest.param(
        {"wording-comment": "x" * 401},
        {"wording-comment": "Question must be 400 characters or fewer"},
        id="a long question",
    ),
    pytest.param(
        {"label-1-ease": "x" * 201},
        {"label-1-ease": "Answer 1 must be 200 characters or fewer"},
        id="a long answer",
    ),
)


@pytest.mark.parametrize(("typed", "told"), WRONG)
@pytest.mark.usefixtures("forum")
def test_what_is_wrong_is_told_at_its_box_and_nothing_is_kept(
    client: PageClient,
    session: Session,
    survey: Survey,
    typed: dict[str, str],
    told: dict[str, str],
) -> None:
    before = everything(session)
    answer = client.send(at(survey), {"wording-views": "Inaczej?", **typed})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html5lib")
    for name, sentence in told.items():
        box = page.find(id=name)
        assert sentence in page.find(id=box["aria-describedby"]).text
        assert sentence in page.select_one(f".govuk-error-summary a[href='#{name}']").text
    assert filled_in(form_on(page))["wording-views"] == "Inaczej?"
    assert everything(session) == before


def everything(session: Session) -> list[tuple[str, ...]]:
    wanted = select(QuestionTranslation.wording, QuestionTranslation.language)
    return sorted(map(tuple, session.execute(wanted)))


@pytest.mark.usefixtures("forum")
def test_who_translated_older_words_reads_the_new_ones_and_saves_again(
    client: PageClient, session: Session, survey: Survey
) -> None:
    old = form_on(client.page(at(survey)))
    question = session.scalars(select(Question).where(Question.key == "comment")).one()
    question.wording = "What should be different?"
    session.commit()
    data = {**filled_in(old), "wording-comment": "Co należałoby zmienić?"}

    first = client.post(at(survey), data=data)

    assert first.status_code == 422
    assert "Somebody else changed the survey" in first.text
    page = BeautifulSoup(first.text, "html5lib")
    assert "What should be different?" in text_of(page)
    assert filled_in(form_on(page))["wording-comment"] == "Co należałoby zmienić?"
    second = client.post(at(survey), data=filled_in(form_on(page)))
    assert second.status_code == 303


@pytest.mark.usefixtures("forum")
def test_the_same_words_again_say_that_nothing_was_changed(
    client: PageClient, survey: Survey
) -> None:
    assert "Nothing was changed." in client.send(at(survey), {}, follow=True).text


@pytest.mark.usefixtures("forum")
def test_the_surveys_page_leads_to_each_language(client: PageClient, survey: Survey) -> None:
    page = client.page(f"/wandsworth/surveys/{survey.id}")
    for code in LANGUAGES:
        assert bool(page.select(f"a[href='{at(survey, code)}']")) is (code != "en")


@pytest.mark.usefixtures("forum")
def test_the_page_asks_the_database_as_often_for_many_questions_as_for_one(
    client: PageClient, make: Make, area: Area, survey: Survey, query_count: Listen
) -> None:
    small = make.survey(area, key="small-wandsworth")
    make.question(small, "comment")
    client.page(at(survey))
    with query_count() as for_many:
        client.page(at(survey))
    with query_count() as for_one:
        client.page(at(small))
    assert len(for_many) == len(for_one)
    assert len(for_many) <= 12


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, where every request is a real transaction."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_of_two_who_translate_at_once_one_is_told(own_app: Flask) -> None:
    make = Make(db.session())
    area = make.area("wandsworth")
    survey = ensure_survey(make.session, area)
    make.session.commit()
    address, ready = at(survey), Barrier(2)
    people = {
        "Raz?": make.person(Role.ADMINISTRATOR, area),
        "Dwa?": make.person(Role.FORUM_REPRESENTATIVE, area),
    }

    def send(words: str) -> tuple[int, str, str]:
        visitor = own_app.test_client()
        assert isinstance(visitor, PageClient)
        visitor.sign_in(people[words])
        filled = filled_in(form_on(visitor.page(address)))
        ready.wait(30)
        answer = visitor.post(address, data=filled | {"wording-comment": words})
        return answer.status_code, words, answer.text

    with ThreadPoolExecutor(2) as workers:
        first, second = sorted(workers.map(send, people))
    assert (first[0], second[0]) == (303, 422)
    assert "Somebody else changed the survey" in second[2]
    kept = select(QuestionTranslation.wording).join(
        Question, Question.id == QuestionTranslation.question_id
    )
    kept = kept.where(Question.key == "comment", QuestionTranslation.language == "pl")
    assert db.session.scalars(kept).all() == [first[1]]
