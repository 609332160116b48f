"""A mail server, a clock that tests turn, and a portal whose transactions are real."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask

from portal.app import create_app
from portal.extensions import db
from portal.mail.message import Message
from tests.conftest import ENGINES, settings
from tests.outbox.sink import Sink, listening

# The day before the tests’ today, so that it is past at whatever time of day they run.
EARLIER = datetime(2026, 3, 15, 9, 0, tzinfo=UTC)


def letter(to: str = "amina@example.org") -> Message:
    return Message("test-letter", to, "The plan is here", "Words for Amina Okafor.")


class Clock:
    """Tells the time that a test wants."""

    def __init__(self) -> None:
        self.time = EARLIER

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **on: float) -> None:
        self.time += timedelta(**on)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as sink:
        yield sink


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, where every transaction is a real one."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()
