"""A worker that is killed in the middle loses nothing, and sends at most one letter again.

The mail server itself kills the worker, at the moments that matter: when a letter is taken out
but not handed over, when it is kept but the worker was not told, and just after it was told.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.outbox.models import MessageState, OutboxMessage
from portal.outbox.services import write
from portal.web.unit_of_work import committing
from tests.outbox.conftest import EARLIER, letter
from tests.outbox.sink import Sink

PROJECT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
LETTERS = 40
SECONDS = 60
FIRST_DAY = date(2026, 3, 16)
BEFORE_THE_LETTER, BEFORE_TOLD, ONCE_TOLD = "before the letter", "before told", "once told"
MOMENTS = (BEFORE_THE_LETTER, BEFORE_TOLD, ONCE_TOLD)


class Killer:
    """Lets a mail server kill the worker at its n-th letter; slow, as mail servers are."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.worker: subprocess.Popen[bytes] | None = None

    def arm(self, moment: str, at: int) -> None:
        """Kill at this moment of the `at`-th letter from now; 0 for none."""
        left = [at]

        def strike(address: str) -> None:
            time.sleep(0.01)
            left[0] -= 1
            if left[0] == 0:
                after = 0.002 if moment == ONCE_TOLD else 0
                threading.Timer(after, self.kill).start()
                # Long enough to be dead before the answer leaves, where that is meant.
                time.sleep(0 if after else 0.2)

        self.sink.at_recipient = strike if moment == BEFORE_THE_LETTER else lambda address: None
        self.sink.at_data = strike if moment != BEFORE_THE_LETTER else lambda address: None

    def kill(self) -> None:
        assert self.worker
        self.worker.kill()


def environment(app: Flask, sink: Sink, today: date) -> dict[str, str]:
    """A worker in production, on the test's database, on this day."""
    return {
        "PATH": os.environ["PATH"],
        "FLASK_APP": "wsgi.py",
        "FLASK_SKIP_DOTENV": "1",
        "SECRET_KEY": app.config["SECRET_KEY"],
        "PORTAL_ADDRESS": "https://send.example.org",
        "MAIL_FROM": "portal@example.org",
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(sink.port),
        "MAIL_SECURITY": "none",
        "DATABASE_URL": app.config["DATABASE_URL"],
        "QUEUE_FILE": app.config["QUEUE_FILE"],
        "PORTAL_TODAY": today.isoformat(),
    }


def waiting() -> int:
    """How many letters are not settled yet."""
    with committing() as session:
        wanted = select(func.count()).where(OutboxMessage.state == MessageState.WAITING)
        return session.scalar(wanted.select_from(OutboxMessage)) or 0


def work(killer: Killer, environ: dict[str, str]) -> bool:
    """Have one worker work until it is killed or nothing waits; whether it was killed."""
    killer.worker = subprocess.Popen(
        [PROGRAMS / "flask", "jobs", "work"],
        cwd=PROJECT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + SECONDS
    while killer.worker.poll() is None and waiting() and time.monotonic() < deadline:
        time.sleep(0.05)
    killed = killer.worker.poll() == -signal.SIGKILL
    killer.kill()
    killer.worker.wait()
    return killed


def test_nothing_is_lost_when_the_worker_is_killed(
    own_app: Flask, sink: Sink, capsys: pytest.CaptureFixture[str]
) -> None:
    with committing() as session:
        for number in range(LETTERS):
            write(session, letter(f"parent{number}@example.org"), key=f"n:{number}", now=EARLIER)
    killer, kills = Killer(sink), 0
    # Each worker starts a day later, when what the one before it held is free again.
    for day, moment in enumerate((*MOMENTS, "")):
        killer.arm(moment, at=9 if moment else 0)
        environ = environment(own_app, sink, FIRST_DAY + timedelta(days=day))
        kills += work(killer, environ)

    arrived = Counter(sink.numbers)
    twice = sum(arrived.values()) - len(arrived)
    with capsys.disabled():
        print(f"\n{LETTERS} letters, {kills} kills: {len(arrived)} arrived, {twice} twice.")
    assert kills == len(MOMENTS)
    assert {str(one["To"]) for one in sink.letters} == {
        f"parent{number}@example.org" for number in range(LETTERS)
    }
    assert len(arrived) == LETTERS, "The same number at every try, so no letter shows twice."
    assert 1 <= twice <= kills, "The kill before it was told must cost one repetition."
    with committing() as session:
        states = session.scalars(select(OutboxMessage.state)).all()
    assert set(states) == {MessageState.SENT}
