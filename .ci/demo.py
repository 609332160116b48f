"""Shows the portal with fictional families: writes them, then runs a worker and a web server.

Ctrl-C ends both, and so does either of them ending.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
SECONDS_TO_STOP = 10
LAST_PORT = 65535
QUIETLY = ("--log-level=warning", "--no-control-socket")


def main(asked: str) -> int:
    """Run the demonstration on the port asked for until it is ended; return the exit code."""
    if not (asked.isdecimal() and 0 < int(asked) <= LAST_PORT):
        return _refuse(f"PORT must be a number from 1 to {LAST_PORT}, such as 8080.")
    port = int(asked)
    if not _is_free(port):
        return _refuse(
            f"Port {port} is in use: end what uses it, or choose another: make demo PORT=8080."
        )
    os.environ["PORTAL_ENVIRONMENT"] = "demonstration"
    os.environ["PORTAL_ADDRESS"] = f"http://127.0.0.1:{port}"
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        written = subprocess.run([PROGRAMS / "flask", "demo"], check=False).returncode
        return written or _serve(port)
    except KeyboardInterrupt:
        return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _serve(port: int) -> int:
    """Run worker and web server, each out of reach of the terminal's own Ctrl-C."""
    flask, gunicorn = str(PROGRAMS / "flask"), str(PROGRAMS / "gunicorn")
    commands = (
        [flask, "jobs", "work"],
        [gunicorn, f"--bind=127.0.0.1:{port}", "--workers=2", *QUIETLY, "wsgi:app"],
    )
    running = [subprocess.Popen(command, start_new_session=True) for command in commands]
    print(f"The demonstration is at http://127.0.0.1:{port} (Ctrl-C ends it).", flush=True)
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.2)
        return _refuse("The worker or the web server ended by itself; what it said is above.")
    finally:
        _stop(running)


def _stop(running: Sequence["subprocess.Popen[bytes]"]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
