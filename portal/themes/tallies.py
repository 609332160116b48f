"""How many comments there are of each kind, for the forum's own desk only."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.domain.disclosure import FEWEST_ANSWERS
from portal.domain.ratings import StarCounts


@dataclass(frozen=True)
class CountedComments:
    """How many comments share a wave and whether a person read them."""

    wave_id: uuid.UUID
    wave: str
    wave_is_open: bool
    read: bool
    comments: int


@dataclass(frozen=True)
class Tally:
    """All the comments of an area, counted; the newest wave first."""

    rows: Sequence[CountedComments]

    @cached_property
    def total(self) -> int:
        return sum(row.comments for row in self.rows)

    @cached_property
    def read(self) -> int:
        return sum(row.comments for row in self.rows if row.read)

    @property
    def to_read(self) -> int:
        return self.total - self.read

    @cached_property
    def waves(self) -> dict[uuid.UUID, tuple[str, bool, int]]:
        """Per wave: its name, whether it is still open, and its comments."""
        waves: dict[uuid.UUID, tuple[str, bool, int]] = {}
        for row in self.rows:
            before = waves.get(row.wave_id, ("", False, 0))[2]
            waves[row.wave_id] = (row.wave, row.wave_is_open, before + row.comments)
        return waves


@dataclass(frozen=True)
class ThemeFigures:
    """What was put into one theme: comments, and the stars of the families who wrote them.

    A family that wrote twice is counted once among the stars.
    """

    id: uuid.UUID
    name: str
    comments: int
    stars: StarCounts

    @property
    def mean_stars(self) -> float | None:
        """The mean, 1 to 5; None where fewer than ten families gave stars."""
        return self.stars.mean if self.stars.total >= FEWEST_ANSWERS else None
