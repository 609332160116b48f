"""Postcodes as people type them, and their two halves."""

import re
from dataclasses import dataclass
from typing import Self

from portal.domain.refusal import Refused

OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
WHOLE = re.compile(rf"({OUTWARD})\s*([0-9][A-Z]{{2}})")
HALF = re.compile(OUTWARD)
LIKE_THIS = "Enter a postcode, like SW18 2PU, or its first half, like SW18"


@dataclass(frozen=True)
class Postcode:
    """A postcode or, where `inward` is empty, its first half only."""

    outward: str
    inward: str

    @classmethod
    def read(cls, typed: str) -> Self:
        """The postcode in any case and spacing. Raises `Refused` for anything else."""
        tidy = " ".join(typed.upper().split())
        if HALF.fullmatch(tidy):
            return cls(tidy, "")
        if found := WHOLE.fullmatch(tidy):
            return cls(found[1], found[2])
        raise Refused(LIKE_THIS)

    @classmethod
    def found_in(cls, text: str) -> "Postcode | None":
        """The postcode that `text` is, or None; a directory may keep anything there."""
        try:
            return cls.read(text)
        except Refused:
            return None

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}".strip()
