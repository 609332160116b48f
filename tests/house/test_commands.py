"""Every command refuses bad arguments in one line, and speaks JSON when asked."""

import click
import pytest
from flask import Flask

from portal.cli import COMMANDS
from portal.terminal import PlainCommand


def every_command() -> list[tuple[str, click.Command]]:
    found = []
    for command in COMMANDS:
        inside = command.commands.values() if isinstance(command, click.Group) else [command]
        found += [(f"{command.name} {each.name}", each) for each in inside]
    return found


@pytest.mark.parametrize("command", [each for _, each in every_command()], ids=lambda c: c.name)
def test_each_is_plain_and_has_words_to_help(command: click.Command) -> None:
    assert isinstance(command, PlainCommand)
    assert command.help


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["compare", "14/25"], id="one is missing"),
        pytest.param(["compare", "14/25", "19/26", "30/40"], id="one too many"),
        pytest.param(["compare", "14/25", "19/26", "--questions", "x"], id="no number"),
        pytest.param(["suppress", "--colour"], id="an option that is not there"),
        pytest.param(["timeline"], id="no file"),
        pytest.param(["people", "make-operator", "a@example.org"], id="no name"),
    ],
)
def test_bad_arguments_get_one_line(app: Flask, arguments: list[str]) -> None:
    done = app.test_cli_runner().invoke(args=arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
