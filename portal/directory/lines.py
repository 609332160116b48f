"""A service in a line or two, as other pages list it."""

import uuid
from dataclasses import dataclass

LONGEST_SUMMARY = 160


@dataclass(frozen=True)
class ServiceLine:
    """A service’s name and how its description begins; its page is `directory.service`."""

    id: uuid.UUID
    name: str
    summary: str


def summary(description: str, longest: int = LONGEST_SUMMARY) -> str:
    """How `description` begins: on one line, cut after a word."""
    text = " ".join(description.split())
    if len(text) <= longest:
        return text
    cut = text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.–-")
    return f"{cut}…"
