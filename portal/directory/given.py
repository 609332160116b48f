"""Reads single values of a feed: what cannot be is refused by name, what is odd is left out."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from portal.directory.plain_text import plain_text
from portal.domain.given_values import shown
from portal.domain.refusal import Refused
from portal.domain.typed_words import one_line

LONGEST_LINE = 300
LONGEST_TEXT = 10_000
LONGEST_ADDRESS = 2_000
OLDEST = 999
# Directories write 99, 100 or 999 where they mean that nobody is too old.
NO_UPPER_LIMIT = 99
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=$|[T ])")
BARE_HOST = re.compile(r"[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(/\S*)?")
MAIL = re.compile(r"[^@\s<>\"',;:]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+")
DIGITS = re.compile(r"[0-9]")
FEWEST_DIGITS = 5


@dataclass(frozen=True)
class Given:
    """A JSON object of a feed, `where` it stands, and what was `left_out` so far."""

    values: Mapping[str, Any]
    where: str
    left_out: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Text on one line; empty where there is none."""
        text = one_line(plain_text(self._text(name)))
        return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"

    def text(self, name: str) -> str:
        """Plain text with its lines; empty where there is none."""
        text = plain_text(self._text(name))
        return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"

    def number(self, name: str, low: float, high: float) -> float | None:
        """A number from `low` to `high`, or None. Raises `Refused` for anything else."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        try:
            number = math.nan if isinstance(value, bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not low <= number <= high:
            raise self.refusal(f"{name} must be a number from {low:g} to {high:g}", value)
        return number

    def flag(self, name: str) -> bool | None:
        """True, false or None. Raises `Refused` for anything else."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return value
        raise self.refusal(f"{name} must be true or false", value)

    def day(self, name: str, today: date) -> date | None:
        """The day that a date or a moment begins with. A day to come is left out."""
        text = self._text(name).strip()
        if not text:
            return None
        try:
            found = ISO_DAY.match(text)
            day = date.fromisoformat(found[0]) if found else None
        except ValueError:
            day = None
        if day is None:
            raise self.refusal(f"{name} must be a date, like 2026-03-31", text)
        if day > today:
            self._leave_out(name, text, "a day to come")
            return None
        return day

    def web_address(self, name: str) -> str:
        """An address of http or https; anything else is left out."""
        text = self._text(name).strip()
        if BARE_HOST.fullmatch(text):
            text = f"https://{text}"
        return self._believed(name, text, _is_web_address, "no http or https address")

    def mail_address(self, name: str) -> str:
        """An e-mail address; anything else is left out."""
        text = self._text(name).strip().removeprefix("mailto:")
        return self._believed(name, text, _is_mail_address, "no e-mail address")

    def phone(self, name: str) -> str:
        """A telephone number as written, without quotes; what has too few digits is left out."""
        text = self.line(name).strip("\"' ")
        return self._believed(name, text, _is_phone, "no telephone number")

    def part(self, name: str) -> "Given":
        """An object inside this one; an empty one where there is none."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, dict):
            raise self.refusal(f"{name} must be an object", value)
        return Given(value or {}, f"{self.where}, {name}", self.left_out)

    def parts(self, name: str) -> "Iterator[Given]":
        """The objects of a list inside this one; none where there is no list."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, list):
            raise self.refusal(f"{name} must be a list", value)
        for number, inside in enumerate(value or (), start=1):
            where = f"{self.where}, {name} {number}"
            if not isinstance(inside, dict):
                raise Refused(f"{where}: must be an object; {shown(inside)} given.")
            yield Given(inside, where, self.left_out)

    def refusal(self, rule: str, value: object) -> Refused:
        """Says where, what is asked for, and what stands there."""
        return Refused(f"{self.where}: {rule}; {shown(value)} given.")

    def _text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool | dict | list):
            raise self.refusal(f"{name} must be text", value)
        return str(value)

    def _believed(self, name: str, text: str, is_one: Callable[[str], bool], otherwise: str) -> str:
        """`text` where it is what it should be; else it is left out."""
        if not text or is_one(text):
            return text
        self._leave_out(name, text, otherwise)
        return ""

    def _leave_out(self, name: str, text: str, what: str) -> None:
        why = f"{self.where}: {name} was left out, because {shown(text)} is {what}."
        self.left_out.append(why)


def ages(given: Given, low_name: str, high_name: str) -> tuple[float | None, float | None]:
    """The youngest and the oldest in years. Raises `Refused` where they cross."""
    low, high = (given.number(name, 0, OLDEST) for name in (low_name, high_name))
    if high is not None and high >= NO_UPPER_LIMIT:
        high = None
    if low is not None and high is not None and low > high:
        raise Refused(
            f"{given.where}: {low_name} ({low:g}) must not be more than {high_name} ({high:g})."
        )
    return low, high


def without_repeats(lines: Iterator[str]) -> tuple[str, ...]:
    """The lines that say something, each once, whatever its case, in the order given."""
    kept: dict[str, str] = {}
    for line in lines:
        if line:
            kept.setdefault(line.casefold(), line)
    return tuple(kept.values())


def _is_mail_address(text: str) -> bool:
    return MAIL.fullmatch(text) is not None


def _is_phone(text: str) -> bool:
    return len(DIGITS.findall(text)) >= FEWEST_DIGITS


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and len(text) <= LONGEST_ADDRESS
        and not any(sign.isspace() or not sign.isprintable() for sign in text)
        and not parts.username
    )
