"""Every state of a family's page has its picture, and everything that can be wrong its sentence."""

import ast
import re
import struct
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Request
from portal.cases.records import AdviceRecord
from portal.cases.words import HEALTH, PSYCHOLOGIST, SCHOOL, SOCIAL_CARE
from portal.domain.roles import Role
from portal.domain.stages import StageKey
from tests.cases.filling import TODAY, ago
from tests.cases.filling import day as filling
from tests.factories import Make
from tests.journeys.picture_states import DOCUMENT, PICTURES, document
from tests.journeys.states import STATES
from tests.pages import PageClient
from tests.timeline.telling import asked, stands

TESTS = Path(__file__).parents[1]
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("stage", StageKey)
def test_every_stage_has_a_state(stage: StageKey) -> None:
    assert any(state.stage == stage for state in STATES)


def test_every_state_has_one_name() -> None:
    assert len({state.key for state in STATES}) == len(STATES)


def test_the_document_is_what_the_states_say() -> None:
    """If not: make it anew with the command it names."""
    assert DOCUMENT.read_text() == document()


def test_every_state_in_the_document_has_its_picture_and_every_picture_its_state() -> None:
    named = re.findall(r'src="pictures/states/([a-z-]+)\.png"', DOCUMENT.read_text())
    assert sorted(named) == sorted(file.stem for file in PICTURES.glob("*"))
    assert set(named) == {state.key for state in STATES}


def test_pictures_are_of_a_phone_and_small() -> None:
    pictures = [file.read_bytes() for file in PICTURES.glob("*.png")]
    sizes = {struct.unpack(">II", picture[16:24]) for picture in pictures}
    assert sizes == {(360, 740)}
    assert sum(map(len, pictures)) < MOST_BYTES


BODIES = (SCHOOL, HEALTH, PSYCHOLOGIST, SOCIAL_CARE)
WAITING = [
    pytest.param(
        (asked(HEALTH, 31), asked(PSYCHOLOGIST, 28), asked(SCHOOL, 31, 60)),
        "the educational psychologist and health staff. 2 are late, by up to 10 days. 1 of 3 have "
        "come.",
        id="two late: the longest wait only",
    ),
    pytest.param(
        tuple(asked(body, 60) for body in (*BODIES, "CAMHS", "Speech therapy")),
        "CAMHS, the educational psychologist, health staff and 3 others. None has come yet.",
        id="more than four: the others are counted",
    ),
]


@pytest.mark.parametrize(("advice", "said"), WAITING)
def test_many_who_are_awaited_fit_on_the_first_screen(
    advice: tuple[AdviceRecord, ...], said: str
) -> None:
    head = stands(("decided_to_assess", 28), advice=advice, as_of=80).headline
    assert head.now == f"The council is waiting for advice from {said}"


@pytest.mark.parametrize(("as_of", "also"), [(140, True), (141, False)])
def test_once_week_20_has_passed_week_16_is_history(as_of: int, also: bool) -> None:
    coming = stands(("decided_to_assess", 30), as_of=as_of).headline.coming
    assert ("Its last day to say no to a plan" in coming) == also


# What can be wrong, and the sentence that somebody reads then.


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


@pytest.fixture
def case(make: Make, child: Child, officer: Person) -> Request:
    return make.request(child, ago(30), caseworker_id=officer.id)


Wrong = Callable[[Make, Request, Person], object]

