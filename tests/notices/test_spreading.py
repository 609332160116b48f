"""News becomes messages: to whom, once, after a while, and in the way things turned out."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.event_services import correct_event, record_event
from portal.cases.exception_services import record_exception, withdraw_exception
from portal.cases.models import CaseEvent, CaseNews, Child, Request
from portal.cases.news import NewsKind, tell
from portal.cases.update_services import Telling, tell_family
from portal.domain.facts import EventKind, Ground, Limit, RecordedException
from portal.domain.roles import Role
from portal.domain.time_limits import MilestoneKey
from portal.notices import services
from portal.notices.emails import Composer
from portal.notices.models import NoticeSetting
from tests.cases.filling import TODAY, ago
from tests.factories import Make
from tests.notices.conftest import LATER, NINE, Spread, Written, change, rows_of

Count = Callable[[], AbstractContextManager[list[str]]]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def decided(session: Session, case: Request, area: Area, officer: Person) -> CaseEvent:
    """At nine the officer recorded that the council decided to assess."""
    event = record_event(
        session,
        rows_of(session, case),
        kind=EventKind.DECIDED_TO_ASSESS,
        on=ago(25),
        change=change(area, officer),
    )
    session.commit()
    return event


def put_right(
    session: Session,
    case: Request,
    event: CaseEvent,
    area: Area,
    officer: Person,
    *,
    on: int | None,
    minutes: int,
    kind: EventKind = EventKind.DECIDED_TO_ASSESS,
) -> CaseEvent:
    right = correct_event(
        session,
        rows_of(session, case),
        session.get_one(CaseEvent, event.id),
        kind=kind,
        on=None if on is None else ago(on),
        change=change(area, officer, NINE + minutes * MINUTE),
    )
    session.commit()
    return right


def subjects(written: Written) -> list[str]:
    return [row.subject for row in written()]


def test_each_parent_gets_one_message_after_a_while(
    make: Make,
    child: Child,
    other_parent: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
    session: Session,
) -> None:
    make.guardian(child, other_parent)
    assert spread(LATER - MINUTE) == 0, "It waits, so that a slip can be put right."
    assert spread(LATER) == 2
    assert spread(LATER + MINUTE) == 0
    assert [row.recipient for row in written()] == ["amina@example.org", "ben@example.org"]
    assert {row.kind for row in written()} == {"notice-new-step"}
    (news,) = session.scalars(select(CaseNews))
    assert news.spread_at == LATER
    person = str(written()[0].key).split(":")
    assert person[:2] == ["news", str(news.id)]
    assert person[3] == "email"


def test_one_parents_message_names_nobody_of_the_family(
    make: Make,
    child: Child,
    parent: Person,
    other_parent: Person,
    case: Request,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    make.guardian(child, other_parent)
    spread()
    for row in written():
        said = f"{row.subject}\n{row.text}"
        for personal in ("Okafor", "Sam", "Amina", "Ben", "amina@", "ben@", case.reference):
            assert personal not in said


def test_spread_twice_in_one_go_is_written_once(
    decided: CaseEvent,
    case: Request,
    session: Session,
    compose: Composer,
    app: Flask,
    written: Written,
) -> None:
    """As after a crash between the outbox and the mark: the key knows the message again."""
    with app.app_context():
        for times in (1, 0):
            done = services.spread(
                session, [case.id], now=LATER, today=TODAY, compose=compose, secret="s"
            )
            assert done == times
            (news,) = session.scalars(select(CaseNews))
            news.spread_at = None
            session.commit()
    assert len(written()) == 1


def tell_update(
    session: Session, case: Request, area: Area, officer: Person, telling: Telling, minutes: int = 0
) -> None:
    at = NINE + minutes * MINUTE
    tell_family(session, rows_of(session, case), telling, change=change(area, officer, at))
    session.commit()


def test_what_comes_close_together_is_one_message(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    """Told once the request is quiet, each thing once, the newest expected day alone."""
    for minutes, day in ((8, 120), (16, 130)):
        telling = Telling("Some words.", None, MilestoneKey.FINAL_PLAN, ago(-day))
        tell_update(session, case, area, officer, telling, minutes)
    assert spread(LATER) == spread(NINE + 25 * MINUTE) == 0
    assert spread(NINE + 26 * MINUTE) == 1
    (row,) = written()
    assert (row.kind, row.subject) == ("notice-several", "There is news about your request")
    assert row.text.count("the council decided to assess your child") == 1
    assert row.text.count("The team has written to you about how things are going.") == 1
    assert "The team now expects to send the final plan by 24 July 2026." in row.text
    assert "14 July" not in row.text
    assert spread(NINE + 90 * MINUTE) == 0


def test_two_updates_of_one_sitting_keep_their_subject(
    session: Session, case: Request, area: Area, officer: Person, spread: Spread, written: Written
) -> None:
    for minutes in (0, 4):
        tell_update(session, case, area, officer, Telling(f"Words {minutes}."), minutes)
    assert spread(NINE + 14 * MINUTE) == 1
    assert [row.subject for row in written()] == ["There is an update on your request"]


def test_news_is_held_back_for_an_hour_at_most(
    session: Session, case: Request, area: Area, officer: Person, spread: Spread, written: Written
) -> None:
    """What came in the last ten minutes waits even then, so that a slip can be put right."""
    for minutes in range(0, 65, 8):
        tell_update(session, case, area, officer, Telling(f"Words {minutes}."), minutes)
    assert spread(NINE + 59 * MINUTE) == 0
    assert spread(NINE + 60 * MINUTE) == 1
    waiting = select(CaseNews.at).where(CaseNews.spread_at.is_(None)).order_by(CaseNews.at)
    assert list(session.scalars(waiting)) == [NINE + minutes * MINUTE for minutes in (56, 64)]
    assert spread(NINE + 73 * MINUTE) == 0
    assert spread(NINE + 74 * MINUTE) == 1


def test_one_message_holds_only_what_its_reader_wants(
    make: Make,
    session: Session,
    case: Request,
    parent: Person,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    make.notice_setting(parent, new_steps=False)
    tell_update(session, case, area, officer, Telling("Some words."))
    assert spread() == 1
    assert [row.subject for row in written()] == ["There is an update on your request"]
    put_right(session, case, decided, area, officer, on=24, minutes=30)
    setting = session.scalars(select(NoticeSetting)).one()
    setting.new_steps = True
    session.commit()
    assert spread(LATER + 30 * MINUTE) == 1
    assert "sorry" not in written()[1].text, "The first day was not in what they were told."


def test_what_nobody_can_turn_off_is_a_message_of_its_own(
    make: Make,
    session: Session,
    case: Request,
    child: Child,
    other_parent: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    linked = make.guardian(child, other_parent)
    tell(session, case.id, NewsKind.ACCOUNT_LINKED, linked.id, NINE)
    session.commit()
    assert spread() == 3
    assert sorted((row.recipient, row.kind) for row in written()) == [
        ("amina@example.org", "account-linked"),
        ("amina@example.org", "notice-new-step"),
        ("ben@example.org", "notice-new-step"),
    ]


def test_what_is_rolled_back_is_not_told(
    case: Request, area: Area, officer: Person, session: Session, spread: Spread
) -> None:
    record_event(
        session,
        rows_of(session, case),
        kind=EventKind.DECIDED_TO_ASSESS,
        on=ago(25),
        change=change(area, officer),
    )
    session.rollback()
    assert spread() == 0


def test_a_slip_put_right_in_time_is_never_told(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    put_right(session, case, decided, area, officer, on=24, minutes=5)
    assert spread(LATER) == 0
    assert spread(LATER + 5 * MINUTE) == 1
    (row,) = written()
    assert row.subject == "A new step in your assessment"
    assert "On 20 February 2026, the council decided to assess your child." in row.text
    assert "19 February" not in row.text
    assert "sorry" not in row.text


def test_what_never_happened_and_was_never_told_is_not_told(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
) -> None:
    put_right(session, case, decided, area, officer, on=None, minutes=5)
    assert spread(LATER + MINUTE * 60) == 0


def test_what_was_told_wrongly_is_put_right(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    spread(LATER)
    put_right(session, case, decided, area, officer, on=24, minutes=30)
    assert spread(LATER + 30 * MINUTE) == 1
    said = written()[1]
    assert said.subject == "We put something right in your request"
    assert "We told you this: on 19 February 2026, the council decided" in said.text
    assert "We are sorry." in said.text
    assert "This is right: on 20 February 2026, the council decided to assess" in said.text


def test_what_was_told_and_did_not_happen_is_taken_back(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    spread(LATER)
    put_right(session, case, decided, area, officer, on=None, minutes=30)
    assert spread(LATER + 30 * MINUTE) == 1
    assert "It did not happen." in written()[1].text
    assert "Deciding whether to assess" in written()[1].text, "Where it stands now."


def test_who_came_after_the_slip_hears_only_what_is_true(
    make: Make,
    session: Session,
    case: Request,
    child: Child,
    other_parent: Person,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
) -> None:
    spread(LATER)
    make.guardian(child, other_parent)
    put_right(session, case, decided, area, officer, on=24, minutes=30)
    assert spread(LATER + 30 * MINUTE) == 2
    _, amina, ben = written()
    assert "We told you this" in amina.text
    assert "We told you this" not in ben.text
    assert ben.subject == "A new step in your assessment"


def test_back_to_what_was_told_is_no_news(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    decided: CaseEvent,
    spread: Spread,
) -> None:
    spread(LATER)
    wrong = put_right(session, case, decided, area, officer, on=24, minutes=30)
    put_right(session, case, wrong, area, officer, on=25, minutes=32)
    assert spread(LATER + 60 * MINUTE) == 0


def test_an_exception_taken_back_in_time_is_never_told(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    def record(minutes: int) -> uuid.UUID:
        row = record_exception(
            session,
            rows_of(session, case),
            RecordedException(Limit.DECIDE, Ground.PERSONAL_CIRCUMSTANCES, ago(30)),
            family_told_on=ago(28),
            change=change(area, officer, NINE + minutes * MINUTE),
        )
        session.commit()
        return row.id

    def withdraw(exception_id: uuid.UUID, minutes: int) -> None:
        rows = rows_of(session, case)
        row = next(each for each in rows.exceptions if each.id == exception_id)
        withdraw_exception(
            session, rows, row, change=change(area, officer, NINE + minutes * MINUTE)
        )
        session.commit()

    withdraw(record(0), 5)
    assert spread(LATER + 30 * MINUTE) == 0
    told = record(60)
    assert spread(LATER + 60 * MINUTE) == 1
    withdraw(told, 90)
    assert spread(LATER + 90 * MINUTE) == 1
    first, second = written()
    assert "why the decision if it will assess your child may take longer." in first.text
    assert "The date in the law stays the same." in first.text
    assert "hard" not in first.text, "The reason itself is for the page."
    assert "It was wrong. We have taken it back." in second.text


def test_an_updates_words_stay_on_the_page(
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    telling = Telling("Sam’s report from Oak School is here.")
    tell_family(session, rows_of(session, case), telling, change=change(area, officer))
    session.commit()
    assert spread() == 1
    (row,) = written()
    assert row.subject == "There is an update on your request"
    assert "Oak School" not in row.text
    assert "now expects" not in row.text
    assert "Why it is late" not in row.text
    assert "You will hear from us by 30 March 2026." in row.text
    assert f"http://127.0.0.1:5000/wandsworth/children/{case.child_id}" in row.text


def test_what_was_chosen_from_lists_is_said(
    session: Session, case: Request, area: Area, officer: Person, spread: Spread, written: Written
) -> None:
    chosen = Telling("x", "our_staff", MilestoneKey.DECIDE_TO_ASSESS, ago(-9))
    tell_update(session, case, area, officer, chosen)
    assert spread() == 1
    (row,) = written()
    assert "The team now expects to decide by 25 March 2026." in row.text
    assert "Why it is late: We do not have enough staff to do this on time." in row.text


def test_what_was_expected_is_not_said_once_it_is_done(
    make: Make,
    session: Session,
    case: Request,
    area: Area,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    chosen = Telling("x", "our_staff", MilestoneKey.DECIDE_TO_ASSESS, ago(-9))
    tell_update(session, case, area, officer, chosen)
    make.event(case, "decided_not_to_assess", ago(1), officer)
    spread()
    (row,) = written()
    assert "The team has written to you" in row.text
    assert "now expects" not in row.text
    assert "Why it is late" not in row.text


def test_an_update_taken_back_in_time_is_never_told(
    make: Make, session: Session, case: Request, officer: Person, spread: Spread
) -> None:
    row = make.update(case, officer, taken_back_at=NINE)
    tell(session, case.id, NewsKind.UPDATE, row.id, NINE)
    session.commit()
    assert spread() == 0


def test_an_answer_is_for_who_asked(
    make: Make,
    session: Session,
    case: Request,
    child: Child,
    parent: Person,
    other_parent: Person,
    spread: Spread,
    written: Written,
) -> None:
    make.guardian(child, other_parent)
    asked = make.family_question(case, other_parent)
    tell(session, case.id, NewsKind.QUESTION_ANSWERED, asked.id, NINE, person_id=other_parent.id)
    session.commit()
    assert spread() == 1
    (row,) = written()
    assert (row.recipient, row.subject) == ("ben@example.org", "Your question has an answer")
    assert f"/wandsworth/children/{child.id}/questions" in row.text


def test_a_new_account_is_told_to_the_others_whatever_they_chose(
    make: Make,
    session: Session,
    case: Request,
    child: Child,
    parent: Person,
    other_parent: Person,
    spread: Spread,
    written: Written,
) -> None:
    linked = make.guardian(child, other_parent)
    make.notice_setting(parent, by_email=False, new_steps=False, answers=False, dates=False)
    tell(session, case.id, NewsKind.ACCOUNT_LINKED, linked.id, NINE)
    session.commit()
    assert spread() == 1
    (row,) = written()
    assert (row.recipient, row.subject) == (
        "amina@example.org",
        "A new account can see your request",
    )
    assert row.unsubscribe == ""
    assert "unsubscribe" not in row.text


def test_a_corrected_day_is_told_once(
    make: Make, session: Session, case: Request, officer: Person, spread: Spread, written: Written
) -> None:
    first = make.received(case.received[0], ago(61), officer)
    second = make.received(first, ago(62), officer)
    for row in (first, second):
        tell(session, case.id, NewsKind.RECEIVED_CORRECTED, row.id, NINE)
    session.commit()
    assert spread() == 1
    assert "It is 13 January 2026." in written()[0].text


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"until": TODAY}, id="access ended today"),
        pytest.param({"since": TODAY + timedelta(days=1)}, id="access begins tomorrow"),
    ],
)
def test_who_may_not_see_is_not_told(
    make: Make,
    child: Child,
    other_parent: Person,
    decided: CaseEvent,
    spread: Spread,
    written: Written,
    given: dict[str, object],
) -> None:
    make.guardian(child, other_parent, **given)
    assert spread() == 1
    assert written()[0].recipient == "amina@example.org"


def test_a_young_person_is_told_as_such_and_a_parent_only_if_they_agreed(
    make: Make,
    area: Area,
    officer: Person,
    parent: Person,
    session: Session,
    other_parent: Person,
    spread: Spread,
    written: Written,
) -> None:
    born = TODAY.replace(year=2009)
    child = make.child(area, born=born)
    own = make.person(Role.YOUNG_PERSON, area, email="kez@example.org")
    make.guardian(child, own, as_young_person=True)
    make.guardian(child, parent)
    make.guardian(child, other_parent, agreed_on=ago(10))
    case = make.request(child, ago(60))
    record_event(
        session,
        rows_of(session, case),
        kind=EventKind.DECIDED_TO_ASSESS,
        on=ago(25),
        change=change(area, officer),
    )
    session.commit()
    assert spread() == 2
    ben, kez = written()
    assert (ben.recipient, kez.recipient) == ("ben@example.org", "kez@example.org")
    assert "the council decided to assess your child" in ben.text
    assert "the council decided to assess you." in kez.text
    assert "your child" not in kez.text.lower()


def test_a_case_whose_facts_contradict_each_other_is_told_without_dates(
    make: Make, case: Request, officer: Person, session: Session, spread: Spread, written: Written
) -> None:
    make.event(case, "final_plan_issued", ago(20), officer)
    event = make.event(case, "decided_not_to_assess", ago(25), officer)
    tell(session, case.id, NewsKind.EVENT, event.id, NINE)
    session.commit()
    assert spread() == 1
    assert "We are checking the dates of this request." in written()[0].text


def tell_all(session: Session, cases: list[Request], events: list[CaseEvent]) -> None:
    for case, event in zip(cases, events, strict=True):
        tell(session, case.id, NewsKind.EVENT, event.id, NINE)
    session.commit()


@pytest.mark.parametrize("families", [1, 6])
def test_reading_takes_as_many_queries_for_many_as_for_one(
    make: Make,
    area: Area,
    officer: Person,
    session: Session,
    compose: Composer,
    app: Flask,
    query_count: Count,
    families: int,
) -> None:
    cases = [
        make.request(make.child(area, make.person(), make.person()), ago(60))
        for _ in range(families)
    ]
    events = [make.event(case, "decided_to_assess", ago(25), officer) for case in cases]
    tell_all(session, cases, events)
    with app.app_context(), query_count() as asked:
        ids = [case.id for case in cases]
        count = services.spread(session, ids, now=LATER, today=TODAY, compose=compose, secret="s")
        session.commit()
    assert count == 2 * families
    inserts = [each for each in asked if each.startswith("INSERT INTO outbox_messages")]
    assert len(inserts) == count
    # One of them keeps who was told of what.
    assert len(asked) - len(inserts) == 13
