"""The fixtures that tests share: a migrated database on each engine, and a visitor.

Tests that use `app`, `session`, `make` or `client` run twice, on SQLite and on PostgreSQL.
Each test's changes are rolled back, commits included.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from flask_sqlalchemy.session import Session as BoundSession
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from config import read_settings
from portal.app import create_app
from portal.extensions import db
from portal.mail.message import Message
from portal.outbox.delivery import deliver_due
from portal.web.clock import now
from tests.engines import PostgreSQL, postgresql
from tests.factories import Make
from tests.pages import PageClient
from tests.tray import Tray

ENGINES = ("sqlite", "postgresql")

# How long one example takes says more about the machine than about the rule.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def settings(**given: Any) -> dict[str, Any]:
    """Settings as a test wants them: nothing from this machine's environment."""
    environ = {"PORTAL_ENVIRONMENT": "testing", "PORTAL_TODAY": "2026-03-16"}
    given = {name: str(value) for name, value in given.items()}
    # The limiter keeps its own transaction, which a rolled-back test cannot contain.
    return read_settings(environ | given) | {"RATELIMIT_ENABLED": False, "TESTING": True}


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """A real PostgreSQL, started when the first test asks for it."""
    with postgresql() as server:
        yield server


@pytest.fixture(scope="session", params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path_factory: Any) -> str:
    """The address of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('database') / 'portal.sqlite'}"
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    return server.fresh_database()


@pytest.fixture(scope="session")
def migrated_app(database_url: str, tmp_path_factory: Any) -> Iterator[Flask]:
    """The application on a database that the migrations made."""
    queue = tmp_path_factory.mktemp("queue") / "queue.sqlite"
    app = create_app(settings(DATABASE_URL=database_url, QUEUE_FILE=queue))
    with app.app_context():
        flask_migrate.upgrade()
        yield_to = app
    yield yield_to
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def connection(migrated_app: Flask) -> Iterator[Connection]:
    """One connection in one transaction, undone after the test."""
    with migrated_app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def app(migrated_app: Flask, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application, every session of which works inside the test's transaction."""

    class TestSession(BoundSession):
        def get_bind(self, *args: Any, **kwargs: Any) -> Connection:
            return connection

    options = {
        "class_": TestSession,
        "join_transaction_mode": "create_savepoint",
        "expire_on_commit": False,
    }
    monkeypatch.setattr(db, "session", db._make_scoped_session(options))
    return migrated_app


@pytest.fixture
def session(app: Flask, connection: Connection) -> Iterator[Session]:
    """The test's own session, in the same transaction as the application's."""
    with Session(
        connection, join_transaction_mode="create_savepoint", expire_on_commit=False
    ) as session:
        yield session


@pytest.fixture
def make(session: Session) -> Make:
    """Makes areas, people, children and the rest, each kept at once."""
    return Make(session)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor whose every page is checked."""
    app.test_client_class = PageClient
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def query_count(connection: Connection) -> Callable[[], AbstractContextManager[list[str]]]:
    """Lists what is asked of the database: `with query_count() as asked: ...; len(asked)`."""

    @contextmanager
    def listen() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_: Any, __: Any, statement: str, *___: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                asked.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        yield asked
        event.remove(connection, "before_cursor_execute", note)

    return listen


@pytest.fixture
def tray(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Tray:
    """Where the letters of this test end up, to be read."""
    kept = Tray()
    monkeypatch.setitem(app.extensions, "mail", kept)
    return kept


@pytest.fixture
def deliver(app: Flask, tray: Tray) -> Callable[[], list[Message]]:
    """Sends what is due in the outbox; returns all letters of this test so far."""

    def deliver() -> list[Message]:
        with app.app_context():
            deliver_due(tray, host=app.config["PORTAL_HOST"], clock=now)
        return tray.messages

    return deliver


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data beside the project; tests that read it skip without it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("The real data is not beside the project.")
    return folder
