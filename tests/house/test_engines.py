"""The database servers that other tests stand on are real and start from nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.engines import EngineMissing, PostgreSQL, database_name, postgresql

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as running:
        yield running


def _ask(url: str, question: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            answer = connection.execute(text(question))
            return answer.scalar() if answer.returns_rows else None
    finally:
        engine.dispose()


def test_a_real_postgresql_answers(server: PostgreSQL) -> None:
    assert str(_ask(server.url(), "SELECT version()")).startswith("PostgreSQL ")


def test_it_keeps_text_as_unicode(server: PostgreSQL) -> None:
    assert _ask(server.fresh_database(), "SHOW server_encoding") == "UTF8"


def test_it_never_runs_as_root(server: PostgreSQL) -> None:
    assert os.stat(server.folder / "data" / "PG_VERSION").st_uid != 0


def test_fresh_databases_are_apart(server: PostgreSQL) -> None:
    first, second = server.fresh_database(), server.fresh_database()
    _ask(first, "CREATE TABLE child (name text)")

    assert _ask(first, "SELECT to_regclass('child')") == "child"
    assert _ask(second, "SELECT to_regclass('child')") is None


def test_a_database_can_be_copied_from_another(server: PostgreSQL) -> None:
    template = server.fresh_database()
    _ask(template, "CREATE TABLE child (name text)")
    copy = server.fresh_database(template=database_name(template))

    assert _ask(copy, "SELECT to_regclass('child')") == "child"


def test_a_dropped_database_is_gone(server: PostgreSQL) -> None:
    url = server.fresh_database()
    name = database_name(url)
    server.drop(url)

    assert _ask(server.url(), f"SELECT count(*) FROM pg_database WHERE datname = '{name}'") == 0


def test_nothing_stays_behind() -> None:
    with postgresql() as server:
        assert server.folder.exists()

    assert not server.folder.exists()


def test_programs_that_are_not_there_are_explained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    monkeypatch.setattr("tests.engines.find_spec", lambda name: None)
    monkeypatch.setattr("tests.engines.INSTALLED", tmp_path)

    with pytest.raises(EngineMissing, match="make install"), postgresql():
        pytest.fail("A server started from an empty folder.")
