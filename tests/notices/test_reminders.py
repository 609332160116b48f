"""Dates that are coming up, dates that have passed, and rights that pass on: each told once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import CasePosition, Child, Request
from portal.domain.assessment import timeline
from portal.domain.facts import AdviceRequest, CaseFacts, Event, EventKind
from portal.domain.roles import Role
from portal.notices import reminder_services
from portal.notices.emails import composer
from portal.notices.reminders import DAY_AFTER, Reminder, Step, reminders
from portal.notices.rights_change import RightsChange, born_for, rights_change
from tests.factories import Make
from tests.notices.conftest import Written

Count = Callable[[], AbstractContextManager[list[str]]]
QUERIES_OF_A_ROUND = 12
RECEIVED = date(2026, 1, 5)
DECISION = date(2026, 2, 16)
FINAL = date(2026, 5, 25)
DRAFTED = date(2026, 4, 1)
COMMENTS = date(2026, 4, 15)
DECIDED_NO = date(2026, 2, 10)
APPEAL = date(2026, 4, 10)

TO_ASSESS = Event(EventKind.DECIDED_TO_ASSESS, date(2026, 2, 1))
DRAFT = Event(EventKind.DRAFT_SENT, DRAFTED)
COMMENTED = Event(EventKind.COMMENTS_RECEIVED, date(2026, 4, 7))
REFUSED = Event(EventKind.DECIDED_NOT_TO_ASSESS, DECIDED_NO)
WITHDRAWN = Event(EventKind.WITHDRAWN, date(2026, 2, 10))


def days(day: date, number: int) -> date:
    return day + timedelta(days=number)


DUE = [
    pytest.param((), days(DECISION, -8), [], id="decision, 8 days before"),
    pytest.param((), days(DECISION, -7), [(Step.DECISION, 7)], id="decision, 7 days before"),
    pytest.param((), DECISION, [(Step.DECISION, 7)], id="decision, caught up on the day itself"),
    pytest.param((), days(DECISION, 1), [(Step.DECISION, DAY_AFTER)], id="decision, the day after"),
    pytest.param((), days(DECISION, 8), [(Step.DECISION, DAY_AFTER)], id="decision, caught up"),
    pytest.param((), days(DECISION, 9), [], id="decision, older than a week"),
    pytest.param((TO_ASSESS,), days(DECISION, -3), [], id="decided in time"),
    pytest.param((TO_ASSESS,), days(FINAL, -7), [(Step.FINAL_PLAN, 7)], id="final plan"),
    pytest.param((TO_ASSESS,), days(FINAL, 1), [(Step.FINAL_PLAN, DAY_AFTER)], id="plan is late"),
    pytest.param((TO_ASSESS, DRAFT), days(COMMENTS, -8), [], id="comments, 8 days before"),
    pytest.param((TO_ASSESS, DRAFT), days(COMMENTS, -7), [(Step.COMMENTS, 7)], id="comments, 7"),
    pytest.param((TO_ASSESS, DRAFT), days(COMMENTS, -3), [(Step.COMMENTS, 7)], id="comments, 3"),
    pytest.param((TO_ASSESS, DRAFT), days(COMMENTS, -2), [(Step.COMMENTS, 2)], id="comments, 2"),
    pytest.param((TO_ASSESS, DRAFT), COMMENTS, [(Step.COMMENTS, 2)], id="comments, the last day"),
    pytest.param((TO_ASSESS, DRAFT), days(COMMENTS, 1), [], id="comments: a family is never late"),
    pytest.param((TO_ASSESS, DRAFT, COMMENTED), days(COMMENTS, -2), [], id="commented already"),
    pytest.param((REFUSED,), days(APPEAL, -15), [], id="appeal, 15 days before"),
    pytest.param((REFUSED,), days(APPEAL, -14), [(Step.APPEAL, 14)], id="appeal, 14 days before"),
    pytest.param((REFUSED,), days(APPEAL, -7), [(Step.APPEAL, 14)], id="appeal, caught up"),
    pytest.param((REFUSED,), days(APPEAL, -6), [], id="appeal, older than a week"),
    pytest.param((REFUSED,), days(DECISION, 1), [], id="nothing is late after a decision"),
    pytest.param((WITHDRAWN,), days(DECISION, 1), [], id="withdrawn"),
]


@pytest.mark.parametrize(("events", "today", "expected"), DUE)
def test_what_is_due(
    events: tuple[Event, ...], today: date, expected: list[tuple[Step, int]]
) -> None:
    facts = CaseFacts(RECEIVED, events, (AdviceRequest("School", date(2026, 2, 2)),))
    if EventKind.DECIDED_TO_ASSESS not in {event.kind for event in events}:
        facts = CaseFacts(RECEIVED, events)
    found = reminders(timeline(facts, as_of=today), holidays=frozenset())
    assert [(each.step, each.days) for each in found] == expected


def test_a_new_draft_gives_the_days_anew() -> None:
    again = Event(EventKind.DRAFT_SENT, days(DRAFTED, 10))
    facts = CaseFacts(RECEIVED, (TO_ASSESS, DRAFT, again))
    (found,) = reminders(timeline(facts, as_of=days(COMMENTS, 8)), holidays=frozenset())
    assert found == Reminder(Step.COMMENTS, days(COMMENTS, 10), 2)


LAST_FRIDAY = date(2026, 6, 26)
BORN = date(2010, 5, 1)
CHANGES = [
    pytest.param(date(2025, 12, 25), None, id="half a year and a day before"),
    pytest.param(date(2025, 12, 26), False, id="half a year before"),
    pytest.param(date(2026, 1, 2), False, id="half a year before, caught up"),
    pytest.param(date(2026, 1, 3), None, id="half a year before, too old"),
    pytest.param(date(2026, 6, 26), None, id="the last Friday in June itself"),
    pytest.param(date(2026, 6, 27), True, id="the day after"),
    pytest.param(date(2026, 7, 4), True, id="the day after, caught up"),
    pytest.param(date(2026, 7, 5), None, id="the day after, too old"),
]


@pytest.mark.parametrize(("today", "passed"), CHANGES)
def test_when_the_change_of_rights_is_spoken_of(today: date, passed: bool | None) -> None:
    found = rights_change(BORN, today)
    assert found == (None if passed is None else RightsChange(LAST_FRIDAY, passed))


@pytest.mark.parametrize(
    ("born", "inside"),
    [
        pytest.param(date(2009, 8, 31), False, id="a school year older"),
        pytest.param(date(2009, 9, 1), True, id="the oldest"),
        pytest.param(date(2010, 8, 31), True, id="the youngest"),
        pytest.param(date(2010, 9, 1), False, id="a school year younger"),
    ],
)
def test_the_birthdays_of_a_school_year(born: date, inside: bool) -> None:
    first, last = born_for(2026)
    assert (first <= born <= last) == inside
    assert (rights_change(born, date(2026, 6, 27)) is not None) == inside


Remind = Callable[[date], int]


@pytest.fixture
def remind(app: Flask, session: Session) -> Remind:
    """The daily work on a day; how many messages were new."""

    def on(today: date) -> int:
        now = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
        given = {"now": now, "today": today}
        with app.app_context():
            requests = reminder_services.requests_to_look_at(session, today=today)
            children = reminder_services.children_to_look_at(session, today=today)
            done = reminder_services.remind(session, requests, **given, compose=composer())  # type: ignore[arg-type]
            done += reminder_services.remind_of_rights(
                session,
                children,
                **given,  # type: ignore[arg-type]
                compose=composer(),
            )
        session.commit()
        return done

    return on


@pytest.fixture
def received(make: Make, child: Child) -> Request:
    return make.request(child, RECEIVED)


def told_days(remind: Remind, since: date, until: date) -> list[date]:
    """The days on which something was written, looking every day."""
    span = range((until - since).days + 1)
    return [day for day in (days(since, number) for number in span) if remind(day)]


def test_every_date_is_told_on_its_day_and_once(
    make: Make, received: Request, officer: Person, remind: Remind, written: Written
) -> None:
    assert told_days(remind, days(DECISION, -20), days(DECISION, 20)) == [
        days(DECISION, -7),
        days(DECISION, 1),
    ]
    make.event(received, "decided_to_assess", date(2026, 3, 2), officer)
    make.event(received, "draft_sent", DRAFTED, officer)
    assert told_days(remind, DRAFTED, days(COMMENTS, 3)) == [days(COMMENTS, -7), days(COMMENTS, -2)]
    assert told_days(remind, days(FINAL, -20), days(FINAL, 3)) == [days(FINAL, -7), days(FINAL, 1)]
    make.event(received, "final_plan_issued", days(FINAL, 4), officer)
    # Two months from 29 May end on 29 July.
    assert told_days(remind, days(FINAL, 5), date(2026, 9, 1)) == [date(2026, 7, 15)]
    assert [row.subject for row in written()] == [
        *("A date is coming up", "A date has passed"),
        *("A date is coming up", "A date is coming up"),
        *("A date is coming up", "A date has passed"),
        "A date is coming up",
    ]
    assert {row.key.split(":")[0] for row in written()} == {"due"}


def test_an_appeal_over_the_summer_is_told_before_it_really_ends(
    make: Make, received: Request, officer: Person, remind: Remind, written: Written
) -> None:
    """Two months from 12 June end in August, so the time really ends on 1 September."""
    make.event(received, "decided_not_to_assess", date(2026, 6, 12), officer)
    assert told_days(remind, date(2026, 6, 13), date(2026, 9, 5)) == [date(2026, 8, 18)]
    assert "The last day to appeal is 1 September 2026. That is in 14 days." in written()[0].text


def test_missed_days_are_caught_up_with_the_days_that_are_left(
    make: Make, received: Request, officer: Person, remind: Remind, written: Written
) -> None:
    make.event(received, "decided_to_assess", date(2026, 2, 1), officer)
    make.event(received, "draft_sent", DRAFTED, officer)
    assert remind(days(COMMENTS, -4)) == 1
    assert remind(days(COMMENTS, -1)) == 1
    first, second = written()
    assert "Your last day to say what you think is 15 April 2026. That is in 4 days." in first.text
    assert "That is in 1 day." in second.text


def test_a_late_step_is_told_without_excuse_and_with_the_rights(
    make: Make, received: Request, remind: Remind, written: Written, officer: Person
) -> None:
    make.update(received, officer, "We are short of staff.", late_reason="our_staff")
    assert remind(days(DECISION, 1)) == 1
    (row,) = written()
    assert "The council had to tell you by 16 February 2026 if it will assess your child." in (
        row.text
    )
    assert "This is late." in row.text
    assert "YOUR RIGHTS NOW" in row.text
    assert "complain" in row.text
    assert "free help from Advice Service" in row.text
    assert "staff" not in row.text.replace("health staff", "")


def test_a_corrected_day_is_reminded_of_anew(
    make: Make, received: Request, officer: Person, remind: Remind
) -> None:
    assert remind(days(DECISION, -7)) == 1
    make.received(received.received[0], days(RECEIVED, 2), officer)
    assert remind(days(DECISION, -6)) == 0
    assert remind(days(DECISION, -5)) == 1


def test_reminders_are_no_telling(received: Request, remind: Remind, session: Session) -> None:
    remind(days(DECISION, -7))
    session.expire_all()
    assert session.get_one(CasePosition, received.id).told_on is None


@pytest.mark.parametrize(
    ("given", "count"),
    [
        pytest.param({"dates": False}, 0, id="no dates"),
        pytest.param({"by_email": False}, 0, id="e-mails off"),
        pytest.param({"new_steps": False, "answers": False}, 1, id="only dates"),
    ],
)
def test_wishes_are_respected(
    make: Make,
    received: Request,
    parent: Person,
    remind: Remind,
    given: dict[str, bool],
    count: int,
) -> None:
    make.notice_setting(parent, **given)
    assert remind(days(DECISION, -7)) == count


def test_rights_pass_on_and_nobody_is_left_to_find_out(
    make: Make,
    area: Area,
    parent: Person,
    other_parent: Person,
    remind: Remind,
    written: Written,
    session: Session,
) -> None:
    """Told half a year before and the day after, whatever was chosen and each once."""
    child = make.child(area, born=BORN)
    for person in (parent, other_parent):
        make.guardian(child, person, since=date(2025, 9, 1))
    make.request(child, date(2025, 9, 1))
    make.notice_setting(parent, by_email=False)
    assert [remind(date(2025, 12, day)) for day in (25, 26, 27)] == [0, 2, 0]
    own = make.person(Role.YOUNG_PERSON, area, email="kez@example.org")
    make.guardian(child, own, as_young_person=True, since=date(2026, 6, 27))
    assert remind(date(2026, 6, 26)) == 0
    assert remind(date(2026, 6, 27)) == 3
    assert remind(date(2026, 6, 28)) == 0
    rights = [row for row in written() if row.kind.startswith("rights")]
    assert [row.recipient for row in rights] == [
        *("amina@example.org", "ben@example.org"),
        *("amina@example.org", "ben@example.org", "kez@example.org"),
    ]
    assert "From 27 June 2026, your child holds the rights" in rights[0].text
    assert "So you cannot see their page any more, unless they say yes." in rights[2].text
    assert "Since 27 June 2026, you hold the rights" in rights[4].text
    for row in rights:
        assert row.unsubscribe == ""
        assert "/wandsworth/children\n" in row.text


def test_a_parent_whose_young_person_agreed_has_nothing_to_be_told(
    make: Make, area: Area, parent: Person, remind: Remind
) -> None:
    child = make.child(area, born=BORN)
    make.guardian(child, parent, agreed_on=date(2026, 6, 27))
    make.request(child, date(2025, 9, 1))
    assert remind(date(2026, 6, 28)) == 0


def test_a_child_without_a_request_has_no_rights_to_pass_on(
    make: Make, area: Area, parent: Person, remind: Remind
) -> None:
    make.child(area, parent, born=BORN)
    assert remind(date(2026, 6, 27)) == 0


@pytest.mark.parametrize("families", [1, 5])
def test_a_fixed_number_of_queries_and_nothing_tried_again(
    make: Make,
    area: Area,
    app: Flask,
    session: Session,
    query_count: Count,
    families: int,
) -> None:
    today, now = days(DECISION, -7), datetime(2026, 2, 9, 9, tzinfo=UTC)
    cases = [make.request(make.child(area, make.person()), RECEIVED) for _ in range(families)]

    def round_of_queries() -> list[str]:
        with app.app_context(), query_count() as asked:
            found = reminder_services.requests_to_look_at(session, today=today)
            assert sorted(found) == sorted(case.id for case in cases)
            reminder_services.remind(session, found, now=now, today=today, compose=composer())
            session.commit()
        return asked

    inserts = [each for each in round_of_queries() if each.startswith("INSERT")]
    assert len(inserts) == families
    again = round_of_queries()
    assert not [each for each in again if each.startswith("INSERT")]
    assert len(again) == QUERIES_OF_A_ROUND
