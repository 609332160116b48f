"""Runs the portal as it is run for people: its own processes, its own database, a real port."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def demonstration_environment(folder: Path, port: int) -> dict[str, str]:
    """The environment of a demonstration that keeps everything in `folder`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PORTAL_ENVIRONMENT": "demonstration",
        "PORTAL_ADDRESS": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{folder / 'demonstration.sqlite'}",
        "QUEUE_FILE": str(folder / "queue.sqlite"),
        "FLASK_SKIP_DOTENV": "1",
        "FLASK_APP": "wsgi.py",
    }


def flask(environment: Mapping[str, str], *arguments: str) -> str:
    """What a `flask` command prints; it must end well."""
    done = subprocess.run(
        [PROGRAMS / "flask", *arguments],
        cwd=PROJECT,
        env=dict(environment),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def running(
    environment: Mapping[str, str], log: Path, *command: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that lives as long as the block; what it says goes to `log`."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            [str(PROGRAMS / command[0]), *command[1:]],
            cwd=PROJECT,
            env=dict(environment),
            stdout=said,
            stderr=said,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def web_server(
    environment: Mapping[str, str],
    log: Path,
    port: int,
    application: str,
    workers: int = 1,
    *options: str,
    gunicorn: str = "gunicorn",
) -> Iterator[str]:
    """A web server for `application` on `port`; yields its address once it answers.

    `gunicorn` may be the path of another environment's.
    """
    command = (gunicorn, f"--bind=127.0.0.1:{port}", f"--workers={workers}", *options, application)
    with running(environment, log, *command) as process:
        _wait_until_it_answers(process, port, log)
        yield f"http://127.0.0.1:{port}"


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"The web server did not start:\n{log.read_text()[-2000:]}")
