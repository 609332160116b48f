"""A family asks: what the page says, what is kept, and who reads it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, Request
from portal.domain.roles import Role
from portal.questions import queries
from portal.questions.models import FamilyQuestion
from portal.questions.presenter import own_lines
from portal.questions.records import OwnQuestion
from portal.questions.services import promised_day
from tests.cases.filling import TODAY, ago
from tests.factories import Make
from tests.house.test_reading_age import check, sentences_of
from tests.pages import PageClient

LONG = "Please " * 200
Count = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def _signed_in(client: PageClient, parent: Person, case: Request) -> None:
    client.sign_in(parent)


def kept(session: Session) -> list[FamilyQuestion]:
    return list(session.scalars(select(FamilyQuestion).order_by(FamilyQuestion.words)))


def words_of(page: object) -> str:
    return " ".join(page.get_text(" ").split())  # type: ignore[attr-defined]


def test_a_question_is_kept_with_the_day_promised(
    client: PageClient, session: Session, case: Request, parent: Person, address: str
) -> None:
    answer = client.send(f"{address}/new", {"words": "  When will you\r\ndecide? "})
    assert answer.status_code == 303
    assert answer.headers["Location"] == address
    (asked,) = kept(session)
    assert (asked.request_id, asked.asked_by_id) == (case.id, parent.id)
    assert asked.words == "When will you\ndecide?"
    assert (asked.asked_on, asked.standard_days) == (TODAY, 5)
    assert asked.due_on == date(2026, 3, 23)
    assert asked.answer is None
    page = client.page(address)
    assert "Your question was sent. We aim to answer by 23 March 2026." in page.text
    assert "When will you\ndecide?" in page.text


def test_the_audit_record_holds_no_words(
    client: PageClient, session: Session, parent: Person, address: str
) -> None:
    client.send(f"{address}/new", {"words": "A secret"})
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.details) == ("questions:question:asked", {})
    assert (entry.actor_id, entry.object_id) == (parent.id, kept(session)[0].id)


PROMISED = [
    pytest.param(date(2026, 3, 16), 5, date(2026, 3, 23), id="Monday to Monday"),
    pytest.param(date(2026, 3, 20), 1, date(2026, 3, 23), id="Friday, one day: Monday"),
    pytest.param(date(2026, 3, 21), 1, date(2026, 3, 23), id="asked on a Saturday"),
    pytest.param(date(2026, 4, 1), 5, date(2026, 4, 10), id="over Easter"),
    pytest.param(date(2026, 4, 3), 1, date(2026, 4, 7), id="asked on Good Friday"),
    pytest.param(date(2026, 12, 23), 5, date(2027, 1, 4), id="over Christmas and New Year"),
]


@pytest.mark.parametrize(("asked_on", "days", "due_on"), PROMISED)
def test_the_day_promised(asked_on: date, days: int, due_on: date) -> None:
    assert promised_day(asked_on, days) == due_on


def test_the_standard_is_the_areas_own(
    client: PageClient, make: Make, session: Session, area: Area, address: str
) -> None:
    area.reply_standard_working_days = 10
    make.keep(area)
    page = client.page(f"{address}/new")
    assert "We aim to answer by 30 March 2026 . That is 10 working days" in words_of(page)
    client.send(f"{address}/new", {"words": "Why?"})
    area.reply_standard_working_days = 2
    make.keep(area)
    assert kept(session)[0].due_on == date(2026, 3, 30)
    assert "We aim to answer by 30 March 2026." in client.page(address).text


def test_the_page_says_what_to_do_in_an_emergency(client: PageClient, address: str) -> None:
    page = client.page(f"{address}/new")
    danger, box = page.select(".portal-questions-danger, textarea")
    assert box.name == "textarea"
    links = {str(link["href"]) for link in danger.select("a")}
    assert links == {"tel:999", "tel:08088005000", "tel:08001111"}
    assert "social care at Wandsworth Council" in words_of(danger)


WRONG = [
    pytest.param("", "Write your question", "", id="nothing"),
    pytest.param(" \n ", "Write your question", "", id="blanks"),
    pytest.param(LONG, "Your question must be 1,200 characters or fewer", LONG.strip(), id="long"),
]


@pytest.mark.parametrize(("words", "sentence", "left"), WRONG)
def test_nothing_written_is_lost(
    client: PageClient, session: Session, address: str, words: str, sentence: str, left: str
) -> None:
    answer = client.send(f"{address}/new", {"words": words})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f"\n{left}</textarea>" in answer.text
    assert kept(session) == []


def test_a_line_end_counts_once(client: PageClient, session: Session, address: str) -> None:
    """A browser sends two signs for it, and its counter has counted one."""
    assert client.send(f"{address}/new", {"words": "a\r\n" * 599 + "ab"}).status_code == 303
    assert len(kept(session)[0].words) == 1_200


def test_the_same_form_sent_twice_asks_once(
    client: PageClient, session: Session, address: str
) -> None:
    said = {"token": "t" * 43, "words": "Only once"}
    for _ in range(2):
        assert client.send(f"{address}/new", said).status_code == 303
    assert len(kept(session)) == 1
    assert len(session.scalars(select(AuditEntry)).all()) == 1


def test_other_words_in_the_same_form_are_another_question(
    client: PageClient, session: Session, address: str
) -> None:
    for words in ("One", "Two"):
        client.send(f"{address}/new", {"token": "t" * 43, "words": words})
    assert [asked.words for asked in kept(session)] == ["One", "Two"]


def test_two_parents_with_the_same_token_ask_two_questions(
    client: PageClient, make: Make, session: Session, area: Area, child: Child, address: str
) -> None:
    other = make.person(Role.PARENT_OR_CARER, area)
    make.guardian(child, other)
    said = {"token": "t" * 43, "words": "Why?"}
    client.send(f"{address}/new", said)
    client.sign_in(other)
    client.send(f"{address}/new", said)
    assert len({asked.asked_by_id for asked in kept(session)}) == 2


def test_ten_questions_a_day_are_enough(
    client: PageClient,
    make: Make,
    session: Session,
    area: Area,
    child: Child,
    case: Request,
    parent: Person,
    address: str,
) -> None:
    """For each person and request anew, and what was sent before may be sent again."""
    for number in range(9):
        make.family_question(case, parent, words=f"Number {number}", asked_on=TODAY, due_on=ago(-7))
    make.family_question(case, parent, words="Yesterday", asked_on=ago(1), due_on=ago(-6))
    tenth = {"token": "t" * 43, "words": "The tenth"}
    assert client.send(f"{address}/new", tenth).status_code == 303
    refused = client.send(f"{address}/new", {"words": "One more"})
    assert refused.status_code == 422
    assert "You have sent 10 questions today." in refused.text
    assert "If it cannot wait, ring Casework Team on 020 7946 0123." in refused.text
    assert "One more</textarea>" in refused.text
    check(sentences_of(BeautifulSoup(refused.text, "html5lib")))
    assert client.send(f"{address}/new", tenth).status_code == 303
    assert len(kept(session)) == 11
    older = make.request(child, ago(500))
    assert client.send(f"{address}/new?request={older.id}", {"words": "x"}).status_code == 303
    other = make.person(Role.PARENT_OR_CARER, area)
    make.guardian(child, other)
    client.sign_in(other)
    assert client.send(f"{address}/new", {"words": "y"}).status_code == 303


def test_a_closed_question_says_so_to_who_can_see_again(
    client: PageClient, make: Make, case: Request, parent: Person, officer: Person, address: str
) -> None:
    closed = {"closed_because": "no_access", "closed_by_id": officer.id, "closed_on": ago(5)}
    make.family_question(case, parent, due_on=ago(6), **closed)
    page = client.page(address)
    (line,) = page.select("article")
    assert line.select_one(".govuk-tag").text == "Closed"
    assert words_of(line).endswith(
        "we closed this on 11 March 2026 without an answer. You can ask again."
    )
    check(sentences_of(page))


def test_a_form_without_its_token_is_asked_for_again(
    client: PageClient, session: Session, address: str
) -> None:
    answer = client.send(f"{address}/new", {"token": "mine", "words": "Is it kept?"})
    assert answer.status_code == 422
    assert "We could not tell whether this was sent before." in answer.text
    assert "Is it kept?</textarea>" in answer.text
    assert kept(session) == []


def test_which_request_it_is_about(
    client: PageClient, make: Make, session: Session, child: Child, case: Request, address: str
) -> None:
    older = make.request(child, ago(500))
    client.send(f"{address}/new", {"words": "About the newest"})
    client.send(f"{address}/new?request={older.id}", {"words": "About the older"})
    assert [asked.request_id for asked in kept(session)] == [case.id, older.id]
    page = client.page(address)
    assert "About the request of 1 November 2024" in page.text
    assert "About the request of 15 January 2026" in page.text


NOT_THERE = [
    pytest.param("request=x", id="no number"),
    pytest.param("request=", id="empty"),
    pytest.param("request=00000000-0000-0000-0000-000000000001", id="unknown"),
]


@pytest.mark.parametrize("query", NOT_THERE)
def test_a_request_that_is_not_there(client: PageClient, address: str, query: str) -> None:
    client.page(f"{address}/new?{query}", 404)


def test_another_childs_request_is_not_there(
    client: PageClient, make: Make, area: Area, address: str
) -> None:
    other = make.request(make.child(area))
    client.page(f"{address}/new?request={other.id}", 404)


@pytest.mark.parametrize("ending", ["withdrawn", "final_plan_issued", "moved_away"])
def test_a_case_that_ended_can_still_be_asked_about(
    client: PageClient,
    make: Make,
    session: Session,
    case: Request,
    officer: Person,
    address: str,
    ending: str,
) -> None:
    make.event(case, ending, ago(10), officer)
    assert client.send(f"{address}/new", {"words": "My rights?"}).status_code == 303
    assert len(kept(session)) == 1


def test_access_that_ended_ends_asking_and_reading(
    app: Flask,
    client: PageClient,
    make: Make,
    session: Session,
    area: Area,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    person = make.person(Role.PARENT_OR_CARER, area)
    child = make.child(area)
    make.guardian(child, person, until=TODAY)
    make.family_question(make.request(child), person)
    client.sign_in(person)
    address = f"/wandsworth/children/{child.id}/questions"
    client.page(address, 404)
    client.page(f"{address}/new", 404)
    said = {"token": "t" * 43, "words": "Still?"}
    assert client.post(f"{address}/new", data=said).status_code == 404
    assert len(kept(session)) == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARENT_OR_CARER, Role.YOUNG_PERSON}))
def test_other_roles_do_not_ask(
    client: PageClient, make: Make, area: Area, address: str, role: Role
) -> None:
    client.sign_in(make.person(role, None if role == Role.OPERATOR else area))
    client.page(address, 403)
    client.page(f"{address}/new", 403)


def test_nobody_sees_another_parents_questions(
    client: PageClient, make: Make, area: Area, child: Child, case: Request, address: str
) -> None:
    other = make.person(Role.PARENT_OR_CARER, area, name="Hidden Other")
    make.guardian(child, other)
    make.family_question(case, other, words="Between us only")
    page = client.page(address)
    assert "Between us only" not in page.text
    assert "Hidden" not in page.text
    assert "You have not asked anything yet." in page.text


def test_a_young_person_asks_too(
    client: PageClient, make: Make, session: Session, area: Area
) -> None:
    person = make.person(Role.YOUNG_PERSON, area)
    child = make.child(area, born=date(2008, 1, 1))
    make.guardian(child, person, as_young_person=True)
    make.request(child, ago(20))
    client.sign_in(person)
    address = f"/wandsworth/children/{child.id}/questions"
    client.send(f"{address}/new", {"words": "What happens to me?"})
    assert "What happens to me?" in client.page(address).text
    main = client.page(f"{address}/new").select_one("main")
    assert main
    assert "your child" not in main.text.casefold()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


STANDING = [
    pytest.param(
        {"due_on": date(2026, 3, 18)}, "Waiting", "We aim to answer by 18 March 2026.", id="waiting"
    ),
    pytest.param(
        {"due_on": TODAY}, "Waiting", "We aim to answer by 16 March 2026.", id="due today"
    ),
    pytest.param(
        {"due_on": date(2026, 3, 13)},
        "Late",
        "We said we would answer by 13 March 2026. We are 1 working day late. We are sorry. "
        "You can ring Casework Team on 020 7946 0123 .",
        id="one working day late",
    ),
    pytest.param(
        {"due_on": date(2026, 3, 11)},
        "Late",
        "We said we would answer by 11 March 2026. We are 3 working days late. We are sorry. "
        "You can ring Casework Team on 020 7946 0123 .",
        id="three working days late",
    ),
    pytest.param(
        {"due_on": date(2026, 3, 13), "answered_on": date(2026, 3, 12)},
        "Answered",
        "Answer In May. Jo Bell answered on 12 March 2026.",
        id="answered in time",
    ),
    pytest.param(
        {"due_on": date(2026, 3, 10), "answered_on": date(2026, 3, 12)},
        "Answered",
        "Jo Bell answered on 12 March 2026. We said we would answer by 10 March 2026. "
        "We were 2 working days late. We are sorry.",
        id="answered late",
    ),
]


@pytest.mark.parametrize(("given", "tag", "sentence"), STANDING)
def test_how_a_question_stands(
    client: PageClient,
    make: Make,
    case: Request,
    parent: Person,
    officer: Person,
    address: str,
    given: dict[str, date],
    tag: str,
    sentence: str,
) -> None:
    day = given.get("answered_on")
    answered = (
        {"answer": "In May.", "answered_by_id": officer.id, "answered_at": at(day)} if day else {}
    )
    make.family_question(case, parent, **given, **answered)
    (line,) = client.page(address).select("article")
    assert line.select_one(".govuk-tag").text == tag
    assert words_of(line).endswith(sentence)


def test_late_on_a_day_without_work_names_no_number(
    app: Flask,
    client: PageClient,
    make: Make,
    case: Request,
    parent: Person,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "PORTAL_TODAY", date(2026, 3, 14))
    client.sign_in(parent)
    make.family_question(case, parent, due_on=date(2026, 3, 13))
    said = "We said we would answer by 13 March 2026. We are late. We are sorry."
    assert said in words_of(client.page(address))


def test_newest_first(
    client: PageClient, make: Make, case: Request, parent: Person, address: str
) -> None:
    for number, day in enumerate((2, 9, 5), 1):
        make.family_question(
            case, parent, words=f"Number {number}", asked_at=at(date(2026, 3, day))
        )
    page = client.page(address)
    assert [each.text for each in page.select("article blockquote")] == [
        "Number 2",
        "Number 3",
        "Number 1",
    ]


def test_what_was_written_is_shown_as_text(
    client: PageClient, make: Make, case: Request, parent: Person, address: str
) -> None:
    make.family_question(case, parent, words="<b>Bold</b> & “why”?")
    page = client.page(address)
    assert page.select_one("article blockquote").text == "<b>Bold</b> & “why”?"


def test_the_number_of_queries_is_fixed(
    client: PageClient,
    make: Make,
    case: Request,
    parent: Person,
    officer: Person,
    address: str,
    query_count: Count,
) -> None:
    asked = []
    for count in (1, 20):
        for _ in range(count):
            make.family_question(case, parent)
        with query_count() as statements:
            client.page(address)
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 10


def part_of_the_case_page(app: Flask, questions: list[OwnQuestion], case: Request) -> str:
    """The short list as it stands on a page about the case."""
    address = f"/wandsworth/children/{case.child_id}"
    shown = SimpleNamespace(id=case.id, child=SimpleNamespace(id=case.child_id))
    team = SimpleNamespace(name="SNAS", phone="020 7946 0101", email="")
    with app.test_request_context(address):
        app.preprocess_request()
        lines = own_lines(questions, as_of=TODAY)
        html = render_template("questions/own.html", questions=lines, case=shown, team=team)
    return words_of(BeautifulSoup(html, "html5lib"))


def test_the_case_page_shows_the_newest_three(
    app: Flask, make: Make, session: Session, case: Request, parent: Person
) -> None:
    for number in range(1, 5):
        make.family_question(
            case,
            parent,
            words=f"Number {number}" + " and so on" * 20,
            asked_at=at(date(2026, 3, number)),
            due_on=date(2026, 3, 11),
        )
    text = part_of_the_case_page(app, queries.own_questions(session, [case.id], parent.id), case)
    assert [f"Number {number}" in text for number in (1, 2, 3, 4)] == [False, True, True, True]
    assert "We are 3 working days late. We are sorry. You can ring SNAS on 020 7946 0101" in text
    assert "and so on and so on…" in text
    assert "Read all your questions and answers" in text


def test_the_case_page_of_somebody_who_asked_nothing(app: Flask, case: Request) -> None:
    assert part_of_the_case_page(app, [], case) == "Your questions Ask a question"


def test_own_questions_are_one_query(
    make: Make, session: Session, case: Request, parent: Person, query_count: Count
) -> None:
    for _ in range(3):
        make.family_question(case, parent)
    with query_count() as asked:
        assert len(queries.own_questions(session, [case.id], parent.id)) == 3
    assert len(asked) == 1
    assert queries.own_questions(session, [], parent.id) == []


def test_the_pages_can_be_read_at_eleven(
    client: PageClient, make: Make, case: Request, parent: Person, officer: Person, address: str
) -> None:
    make.family_question(case, parent, due_on=date(2026, 3, 11))
    make.family_question(case, parent, due_on=date(2026, 3, 18))
    make.family_question(
        case,
        parent,
        due_on=date(2026, 3, 10),
        answer="In May.",
        answered_by_id=officer.id,
        answered_at=at(TODAY),
        answered_on=TODAY,
    )
    check(sentences_of(client.page(address)))
    check(sentences_of(client.page(f"{address}/new")))
