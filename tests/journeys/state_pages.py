"""Writes the states into a database and shows their pages to a real browser.

The browser's every request is answered by the application itself, inside this process: no
port, no second process and no demonstration's banner.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import cast

import flask_migrate
from flask import Flask
from playwright.sync_api import Browser, Page, Route
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.app import create_app
from portal.areas.models import Area
from portal.areas.seeds import SEEDS, plant
from portal.cases.models import Request
from portal.domain.roles import Role
from portal.extensions import db
from tests.conftest import settings
from tests.factories import Make
from tests.journeys.states import LONGEST, STATES, TODAY, State
from tests.pages import PageClient

ADDRESS = "http://localhost"


@dataclass(frozen=True)
class Shown:
    """Who sees a state, and where."""

    person: Person
    path: str


@dataclass(frozen=True)
class Pages:
    """The application with every state in its database."""

    app: Flask
    shown: Mapping[str, Shown]

    def open(self, page: Page, key: str) -> None:
        """Show a state to the browser as the person who may see it."""
        shown, client = self.shown[key], self.app.test_client()
        client = cast(PageClient, client)
        client.sign_in(shown.person)

        def answer(route: Route) -> None:
            given = client.get(route.request.url.removeprefix(ADDRESS))
            headers = {name: value for name, value in given.headers if name != "Set-Cookie"}
            route.fulfill(status=given.status_code, headers=headers, body=given.data)

        page.unroute_all()
        page.route("**/*", answer)
        answered = page.goto(ADDRESS + shown.path)
        assert answered is not None
        assert answered.status == 200, f"{key} answered {answered.status}"


@contextmanager
def pages(folder: Path) -> Iterator[Pages]:
    """The pages of all states, kept in `folder` as long as the block."""
    app = create_app(
        settings(
            DATABASE_URL=f"sqlite:///{folder / 'states.sqlite'}",
            QUEUE_FILE=folder / "queue.sqlite",
            PORTAL_TODAY=TODAY,
        )
    )
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        with Session(db.engine, expire_on_commit=False) as session:
            shown = _written(session)
    try:
        yield Pages(app, shown)
    finally:
        with app.app_context():
            db.engine.dispose()


@contextmanager
def phone(browser: Browser, height: int, *, javascript: bool = False) -> Iterator[Page]:
    """A phone of 360 px, whose browser runs no JavaScript unless told to."""
    viewport = {"width": 360, "height": height}
    with browser.new_context(
        viewport=viewport,  # type: ignore[arg-type]
        java_script_enabled=javascript,
        reduced_motion="reduce",
    ) as window:
        yield window.new_page()


def _written(session: Session) -> dict[str, Shown]:
    make = Make(session)
    area = plant(session, SEEDS[0], fictional=True)
    officer = make.person(Role.CASEWORKER, area, name="Femi Adeyemi", email="femi@example.org")
    return {
        state.key: _shown(make, area, officer, state, number)
        for number, state in enumerate((*STATES, LONGEST), start=1)
    }


def _shown(make: Make, area: Area, officer: Person, state: State, number: int) -> Shown:
    role = Role.YOUNG_PERSON if state.young_person else Role.PARENT_OR_CARER
    name = "Theo Bennett" if state.young_person else "Alison Bennett"
    person = make.person(role, area, name=name, email=f"bennett-{number}@example.org")
    child = make.child(area, first_name="Theo", last_name="Bennett", born=state.born)
    make.guardian(child, person, since=date(2025, 1, 1), as_young_person=state.young_person)
    received = TODAY - timedelta(days=state.day)
    request = make.request(
        child, received, caseworker_id=officer.id, reference=f"CK7-MQ{number:02}"
    )
    request.received[0].recorded_at = _moment(state, 0)
    _record(make, request, officer, state)
    return Shown(person, f"/{area.slug}/children/{child.id}")


def _record(make: Make, request: Request, officer: Person, state: State) -> None:
    """Every fact, recorded on its day."""
    for kind, number in state.events:
        make.event(
            request, kind, _day(state, number), officer, recorded_at=_moment(state, max(number, 0))
        )
    for body, asked, came in state.advice:
        make.advice(
            request,
            body,
            _day(state, asked),
            officer,
            received_on=None if came is None else _day(state, came),
            recorded_at=_moment(state, asked),
        )
    if state.excepted:
        limit, ground, start, end = state.excepted
        make.exception(
            request,
            limit,
            ground,
            _day(state, start),
            officer,
            ends_on=_day(state, end),
            recorded_at=_moment(state, start),
        )
    if state.said:
        step, on = state.said.expects or (None, 0)
        make.update(
            request,
            officer,
            state.said.words,
            late_reason=state.said.late_reason,
            expected_step=step,
            expected_on=_day(state, on) if step else None,
            written_at=_moment(state, state.said.on),
        )
    if state.told is not None:
        make.told(request, _day(state, state.told))


def _day(state: State, number: int) -> date:
    return TODAY - timedelta(days=state.day - number)


def _moment(state: State, number: int) -> datetime:
    return datetime.combine(_day(state, number), time(9, 30), UTC)
