"""The portal on a database of its own, where every transaction is a real one."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy.orm import Session

from portal.app import create_app
from portal.extensions import db
from portal.feedback.answers import Said, Words
from portal.feedback.entries import Entry
from portal.feedback.services import record_response
from portal.surveys.models import Wave
from tests.conftest import settings
from tests.feedback.conftest import TODAY
from tests.pages import PageClient


@contextmanager
def running(url: str, folder: Path) -> Iterator[Flask]:
    """The application on this empty database, within its context."""
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=folder / "queue.sqlite"))
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def wave_of(session: Session, wave_id: uuid.UUID) -> Wave:
    """The wave with its survey."""
    wave = session.get_one(Wave, wave_id)
    session.refresh(wave, ["survey"])
    return wave


def keep(session: Session, wave: Wave, entry: Entry | None = None, *, words: str = "") -> uuid.UUID:
    """One family answers; nothing is committed. Returns the id of its answers."""
    number = uuid.uuid4()
    comments = {"comment": Words(words)} if words else {}
    said = Said({"satisfaction": 4, "ease": 2}, comments)
    given = entry or Entry()
    assert record_response(session, wave, said, response_id=number, today=TODAY, entry=given)
    return number


def answer(
    session: Session, wave: Wave, entry: Entry | None = None, *, words: str = ""
) -> uuid.UUID:
    """One family answers, and it is committed; returns the id of its answers."""
    number = keep(session, wave, entry, words=words)
    session.commit()
    return number
