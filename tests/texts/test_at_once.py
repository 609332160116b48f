"""Two people at the same moment, in two workers: one wins, and the other is told."""

from collections.abc import Iterator
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
from portal.domain.roles import Role
from portal.extensions import db
from portal.texts.models import StageText
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.pages import PageClient
from tests.texts.conftest import Desk, desk_of

TEXTS = "/wandsworth/texts"


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


@pytest.fixture
def own_desk(own_app: Flask) -> Desk:
    make = Make(db.session())
    return desk_of(make, make.area("wandsworth"))


def together(
    app: Flask, people: list[Person], address: str, data: dict[str, str]
) -> list[tuple[int, str]]:
    """What each is answered who sends the same at once, sorted by status."""
    ready = Barrier(len(people))
    visitors = []
    for person in people:
        visitor = app.test_client()
        assert isinstance(visitor, PageClient)
        visitor.sign_in(person)
        visitors.append(visitor)

    def send(visitor: PageClient) -> tuple[int, str]:
        ready.wait()
        answer = visitor.post(address, data=data)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(len(people)) as workers:
        return sorted(workers.map(send, visitors))


def test_of_two_who_publish_one_does(own_app: Flask, own_desk: Desk) -> None:
    text = own_desk.check(own_desk.write())
    other = Make(own_desk.session).person(Role.ADMINISTRATOR, own_desk.area)
    people = [own_desk.administrator, other]
    answers = together(own_app, people, f"{TEXTS}/{text.id}/publish", {})
    assert [status for status, _ in answers] == [302, 422]
    assert "Somebody else has published this version already." in answers[1][1]
    acts = db.session.scalars(
        select(AuditEntry.act).where(AuditEntry.act == "texts:text:published")
    ).all()
    assert len(acts) == 1


def test_of_two_who_write_one_does(own_app: Flask, own_desk: Desk) -> None:
    other = Make(own_desk.session).person(Role.ADMINISTRATOR, own_desk.area)
    fields = ("name", "what_happens", "who_does_what", "how_long", "you_can", "your_rights")
    answers = together(
        own_app,
        [own_desk.administrator, other],
        f"{TEXTS}/write?stage=no_plan&reading=standard&language=en",
        {"after": "0", **dict.fromkeys(fields, "Words.")},
    )
    assert [status for status, _ in answers] == [302, 422]
    assert "Somebody else wrote a new version of this text just now." in answers[1][1]
    assert db.session.scalars(select(StageText.number)).all() == [1]
