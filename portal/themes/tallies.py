"""How many comments there are of each kind, for the forum's own desk only."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.domain.disclosure import FEWEST_ANSWERS
from portal.domain.ratings import StarCounts
from portal.surveys.models import Audience


@dataclass(frozen=True)
class CountedComments:
    """How many comments share a wave and whether a person read them."""

    survey_id: uuid.UUID
    survey: str
    audience: Audience
    wave_id: uuid.UUID
    wave: str
    wave_is_open: bool
    read: bool
    comments: int


@dataclass(frozen=True)
class WaveComments:
    """A wave's name, its survey, whether it is still open, and how many comments it has."""

    name: str
    survey_id: uuid.UUID
    is_open: bool
    comments: int


@dataclass(frozen=True)
class SurveyComments:
    """A survey's title, whom it asks, and how many comments it has."""

    title: str
    audience: Audience
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
    def waves(self) -> dict[uuid.UUID, WaveComments]:
        """Per wave its name, its survey and its comments; the newest first."""
        waves: dict[uuid.UUID, WaveComments] = {}
        for row in self.rows:
            before = waves.get(row.wave_id)
            comments = row.comments + (before.comments if before else 0)
            waves[row.wave_id] = WaveComments(row.wave, row.survey_id, row.wave_is_open, comments)
        return waves

    @cached_property
    def surveys(self) -> dict[uuid.UUID, SurveyComments]:
        """Per survey its name, whom it asks and its comments; those of parents first."""
        surveys: dict[uuid.UUID, SurveyComments] = {}
        for row in sorted(self.rows, key=lambda row: list(Audience).index(row.audience)):
            before = surveys.get(row.survey_id)
            comments = row.comments + (before.comments if before else 0)
            surveys[row.survey_id] = SurveyComments(row.survey, row.audience, comments)
        return surveys

    def survey_of(self, survey: uuid.UUID | None, wave: uuid.UUID | None) -> uuid.UUID | None:
        """The survey asked for, else that of the wave asked for, else the first; None of none."""
        if survey is None and wave in self.waves:
            return self.waves[wave].survey_id
        return survey or next(iter(self.surveys), None)


@dataclass(frozen=True)
class ThemeFigures:
    """What was put into one theme: comments, and the stars of the people who wrote them.

    All of one survey: stars that answer different questions, or come from young people and
    from parents, are never counted together. A family that wrote twice is counted once
    among the stars.
    """

    id: uuid.UUID
    name: str
    comments: int
    stars: StarCounts

    @property
    def mean_stars(self) -> float | None:
        """The mean, 1 to 5; None where fewer than ten families gave stars."""
        return self.stars.mean if self.stars.total >= FEWEST_ANSWERS else None
