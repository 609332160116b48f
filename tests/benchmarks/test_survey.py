"""Is answering faster than with the other survey application? Same server, same database.

Both run with two workers of gunicorn, on SQLite and on PostgreSQL, and are asked in turn in
short slices by a few people at once, so that whatever else the machine does meets both.
"""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.benchmarks.forms import QUESTIONS, PortalForm, RivalForm, SurveyForm
from tests.engines import PostgreSQL, postgresql
from tests.serving import (
    PROGRAMS,
    PROJECT,
    demonstration_environment,
    flask,
    free_port,
    web_server,
)

RIVAL = PROJECT / "tests" / "benchmarks" / "rival"
RIVAL_PROGRAMS = PROJECT / ".cache" / "rival" / "bin"
WORKERS = 2
PEOPLE = 4
SLICES = 9
SENDS, PAGES = 60, 120
MORE_SENDS, MORE_PAGES = 2.0, 1.5
AT_ONCE = 200


@dataclass(frozen=True)
class Both:
    """The two applications on one engine; `database` is the portal's."""

    portal: PortalForm
    rival: RivalForm
    database: str


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    """A PostgreSQL for both."""
    with postgresql() as started:
        yield started


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    """Both applications, each with a database of its own on the same engine."""
    folder = tmp_path_factory.mktemp(request.param)
    ours, theirs = (f"sqlite:///{folder / name}.sqlite" for name in ("ours", "theirs"))
    if request.param == "postgresql":
        started: PostgreSQL = request.getfixturevalue("server")
        ours, theirs = started.fresh_database(), started.fresh_database()
    with _portal(folder, ours) as portal, _rival(folder, theirs) as rival:
        yield Both(portal, rival, ours)


@contextmanager
def _portal(folder: Path, database: str) -> Iterator[PortalForm]:
    port = free_port()
    environment = demonstration_environment(folder, port) | {
        "DATABASE_URL": database,
        "FEEDBACK_LIMIT": "1000000 per hour",
    }
    flask(environment, "db", "upgrade")
    _run(environment, PROGRAMS / "python", "-m", "tests.benchmarks.asking", cwd=PROJECT)
    with web_server(environment, folder / "portal-log", port, "wsgi:app", WORKERS) as address:
        yield PortalForm(address, "/merton/feedback/assessment")


@contextmanager
def _rival(folder: Path, database: str) -> Iterator[RivalForm]:
    assert (RIVAL_PROGRAMS / "gunicorn").exists(), "Run `make bench`: it installs what this needs."
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "RIVAL_DATABASE": database}
    _run(environment, RIVAL_PROGRAMS / "python", "prepare.py", cwd=RIVAL)
    with web_server(
        environment,
        folder / "rival-log",
        port,
        "server:app",
        WORKERS,
        f"--chdir={RIVAL}",
        gunicorn=str(RIVAL_PROGRAMS / "gunicorn"),
    ) as address:
        yield RivalForm(address)


def _run(environment: Mapping[str, str], *command: str | Path, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def a_second(calls: Sequence[Callable[[], None]], people: int = PEOPLE) -> float:
    """How many of these are done in a second, by so many people at once."""
    with ThreadPoolExecutor(people) as pool:
        start = time.perf_counter()
        for done in [pool.submit(call) for call in calls]:
            done.result()
        return len(calls) / (time.perf_counter() - start)


def in_turn(
    name: str, both: Both, calls: Callable[[SurveyForm], Sequence[Callable[[], None]]]
) -> float:
    """How many times as many as the rival; the middle one of several slices."""
    rates = []
    for _ in range(SLICES):
        rates.append(tuple(a_second(calls(form)) for form in (both.portal, both.rival)))
    times = statistics.median(ours / theirs for ours, theirs in rates[1:])
    ours, theirs = (statistics.median(each) for each in zip(*rates[1:], strict=True))
    engine = both.database.split(":")[0]
    print(f"\n{engine} {name}: {ours:.0f} a second, theirs {theirs:.0f}: {times:.2f} times")
    return times


def test_more_answers_are_taken_a_second(both: Both) -> None:
    in_turn("whole ways", both, lambda form: [form.whole_way] * (SENDS // 4))
    sends = in_turn("answers sent", both, lambda form: [form.filled_in() for _ in range(SENDS)])

    assert sends >= MORE_SENDS


def test_more_form_pages_are_shown_a_second(both: Both) -> None:
    assert in_turn("form pages", both, lambda form: [form.show] * PAGES) >= MORE_PAGES


def test_two_hundred_at_once_lose_nothing(both: Both) -> None:
    """Every one of them saw the confirmation, and every answer of theirs is there once."""
    before = _kept(both.database)
    forms = [both.portal.filled_in() for _ in range(AT_ONCE)]
    rate = a_second(forms, people=AT_ONCE)
    after = _kept(both.database)

    lost = AT_ONCE - (after["responses"] - before["responses"])
    print(f"\n{both.database.split(':')[0]}: {AT_ONCE} at once, {rate:.0f} a second, lost {lost}")
    assert lost == 0
    assert after["answers"] - before["answers"] == AT_ONCE * QUESTIONS
    assert after["comments"] - before["comments"] == AT_ONCE


def _kept(database: str) -> dict[str, int]:
    engine = create_engine(database)
    with engine.connect() as connection:
        counted = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("responses", "answers", "comments")
        }
    engine.dispose()
    return counted
