"""A question as plain HTML: what it offers, what it says in other languages, what it marks."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string

from portal.areas.models import Contact
from portal.feedback.answers import Words
from portal.surveys.definition import AskedQuestion
from tests.pages import check_page

# Words are the same on every engine, so one is enough.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True, scope="session")

PICTURES = Path(__file__).parents[2] / "static" / "pictures" / "questions"
HOW_WELL = ("not at all", "not very well", "partly", "well", "very well")
AGREE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
UNKNOWN = ("none", "I do not know, or it does not apply")
IN_POLISH = {"wording": "Jak?", "help_text": "Pomoc", "labels": ["a", "b", "c", "d", "e"]}

STARS = AskedQuestion("informed", "stars", "How well?", "c", HOW_WELL, help_text="Think back.")
AGREEMENT = AskedQuestion("fair", "agreement", "It was fair.", "c", AGREE)
YES_NO = AskedQuestion("knew", "yes_no", "Did you know?", "c", ("no", "yes"))
CHOICE = AskedQuestion("why", "choice", "Why?", "c", ("EHC words", "waiting"))
COMMENT = AskedQuestion("words", "comment", "What should change?", "c")

PAGE = """{% from "feedback/questions.html" import ask %}
<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body>
{% if not more.heading %}<h1>{{ title }}</h1>{% endif %}<main>
{{ ask(question, name, given, words, error, page_language(), **more) }}</main></body></html>"""


def drawn(app: Flask, question: AskedQuestion, *, language: str = "en", **given: Any) -> Tag:
    """The question's part of a page; the whole page is well made."""
    values = {"given": None, "words": None, "error": ""}
    values |= {name: given.pop(name) for name in tuple(given) if name in values}
    kind = "comment" if question.kind == "comment" else "answer"
    title = question.wording if given.get("heading") else "A survey"
    name = f"{kind}-{question.key}"
    with app.test_request_context(f"/?language={language}"):
        html = render_template_string(
            PAGE, question=question, name=name, title=title, more=given, **values
        ).strip()
    check_page(html)
    part = BeautifulSoup(html, "html5lib").select_one(".portal-feedback-question")
    assert part is not None
    return part


def text_of(part: Tag | None) -> str:
    assert part is not None
    return " ".join(part.text.split())


def options(part: Tag) -> list[tuple[str, str]]:
    """Value and words of each radio, in order."""
    found = [(str(radio["value"]), radio["id"]) for radio in part.select("input[type=radio]")]
    return [(value, text_of(part.select_one(f"label[for={id}]"))) for value, id in found]


STAR_WORDS = [
    ("1", "1 star: not at all"),
    *((str(number), f"{number} stars: {HOW_WELL[number - 1]}") for number in range(2, 6)),
]


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        pytest.param(STARS, STAR_WORDS, id="stars, the worst first"),
        pytest.param(
            AGREEMENT,
            [(str(place), words.capitalize()) for place, words in enumerate(AGREE, start=1)],
            id="agreement",
        ),
        pytest.param(YES_NO, [("1", "Yes"), ("0", "No")], id="yes before no"),
        pytest.param(
            CHOICE, [("1", "EHC words"), ("2", "Waiting")], id="a choice keeps its capitals"
        ),
    ],
)
def test_every_answer_has_its_words_and_none_is_chosen(
    app: Flask, question: AskedQuestion, offered: list[tuple[str, str]]
) -> None:
    part = drawn(app, question)

    assert options(part) == [*offered, UNKNOWN]
    assert not part.select("[checked]")
    assert text_of(part.fieldset.legend) == question.wording
    assert text_of(part.select_one(".govuk-radios__divider")) == "or"
    first, *_, last = (str(radio["id"]) for radio in part.select("input"))
    assert (first, last) == (f"answer-{question.key}", f"answer-{question.key}-none")


def test_a_question_can_do_without_i_do_not_know(app: Flask) -> None:
    question = replace(YES_NO, offers_unknown=False)

    assert options(drawn(app, question)) == [("1", "Yes"), ("0", "No")]


@pytest.mark.parametrize("given", ["1", "5", "none"])
def test_what_was_chosen_stays_chosen(app: Flask, given: str) -> None:
    chosen = drawn(app, STARS, given=given).select("[checked]")

    assert [radio["value"] for radio in chosen] == [given]


def test_stars_and_pictures_are_only_for_the_eye(app: Flask) -> None:
    question = replace(STARS, picture="informed")
    part = drawn(app, question, young=True)

    assert [each["aria-hidden"] for each in part.select(".portal-feedback-stars")] == ["true"] * 5
    assert part.img["alt"] == ""
    assert options(part) == [*STAR_WORDS, UNKNOWN]


@pytest.mark.parametrize("question", [AGREEMENT, YES_NO], ids=lambda each: each.kind)
def test_young_people_see_a_sign_with_the_words(app: Flask, question: AskedQuestion) -> None:
    signs = drawn(app, question, young=True).select(".portal-feedback-sign")

    assert len(signs) == len(question.labels)
    assert all(sign["aria-hidden"] == "true" and not sign.text for sign in signs)
    assert not drawn(app, question).select(".portal-feedback-sign, img")


