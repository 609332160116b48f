"""A case with two parents, its officer, and the background work that tells them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.models import CaseNews, Child, Request
from portal.domain.roles import Role
from portal.notices import services
from portal.notices.emails import Composer, composer
from portal.outbox.models import OutboxMessage
from tests.cases.filling import TODAY, ago
from tests.factories import Make

NINE = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
LATER = NINE + services.HOLD

Spread = Callable[..., int]
Written = Callable[[], list[OutboxMessage]]


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area, name="Jo Bell")


@pytest.fixture
def parent(make: Make, area: Area) -> Person:
    return make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor", email="amina@example.org")


@pytest.fixture
def other_parent(make: Make, area: Area) -> Person:
    return make.person(Role.PARENT_OR_CARER, area, name="Ben Okafor", email="ben@example.org")


@pytest.fixture
def child(make: Make, area: Area, parent: Person) -> Child:
    return make.child(area, parent)


@pytest.fixture
def case(make: Make, child: Child, officer: Person) -> Request:
    return make.request(child, ago(60), caseworker_id=officer.id)


def change(area: Area, officer: Person, at: datetime = NINE) -> Change:
    """A change by the officer at a moment of the tests' day."""
    return Change(area.id, officer.id, TODAY, at)


def rows_of(session: Session, case: Request) -> Request:
    """The case as services change it."""
    session.expire_all()
    area_id = session.scalars(select(Child.area_id).where(Child.id == case.child_id)).one()
    found = queries.case(session, area_id, case.id, to_change=True)
    assert found
    return found


@pytest.fixture
def with_texts(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal can send text messages."""
    monkeypatch.setitem(app.config, "NOTIFY_API_KEY", "a key")


@pytest.fixture
def compose(app: Flask) -> Composer:
    with app.app_context():
        return composer()


@pytest.fixture
def spread(app: Flask, session: Session) -> Spread:
    """Tells of what happened, at a moment of the tests' day; how many messages were written."""

    def at(moment: datetime = LATER) -> int:
        with app.app_context():
            ids = services.next_requests(session, now=moment, besides=())
            done = services.spread(
                session,
                ids,
                now=moment,
                today=TODAY,
                compose=composer(),
                secret=app.config["SECRET_KEY"],
            )
        session.commit()
        return done

    return at


@pytest.fixture
def written(session: Session) -> Written:
    """What the outbox holds, oldest first."""

    def rows() -> list[OutboxMessage]:
        session.expire_all()
        wanted = select(OutboxMessage).order_by(OutboxMessage.written_at, OutboxMessage.recipient)
        return list(session.scalars(wanted))

    return rows


def backdated(session: Session, by: timedelta = services.HOLD) -> None:
    """All news happened a while ago, as if that much time had passed since."""
    for row in session.scalars(select(CaseNews)):
        row.at -= by
    session.commit()
