"""Single values as people gave them, turned into values the domain can use.

Each reader takes the name of the place the value stood in, and puts it at the front of the
sentence when it refuses.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import TypeVar

from portal.domain.refusal import Refused

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_SHOWN = 60

Choice = TypeVar("Choice", bound=StrEnum)


@contextmanager
def at(place: str) -> Iterator[None]:
    """Put `place` at the front of whatever is refused inside."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"{place}: {refusal.sentence}") from refusal


def shown(value: object) -> str:
    """A given value as it may stand in a sentence: one line, short, quoted."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(value))
    return f"“{text[:LONGEST_SHOWN]}…”" if len(text) > LONGEST_SHOWN else f"“{text}”"


def read_day(value: object, place: str) -> date:
    """The day written as YYYY-MM-DD. Raises Refused for anything else."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError as error:
            raise Refused(f"{place}: {shown(value)} is not a day in the calendar.") from error
    given = "nothing" if value in (None, "") else shown(value)
    raise Refused(f"{place}: write the day as YYYY-MM-DD, for example 2025-03-31; {given} given.")


def read_choice(value: object, choices: type[Choice], place: str) -> Choice:
    """One of the words of `choices`. Raises Refused, naming them all, for any other value."""
    if isinstance(value, str) and value.strip() in list(choices):
        return choices(value.strip())
    given = "nothing" if value in (None, "") else shown(value)
    raise Refused(f"{place}: use one of {', '.join(choices)}; {given} given.")
