"""Two clicks at the same moment, in two workers, are one answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.app import create_app
from portal.extensions import Base, db
from portal.feedback.models import Answer, Comment, Draft, Response
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.feedback.answering import BEGIN, FORM
from tests.feedback.conftest import opened

CLICKS = 4
ALL_GO_ON = [303] * CLICKS


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, where every request is a real transaction."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        flask_migrate.upgrade()
        session = db.session()
        opened(session, Make(session).area("wandsworth"))
        yield app
        db.session.remove()
        db.engine.dispose()


def at_once(act: Callable[[FlaskClient], int], app: Flask) -> list[int]:
    """What several visitors who do the same at the same moment are answered."""
    together = Barrier(CLICKS)

    def click(_: int) -> int:
        visitor = app.test_client()
        together.wait()
        return act(visitor)

    with ThreadPoolExecutor(CLICKS) as workers:
        return list(workers.map(click, range(CLICKS)))


def counts(*tables: type[Base]) -> list[int]:
    db.session.remove()
    found = [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
    db.session.remove()
    return found


def test_clicks_at_once_count_once(own_app: Flask) -> None:
    """On "Continue", whose drafts are one, and then on "Send my answers"."""
    said = {"token": "t" * 43, "answer-views": "4", "comment-comment": "Only once"}
    check = f"{FORM}/writing/{'t' * 43}/check"

    assert at_once(lambda visitor: visitor.post(BEGIN, data=said).status_code, own_app) == ALL_GO_ON
    assert counts(Draft) == [1]
    assert at_once(lambda visitor: visitor.post(check).status_code, own_app) == ALL_GO_ON
    assert counts(Response, Answer, Comment) == [1, 1, 1]
