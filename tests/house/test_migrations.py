"""One history of the schema for both engines: up, agrees with the models, down again."""

import re
from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy import inspect

from portal.app import create_app
from portal.extensions import db
from tests.conftest import settings
from tests.engines import PostgreSQL

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def up_check_down(app: Flask) -> None:
    with app.app_context():
        flask_migrate.upgrade()
        assert {"areas", "children", "responses", "releases"} <= tables()
        flask_migrate.check()
        flask_migrate.downgrade(revision="base")
        assert tables() == set()
        flask_migrate.upgrade()
        db.engine.dispose()


def test_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    up_check_down(create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite")))


def test_on_postgresql(postgresql_server: PostgreSQL, tmp_path: Path) -> None:
    url = postgresql_server.fresh_database()
    up_check_down(create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite")))


def test_migrations_are_numbered_without_gaps() -> None:
    names = sorted(file.name for file in VERSIONS.glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]


def test_migrations_import_nothing_of_the_portal() -> None:
    for file in VERSIONS.glob("*.py"):
        assert not re.search(r"^(from|import) portal", file.read_text(), re.M), file
