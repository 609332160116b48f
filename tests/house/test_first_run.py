"""What a newcomer's machine may lack is said in one sentence, without a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]

OLD = """#!/bin/sh
case "$2" in *version_info*) exit 1 ;; *) echo 3.9.2 ;; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$2" in *ensurepip*) echo "ModuleNotFoundError: ensurepip" >&2; exit 1 ;; esac
"""


def _run(*command: object) -> "subprocess.CompletedProcess[str]":
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param(OLD, "needs Python 3.11 or newer and", id="old-python"),
        pytest.param(WITHOUT_VENV, "apt install python3-venv", id="no-venv-module"),
        pytest.param(None, "install Python 3.11 or newer", id="no-python"),
    ],
)
def test_an_unfit_python_gets_one_sentence(tmp_path: Path, script: str | None, said: str) -> None:
    python = tmp_path / "python3"
    if script:
        python.write_text(script)
        python.chmod(0o755)

    answer = _run(".ci/check-python", python)

    assert answer.returncode == 1
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_fit_python_is_passed_in_silence() -> None:
    answer = _run(".ci/check-python", sys.executable)

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_a_busy_port_gets_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = _run(sys.executable, ".ci/demo.py", port)

    assert answer.returncode == 1
    assert answer.stderr == (
        f"Port {port} is in use: end what uses it, or choose another: make demo PORT=8080.\n"
    )


@pytest.mark.parametrize("port", ["many", "0", "-1", "65536", ""])
def test_a_port_that_is_none_gets_one_sentence(port: str) -> None:
    answer = _run(sys.executable, ".ci/demo.py", port)

    assert answer.returncode == 1
    assert answer.stderr == "PORT must be a number from 1 to 65535, such as 8080.\n"


def test_make_alone_says_what_can_be_asked_for() -> None:
    answer = _run("make", "--no-print-directory", "-f", PROJECT / "Makefile")

    for target in ("install", "demo", "test", "lint", "bench"):
        assert f"  {target} " in answer.stdout


@pytest.mark.parametrize("script", sorted((PROJECT / ".ci").iterdir()), ids=lambda path: path.name)
def test_what_the_makefile_runs_may_be_run(script: Path) -> None:
    assert script.suffix == ".py" or os.access(script, os.X_OK)
