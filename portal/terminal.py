"""How every command speaks: human text, or with --json exactly one JSON document.

A refused file or argument, or a database that was never set up, is one clear line on standard
error and exit code 2.
"""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from portal.domain.refusal import Refused

BAD_INPUT = 2
NO_TABLES = (
    "The database has no tables yet, or not all of them. Run `flask db upgrade`, then try again."
)
MISSING_ON_SQLITE = ("no such table", "no such column", "has no column named")
MISSING_ON_POSTGRESQL = ("UndefinedTable", "UndefinedColumn")


@dataclass(frozen=True)
class Answer:
    """What a command found: `document` for machines (JSON), `words` for people."""

    document: Any
    words: str


class PlainCommand(click.Command):
    """A command that refuses bad arguments as it refuses bad files: in one line."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as problem:
            click.echo(problem.format_message(), err=True)
            raise SystemExit(BAD_INPUT) from problem


def speaks(command: Callable[..., Answer]) -> Callable[..., None]:
    """Give a command the --json option and the shared way of refusing bad input."""

    @click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
    )
    @functools.wraps(command)
    def spoken(*args: Any, as_json: bool, **kwargs: Any) -> None:
        try:
            answer = command(*args, **kwargs)
        except Refused as refusal:
            click.echo(refusal.sentence, err=True)
            raise SystemExit(BAD_INPUT) from refusal
        except DBAPIError as fault:
            if not _lacks_tables(fault):
                raise
            click.echo(NO_TABLES, err=True)
            raise SystemExit(BAD_INPUT) from fault
        click.echo(json.dumps(answer.document, ensure_ascii=False) if as_json else answer.words)

    return spoken


def _lacks_tables(fault: DBAPIError) -> bool:
    """Whether the database is there and its migrations have not been run."""
    return type(fault.orig).__name__ in MISSING_ON_POSTGRESQL or any(
        words in str(fault.orig) for words in MISSING_ON_SQLITE
    )
