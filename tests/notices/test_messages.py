"""What e-mails and text messages hold, for every stage, and that they can be read at eleven."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.cases.models import Request
from portal.cases.news import NewsKind, tell
from portal.domain.rights_holder import end_of_compulsory_school_age
from portal.notices.emails import text_message
from portal.notices.gathering import gather
from portal.notices.notice import about
from portal.notices.reminder_words import said_of, said_of_rights
from portal.notices.reminders import DAY_AFTER, Reminder, Step
from portal.notices.rights_change import RightsChange
from portal.notices.said import Said
from portal.notices.wishes import Sort
from portal.outbox.models import OutboxMessage
from tests.cases.filling import TODAY, ago
from tests.factories import Make
from tests.house.test_reading_age import as_sentences, check
from tests.notices.conftest import NINE, Spread, Written

# What happened, so many days ago, until the request stands there.
WAYS = {
    "decided_to_assess": [("decided_to_assess", 25)],
    "decided_not_to_assess": [("decided_not_to_assess", 25)],
    "draft_sent": [("decided_to_assess", 25), ("draft_sent", 3)],
    "comments_received": [("decided_to_assess", 25), ("draft_sent", 9), ("comments_received", 3)],
    "decided_no_plan": [("decided_to_assess", 25), ("decided_no_plan", 3)],
    "final_plan_issued": [("decided_to_assess", 25), ("draft_sent", 20), ("final_plan_issued", 2)],
    "withdrawn": [("withdrawn", 2)],
    "moved_away": [("moved_away", 2)],
}
Told = Callable[[str], list[OutboxMessage]]
PRIVATE = ("sam", "okafor", "no plan", "not to assess", "withdrawn", "t-")


@pytest.fixture
def told(
    make: Make, session: Session, case: Request, officer: Person, spread: Spread, written: Written
) -> Told:
    """The messages written when a kind of event happened."""

    def of(kind: str) -> list[OutboxMessage]:
        for each, days in WAYS[kind]:
            event = make.event(case, each, ago(days), officer)
        tell(session, case.id, NewsKind.EVENT, event.id, NINE)
        session.commit()
        spread()
        return list(written())

    return of


@pytest.mark.parametrize("kind", list(WAYS))
def test_an_email_of_each_step(told: Told, kind: str, case: Request) -> None:
    (row,) = told(kind)
    assert row.subject == "A new step in your assessment"
    assert not any(word in row.subject.lower() for word in PRIVATE)
    for personal in ("Sam", "Okafor", case.reference):
        assert personal not in row.text
    for part in (
        "WHERE IT STANDS",
        "WHAT YOU NEED TO DO",
        "Jo Bell works on this request.",
        "Phone: 020 7946 0123",
        f"http://127.0.0.1:5000/wandsworth/children/{case.child_id}?request={case.id}",
        "http://127.0.0.1:5000/wandsworth/notices\n",
        row.unsubscribe,
    ):
        assert part in row.text
    assert re.fullmatch(
        r"http://127.0.0.1:5000/wandsworth/notices/unsubscribe/\S+", row.unsubscribe
    )
    assert "\n\n\n" not in row.text
    spoken = re.sub(r"https?://\S+|\S+@\S+|\d{3} \d{4} \d{4}", "", row.text)
    check(as_sentences(spoken.split("\n")))


def test_the_words_say_what_comes_next_and_by_when(told: Told) -> None:
    (row,) = told("draft_sent")
    assert "On 13 March 2026, the council sent you the draft plan." in row.text
    assert "Read the draft plan. Say what you think by 27 March 2026." in row.text
    assert "The law says by 4 June 2026." in row.text


def test_a_no_is_told_with_the_rights_and_their_last_days(told: Told) -> None:
    (row,) = told("decided_not_to_assess")
    assert "YOUR RIGHTS NOW" in row.text
    assert "The last day is 19 April 2026." in row.text
    assert "You can get free help from Advice Service: 020 7946 0123." in row.text


@pytest.mark.usefixtures("with_texts")
@pytest.mark.parametrize("kind", list(WAYS))
def test_a_text_message_of_each_step(told: Told, make: Make, parent: Person, kind: str) -> None:
    make.notice_setting(parent, by_email=False, mobile="07700900123")
    (row,) = told(kind)
    assert (row.recipient, row.subject, row.unsubscribe) == ("07700900123", "", "")
    assert len(row.text) <= 160
    # Signs outside this set cut a text message down to 70 characters.
    assert row.text.isascii()
    assert row.text.startswith("A new step in your assessment.")
    assert " http://127.0.0.1:5000/wandsworth/children" in row.text
    stop = " Stop: http://127.0.0.1:5000/wandsworth/notices"
    assert row.text.endswith(stop) or len(row.text + stop) > 160
    assert not any(word in row.text.lower() for word in PRIVATE)
    goes_on = kind in ("decided_to_assess", "draft_sent", "comments_received")
    assert ("Stage: " in row.text) == goes_on, "An ending is not shown on a locked phone."


@pytest.mark.usefixtures("with_texts")
@pytest.mark.parametrize(
    ("length", "said"),
    [
        pytest.param(
            107, "There is news. Stage: Draft. {} Stop: https://s.example", id="all of it"
        ),
        pytest.param(108, "There is news. Stage: Draft. {}", id="no way to stop"),
        pytest.param(131, "There is news. Stage: Draft. {}", id="just so"),
        pytest.param(132, "There is news. {}", id="no stage"),
        pytest.param(146, "{}", id="the address alone"),
    ],
)
def test_a_long_address_leaves_less_to_say(
    make: Make, session: Session, case: Request, app: Flask, length: int, said: str
) -> None:
    told = gather(session, [case.id], today=TODAY)[case.id]
    what = Said("notice", Sort.DATES, "There is news", ())
    with app.app_context():
        notice = about(told, told.readers[0], what, key="k", today=TODAY)
    assert notice.standing
    short = replace(notice, standing=replace(notice.standing, stage="Draft"))
    address = "https://s.example.org/".ljust(length, "w")
    assert text_message(short, address, stop="https://s.example") == said.format(address)


@pytest.mark.usefixtures("with_texts")
def test_both_ways_are_two_messages(told: Told, make: Make, parent: Person) -> None:
    make.notice_setting(parent, mobile="07700900123")
    assert sorted(row.key.rpartition(":")[2] for row in told("draft_sent")) == ["email", "sms"]


def test_without_notify_there_are_no_text_messages(told: Told, make: Make, parent: Person) -> None:
    make.notice_setting(parent, by_email=False, mobile="07700900123")
    assert told("draft_sent") == []


@pytest.mark.parametrize(
    ("given", "count"),
    [
        pytest.param({}, 1, id="as it is"),
        pytest.param({"by_email": False}, 0, id="e-mails off"),
        pytest.param({"new_steps": False}, 0, id="no new steps"),
        pytest.param({"answers": False, "dates": False}, 1, id="only new steps"),
    ],
)
def test_wishes_are_respected(
    told: Told, make: Make, parent: Person, given: dict[str, bool], count: int
) -> None:
    make.notice_setting(parent, **given)
    assert len(told("draft_sent")) == count


@pytest.mark.parametrize("step", list(Step))
def test_reminders_can_be_read_at_eleven(app: Flask, step: Step) -> None:
    soon = said_of(Reminder(step, date(2026, 3, 18), 7), today=TODAY)
    check(" ".join(soon.changed))
    if step in (Step.DECISION, Step.FINAL_PLAN):
        check(" ".join(said_of(Reminder(step, ago(1), DAY_AFTER), today=TODAY).changed))


@pytest.mark.parametrize(
    ("passed", "young_person"),
    [
        pytest.param(False, False, id="half a year before"),
        pytest.param(False, True, id="half a year before, to the young person"),
        pytest.param(True, False, id="to a parent"),
        pytest.param(True, True, id="to the young person"),
    ],
)
def test_the_change_of_rights_can_be_read_at_eleven(passed: bool, young_person: bool) -> None:
    last_day = end_of_compulsory_school_age(date(2010, 5, 1))
    said = said_of_rights(RightsChange(last_day, passed), young_person=young_person)
    check(" ".join(said.changed))
    assert said.changed[0].startswith("Since" if passed else "From")
    assert said.subject == f"Who decides {'has changed' if passed else 'is about to change'}"
