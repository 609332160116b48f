"""The one place that commits: a request, a command or a job is kept whole or not at all."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, g, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.extensions import ONLY_READING, SAFE_METHODS, WAKE, db, may_write

FIRST_STATUS_NOT_KEPT = 400

log = logging.getLogger(__name__)


@contextmanager
def committing() -> Iterator[Session]:
    """For commands and jobs: commit what the block did, or none of it if it raises."""
    try:
        yield db.session()
        _keep()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def only_reading() -> Iterator[None]:
    """Read before anything is written, so that nobody else has to wait for it.

    Ends a transaction of its own. What was read stands as it was, and no longer follows what
    the database holds: what is to be changed is read again afterwards.
    """
    setattr(g, ONLY_READING, True)
    try:
        yield
    finally:
        setattr(g, ONLY_READING, False)
        db.session.close()


def after_commit(act: Callable[[], None]) -> None:
    """Do `act` once the request's changes are kept and its answer has been sent.

    Nothing is done if the changes were not kept. Because the person's page does not wait
    for it, what `act` takes tells nobody anything (a sign-in e-mail, for one).
    """
    g.setdefault("after_commit", []).append(act)


def init_app(app: Flask) -> None:
    """Have every request end in one commit, or in none."""
    app.after_request(_settle)
    event.listen(Session, "before_flush", _refuse_to_write_while_reading)


def _settle(response: Response) -> Response:
    if request.method in SAFE_METHODS or response.status_code >= FIRST_STATUS_NOT_KEPT:
        db.session.rollback()
        return response
    _keep()
    for act in g.pop("after_commit", []):
        response.call_on_close(act)
    return response


def _keep() -> None:
    """Commit, then wake the background tasks for which the changes left work.

    Waking only saves waiting: what is to be done stands in tables, and the tasks look there
    every minute anyway.
    """
    wanted = db.session().info.pop(WAKE, set())
    db.session.commit()
    for task in sorted(wanted):
        try:
            current_app.extensions["wake"][task]()
        except (OSError, sqlite3.Error) as problem:
            log.warning("The task %s was not woken: %s", task, type(problem).__name__)


def _refuse_to_write_while_reading(session: Session, *_: object) -> None:
    """Reading a page changes nothing: a write under GET is a fault of ours, and stops."""
    changed = session.new or session.dirty or session.deleted
    if changed and not may_write():
        raise RuntimeError(f"{request.endpoint} tried to write while answering {request.method}.")