@pytest.mark.parametrize(
    "name", ["informed", "listened", "understood", "happy", "clock", "plan", "talk", "next"]
)
def test_every_picture_is_drawn(app: Flask, name: str) -> None:
    question = replace(YES_NO, picture=name)

    assert drawn(app, question, young=True).img["src"].endswith(f"/questions/{name}.svg")
    assert (PICTURES / f"{name}.svg").read_text().startswith("<svg ")


def test_help_and_error_are_told_with_the_question(app: Flask) -> None:
    part = drawn(app, STARS, error="Select how well")
    described = part.fieldset["aria-describedby"].split()

    assert [text_of(part.find(id=each)) for each in described] == [
        "Think back.",
        "Error: Select how well",
    ]
    assert "govuk-form-group--error" in part["class"]


@pytest.mark.parametrize("question", [STARS, COMMENT], ids=lambda each: each.kind)
def test_alone_on_its_page_it_is_the_heading(app: Flask, question: AskedQuestion) -> None:
    assert text_of(drawn(app, question, heading=True).h1) == question.wording


def translated(question: AskedQuestion, **words: Any) -> AskedQuestion:
    told = {"wording": "Jak?", "help_text": "", "labels": []} | words
    return replace(question, translations={"pl": told})


def test_a_translated_question_has_no_english_of_its_own(app: Flask) -> None:
    part = drawn(app, translated(STARS, **IN_POLISH), language="pl")

    assert (part["lang"], part["dir"]) == ("pl", "ltr")
    assert text_of(part.legend) == "Jak?"
    assert text_of(part.find(id="answer-informed-hint")) == "Pomoc"
    assert [words.split()[-1] for _, words in options(part)[:5]] == IN_POLISH["labels"]
    assert not part.select("[lang=en]")


def test_what_is_not_translated_is_marked_as_english(app: Flask) -> None:
    part = drawn(app, translated(STARS), language="pl")
    english = [each.text for each in part.select("[lang=en][dir=ltr]")]

    assert text_of(part.legend) == "Jak?"
    assert english == ["Think back.", *HOW_WELL]
    assert part.find(id="answer-informed-english") is None


def test_a_question_that_nobody_translated_says_so(app: Flask) -> None:
    part = drawn(app, STARS, language="ur")
    described = part.fieldset["aria-describedby"].split()

    assert (part["lang"], part["dir"]) == ("ur", "rtl")
    assert (part.legend.span["lang"], part.legend.span["dir"]) == ("en", "ltr")
    assert text_of(part.legend) == "How well?"
    assert described[0] == "answer-informed-english"
    assert part.find(id=described[0]) is not None


@pytest.mark.parametrize(
    ("earlier", "values", "said"),
    [
        pytest.param(YES_NO, (0,), "“no” at “Did you know?”", id="no"),
        pytest.param(
            STARS,
            (1, 2),
            "“1 star: not at all” or “2 stars: not very well” at “How well?”",
            id="few stars",
        ),
        pytest.param(CHOICE, (2,), "“waiting” at “Why?”", id="a choice"),
    ],
)
def test_a_condition_is_said_in_words_on_one_page(
    app: Flask, earlier: AskedQuestion, values: tuple[int, ...], said: str
) -> None:
    then = replace(YES_NO, key="then", asked_if_key=earlier.key, asked_if_values=values)
    part = drawn(app, then, questions=(earlier, then))

    assert text_of(part.find(id="answer-then-condition")) == f"Only answer this if you chose {said}"
    assert part["data-portal-asked-if"] == f"answer-{earlier.key}"
    assert part["data-portal-asked-values"].split() == [str(value) for value in values]
    assert "Only answer" not in drawn(app, then).text


def test_help_in_an_emergency_stands_before_the_box(app: Flask) -> None:
    team = Contact(name="The team", phone="020 7946 0123", email="team@example.org")
    part = drawn(app, COMMENT, contact=team)
    before = " ".join(each.text for each in part.textarea.find_all_previous("p"))

    assert {link["href"] for link in part.textarea.find_all_previous("a")} == {
        "tel:999",
        "tel:111",
        "tel:08001111",
        "tel:02079460123",
        "mailto:team@example.org",
    }
    assert "Please leave out names" in before
    assert "The team" in before


def test_a_comment_can_be_written_in_any_script_and_published_only_if_allowed(app: Flask) -> None:
    words = Words('<b>"مدرسہ" & 👍</b>\n', may_be_published=False)
    part = drawn(app, COMMENT, words=words)
    box, may = part.textarea, part.select_one("input[type=checkbox]")

    assert box.text == words.text
    assert (box["name"], box["id"], box["dir"]) == ("comment-words", "comment-words", "auto")
    assert part.select_one(".govuk-character-count")["data-maxlength"] == "1200"
    assert (may["name"], may.has_attr("checked")) == ("may-words", False)
    for each in box["aria-describedby"].split():
        assert part.find(id=each) is not None


def test_consent_that_was_given_stays_given(app: Flask) -> None:
    part = drawn(app, COMMENT, words=Words("Yes", may_be_published=True))

    assert part.select_one("input[type=checkbox]").has_attr("checked")
