"""What one version of a text says differently from another, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from portal.domain.stages import WORD_FIELDS, StageWords

# Words, and the blanks and line ends between them, so that nothing is lost in putting
# the pieces together again.
PIECES = re.compile(r"\s+|\S+")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """Some words and what became of them."""

    change: Change
    words: str


@dataclass(frozen=True)
class FieldDifference:
    """One field in the order it is read: what stays, what goes and what comes."""

    field: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any word of it is different."""
        return any(piece.change != Change.SAME for piece in self.pieces)


def differences(before: StageWords | None, after: StageWords) -> tuple[FieldDifference, ...]:
    """Every field of `after` with what changed since `before`; all the same without one."""
    return tuple(
        FieldDifference(
            field,
            _pieces(getattr(before, field), getattr(after, field))
            if before
            else (Piece(Change.SAME, getattr(after, field)),),
        )
        for field in WORD_FIELDS
    )


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    old, new = PIECES.findall(before), PIECES.findall(after)
    pieces: list[Piece] = []
    for same, old_part, new_part in _runs(old, new):
        if same:
            pieces.append(Piece(Change.SAME, new_part))
            continue
        if old_part:
            pieces.append(Piece(Change.REMOVED, old_part))
        if new_part:
            pieces.append(Piece(Change.ADDED, new_part))
    return tuple(pieces)


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Runs of words that are the same or not; a blank alone between two changes is no run.

    Otherwise two sentences with nothing in common but blanks would be shown word by word.
    """
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone, come = "", ""
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(steps):
        old_part, new_part = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        is_between = 0 < number < len(steps) - 1 and not new_part.strip()
        if kind != "equal" or is_between:
            gone, come = gone + old_part, come + new_part
            continue
        if gone or come:
            yield False, gone, come
        yield True, old_part, new_part
        gone, come = "", ""
    if gone or come:
        yield False, gone, come
