"""What families read can be read at the age of eleven.

The measure is the Flesch-Kincaid grade (Kincaid and others, 1975) by textstat; a grade is a
year at a school in the United States, so the reading age is the grade and five. It counts
words a sentence and syllables a word, and says nothing sensible of a few words: a field of a
stage is measured where it has twenty words, and every stage, e-mail and page as a whole.

Of a page only sentences are measured. Menus, tables, headings, tags and pieces of fewer than
four words are no sentences; a piece that holds an e-mail address is somebody's card. A date
counts as the two words "3 May", so that no page fails because it is January. In an e-mail,
and in sentences that stand in code, every value counts as one short word.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import textstat
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Request
from portal.domain.readings import ENGLISH, VARIANTS
from portal.domain.roles import Role
from portal.domain.stages import WORD_FIELDS
from portal.surveys.starting import ASSESSMENT
from portal.texts.starting import starting_words
from portal.web.clock import now
from tests.cases.filling import ago
from tests.factories import Make
from tests.feedback.answering import closed, opened_survey, ticket_for, write
from tests.feedback.conftest import opened
from tests.letters.typing_in import code_in, type_in
from tests.pages import PageClient

OLDEST = 11
YEARS_BEFORE_SCHOOL = 5
FEWEST_WORDS = 20
FEWEST_WORDS_OF_A_SENTENCE = 4
PROJECT = Path(__file__).parents[2]
TEMPLATES = PROJECT / "templates"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NO_SENTENCES = (
    "nav, table, dt, h1, h2, h3, h4, script, input, textarea, .govuk-tag, .portal-contact, "
    ".govuk-visually-hidden, .govuk-fieldset__legend--none, [lang]:not([lang=en])"
)
PIECES = "p, li, dd, legend, label, summary, .govuk-hint"


def reading_age(text: str) -> float:
    """The age at which `text` can be read."""
    grade: float = textstat.flesch_kincaid_grade(text)
    return grade + YEARS_BEFORE_SCHOOL


def hardest(text: str) -> list[str]:
    """The three sentences that are hardest, to be written anew."""
    sentences = [each for each in re.split(r"(?<=[.?!])\s+", text) if len(each.split()) > 3]
    return sorted(sentences, key=reading_age, reverse=True)[:3]


def check(text: str) -> None:
    """`text` has enough words to be measured, and can be read at the age of eleven."""
    assert len(text.split()) >= FEWEST_WORDS, f"Too short to be measured: {text!r}"
    age = reading_age(text)
    assert age <= OLDEST, f"Reads at the age of {age:.1f}. Hardest: {hardest(text)}"


def as_sentences(pieces: list[str]) -> str:
    """The pieces that are sentences, each with its stop, dates as two short words."""
    said = []
    for piece in pieces:
        words = re.sub(rf"\b\d+ (?:{MONTHS}) \d{{4}}\b", "3 May", " ".join(piece.split()))
        if len(words.split()) >= FEWEST_WORDS_OF_A_SENTENCE:
            said.append(words if words[-1] in ".?!" else words.rstrip(":,;") + ".")
    return " ".join(said)


def sentences_of(page: BeautifulSoup, within: str = "main") -> str:
    """What a page says in its main part, or in the part that `within` names."""
    main = page.select_one(within)
    assert isinstance(main, Tag)
    for part in main.select(NO_SENTENCES):
        part.decompose()
    leaves = [
        piece
        for piece in main.select(PIECES)
        if not piece.select(PIECES) and not piece.select("a[href^='mailto:']")
    ]
    return as_sentences([leaf.text for leaf in leaves])


def test_the_measure_tells_a_hard_text_from_an_easy_one() -> None:
    hard = "The authority must secure an assessment in accordance with statutory regulations."
    easy = "The council must tell you in 6 weeks. You can ask again at any time."
    assert reading_age(hard) > 15 > OLDEST > reading_age(easy)


def test_of_a_page_only_sentences_are_measured() -> None:
    page = BeautifulSoup(
        "<main><nav><p>One two three four.</p></nav><h1>One two three four</h1>"
        "<p>The law says by 27 January 2026</p><p>Too short.</p>"
        "<ul><li><p>You can do this:</p></li></ul>"
        "<p>Jo Bell of the team <a href='mailto:jo@example.org'>jo@example.org</a></p></main>",
        "html5lib",
    )
    assert sentences_of(page) == "The law says by 3 May. You can do this."


def words_of_stages() -> Iterator[Any]:
    for variant in VARIANTS:
        if variant.language == ENGLISH:
            for stage, words in starting_words(variant).items():
                said = [getattr(words, field) for field in WORD_FIELDS if field != "name"]
                yield pytest.param(" ".join(said), id=f"{variant.reading}, {stage}")
                for field in WORD_FIELDS:
                    text = getattr(words, field)
                    if len(text.split()) >= FEWEST_WORDS:
                        yield pytest.param(text, id=f"{variant.reading}, {stage}, {field}")


@pytest.mark.parametrize("text", [*words_of_stages()])
def test_stage(text: str) -> None:
    check(text)


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.txt")), ids=lambda file: file.name)
def test_email(file: Path) -> None:
    written = re.sub(r"{#.*?#}|{%.*?%}", " ", file.read_text(), flags=re.S)
    spoken = re.sub(r"{{.*?}}", "Sam", written, flags=re.S)
    check(as_sentences(spoken.split("\n\n")))


# The files whose sentences families read, in pages, letters, e-mails and messages.
SPOKEN = (
    "cases/late_reasons.py",
    "domain/exception_words.py",
    "letters/endings.py",
    "notices/news_words.py",
    "notices/reminder_words.py",
    "pathway/glossary.py",
    "timeline/headline.py",
    "timeline/lateness.py",
    "waits/presenter.py",
    "web/errors.py",
)


def sentences_in(code: str) -> str:
    """The sentences that stand as text in a file of Python, without its docstrings."""
    tree, found = ast.parse(code), []
    parts = {
        part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append(
                "".join(
                    getattr(part, "value", "Sam") if isinstance(part, ast.Constant) else "Sam"
                    for part in node.values
                )
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in parts | docstrings
        ):
            found.append(re.sub(r"{\w*}", "Sam", node.value))
    return as_sentences([each for each in found if each.strip().endswith((".", "?", "!"))])


@pytest.mark.parametrize("name", SPOKEN)
def test_words_in_code(name: str) -> None:
    check(sentences_in((PROJECT / "portal" / name).read_text()))


def test_of_code_only_what_it_says_is_measured() -> None:
    code = '"""A docstring that is long."""\nA = f"The law says by {day} that {who} must act."'
    assert sentences_in(code) == "The law says by Sam that Sam must act."


# Words are the same on every engine, so one is enough.
ON_ONE_ENGINE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area, name="Jo Bell")


@pytest.fixture
def parent(make: Make, area: Area, client: PageClient) -> Person:
    person = make.person(Role.PARENT_OR_CARER, area)
    client.sign_in(person)
    return person


@pytest.fixture
def child(make: Make, area: Area, parent: Person) -> Child:
    return make.child(area, parent)


# What a page tells of, by what was recorded so many days ago; the request came on day one.
Told = tuple[tuple[str, int], ...]
ASSESSED = ("decided_to_assess", 130)
STATES: dict[str, tuple[int, Told]] = {
    "deciding whether to assess": (20, ()),
    "deciding whether to assess, late": (60, ()),
    "gathering advice": (60, (("decided_to_assess", 25),)),
    "gathering advice, late": (150, (ASSESSED,)),
    "draft with the family": (100, (("decided_to_assess", 70), ("draft_sent", 5))),
    "finishing the plan": (
        130,
        (("decided_to_assess", 95), ("draft_sent", 40), ("comments_received", 30)),
    ),
    "finishing the plan, late": (170, (ASSESSED, ("draft_sent", 60), ("comments_received", 50))),
    "plan issued": (150, (ASSESSED, ("draft_sent", 60), ("final_plan_issued", 15))),
    "not assessed": (60, (("decided_not_to_assess", 20),)),
    "no plan": (150, (ASSESSED, ("decided_no_plan", 40))),
    "withdrawn": (60, (("withdrawn", 20),)),
    "moved away": (60, (("moved_away", 20),)),
    "facts that contradict each other": (60, (("final_plan_issued", 20),)),
}


# A code opens nothing more where the council no longer works on the request.
STOPPED = ("withdrawn", "moved away")


def case_in_state(make: Make, child: Child, officer: Person, state: str) -> Request:
    """A request of the child that stands so."""
    received, events = STATES[state]
    case = make.request(child, ago(received), caseworker_id=officer.id)
    for kind, days in events:
        make.event(case, kind, ago(days), officer)
        if kind == "decided_to_assess":
            make.advice(case, "Health", ago(days - 1), officer)
    return case


@ON_ONE_ENGINE
@pytest.mark.parametrize("state", STATES)
def test_childs_page(
    client: PageClient, make: Make, child: Child, officer: Person, state: str
) -> None:
    case_in_state(make, child, officer, state)
    check(sentences_of(client.page(f"/wandsworth/children/{child.id}")))


@ON_ONE_ENGINE
def test_childs_page_with_exceptions(
    client: PageClient, make: Make, child: Child, officer: Person
) -> None:
    case = case_in_state(make, child, officer, "gathering advice, late")
    for limit, ground in (("no_plan", "personal_circumstances"), ("final", "absent_four_weeks")):
        make.exception(case, limit, ground, ago(60), officer, ends_on=ago(20))
    check(sentences_of(client.page(f"/wandsworth/children/{child.id}")))


@ON_ONE_ENGINE
@pytest.mark.parametrize("state", STATES)
def test_young_persons_page(
    client: PageClient, make: Make, area: Area, officer: Person, state: str
) -> None:
    person = make.person(Role.YOUNG_PERSON, area)
    own = make.child(area, person, born=ago(17 * 365 + 4))
    case_in_state(make, own, officer, state)
    client.sign_in(person)
    check(sentences_of(client.page(f"/wandsworth/children/{own.id}")))


# Pages that a family opens, the same for every case. What a page needs first stands beside it.
Before = Callable[[Session, Area], object]
PUBLIC: tuple[tuple[str, Before | None], ...] = (
    ("/wandsworth/", None),
    ("/wandsworth/pathway", None),
    ("/wandsworth/pathway/dates?asked-day=1&asked-month=12&asked-year=2025", None),
    ("/wandsworth/services", None),
    ("/wandsworth/status", None),
    ("/sign-in", None),
    ("/wandsworth/feedback", None),
    ("/wandsworth/feedback/assessment", opened),
    ("/privacy", None),
    ("/cookies", None),
    ("/accessibility", None),
)


@ON_ONE_ENGINE
@pytest.mark.parametrize(
    ("address", "before"),
    [pytest.param(*row, id=f"{row[0]}{' open' if row[1] else ''}") for row in PUBLIC],
)
def test_public_page(
    client: PageClient, session: Session, area: Area, address: str, before: Before | None
) -> None:
    if before:
        before(session, area)
    check(sentences_of(client.page(address)))


@ON_ONE_ENGINE
@pytest.mark.parametrize("page", ["8", "9", "check", "later", "sent", "closed", "used"])
def test_page_of_somebody_who_answers(
    app: Flask, client: PageClient, session: Session, area: Area, page: str
) -> None:
    wave = opened_survey(session, area, ASSESSMENT, slug="assessment", asks_code_word=True)
    ticket = ticket_for(app, session, wave)
    check = write(client, {"answer-views": "2"}, ticket)
    address, status = check.replace("/check", f"/{page}"), 200
    if page in ("sent", "used"):
        client.send(check, {})
    if page == "used":
        address, status = ticket, 410
    if page == "closed":
        closed(session, wave)
        address, status = check, 410
    words = sentences_of(client.page(address, status))
    assert reading_age(words) <= OLDEST, hardest(words)


# Pages that a parent opens who is signed in and has a case; `{child}` is the child's number.
SIGNED_IN = (
    "/wandsworth/children/{child}/questions",
    "/wandsworth/children/{child}/questions/new",
    "/wandsworth/children/{child}/calendar",
    "/wandsworth/notices",
)


@ON_ONE_ENGINE
@pytest.mark.parametrize("address", SIGNED_IN)
def test_page_of_the_family(
    client: PageClient,
    make: Make,
    child: Child,
    parent: Person,
    officer: Person,
    address: str,
) -> None:
    case = case_in_state(make, child, officer, "deciding whether to assess")
    make.family_question(case, parent, words="When will you tell me?")
    check(sentences_of(client.page(address.format(child=child.id))))


@ON_ONE_ENGINE
def test_page_of_a_child_without_a_request(client: PageClient, child: Child) -> None:
    check(sentences_of(client.page(f"/wandsworth/children/{child.id}")))


@ON_ONE_ENGINE
def test_page_of_a_parent_without_a_child(client: PageClient, make: Make, area: Area) -> None:
    client.sign_in(make.person(Role.PARENT_OR_CARER, area))
    check(sentences_of(client.page("/wandsworth/children")))


@ON_ONE_ENGINE
@pytest.mark.parametrize("state", [each for each in STATES if each not in STOPPED])
def test_page_behind_a_letter(
    app: Flask, client: PageClient, make: Make, area: Area, officer: Person, state: str
) -> None:
    case = case_in_state(make, make.child(area), officer, state)
    answer = type_in(client, code_in(app, make.letter(case, officer)), case.reference)
    assert answer.status_code == 200
    check(sentences_of(BeautifulSoup(answer.text, "html5lib")))


@ON_ONE_ENGINE
def test_letter(app: Flask, client: PageClient, make: Make, area: Area, officer: Person) -> None:
    case = case_in_state(make, make.child(area), officer, "deciding whether to assess")
    with app.app_context():
        # The letter shows its code for a quarter of an hour.
        letter = make.letter(case, officer, made_at=now())
    client.sign_in(officer)
    page = client.page(f"/wandsworth/cases/{case.id}/letters/{letter.id}")
    check(sentences_of(page, ".portal-letters-sheet"))
