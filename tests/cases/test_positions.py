"""The places in the officers' list: kept with every fact, and made anew when missing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import CasePosition, Child, Request
from portal.cases.positions import place_unplaced
from tests.cases.filling import TODAY, ago, day
from tests.factories import Make
from tests.pages import PageClient

WEEKS_6, WEEKS_20 = 42, 140


@pytest.fixture
def place(session: Session, case: Request) -> Callable[[], CasePosition]:
    def found() -> CasePosition:
        session.expire_all()
        return session.get_one(CasePosition, case.id)

    return found


def test_a_new_request_has_its_place_at_once(
    client: PageClient, session: Session, officer: Person
) -> None:
    client.send(
        "/wandsworth/cases/new",
        {
            "first_name": "Ada",
            "last_name": "Hall",
            "source": "school",
            **day("born", date(2016, 5, 1)),
            **day("received_on", ago(10)),
        },
    )
    row = session.scalars(select(CasePosition)).one()
    assert (row.due_on, row.silent_since) == (ago(10) + timedelta(days=WEEKS_6), ago(10))
    assert row.told_on is None
    assert (row.ended_on, row.contradictory) == (None, False)


def test_every_fact_moves_the_place(
    client: PageClient, address: str, place: Callable[[], CasePosition]
) -> None:
    def happened(kind: str, on: date) -> None:
        client.send(f"{address}/events/new", {"kind": kind, **day("happened_on", on)})

    received = ago(60)
    assert place().due_on == received + timedelta(days=WEEKS_6)
    happened("decided_to_assess", ago(25))
    assert (place().due_on, place().told_on) == (received + timedelta(days=WEEKS_20), TODAY)
    happened("final_plan_issued", ago(1))
    assert (place().due_on, place().ended_on) == (None, ago(1))


def test_a_corrected_day_received_moves_it(
    client: PageClient, address: str, case: Request, place: Callable[[], CasePosition]
) -> None:
    day_received = case.received[0].id
    client.send(f"{address}/received/{day_received}/correct", day("received_on", ago(50)))
    assert place().due_on == ago(50) + timedelta(days=WEEKS_6)


def test_news_never_takes_the_promise_back(
    client: PageClient, make: Make, address: str, case: Request, place: Callable[[], CasePosition]
) -> None:
    make.told(case, TODAY + timedelta(days=3))
    client.send(f"{address}/updates/new", {"words": "We are working on it."})
    assert place().told_on == TODAY + timedelta(days=3)


def test_places_that_an_older_version_left_out_are_made_anew(
    client: PageClient,
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    place: Callable[[], CasePosition],
) -> None:
    ended = make.request(make.child(area), ago(90))
    make.event(ended, "withdrawn", ago(80), make.person())
    session.execute(update(CasePosition).values(due_on=None, ended_on=None))
    session.commit()
    assert place_unplaced(session) == 2
    session.commit()
    assert place().due_on == ago(60) + timedelta(days=WEEKS_6)
    assert session.get_one(CasePosition, ended.id).ended_on == ago(80)
    assert place_unplaced(session) == 0


@pytest.mark.parametrize(
    ("events", "late"),
    [
        pytest.param((), 18, id="no decision"),
        pytest.param((("decided_to_assess", 20),), 0, id="decided"),
        pytest.param((("decided_to_assess", 20), ("draft_sent", 5)), 0, id="drafted"),
        pytest.param((("draft_sent", 5),), 0, id="drafted, decision not recorded"),
    ],
)
def test_the_list_and_the_page_agree_on_how_late_it_is(
    client: PageClient,
    make: Make,
    child: Child,
    case: Request,
    officer: Person,
    place: Callable[[], CasePosition],
    events: tuple[tuple[str, int], ...],
    late: int,
) -> None:
    """The list sorts by the place; what it shows is the law's reading on this day."""
    for kind, when in events:
        make.event(case, kind, ago(when), officer)
    due = place().due_on
    assert due
    assert max(0, (TODAY - due).days) == late
    tag = client.page("/wandsworth/cases").select_one("tbody .govuk-tag")
    assert tag
    assert tag.text == (f"{late} days late" if late else "On time")
