"""Two clicks at the same moment, in two workers, are one answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.app import create_app
from portal.extensions import db
from portal.feedback.models import Answer, Comment, Response
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.feedback.conftest import opened

CLICKS = 4


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


def test_clicks_at_once_count_once(own_app: Flask) -> None:
    together = Barrier(CLICKS)
    said = {"token": "t" * 43, "answer-views": "4", "comment": "Only once"}

    def click(_: int) -> int:
        visitor = own_app.test_client()
        together.wait()
        return visitor.post("/wandsworth/feedback", data=said).status_code

    with ThreadPoolExecutor(CLICKS) as workers:
        statuses = list(workers.map(click, range(CLICKS)))

    assert statuses == [303] * CLICKS
    db.session.remove()
    counts = [
        db.session.scalar(select(func.count()).select_from(table))
        for table in (Response, Answer, Comment)
    ]
    assert counts == [1, 1, 1]
