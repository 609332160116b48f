"""Keeping a survey's words in other languages: whole, agreed to again, and true to the English."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.readings import ENGLISH, LANGUAGES
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.surveys import queries
from portal.surveys.definition import asked_questions
from portal.surveys.freezing import as_it_stands
from portal.surveys.making_queries import survey_with
from portal.surveys.models import Audience, Side, Survey
from portal.surveys.question_services import change_question, in_order
from portal.surveys.services import (
    Particulars,
    as_asked,
    change_survey,
    end_survey,
    ensure_survey,
    make_survey,
)
from portal.surveys.starting import KEY, STARTING
from portal.surveys.translation_services import NOT_WHOLE, translate
from portal.surveys.translation_sheet import Piece, mark_of, sheet_of, translated
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, agreed_survey, opened

TRANSLATED = [code for code in LANGUAGES if code != ENGLISH]
Said = dict[str, dict[str, str]]
IN_POLISH: Said = {
    "": {"title": "Ankieta", "introduction": "Dlaczego pytamy."},
    "clear": {
        "wording": "Jak jasne to było?",
        "help_text": "Chodzi o ocenę.",
        **{f"label-{place}": f"odpowiedź {place}" for place in range(1, 6)},
    },
    "comment": {"wording": "Co jeszcze?"},
}


@pytest.fixture
def by(make: Make, area: Area) -> Person:
    return make.person(Role.ADMINISTRATOR, area)


@pytest.fixture
def survey(make: Make, area: Area) -> Survey:
    """A survey with help text, answers and a comment, in English alone."""
    made = make.survey(area, key="clear-wandsworth", title="How clear it is", introduction="Why.")
    labels = ["not at all", "hardly", "partly", "mostly", "fully"]
    make.question(made, "stars", key="clear", help_text="The assessment.", labels=labels)
    make.question(made, "comment", wording="What else?")
    return held(make.session, area, made)


def held(session: Session, area: Area, survey: Survey) -> Survey:
    found = survey_with(session, area, survey.id, to_change=True)
    assert found
    return found


def sheet(session: Session, survey: Survey, language: str = "pl") -> dict[str, Piece]:
    of = sheet_of(as_it_stands(session, survey), language)
    return {piece.key: piece for piece in of}


def said_in(session: Session, survey: Survey, language: str = "pl") -> Said:
    """What is said of the survey in a language, piece by piece; nothing where nothing is."""
    found = {key: dict(piece.said) for key, piece in sheet(session, survey, language).items()}
    return {key: words for key, words in found.items() if words}


def save(session: Session, survey: Survey, by: Person, said: Said, language: str = "pl") -> bool:
    seen = mark_of(sheet_of(as_it_stands(session, survey), language))
    return translate(session, survey, language, said, seen=seen, by=by.id, now=NOW)


def test_what_is_translated_is_kept(session: Session, survey: Survey, by: Person) -> None:
    assert save(session, survey, by, IN_POLISH)
    assert said_in(session, survey) == IN_POLISH
    assert said_in(session, survey, "ur") == {}
    clear, comment = asked_questions(as_it_stands(session, survey))
    words: Any = clear.in_language("pl")
    assert words["labels"] == [f"odpowiedź {place}" for place in range(1, 6)]
    assert words["help_text"] == "Chodzi o ocenę."
    assert comment.in_language("pl") == {
        "wording": "Co jeszcze?",
        "help_text": "",
        "labels": [],
    }
    (entry,) = session.scalars(select(AuditEntry)).all()
    assert (entry.act, entry.object_id) == ("surveys:survey:translated", survey.id)
    assert entry.details == {"language": "pl"}


@pytest.mark.parametrize(
    ("left_out", "count"),
    [
        pytest.param(["clear"], 2, id="a question"),
        pytest.param(["comment"], 2, id="a comment"),
        pytest.param([""], 2, id="title and introduction"),
        pytest.param(["", "clear", "comment"], 0, id="everything"),
    ],
)
def test_what_is_left_empty_is_not_translated(
    session: Session, survey: Survey, by: Person, left_out: list[str], count: int
) -> None:
    save(session, survey, by, IN_POLISH)
    blank = {key: dict.fromkeys(words, "") for key, words in IN_POLISH.items()}
    assert save(session, survey, by, {**IN_POLISH, **{key: blank[key] for key in left_out}})
    rest = {key: words for key, words in IN_POLISH.items() if key not in left_out}
    assert said_in(session, survey) == rest
    assert translated([*sheet(session, survey).values()]) == count


@pytest.mark.parametrize(
    ("key", "missing"),
    [
        pytest.param("", "title", id="the title"),
        pytest.param("", "introduction", id="the introduction"),
        pytest.param("clear", "wording", id="the question"),
        pytest.param("clear", "help_text", id="the help text"),
        pytest.param("clear", "label-1", id="the first answer"),
        pytest.param("clear", "label-5", id="the last answer"),
    ],
)
def test_half_a_piece_is_refused(
    session: Session, survey: Survey, by: Person, key: str, missing: str
) -> None:
    half = {**IN_POLISH, key: {**IN_POLISH[key], missing: ""}}
    with pytest.raises(Refused, match=NOT_WHOLE):
        save(session, survey, by, half)
    assert said_in(session, survey) == {}


def test_what_english_does_not_say_is_not_kept(
    session: Session, survey: Survey, by: Person
) -> None:
    more = {"wording": "Co jeszcze?", "help_text": "Więcej.", "label-1": "tak"}
    save(session, survey, by, {"comment": more, "other": {"wording": "Inne"}})
    assert said_in(session, survey) == {"comment": {"wording": "Co jeszcze?"}}


def test_each_language_is_kept_by_itself(session: Session, survey: Survey, by: Person) -> None:
    save(session, survey, by, IN_POLISH)
    save(session, survey, by, {"comment": {"wording": "اور کیا؟"}}, "ur")
    save(session, survey, by, {}, "pt")
    assert said_in(session, survey) == IN_POLISH
    assert said_in(session, survey, "ur") == {"comment": {"wording": "اور کیا؟"}}


def test_both_sides_must_agree_again_and_to_a_new_version(
    session: Session, area: Area, by: Person
) -> None:
    wave = opened(session, area)
    frozen = wave.definition
    survey = held(session, area, wave.survey)
    assert (survey.version, queries.agreed_sides(session, survey.id)) == (1, 2)
    pieces = sheet(session, survey)
    said = {key: dict(piece.said) for key, piece in pieces.items()}
    said["comment"] = {"wording": "Co jeszcze chcą Państwo powiedzieć?"}

    assert save(session, survey, by, said)

    assert (survey.version, queries.agreed_sides(session, survey.id)) == (2, 0)
    session.refresh(wave)
    assert wave.definition == frozen


def test_the_same_words_again_change_nothing(session: Session, area: Area, by: Person) -> None:
    survey = held(session, area, agreed_survey(session, area))
    said = {key: dict(piece.said) for key, piece in sheet(session, survey).items()}
    assert not save(session, survey, by, said)
    assert queries.agreed_sides(session, survey.id) == 2
    assert session.scalars(select(AuditEntry)).all() == []


def test_who_translated_older_words_is_told(
    session: Session, area: Area, survey: Survey, by: Person
) -> None:
    seen = mark_of([*sheet(session, survey).values()])
    comment = in_order(survey)[1]
    asked = replace(as_asked(comment), wording="What should change?")
    change_question(session, survey, comment, asked, by=by.id, now=NOW)
    with pytest.raises(Refused, match="Somebody else changed the survey"):
        translate(session, survey, "pl", IN_POLISH, seen=seen, by=by.id, now=NOW)
    assert said_in(session, survey) == {}


def test_a_survey_that_ended_stays_as_it_is(session: Session, survey: Survey, by: Person) -> None:
    end_survey(session, survey, [Side.FORUM], by=by.id, today=TODAY, now=NOW)
    with pytest.raises(Refused, match="has ended"):
        save(session, survey, by, IN_POLISH)


# A change of the English words, and the pieces that are still translated after it.
CHANGES = (
    pytest.param("clear", {"wording": "How clear was it?"}, {"", "comment"}, id="the wording"),
    pytest.param("clear", {"help_text": "All of it."}, {"", "comment"}, id="the help text"),
    pytest.param("clear", {"labels": (*"abcde",)}, {"", "comment"}, id="the answers"),
    pytest.param("clear", {"concept": "Clarity"}, {"", "clear", "comment"}, id="the concept"),
    pytest.param("comment", {"wording": "Anything else?"}, {"", "clear"}, id="the comment"),
    pytest.param("", {"title": "Another title"}, {"clear", "comment"}, id="the title"),
    pytest.param("", {"introduction": "Because."}, {"clear", "comment"}, id="the introduction"),
    pytest.param("", {"asks_code_word": True}, {"", "clear", "comment"}, id="nothing that is read"),
)


@pytest.mark.parametrize(("key", "changed", "left"), CHANGES)
def test_a_translation_lasts_until_its_english_words_change(
    session: Session,
    area: Area,
    survey: Survey,
    by: Person,
    key: str,
    changed: dict[str, Any],
    left: set[str],
) -> None:
    save(session, survey, by, IN_POLISH)
    survey = held(session, area, survey)
    rows = {row.key: row for row in in_order(survey)}
    if key:
        asked = replace(as_asked(rows[key]), **changed)
        change_question(session, survey, rows[key], asked, by=by.id, now=NOW)
    else:
        particulars = {name: getattr(survey, name) for name in Particulars.__dataclass_fields__}
        change_survey(session, survey, Particulars(**particulars | changed), by=by.id, now=NOW)
    session.expire_all()
    assert set(said_in(session, held(session, area, survey))) == left


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_assessment_comes_with_its_translations(
    session: Session, area: Area, language: str
) -> None:
    pieces = sheet(session, ensure_survey(session, area), language)
    assert translated([*pieces.values()]) == len(pieces) == 9
    starting = STARTING[KEY]
    assert pieces[""].said["title"] == starting.translations[language]["title"]
    for question in starting.questions:
        words: Any = question.in_language(language)
        assert pieces[question.key].said["wording"] == words["wording"]
        assert list(pieces[question.key].labels) == words["labels"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_survey_that_is_made_takes_them_over(
    session: Session, area: Area, by: Person, language: str
) -> None:
    start = STARTING["stage-end"]
    made = make_survey(
        session,
        area,
        title=start.title,
        audience=Audience.PARENT,
        start=start,
        by=by.id,
        now=NOW,
    )
    pieces = sheet(session, made, language)
    assert translated([*pieces.values()]) == len(pieces) == 5
    assert pieces["on_time"].said["help_text"]


def test_a_survey_of_another_title_does_not_take_the_titles_translation_over(
    session: Session, area: Area, by: Person
) -> None:
    made = make_survey(
        session,
        area,
        title="After each step",
        audience=Audience.PARENT,
        start=STARTING["stage-end"],
        by=by.id,
        now=NOW,
    )
    pieces = sheet(session, made)
    assert not pieces[""].said
    assert translated([*pieces.values()]) == 4
