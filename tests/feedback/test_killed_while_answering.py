"""Whoever saw the confirmation has answers in the database, even if the server died just then.

A real server with two workers, killed by SIGKILL in the middle of many sends. Every answer that
was confirmed is there once, and none is there by half.
"""

import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine, create_engine, text

from tests.benchmarks.forms import QUESTIONS, PortalForm
from tests.engines import PostgreSQL
from tests.serving import (
    PROGRAMS,
    PROJECT,
    demonstration_environment,
    flask,
    free_port,
    web_server,
)

SENDS, PEOPLE = 40, 8
FORM = "/merton/feedback/assessment"
HALF = text(
    "SELECT count(*) FROM responses WHERE (SELECT count(*) FROM answers "
    "WHERE answers.response_id = responses.id) <> :questions OR (SELECT count(*) FROM comments "
    "WHERE comments.response_id = responses.id) <> 1"
)
KEPT = text("SELECT count(*) FROM responses")


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A database of its own with an open survey."""
    database = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql_server")
        database = server.fresh_database()
    made = demonstration_environment(tmp_path, free_port()) | {
        "DATABASE_URL": database,
        "FEEDBACK_LIMIT": "1000000 per hour",
    }
    flask(made, "db", "upgrade")
    asking = [str(PROGRAMS / "python"), "-m", "tests.benchmarks.asking"]
    subprocess.run(asking, cwd=PROJECT, env=made, check=True, capture_output=True)
    return made


@contextmanager
def served(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    port = int(environment["PORTAL_ADDRESS"].rsplit(":", 1)[1])
    with web_server(environment, folder / "log", port, "wsgi:app", 2) as address:
        yield address


@pytest.fixture
def engine(environment: Mapping[str, str]) -> Iterator[Engine]:
    made = create_engine(environment["DATABASE_URL"])
    yield made
    made.dispose()


def kill_everything() -> None:
    """Kill the server and its workers at once, as a failing machine does."""
    servers = [each for each in psutil.Process().children(recursive=True) if _is_server(each)]
    assert servers
    for process in servers:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)


def _is_server(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        return "wsgi:app" in process.cmdline()
    return False


@pytest.mark.parametrize("confirmed_before", [1, SENDS // 2])
def test_what_was_confirmed_is_there(
    environment: dict[str, str], engine: Engine, tmp_path: Path, confirmed_before: int
) -> None:
    confirmed: list[int] = []
    enough = threading.Event()

    def send(number: int) -> None:
        with suppress(OSError, HTTPException, AssertionError):
            filled[number]()
            confirmed.append(number)
            if len(confirmed) >= confirmed_before:
                enough.set()

    with served(environment, tmp_path) as address, ThreadPoolExecutor(PEOPLE) as pool:
        form = PortalForm(address, FORM)
        filled = [form.filled_in() for _ in range(SENDS)]
        sent = [pool.submit(send, number) for number in range(SENDS)]
        assert enough.wait(60)
        kill_everything()
        for each in sent:
            each.result()

    with engine.connect() as connection:
        kept = connection.scalar(KEPT)
        half = connection.scalar(HALF, {"questions": QUESTIONS})
    print(f"confirmed {len(confirmed)} of {SENDS}, kept {kept}, half {half}")
    assert confirmed_before <= len(confirmed) < SENDS
    assert len(confirmed) <= kept <= len(confirmed) + PEOPLE
    assert half == 0


def test_after_a_kill_sending_again_counts_once(
    environment: dict[str, str], engine: Engine, tmp_path: Path
) -> None:
    """The browser that got no answer sends the same form to the server that was started anew."""
    with served(environment, tmp_path) as address:
        filled = [PortalForm(address, FORM).filled_in() for _ in range(5)]
        filled[0]()
        kill_everything()
    with served(environment, tmp_path):
        for send in filled:
            send()

    with engine.connect() as connection:
        assert connection.scalar(KEPT) == 5
