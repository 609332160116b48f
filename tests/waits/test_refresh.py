"""Working out an area's curve from what is recorded, and reading the newest."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Request
from portal.domain.waits import Curve, Step
from portal.waits.models import WaitingFigure
from portal.waits.queries import newest
from portal.waits.services import RECENT_DAYS, refresh
from tests.factories import Make

TODAY = date(2026, 3, 16)
FIRST_DAY = TODAY - timedelta(days=RECENT_DAYS)
FINAL, NO = "final_plan_issued", "decided_not_to_assess"

QueryCount = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make) -> Person:
    return make.person()


def asked(
    make: Make, area: Area, officer: Person, received_on: date, *ended: tuple[str, int]
) -> Request:
    """A request with events so many days after it was received."""
    request = make.request(make.child(area), received_on, caseworker_id=officer.id)
    for kind, days in ended:
        make.event(request, kind, received_on + timedelta(days=days), officer)
    return request


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_finished_and_unfinished_requests_make_the_curve(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    asked(make, area, officer, days_ago(300), (FINAL, 150))
    asked(make, area, officer, days_ago(200), (NO, 40))
    asked(make, area, officer, days_ago(170))
    asked(make, area, officer, days_ago(180), (FINAL, 130))

    figure = refresh(session, area.id, today=TODAY)

    assert (figure.received_from, figure.cases, figure.plans, figure.skipped) == (
        days_ago(300),
        4,
        2,
        0,
    )
    curve = newest(session, area.id)
    assert curve is not None
    assert (curve.since, curve.cases, curve.plans) == (days_ago(300), 4, 2)
    assert [Step(day, round(share, 3), at_risk) for day, share, at_risk in curve.steps] == [
        Step(40, 1.0, 4),
        Step(130, 0.667, 3),
        Step(150, 0.333, 2),
        Step(170, 0.333, 1),
    ]


@pytest.mark.parametrize(
    ("received_on", "counted"),
    [
        pytest.param(FIRST_DAY, 1, id="the-first-day-of-two-years"),
        pytest.param(FIRST_DAY - timedelta(days=1), 0, id="a-day-too-old"),
        pytest.param(TODAY, 1, id="received-today"),
        pytest.param(TODAY + timedelta(days=1), 0, id="not-received-yet"),
    ],
)
def test_only_requests_of_the_last_two_years_count(
    session: Session, make: Make, area: Area, officer: Person, received_on: date, counted: int
) -> None:
    asked(make, area, officer, received_on)
    assert refresh(session, area.id, today=TODAY).cases == counted


def test_the_corrected_day_decides_whether_a_request_is_recent(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    mistyped_as_old = asked(make, area, officer, FIRST_DAY - timedelta(days=365))
    make.received(mistyped_as_old.received[0], days_ago(100), officer)
    mistyped_as_new = asked(make, area, officer, days_ago(50))
    make.received(mistyped_as_new.received[0], FIRST_DAY - timedelta(days=5), officer)

    figure = refresh(session, area.id, today=TODAY)

    assert (figure.cases, figure.received_from) == (1, days_ago(100))
    assert [step[0] for step in figure.steps] == [100]


def test_a_corrected_event_counts_as_corrected(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    request = asked(make, area, officer, days_ago(300))
    wrong = make.event(request, FINAL, days_ago(290), officer)
    make.event(request, FINAL, days_ago(150), officer, corrects_id=wrong.id)

    figure = refresh(session, area.id, today=TODAY)

    assert (figure.plans, figure.steps) == (1, [(150, 0.0, 1)])


def test_a_request_that_contradicts_itself_is_left_out_and_counted(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    asked(make, area, officer, days_ago(400), (NO, 41), (FINAL, 90))
    asked(make, area, officer, days_ago(300), (FINAL, 150))

    figure = refresh(session, area.id, today=TODAY)

    assert (figure.cases, figure.plans, figure.skipped) == (1, 1, 1)
    assert figure.received_from == days_ago(300)


def test_another_area_s_requests_do_not_count(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    merton = make.area("merton")
    asked(make, merton, officer, days_ago(300), (FINAL, 150))

    assert refresh(session, area.id, today=TODAY).cases == 0
    assert newest(session, merton.id) is None


def test_an_area_without_requests_has_an_empty_curve(session: Session, area: Area) -> None:
    assert newest(session, area.id) is None
    refresh(session, area.id, today=TODAY)
    assert newest(session, area.id) == Curve(FIRST_DAY, (), cases=0, plans=0)


def test_a_second_time_on_one_day_takes_the_place_of_the_first(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    refresh(session, area.id, today=TODAY)
    asked(make, area, officer, days_ago(10))
    refresh(session, area.id, today=TODAY)

    (figure,) = session.scalars(select(WaitingFigure))
    assert figure.cases == 1


def test_pages_read_the_newest_day(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    refresh(session, area.id, today=TODAY)
    asked(make, area, officer, days_ago(10))
    refresh(session, area.id, today=TODAY - timedelta(days=1))
    curve = newest(session, area.id)
    assert curve is not None
    assert curve.cases == 0


def test_however_many_requests_there_are_it_asks_as_often(
    session: Session, make: Make, area: Area, officer: Person, query_count: QueryCount
) -> None:
    counts = []
    for number in (1, 6):
        for days in range(number):
            asked(make, area, officer, days_ago(200 + days), (FINAL, 150))
        with query_count() as wanted:
            refresh(session, area.id, today=TODAY)
        counts.append(len(wanted))
    assert counts[0] == counts[1] <= 8


def test_a_page_asks_once(session: Session, area: Area, query_count: QueryCount) -> None:
    refresh(session, area.id, today=TODAY)
    with query_count() as wanted:
        newest(session, area.id)
    assert len(wanted) == 1


def test_the_job_works_out_each_area_once_a_day(
    app: Flask, session: Session, make: Make, area: Area, officer: Person
) -> None:
    """The clock of the tests stands on 16 March 2026."""
    merton = make.area("merton")
    refresh(session, area.id, today=TODAY)
    refresh(session, merton.id, today=TODAY - timedelta(days=1))
    session.commit()
    asked(make, area, officer, days_ago(10))
    asked(make, merton, officer, days_ago(10))

    app.extensions["wake"]["waits"].call_local()
    app.extensions["wake"]["waits"].call_local()

    found = select(WaitingFigure.area_id, WaitingFigure.computed_on, WaitingFigure.cases)
    assert {tuple(row) for row in session.execute(found)} == {
        (area.id, TODAY, 0),
        (merton.id, TODAY - timedelta(days=1), 0),
        (merton.id, TODAY, 1),
    }


def test_the_queue_looks_every_hour(app: Flask) -> None:
    (task,) = (
        task
        for task in app.extensions["queue"]._registry.periodic_tasks
        if task.name == "waits_sweep"
    )
    hours = [datetime(2026, 3, 16, hour, 17) for hour in range(24)]
    assert all(task.validate_datetime(moment) for moment in hours)
    assert not task.validate_datetime(datetime(2026, 3, 16, 0, 18))