WRONG = [
    pytest.param(
        lambda make, case, by: make.event(case, "withdrawn", ago(3), by),
        "The request was taken back. The council has stopped work on it.",
        id="withdrawn",
    ),
    pytest.param(
        lambda make, case, by: make.event(case, "moved_away", ago(3), by),
        "You live in the area of another council now. This council has stopped work on the request",
        id="moved: another council’s now",
    ),
    pytest.param(
        lambda make, case, by: make.event(
            case,
            "decided_to_assess",
            ago(9),
            by,
            corrects_id=make.event(case, "decided_not_to_assess", ago(10), by).id,
        ),
        "It was: the council decided to assess, 7 March 2026.",
        id="corrected: something else happened",
    ),
    pytest.param(
        lambda make, case, by: make.event(
            case,
            "withdrawn",
            None,
            by,
            corrects_id=make.event(case, "withdrawn", ago(10), by).id,
        ),
        "This did not happen.",
        id="corrected: it never happened",
    ),
    pytest.param(
        lambda make, case, by: make.received(case.received[0], ago(20), by),
        "This day was corrected on 5 January 2026: first recorded as 14 February 2026.",
        id="corrected: the day received",
    ),
    pytest.param(
        lambda make, case, by: make.event(case, "decided_to_assess", ago(40), by),
        "Some of them do not fit together, so we cannot show you where it stands.",
        id="contradictory",
    ),
    pytest.param(
        lambda make, case, by: make.event(case, "withdrawn", TODAY + timedelta(days=1), by),
        "The council is reading the request. It is deciding whether to assess your child.",
        id="a date in the future does not count yet",
    ),
]


@pytest.mark.parametrize(("goes_wrong", "sentence"), WRONG)
def test_each_has_its_sentence_on_the_page(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    goes_wrong: Wrong,
    sentence: str,
) -> None:
    goes_wrong(make, case, officer)
    page = client.page(f"/wandsworth/children/{case.child_id}")
    assert sentence in " ".join(page.select_one("main").get_text(" ").split())


def test_a_day_that_has_not_come_is_not_recorded(
    client: PageClient, case: Request, officer: Person
) -> None:
    client.sign_in(officer)
    answer = client.send(
        f"/wandsworth/cases/{case.id}/events/new",
        {"kind": "decided_to_assess", **filling("happened_on", TODAY + timedelta(days=1))},
    )
    assert answer.status_code == 422
    assert "17 March 2026 has not come yet: today is 16 March 2026." in answer.text


def test_somebody_elses_child_is_answered_like_a_child_that_is_not_there(
    client: PageClient, make: Make, area: Area, parent: Person
) -> None:
    other = make.child(area, make.person(Role.PARENT_OR_CARER, area), first_name="Zed")
    make.request(other, ago(20))
    page = client.page(f"/wandsworth/children/{other.id}", 404)
    assert "it may belong to somebody else" in page.text
    assert "Zed" not in str(page)


# What is told elsewhere: on the page for a letter's code, in its e-mails and in the calculator.
ELSEWHERE = [
    ("letters/test_opening.py", "test_a_wrong_code_is_told_the_same_whether_or_not_there"),
    ("letters/test_opening.py", "test_the_fiftieth_wrong_code_ends_the_letter"),
    ("letters/test_opening.py", "test_a_right_code_that_opens_nothing_says_why"),
    ("letters/test_opening.py", "test_a_request_that_stopped_says_so_and_spends_no_code"),
    ("letters/test_opening.py", "test_an_open_page_tells_that_the_request_stopped"),
    ("letters/test_opening.py", "test_a_corrected_day_is_told"),
    ("letters/test_opening.py", "test_facts_that_contradict_show_no_wrong_dates"),
    ("letters/test_linking.py", "test_a_link_lasts_24_hours"),
    ("letters/test_linking.py", "test_another_childs_date_of_birth_is_wrong"),
    ("letters/test_linking.py", "test_a_made_up_link_is_unknown"),
    ("accounts/test_sign_in.py", "test_a_link_lasts_15_minutes"),
    ("notices/test_wishes.py", "test_a_broken_link_says_so"),
    ("notices/test_spreading.py", "test_what_was_told_wrongly_is_put_right"),
    ("pathway/test_dates.py", "test_a_day_that_cannot_be_counted_from"),
]


@pytest.mark.parametrize(("file", "name"), ELSEWHERE)
def test_what_is_told_elsewhere_is_tested_there(file: str, name: str) -> None:
    found = ast.walk(ast.parse((TESTS / file).read_text()))
    assert any(isinstance(each, ast.FunctionDef) and each.name.startswith(name) for each in found)
