"""What two people, or two clicks, do at the same moment, in two workers."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import Person
from portal.app import create_app
from portal.audit.models import AuditEntry
from portal.cases.models import CaseNews
from portal.domain.roles import Role
from portal.extensions import db
from portal.questions.models import FamilyQuestion
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.pages import PageClient

CLICKS = 4


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, where every request is a real transaction."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def at_once(clicks: list[Callable[[], int]]) -> list[int]:
    """What each click answers, all sent at the same moment."""
    together = Barrier(len(clicks))

    def go(click: Callable[[], int]) -> int:
        together.wait()
        return click()

    with ThreadPoolExecutor(len(clicks)) as workers:
        return list(workers.map(go, clicks))


def click(app: Flask, who: Person, address: str, **said: str) -> Callable[[], int]:
    """A click of somebody who is signed in, ready to be sent."""
    visitor = app.test_client()
    visitor.sign_in(who)  # type: ignore[attr-defined]
    return lambda: visitor.post(address, data=said).status_code


def test_clicks_at_once_ask_once(own_app: Flask) -> None:
    make = Make(db.session())
    area = make.area("wandsworth")
    parent = make.person(Role.PARENT_OR_CARER, area)
    child = make.child(area, parent)
    make.request(child)
    address = f"/wandsworth/children/{child.id}/questions/new"
    said = {"token": "t" * 43, "words": "Only once"}

    statuses = at_once([click(own_app, parent, address, **said) for _ in range(CLICKS)])

    assert statuses == [303] * CLICKS
    db.session.remove()
    assert len(db.session.scalars(select(FamilyQuestion)).all()) == 1
    assert len(db.session.scalars(select(AuditEntry)).all()) == 1


def test_of_officers_answering_at_once_one_wins(own_app: Flask) -> None:
    make = Make(db.session())
    area = make.area("wandsworth")
    question = make.family_question(make.request(make.child(area)), make.person())
    address = f"/wandsworth/questions/{question.id}"
    officers = [make.person(Role.CASEWORKER, area) for _ in range(CLICKS)]

    statuses = at_once([click(own_app, who, address, answer=f"Says {who.id}.") for who in officers])

    assert sorted(statuses) == [303] + [422] * (CLICKS - 1)
    db.session.remove()
    kept = db.session.scalars(select(FamilyQuestion)).one()
    assert kept.answer == f"Says {kept.answered_by_id}."
    assert kept.answered_by_id == officers[statuses.index(303)].id
    assert len(db.session.scalars(select(CaseNews)).all()) == 1


def test_of_officers_taking_it_at_once_one_has_it(own_app: Flask) -> None:
    make = Make(db.session())
    area = make.area("wandsworth")
    question = make.family_question(make.request(make.child(area)), make.person())
    address = f"/wandsworth/questions/{question.id}/take"
    officers = [make.person(Role.CASEWORKER, area) for _ in range(CLICKS)]

    statuses = at_once([click(own_app, who, address, had_by="") for who in officers])

    assert sorted(statuses) == [303] + [422] * (CLICKS - 1)
    db.session.remove()
    kept = db.session.scalars(select(FamilyQuestion)).one()
    assert kept.taken_by_id == officers[statuses.index(303)].id
