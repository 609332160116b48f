"""The demonstration, written once for all tests that only look, and copied for those that act."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.app import create_app
from portal.extensions import db, limiter
from tests.conftest import settings
from tests.pages import PageClient

TODAY = date(2026, 11, 18)
FILE = "demonstration.sqlite"


def demonstration(folder: Path, **given: Any) -> Flask:
    """A demonstration that keeps everything in `folder`; nothing is written yet."""
    environment = {
        "PORTAL_ENVIRONMENT": "demonstration",
        "PORTAL_TODAY": TODAY.isoformat(),
        "DATABASE_URL": f"sqlite:///{folder / FILE}",
        "QUEUE_FILE": folder / "queue.sqlite",
    }
    return create_app(settings(**environment | given))


def _ended(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
    limiter.enabled = False


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="session")
def written(folder: Path) -> Iterator[Flask]:
    """The demonstration as `flask demo` leaves it."""
    app = demonstration(folder)
    done = app.test_cli_runner().invoke(args=["demo", "--json"])
    assert done.exit_code == 0, done.output
    yield app
    _ended(app)


@pytest.fixture
def lived(written: Flask, folder: Path, tmp_path: Path) -> Iterator[Flask]:
    """A copy of it in which people may act."""
    with (
        sqlite3.connect(folder / FILE) as original,
        sqlite3.connect(tmp_path / FILE) as copy,
    ):
        original.backup(copy)
    original.close()
    copy.close()
    app = demonstration(tmp_path)
    yield app
    _ended(app)


@pytest.fixture
def visitor(lived: Flask) -> PageClient:
    """Somebody at the copy."""
    return PageClient(lived, lived.response_class)
