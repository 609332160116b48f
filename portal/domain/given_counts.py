"""Counts and shares as people write them on a command line: `3,12,25` and `14/25`."""

import re

from portal.domain.given_values import shown
from portal.domain.ratings import STARS, StarCounts
from portal.domain.refusal import Refused
from portal.domain.shares import Share

# Nine digits hold more people than any council has, and keep arithmetic exact.
COUNT = re.compile(r"[0-9]{1,9}")


def read_counts(text: str) -> tuple[int, ...]:
    """Counts between commas, such as `3,12,25`. Raises Refused, naming the one that is not."""
    return tuple(_read_count(part, text) for part in text.split(","))


def read_wave(text: str) -> Share | StarCounts:
    """One wave of a question: a share such as `14/25`, or five star counts `4,6,9,14,7`.

    Raises Refused for anything else, and for a wave that nobody answered.
    """
    wave = _read_share(text) if "/" in text else _read_stars(text)
    if (wave.of if isinstance(wave, Share) else wave.total) == 0:
        raise Refused(f"Nobody answered in {shown(text)}: give a wave with answers.")
    return wave


def _read_share(text: str) -> Share:
    parts = text.split("/")
    if len(parts) != 2:
        raise Refused(f"Write a share as yes answers and base, such as 14/25: {shown(text)} given.")
    yes, of = (_read_count(part, text) for part in parts)
    return Share(yes, of)


def _read_stars(text: str) -> StarCounts:
    counts = read_counts(text)
    if len(counts) != len(STARS):
        raise Refused(
            "Write a wave as a share such as 14/25, or as five star counts, worst first, such as "
            f"4,6,9,14,7: {shown(text)} given."
        )
    return StarCounts(counts)


def _read_count(part: str, text: str) -> int:
    if not COUNT.fullmatch(part.strip()):
        raise Refused(
            f"Write counts as whole numbers of up to nine digits: {shown(part.strip())} "
            f"in {shown(text)} is not one."
        )
    return int(part)
