"""A small portal for one journey, whose calendar the test turns over: real pages over HTTP, in
this process, and a worker that works when it is told to.
"""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import flask_migrate
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts.services import grant_role
from portal.app import create_app
from portal.areas.seeds import SEEDS, plant
from portal.domain.roles import Role
from portal.extensions import db
from portal.jobs import send_outbox
from portal.mail.message import Message
from portal.notices.tasks import remind_of_dates
from portal.web.clock import now
from tests.conftest import settings
from tests.serving import free_port
from tests.tray import Tray

SECONDS_OF_PATIENCE = 20
OFFICER = "femi.adeyemi@wandsworth.example.org"


@dataclass(frozen=True)
class Office:
    """The portal, where it is and what it posted."""

    app: Flask
    address: str
    tray: Tray = field(default_factory=Tray)

    def turn_to(self, day: date) -> None:
        """It is `day` now, and the worker has done the night's and the morning's work."""
        self.app.config["PORTAL_TODAY"] = day
        with self.app.app_context():
            remind_of_dates()
        self.post()

    def post(self) -> None:
        """The worker sends what is due."""
        with self.app.app_context():
            send_outbox()

    def take(self, email: str, holding: str) -> Message:
        """Take the newest message to an address that holds these words out of the tray."""
        until = time.monotonic() + SECONDS_OF_PATIENCE
        while time.monotonic() < until:
            self.post()
            for each in reversed(self.tray.messages):
                if each.to == email and holding in each.text:
                    self.tray.messages.remove(each)
                    return each
            time.sleep(0.1)
        raise AssertionError(f"Nothing with {holding!r} was posted to {email}.")

    def link_in(self, message: Message, path: str) -> str:
        """The link in a message that starts with `path`, without the portal's own address."""
        found = re.search(rf"{re.escape(self.address)}({re.escape(path)}\S*)", message.text)
        assert found, f"No link to {path} stands in:\n{message.text}"
        return found[1]

    def link_to(self, email: str, path: str) -> str:
        """The link that starts with `path`, out of the newest message that holds one."""
        return self.link_in(self.take(email, self.address + path), path)


class _Server(ThreadingMixIn, WSGIServer):
    """Answers many requests at once. A browser keeps connections open that nobody closes."""

    daemon_threads = True


class _QuietHandler(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *said: Any) -> None:
        return


@contextmanager
def office(folder: Path, day: date) -> Iterator[Office]:
    """A portal with one area and one caseworker, open as long as the block."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = create_app(
        settings(
            DATABASE_URL=f"sqlite:///{folder / 'office.sqlite'}",
            QUEUE_FILE=folder / "queue.sqlite",
            PORTAL_ADDRESS=address,
            PORTAL_TODAY=day,
        )
    )
    with app.app_context():
        flask_migrate.upgrade()
        with Session(db.engine) as session:
            _staff(session)
    opened = Office(app, address)
    app.extensions["mail"] = opened.tray
    server = make_server("127.0.0.1", port, app, _Server, _QuietHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield opened
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()


def _staff(session: Session) -> None:
    area = plant(session, SEEDS[0], fictional=True)
    session.flush()
    grant_role(
        session,
        email=OFFICER,
        name="Femi Adeyemi",
        role=Role.CASEWORKER,
        area_id=area.id,
        by=None,
        now=now(),
    )
    session.commit()
