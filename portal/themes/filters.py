"""Which comments the forum asked to see, as it stands in the page's address."""

import uuid
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any, Self

from portal.domain.ratings import STARS
from portal.domain.refusal import Refused
from portal.domain.sentiment import Sentiment

NONE = "none"
READ = {"yes": True, "no": False}
NOT_A_FILTER = "There is no such filter. Go back to all comments and choose again."


@dataclass(frozen=True)
class Filters:
    """Every one narrows further; None asks for nothing.

    `without_stars` and `without_theme` ask for what is left over: comments whose family gave
    no stars overall, and comments that were read and put into no theme.
    """

    stars: int | None = None
    without_stars: bool = False
    sentiment: Sentiment | None = None
    survey: uuid.UUID | None = None
    wave: uuid.UUID | None = None
    theme: uuid.UUID | None = None
    without_theme: bool = False
    read: bool | None = None

    @classmethod
    def from_address(cls, asked: Mapping[str, str]) -> Self:
        """What the query of an address asks for. Raises `Refused` where it makes no sense."""
        try:
            return cls(
                stars=_stars(asked.get("stars", "")),
                without_stars=asked.get("stars") == NONE,
                sentiment=Sentiment(asked["sentiment"]) if asked.get("sentiment") else None,
                survey=uuid.UUID(asked["survey"]) if asked.get("survey") else None,
                wave=uuid.UUID(asked["wave"]) if asked.get("wave") else None,
                theme=_theme(asked.get("theme", "")),
                without_theme=asked.get("theme") == NONE,
                read=READ[asked["read"]] if asked.get("read") else None,
            )
        except (KeyError, ValueError):
            raise Refused(NOT_A_FILTER) from None

    def are_among(
        self,
        *,
        surveys: Container[uuid.UUID],
        waves: Container[uuid.UUID],
        themes: Container[uuid.UUID],
    ) -> bool:
        """Whether the survey, the wave and the theme asked for, if any, are among these."""
        asked = ((self.survey, surveys), (self.wave, waves), (self.theme, themes))
        return all(wanted is None or wanted in there for wanted, there in asked)

    def in_address(self) -> dict[str, Any]:
        """What to write into an address so that `from_address` reads these filters again."""
        written = {
            "stars": NONE if self.without_stars else self.stars,
            "sentiment": self.sentiment,
            "survey": self.survey,
            "wave": self.wave,
            "theme": NONE if self.without_theme else self.theme,
            "read": next((word for word, read in READ.items() if read is self.read), None),
        }
        return {name: str(value) for name, value in written.items() if value is not None}


def _stars(asked: str) -> int | None:
    if asked in ("", NONE):
        return None
    return {str(stars): stars for stars in STARS}[asked]


def _theme(asked: str) -> uuid.UUID | None:
    return None if asked in ("", NONE) else uuid.UUID(asked)
