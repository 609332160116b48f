"""The page tells no name, school or need, however telling the facts of the case are."""

import pytest
from flask import Flask

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Request
from portal.domain.facts import EventKind
from portal.domain.roles import Role
from tests.cases.filling import ago, day
from tests.factories import Make
from tests.letters.typing_in import STATUS, code_in, type_in
from tests.pages import PageClient

TELLING = (
    "Zebedee",
    "Quillfeather",
    "Jo Bell",
    "Harcourt",
    "Honeydew",
    "therap",
    "Moonbeam",
    "Willow Bank",
    "autis",
    "personal circumstances",
    "exceptional",
    "Missed",
    "Grandma",
    "grandma@example.org",
    "1 May 2016",
    "2016-05-01",
)
STAGES: tuple[tuple[EventKind, ...], ...] = (
    (),
    (EventKind.DECIDED_TO_ASSESS,),
    (EventKind.DECIDED_TO_ASSESS, EventKind.DRAFT_SENT),
    (EventKind.DECIDED_TO_ASSESS, EventKind.DRAFT_SENT, EventKind.COMMENTS_RECEIVED),
    (EventKind.DECIDED_TO_ASSESS, EventKind.DRAFT_SENT, EventKind.FINAL_PLAN_ISSUED),
    (EventKind.DECIDED_TO_ASSESS, EventKind.DECIDED_NO_PLAN),
    (EventKind.DECIDED_NOT_TO_ASSESS,),
)


@pytest.fixture
def telling(make: Make, area: Area, officer: Person) -> Request:
    """A case full of words that would give a child away."""
    child = make.child(area, first_name="Zebedee", last_name="Quillfeather")
    grandma = make.person(
        Role.PARENT_OR_CARER, area, name="Grandma Quillfeather", email="grandma@example.org"
    )
    make.guardian(child, grandma)
    case = make.request(
        child, ago(170), reference="CK7-MQ42", source="school", caseworker_id=officer.id
    )
    for body in ("Speech therapist Dr Honeydew, Moonbeam Clinic", "Willow Bank Primary School"):
        make.advice(case, body, ago(150), officer)
    make.advice(case, "Autism outreach team", ago(150), officer, received_on=ago(120))
    make.exception(case, "final", "personal_circumstances", ago(60), officer)
    make.exception(case, "advice", "missed_appointment", ago(130), officer)
    make.update(
        case,
        officer,
        "Mr Harcourt of Willow Bank says Zebedee’s autism report is late.",
        late_reason="psychologist",
        expected_step="final_plan",
        expected_on=ago(-20),
    )
    return case


@pytest.mark.parametrize("events", STAGES, ids=lambda events: events[-1] if events else "received")
def test_no_word_of_it_is_on_any_page(
    client: PageClient,
    app: Flask,
    make: Make,
    telling: Request,
    officer: Person,
    events: tuple[EventKind, ...],
) -> None:
    for number, kind in enumerate(events):
        make.event(telling, kind, ago(125 - 30 * number), officer)
    code = code_in(app, make.letter(telling, officer))
    answers = [
        type_in(client, "0000-0000"),
        type_in(client, code),
        client.get(STATUS),
        client.get(f"{STATUS}/link"),
        client.send(f"{STATUS}/link", {"email": "amina@example.org"}),
        type_in(client, code),
    ]
    for answer in answers:
        said = f"{answer.headers} {answer.text}".casefold()
        found = [word for word in TELLING if word.casefold() in said]
        assert not found, found
    # So that the words are not missing only because the page did not open.
    for words in ("Where your request stands", "The dates in the law", "Its reference is CK7-MQ42"):
        assert words in answers[2].text, words


def test_advice_is_counted_and_nobody_is_named(
    client: PageClient, app: Flask, make: Make, telling: Request, officer: Person
) -> None:
    make.event(telling, "decided_to_assess", ago(150), officer)
    make.advice(telling, "Parent or young person", ago(150), officer)
    text = type_in(client, code_in(app, make.letter(telling, officer))).text
    assert "1 of 3 have answered." in text
    assert "Send the council your views." in text
    assert "5 April 2026" in text


def test_the_page_of_the_link_tells_nothing_either(
    client: PageClient, app: Flask, make: Make, telling: Request, officer: Person, tray: object
) -> None:
    type_in(client, code_in(app, make.letter(telling, officer)))
    client.send(f"{STATUS}/link", {"email": "amina@example.org"})
    link = tray.messages[0].text.split("http://127.0.0.1:5000")[1].split()[0]  # type: ignore[attr-defined]
    wrong = day("born", ago(4000))
    for answer in (client.get(link), client.send(link, wrong)):
        said = f"{answer.headers} {answer.text}".casefold()
        assert not [word for word in TELLING if word.casefold() in said]
