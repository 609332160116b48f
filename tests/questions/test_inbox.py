"""The duty inbox: order, filters, pages, taking a question on and answering it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import CaseNews, Child, Request
from portal.domain.roles import Role
from portal.questions import queries
from portal.questions.models import FamilyQuestion
from tests.cases.filling import TODAY, ago
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient

INBOX = "/wandsworth/questions"
Count = Callable[[], AbstractContextManager[list[str]]]
Ask = Callable[..., FamilyQuestion]


@pytest.fixture(autouse=True)
def _signed_in(client: PageClient, officer: Person) -> None:
    client.sign_in(officer)


@pytest.fixture
def ask(make: Make, case: Request, parent: Person) -> Ask:
    """Makes a question called `words`, due on a day."""

    def new(words: str, due_on: date, **given: Any) -> FamilyQuestion:
        return make.family_question(case, parent, words=words, due_on=due_on, **given)

    return new


def answered(by: Person, on: date, words: str = "In May.") -> dict[str, Any]:
    """The columns of an answer."""
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    return {"answer": words, "answered_by_id": by.id, "answered_at": at, "answered_on": on}


def taken(by: Person) -> dict[str, Any]:
    return {"taken_by_id": by.id, "taken_at": A_MOMENT}


@pytest.fixture
def some(ask: Ask, officer: Person, colleague: Person) -> None:
    ask("In time", date(2026, 3, 18), **taken(officer))
    ask("Late", date(2026, 3, 11), **taken(colleague))
    ask("Today", TODAY)
    ask("Old", date(2026, 1, 20), **taken(officer), **answered(officer, date(2026, 1, 19)))
    ask("Older", date(2026, 1, 13), **answered(colleague, date(2026, 1, 15)))


def listed(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select("main tbody th a")]


def row(page: BeautifulSoup, words: str) -> list[str]:
    found = next(
        each for each in page.select("main tbody tr") if each.select_one("th a").text == words
    )
    return [" ".join(cell.get_text(" ").split()) for cell in found.select("th, td")]


@pytest.mark.parametrize(
    ("query", "questions"),
    [
        pytest.param("", ["Late", "Today", "In time"], id="what waits, the soonest due first"),
        pytest.param("?show=mine", ["In time"], id="mine and waiting"),
        pytest.param("?show=answered", ["Old", "Older"], id="answered, the newest first"),
        pytest.param("?show=purple", ["Late", "Today", "In time"], id="unknown"),
        pytest.param("?page=99", ["Late", "Today", "In time"], id="page 99"),
        pytest.param("?page=x", ["Late", "Today", "In time"], id="page x"),
        pytest.param("?show=answered&page=-3", ["Old", "Older"], id="page -3"),
    ],
)
@pytest.mark.usefixtures("some")
def test_which_questions_in_which_order(
    client: PageClient, query: str, questions: list[str]
) -> None:
    assert listed(client.page(INBOX + query)) == questions


@pytest.mark.parametrize(
    ("show", "words", "cells"),
    [
        pytest.param(
            "waiting",
            "Late",
            ["Sam Okafor", "11 March 2026 3 working days late", "Ken Ash"],
            id="late, with a colleague",
        ),
        pytest.param(
            "waiting", "Today", ["Sam Okafor", "16 March 2026 Due today", "Nobody yet"], id="today"
        ),
        pytest.param(
            "waiting", "In time", ["Sam Okafor", "18 March 2026", "Jo Bell"], id="in time"
        ),
        pytest.param(
            "answered", "Old", ["Sam Okafor", "19 January 2026", "Jo Bell"], id="answered in time"
        ),
        pytest.param(
            "answered",
            "Older",
            ["Sam Okafor", "15 January 2026 2 working days late", "Ken Ash"],
            id="answered late",
        ),
    ],
)
@pytest.mark.usefixtures("some")
def test_what_a_row_says(client: PageClient, show: str, words: str, cells: list[str]) -> None:
    page = client.page(f"{INBOX}?show={show}")
    assert row(page, words) == [f"{words} Amina Okafor, 5 January 2026", *cells]


@pytest.mark.usefixtures("some")
def test_late_ones_are_red_and_counted(client: PageClient) -> None:
    page = client.page(INBOX)
    assert [tag.text for tag in page.select(".govuk-tag--red")] == ["3 working days late"]
    lead = " ".join(page.select_one(".govuk-body-l").text.split())
    assert lead == "3 questions wait for an answer. 1 is late."


EMPTY = [
    pytest.param("waiting", "What they ask stands here until somebody answers.", id="waiting"),
    pytest.param("mine", "You have no question to answer.", id="mine"),
    pytest.param("answered", "No question has been answered yet.", id="answered"),
]


@pytest.mark.parametrize(("show", "sentence"), EMPTY)
def test_an_empty_list_says_so(client: PageClient, show: str, sentence: str) -> None:
    page = client.page(f"{INBOX}?show={show}")
    assert sentence in page.text
    assert "No question waits for an answer." in page.text


def test_fifty_a_page_and_a_fixed_number_of_queries(
    client: PageClient, ask: Ask, query_count: Count
) -> None:
    ask("One", date(2026, 3, 1))
    with query_count() as few:
        client.page(INBOX)
    for number in range(51):
        ask(f"Number {number:02}", date(2026, 3, 2) + timedelta(days=number))
    with query_count() as many:
        page = client.page(INBOX)
    assert len(few) == len(many) <= 6
    assert len(listed(page)) == 50
    assert page.select_one("caption").text == "52 questions, page 1 of 2"
    assert listed(client.page(f"{INBOX}?page=2")) == ["Number 49", "Number 50"]


def test_counts_are_of_one_area_in_one_query(
    make: Make, session: Session, area: Area, parent: Person, query_count: Count, some: None
) -> None:
    merton = make.request(make.child(make.area("merton")))
    make.family_question(merton, parent)
    with query_count() as asked:
        assert queries.counts(session, area.id, TODAY) == (3, 1)
    assert len(asked) == 1
    assert queries.counts(session, area.id, date(2026, 3, 17)) == (3, 2)


def test_another_areas_questions_are_not_listed(
    client: PageClient, make: Make, parent: Person
) -> None:
    merton = make.request(make.child(make.area("merton")))
    make.family_question(merton, parent)
    assert listed(client.page(INBOX)) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CASEWORKER, Role.MANAGER}))
def test_other_roles_do_not_read_questions(
    client: PageClient, make: Make, area: Area, ask: Ask, role: Role
) -> None:
    question = ask("Whose?", TODAY)
    client.sign_in(make.person(role, None if role == Role.OPERATOR else area))
    client.page(INBOX, 403)
    client.page(f"{INBOX}/{question.id}", 403)


def test_the_page_of_a_question(client: PageClient, ask: Ask, case: Request) -> None:
    question = ask("Line one\nline two", date(2026, 3, 11))
    page = client.page(f"{INBOX}/{question.id}")
    assert page.h1.text == "A question about Sam Okafor"
    assert page.select_one("blockquote").text == "Line one\nline two"
    assert page.find("a", href=f"/wandsworth/cases/{case.id}")
    assert "3 working days late" in page.text


def test_taking_one_on(client: PageClient, session: Session, ask: Ask, officer: Person) -> None:
    question = ask("Who?", TODAY)
    address = f"{INBOX}/{question.id}"
    answer = client.send(address, {}, form=f"{address}/take")
    assert answer.headers["Location"] == address
    session.refresh(question)
    assert question.taken_by_id == officer.id
    page = client.page(address)
    assert "You, since 16 March 2026" in page.text
    assert not page.find("form", action=f"{address}/take")
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.details) == ("questions:question:taken", {})


def test_taking_one_over(
    client: PageClient, session: Session, ask: Ask, officer: Person, colleague: Person
) -> None:
    question = ask("Who?", TODAY, **taken(colleague))
    address = f"{INBOX}/{question.id}"
    assert "Take it over" in client.page(address).text
    client.send(address, {}, form=f"{address}/take")
    session.refresh(question)
    assert question.taken_by_id == officer.id


REFUSED = [
    pytest.param(taken, 422, "A colleague took this question just now.", id="taken since"),
    pytest.param(
        lambda person: answered(person, TODAY), 422, "has its answer already", id="answered since"
    ),
]


@pytest.mark.parametrize(("since", "status", "sentence"), REFUSED)
def test_taking_what_somebody_else_was_quicker_with(
    client: PageClient,
    session: Session,
    ask: Ask,
    colleague: Person,
    since: Callable[[Person], dict[str, Any]],
    status: int,
    sentence: str,
) -> None:
    question = ask("Who?", TODAY)
    address = f"{INBOX}/{question.id}"
    form = client.page(address).find("form", action=f"{address}/take")
    token = form.select_one("[name=csrf_token]")["value"]
    for name, value in since(colleague).items():
        setattr(question, name, value)
    session.commit()
    refused = client.post(f"{address}/take", data={"csrf_token": token, "had_by": ""})
    assert refused.status_code == status
    assert sentence in refused.text
    assert "Ken Ash" in refused.text
    session.refresh(question)
    assert question.taken_by_id in (colleague.id, None)


def test_a_made_up_holder_is_refused(client: PageClient, ask: Ask) -> None:
    address = f"{INBOX}/{ask('Who?', TODAY).id}"
    assert client.send(address, {"had_by": "x"}, form=f"{address}/take").status_code == 400


def test_answering(
    client: PageClient, session: Session, ask: Ask, case: Request, parent: Person, officer: Person
) -> None:
    question = ask("When?", TODAY)
    address = f"{INBOX}/{question.id}"
    sent = client.send(address, {"answer": " On 2 June.\r\nWe will write. "}, form=address)
    assert sent.headers["Location"] == INBOX
    session.refresh(question)
    assert question.answer == "On 2 June.\nWe will write."
    assert (question.answered_by_id, question.answered_on) == (officer.id, TODAY)
    (told,) = session.scalars(select(CaseNews))
    assert (told.request_id, told.kind) == (case.id, "question_answered")
    assert (told.object_id, told.person_id) == (question.id, parent.id)
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.details) == ("questions:question:answered", {})
    client.sign_in(parent)
    page = client.page(f"/wandsworth/children/{case.child_id}/questions")
    assert "On 2 June.\nWe will write." in page.text
    assert "Jo Bell answered on 16 March 2026." in page.text


def test_an_answered_question_can_be_followed_by_a_new_one(
    client: PageClient, session: Session, ask: Ask, parent: Person, child: Child, officer: Person
) -> None:
    ask("When?", TODAY, **answered(officer, TODAY))
    client.sign_in(parent)
    client.send(f"/wandsworth/children/{child.id}/questions/new", {"words": "And then?"})
    client.sign_in(officer)
    assert listed(client.page(INBOX)) == ["And then?"]


LONG = "Thank you. " * 400
WRONG = [
    pytest.param("", "Write your answer", id="nothing"),
    pytest.param(LONG, "Your answer must be 4,000 characters or fewer", id="too long"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG)
def test_an_answer_that_cannot_be_sent_stays_in_its_box(
    client: PageClient, session: Session, ask: Ask, words: str, sentence: str
) -> None:
    question = ask("When?", TODAY)
    address = f"{INBOX}/{question.id}"
    answer = client.send(address, {"answer": words}, form=address)
    assert answer.status_code == 422
    assert sentence in answer.text
    box = BeautifulSoup(answer.text, "html5lib").select_one("textarea#answer")
    assert box.text.strip() == words.strip()
    session.refresh(question)
    assert question.answer is None


def sent_after(
    client: PageClient, session: Session, question: FamilyQuestion, given: dict[str, Any]
) -> Any:
    """Open the question, let it be answered with `given`, and send "My own words."."""
    address = f"{INBOX}/{question.id}"
    form = client.page(address).find("form", action=address)
    token = form.select_one("[name=csrf_token]")["value"]
    for name, value in given.items():
        setattr(question, name, value)
    session.commit()
    return client.post(address, data={"csrf_token": token, "answer": "My own words."})


def test_the_second_of_two_answers_is_given_back(
    client: PageClient, session: Session, ask: Ask, colleague: Person
) -> None:
    question = ask("When?", TODAY)
    refused = sent_after(client, session, question, answered(colleague, TODAY, "The first."))
    assert refused.status_code == 422
    page = BeautifulSoup(refused.text, "html5lib")
    assert "A colleague answered this question while you were writing" in page.text
    assert "The first." in page.text
    assert "Ken Ash, 16 March 2026" in page.text
    assert page.select_one("textarea#not-sent").text.strip() == "My own words."
    session.refresh(question)
    assert question.answer == "The first."
    assert session.scalars(select(CaseNews)).all() == []


def test_the_same_answer_sent_twice_is_one(
    client: PageClient, session: Session, ask: Ask, officer: Person
) -> None:
    question = ask("When?", TODAY)
    again = sent_after(client, session, question, answered(officer, ago(0), "My own words."))
    assert again.status_code == 303
    assert session.scalars(select(CaseNews)).all() == []


NOT_READ = "Amina Okafor can no longer see this case and will not read an answer."
BLIND = [
    pytest.param({"until": TODAY}, {}, False, id="access ended"),
    pytest.param({"since": ago(-1)}, {}, False, id="access begins tomorrow"),
    pytest.param({"until": ago(-1)}, {}, True, id="access ends tomorrow"),
    pytest.param({}, {"born": TODAY.replace(year=2009)}, False, id="rights passed on"),
    pytest.param(
        {"agreed_on": ago(3)}, {"born": TODAY.replace(year=2009)}, True, id="agreed since"
    ),
    pytest.param(
        {"as_young_person": True}, {"born": TODAY.replace(year=2009)}, True, id="young person"
    ),
]


@pytest.mark.parametrize(("access", "child", "sees"), BLIND)
def test_who_will_not_read_an_answer(
    client: PageClient,
    make: Make,
    area: Area,
    parent: Person,
    access: dict[str, Any],
    child: dict[str, Any],
    sees: bool,
) -> None:
    about = make.child(area, **child)
    make.guardian(about, parent, **access)
    question = make.family_question(make.request(about), parent, due_on=ago(-2))
    assert ("Can no longer see the case" in client.page(INBOX).text) is not sees
    page = client.page(f"{INBOX}/{question.id}")
    assert (NOT_READ in page.text) is not sees
    assert bool(page.find("form", action=f"{INBOX}/{question.id}/close")) is not sees
    assert page.select_one("textarea#answer"), "They may be let in again."


@pytest.fixture
def unread(make: Make, area: Area, parent: Person) -> FamilyQuestion:
    """A question of somebody whose access has ended."""
    child = make.child(area)
    make.guardian(child, parent, until=ago(1))
    return make.family_question(make.request(child), parent, words="Unread", due_on=ago(-2))


def test_closing_without_an_answer(
    client: PageClient, session: Session, unread: FamilyQuestion, area: Area, officer: Person
) -> None:
    address = f"{INBOX}/{unread.id}"
    closed = client.send(address, {"because": "told_otherwise"}, form=f"{address}/close")
    assert (closed.status_code, closed.headers["Location"]) == (303, INBOX)
    session.refresh(unread)
    assert (unread.closed_because, unread.closed_by_id) == ("told_otherwise", officer.id)
    assert (unread.closed_on, unread.answer) == (TODAY, None)
    (entry,) = session.scalars(select(AuditEntry))
    assert entry.act == "questions:question:closed"
    assert entry.details == {"because": "told_otherwise"}
    assert session.scalars(select(CaseNews)).all() == []
    assert listed(client.page(INBOX)) == []
    assert queries.counts(session, area.id, ago(-30)) == (0, 0)
    page = client.page(f"{INBOX}?show=answered")
    assert row(page, "Unread")[2:] == ["16 March 2026 Closed", "Jo Bell"]
    page = client.page(address)
    assert "Jo Bell, 16 March 2026. We told them in another way." in page.text
    assert not page.select("main form")


NOT_CLOSED = [
    pytest.param({"because": "why not"}, {}, 400, "", id="no reason of ours"),
    pytest.param(
        {"because": "no_access"},
        {"answer": "Yes.", "answered_at": A_MOMENT, "answered_on": TODAY},
        422,
        "This question has its answer already.",
        id="answered since",
    ),
    pytest.param(
        {"because": "no_access"},
        {"closed_because": "no_access", "closed_on": TODAY},
        422,
        "This question was closed already.",
        id="closed since",
    ),
]


@pytest.mark.parametrize(("said", "since", "status", "sentence"), NOT_CLOSED)
def test_what_cannot_be_closed(
    client: PageClient,
    session: Session,
    unread: FamilyQuestion,
    colleague: Person,
    said: dict[str, str],
    since: dict[str, Any],
    status: int,
    sentence: str,
) -> None:
    address = f"{INBOX}/{unread.id}"
    token = client.page(address).select_one("[name=csrf_token]")["value"]
    for name, value in since.items():
        setattr(unread, name, value)
    if since:
        setattr(unread, "answered_by_id" if unread.answer else "closed_by_id", colleague.id)
    session.commit()
    refused = client.post(f"{address}/close", data={"csrf_token": token, **said})
    assert refused.status_code == status
    assert sentence in refused.text
    assert session.scalars(select(AuditEntry)).all() == []


def test_a_question_that_will_be_read_is_not_closed(
    client: PageClient, session: Session, ask: Ask
) -> None:
    question = ask("Read", TODAY)
    address = f"{INBOX}/{question.id}"
    token = client.page(address).select_one("[name=csrf_token]")["value"]
    said = {"csrf_token": token, "because": "no_access"}
    refused = client.post(f"{address}/close", data=said)
    assert refused.status_code == 422
    assert "so the question needs an answer" in refused.text
    session.refresh(question)
    assert question.closed_on is None


def test_a_closed_question_takes_no_answer_and_what_was_written_stays(
    client: PageClient, session: Session, unread: FamilyQuestion, colleague: Person
) -> None:
    closed = {"closed_because": "no_access", "closed_by_id": colleague.id, "closed_on": TODAY}
    refused = sent_after(client, session, unread, closed)
    assert refused.status_code == 422
    page = BeautifulSoup(refused.text, "html5lib")
    assert "This question was closed already." in page.text
    assert page.select_one("textarea#not-sent").text.strip() == "My own words."
    session.refresh(unread)
    assert unread.answer is None


def test_the_way_there_stands_in_the_menu(client: PageClient, parent: Person) -> None:
    assert client.page("/wandsworth/").select_one(f"nav a[href='{INBOX}']")
    client.sign_in(parent)
    assert not client.page("/wandsworth/").select_one(f"nav a[href='{INBOX}']")
