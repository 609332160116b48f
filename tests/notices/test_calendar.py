"""A calendar of the dates: what it holds, that it stays current, and who can read it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.cases.models import Child, Guardian, Request
from portal.domain.roles import Role
from tests.cases.filling import TODAY, ago
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient

Count = Callable[[], AbstractContextManager[list[str]]]
BY_LAW = "EHC assessment: last day by law "
A_LATER_MOMENT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _signed_in(client: PageClient, parent: Person, case: Request) -> None:
    client.sign_in(parent)


@pytest.fixture
def page(child: Child) -> str:
    return f"/wandsworth/children/{child.id}/calendar"


def feed_address(client: PageClient, page: str) -> str:
    """Where calendars read, as the page says."""
    address = client.page(page).select_one(".portal-notices-address a")["href"]
    return str(address).removeprefix("http://127.0.0.1:5000")


@pytest.fixture
def feed(client: PageClient, page: str) -> str:
    """The address of a calendar that the parent just made."""
    client.send(page, {})
    return feed_address(client, page)


@pytest.fixture
def program(app: Flask) -> PageClient:
    """A calendar program: nobody is signed in."""
    app.test_client_class = PageClient
    return app.test_client()  # type: ignore[return-value]


def read(program: PageClient, feed: str) -> Calendar:
    answer = program.get(feed)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.data)


def events(calendar: Calendar) -> dict[str, Event]:
    """Each entry by the step in its number."""
    found = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
    return {str(each["uid"]).split("@")[0][37:]: each for each in found}


def standing(calendar: Calendar) -> dict[str, date]:
    found = events(calendar).items()
    return {step: each.decoded("dtstart") for step, each in found if each["status"] == "CONFIRMED"}


def test_nobody_has_a_calendar_unasked(client: PageClient, session: Session, page: str) -> None:
    assert client.page(page).select_one("main button").text == "Make my calendar"
    assert list(session.scalars(select(Guardian.calendar_key))) == [None]


def test_the_button_makes_one(client: PageClient, session: Session, page: str) -> None:
    answer = client.send(page, {}, follow=True)
    assert "Your calendar is ready." in answer.text
    (key,) = session.scalars(select(Guardian.calendar_key))
    assert key
    assert len(key) >= 32
    assert f"webcal://127.0.0.1:5000/wandsworth/calendar/{key}.ics" in answer.text
    assert f"http://127.0.0.1:5000/wandsworth/calendar/{key}.ics" in answer.text
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.details) == ("notices:calendar:started", {})


def test_what_it_holds(program: PageClient, feed: str, case: Request) -> None:
    calendar = read(program, feed)
    assert str(calendar["method"]) == "PUBLISH"
    assert calendar["refresh-interval"].to_ical() == b"PT12H"
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
    assert calendar["x-published-ttl"].to_ical() == b"PT12H"
    found = events(calendar)
    assert {step: str(each["summary"]) for step, each in found.items()} == {
        "decide_to_assess": f"{BY_LAW}to decide whether to assess",
        "tell_no_plan": f"{BY_LAW}to say there is no plan",
        "final_plan": f"{BY_LAW}for the final plan",
    }
    assert standing(calendar) == {
        "decide_to_assess": date(2026, 2, 26),
        "tell_no_plan": date(2026, 5, 7),
        "final_plan": date(2026, 6, 4),
    }
    for each in found.values():
        assert str(each["uid"]) == f"{case.id}-{str(each['uid']).split('@')[0][37:]}@127.0.0.1"
        assert each.decoded("last-modified") == A_MOMENT
        assert type(each.decoded("dtstart")) is date, "It lasts all day."


def test_it_names_no_child(program: PageClient, feed: str) -> None:
    text = program.get(feed).text
    for personal in ("Sam", "Okafor", "Amina", "Jo Bell"):
        assert personal not in text


def test_two_childrens_calendars_can_be_told_apart(
    make: Make, program: PageClient, feed: str, case: Request, child: Child
) -> None:
    assert str(read(program, feed)["x-wr-calname"]) == f"EHC assessment dates, {case.reference}"
    newer = make.request(child, ago(3))
    calendar = read(program, feed)
    assert str(calendar["name"]) == f"EHC assessment dates, {newer.reference}"
    assert case.reference not in str(calendar.to_ical())


def test_what_is_done_is_taken_away_and_what_comes_is_added(
    make: Make, program: PageClient, feed: str, case: Request, officer: Person
) -> None:
    make.event(case, "decided_to_assess", ago(25), officer)
    make.event(case, "draft_sent", ago(5), officer)
    make.update(case, officer, expected_step="final_plan", expected_on=date(2026, 6, 20))
    calendar = read(program, feed)
    assert standing(calendar) == {
        "comment_on_draft": date(2026, 3, 25),
        "final_plan": date(2026, 6, 4),
        "expected-final_plan": date(2026, 6, 20),
    }
    assert events(calendar)["decide_to_assess"]["status"] == "CANCELLED"
    words = str(events(calendar)["expected-final_plan"]["summary"])
    assert words == "EHC assessment: the team expects to send the final plan"


def test_the_last_day_to_appeal(
    make: Make, program: PageClient, feed: str, case: Request, officer: Person
) -> None:
    make.event(case, "decided_not_to_assess", ago(25), officer)
    assert standing(read(program, feed)) == {"appeal": date(2026, 4, 19)}


@pytest.mark.parametrize("kind", ["withdrawn", "moved_away"])
def test_a_request_that_stopped_takes_its_dates_away(
    make: Make, program: PageClient, feed: str, case: Request, officer: Person, kind: str
) -> None:
    before = events(read(program, feed))
    make.event(case, kind, ago(2), officer, recorded_at=A_LATER_MOMENT)
    after = read(program, feed)
    assert standing(after) == {}
    assert events(after).keys() == before.keys()


def test_a_correction_moves_the_same_entry(
    make: Make, program: PageClient, feed: str, case: Request, officer: Person
) -> None:
    before = events(read(program, feed))["final_plan"]
    make.received(case.received[0], ago(50), officer, recorded_at=A_LATER_MOMENT)
    after = events(read(program, feed))["final_plan"]
    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") - before.decoded("dtstart") == timedelta(days=10)
    assert after.decoded("sequence") > before.decoded("sequence")
    assert after.decoded("last-modified") == A_LATER_MOMENT


def test_a_new_draft_moves_the_familys_own_date(
    make: Make, program: PageClient, feed: str, case: Request, officer: Person
) -> None:
    make.event(case, "decided_to_assess", ago(25), officer)
    make.event(case, "draft_sent", ago(9), officer)
    before = events(read(program, feed))["comment_on_draft"]
    make.event(case, "draft_sent", ago(2), officer, recorded_at=A_LATER_MOMENT)
    after = events(read(program, feed))["comment_on_draft"]
    assert after["uid"] == before["uid"]
    assert (before.decoded("dtstart"), after.decoded("dtstart")) == (
        date(2026, 3, 21),
        date(2026, 3, 28),
    )


def test_facts_that_contradict_each_other_give_no_dates(
    make: Make, program: PageClient, feed: str, case: Request, officer: Person
) -> None:
    make.event(case, "final_plan_issued", ago(20), officer)
    make.event(case, "decided_not_to_assess", ago(25), officer)
    assert events(read(program, feed)) == {}


def test_a_new_address_ends_the_old_one(
    client: PageClient, program: PageClient, page: str, feed: str
) -> None:
    form = client.page(page)
    client.post(page, data={"csrf_token": token_of(form), "wanted": "make"})
    newer = feed_address(client, page)
    assert newer != feed
    assert program.get(feed).status_code == 404
    assert program.get(newer).status_code == 200


def token_of(page: object) -> str:
    return str(page.select_one("main [name=csrf_token]")["value"])  # type: ignore[attr-defined]


def test_it_can_be_stopped(
    client: PageClient, program: PageClient, session: Session, page: str, feed: str
) -> None:
    for _ in range(2):
        token = token_of(client.page(page))
        assert client.post(page, data={"csrf_token": token, "wanted": "stop"}).status_code == 303
    assert program.get(feed).status_code == 404
    acts = list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.act)))
    assert acts == ["notices:calendar:started", "notices:calendar:stopped"]


def test_a_wish_that_is_none_changes_nothing(
    client: PageClient, session: Session, page: str
) -> None:
    assert client.send(page, {"wanted": "everything"}).status_code == 400
    assert list(session.scalars(select(Guardian.calendar_key))) == [None]


@pytest.mark.parametrize("key", ["x", "x" * 43, "%00", "a/b"])
def test_a_key_that_is_none_is_404(program: PageClient, feed: str, key: str) -> None:
    assert program.get(f"/wandsworth/calendar/{key}.ics").status_code == 404


def test_another_areas_address_is_404(make: Make, program: PageClient, feed: str) -> None:
    make.area("merton")
    assert program.get(feed.replace("wandsworth", "merton")).status_code == 404


def test_ended_access_ends_the_calendar(program: PageClient, session: Session, feed: str) -> None:
    (guardian,) = session.scalars(select(Guardian))
    guardian.until = TODAY
    session.commit()
    assert program.get(feed).status_code == 404


def test_a_parent_who_may_not_see_any_more_has_no_calendar(
    make: Make, program: PageClient, session: Session, feed: str, child: Child
) -> None:
    session.get_one(Child, child.id).born = TODAY.replace(year=2009)
    session.commit()
    assert program.get(feed).status_code == 404


def test_somebody_elses_child_is_404(client: PageClient, make: Make, area: Area, page: str) -> None:
    client.sign_in(make.person(Role.PARENT_OR_CARER, area))
    client.page(page, status=404)


def test_one_parents_address_is_not_the_others(
    client: PageClient, make: Make, child: Child, other_parent: Person, page: str, feed: str
) -> None:
    make.guardian(child, other_parent)
    client.sign_in(other_parent)
    assert client.page(page).select_one("main button").text == "Make my calendar"


@pytest.mark.parametrize("requests", [1, 4])
def test_a_fixed_number_of_queries(
    make: Make, program: PageClient, feed: str, child: Child, query_count: Count, requests: int
) -> None:
    for _ in range(requests - 1):
        make.request(child, ago(30))
    with query_count() as asked:
        read(program, feed)
    assert len(asked) == 5
