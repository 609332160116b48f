"""Hard words are found and explained; Easy Read lines have their pictures."""

import re
from pathlib import Path

import pytest

from portal.domain.readings import Reading, Variant
from portal.domain.stages import STAGES, WORD_FIELDS, paragraphs
from portal.pathway.glossary import TERMS, terms_in
from portal.pathway.pictures import OTHERWISE, PICTURES, picture_of
from portal.texts.starting import starting_words

FOLDER = Path(__file__).parents[2] / "static" / "pictures"


def words_found(text: str) -> list[str]:
    return [term.word for term in terms_in(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Go to the visits.", [], id="nothing hard"),
        pytest.param("You get an EHC plan.", ["EHC plan"], id="a term"),
        pytest.param("Mediation is free.", ["mediation"], id="at the beginning"),
        pytest.param("a mediation adviser", ["mediation adviser"], id="the longer term only"),
        pytest.param(
            "Mediation gives a mediation certificate.",
            ["mediation certificate", "mediation"],
            id="both",
        ),
        pytest.param("The drafts came.", ["draft"], id="more than one"),
        pytest.param("a draughty room", [], id="no part of a word"),
        pytest.param("The psychologist comes.", ["educational psychologist"], id="said shorter"),
        pytest.param("Ask the free advice service.", ["SENDIASS"], id="said in other words"),
    ],
)
def test_the_terms_of_a_text(text: str, words: list[str]) -> None:
    assert words_found(text) == words


def test_every_term_stands_in_a_text_that_comes_with_the_portal() -> None:
    """ICB is for areas that name it."""
    texts = [
        getattr(words, field)
        for variant in (Variant(reading, "en") for reading in Reading)
        for words in starting_words(variant).values()
        for field in WORD_FIELDS
    ]
    used = set(words_found("\n".join(texts)))
    assert {term.word for term in TERMS} - used <= {"ICB"}


@pytest.mark.parametrize("word", ["mediation", "tribunal", "SENDIASS", "draft", "appeal"])
def test_what_the_standard_text_uses_is_explained(word: str) -> None:
    texts = (getattr(each.words, field) for each in STAGES for field in WORD_FIELDS)
    assert any(word in words_found(text) for text in texts)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.word)
def test_a_meaning_is_said_in_short_sentences(term) -> None:
    sentences = [each for each in re.split(r"[.!?]", term.meaning) if each.strip()]
    assert max(len(each.split()) for each in sentences) <= 25


@pytest.mark.parametrize(
    ("line", "picture"),
    [
        pytest.param("The council has 6 weeks to choose.", "calendar", id="weeks"),
        pytest.param("The council sends you a letter.", "letter", id="a letter"),
        pytest.param("To appeal means to ask a tribunal.", "tribunal", id="a tribunal"),
        pytest.param("You can get help from SENDIASS.", "advice-service", id="advice"),
        pytest.param("Then the council says yes or no.", "choice", id="a decision"),
        pytest.param("The school helps.", "school", id="a school"),
        pytest.param("Something else entirely.", OTHERWISE, id="anything else"),
    ],
)
def test_the_picture_of_a_line(line: str, picture: str) -> None:
    assert picture_of(line) == picture


def test_every_picture_is_drawn_and_every_drawing_used() -> None:
    drawn = {file.stem for file in FOLDER.glob("*.svg")}
    assert drawn == {name for name, _ in PICTURES}
    lines = [
        line
        for words in starting_words(Variant(Reading.EASY_READ, "en")).values()
        for field in WORD_FIELDS
        for line in paragraphs(getattr(words, field))
    ]
    assert {picture_of(line) for line in lines} == drawn
