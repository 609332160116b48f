"""A comment as the forum may know it: masked words and what was said of them, no family."""

import uuid
from dataclasses import dataclass
from datetime import date

from portal.domain.sentiment import Sentiment, band, stars_and_words_disagree
from portal.surveys.models import Audience

# The key of the one question whose stars speak for the whole of a family's answers.
OVERALL = "satisfaction"


@dataclass(frozen=True)
class ReadByAPerson:
    """Who read a comment last, and the themes they put it into, in frame order."""

    by: str
    themes: tuple[tuple[uuid.UUID, str], ...] = ()


@dataclass(frozen=True)
class MaskedComment:
    """One comment with names masked, beside the stars its family gave overall.

    `question` is what was asked, as it was worded in that wave. `stars` is None where the family
    gave none; `star_words` is the label of those stars.
    `reading` is None until a person has read it.
    """

    id: uuid.UUID
    text: str
    question: str
    survey: str
    audience: Audience
    wave_id: uuid.UUID
    wave: str
    wave_opens_on: date
    stars: int | None
    star_words: str
    polarity: float
    reading: ReadByAPerson | None

    @property
    def theme_ids(self) -> list[uuid.UUID]:
        """The themes it was put into."""
        return [theme_id for theme_id, _ in self.reading.themes] if self.reading else []

    @property
    def sentiment(self) -> Sentiment:
        """The machine's guess at how the words sound."""
        return band(self.polarity)

    @property
    def stars_and_words_disagree(self) -> bool:
        """Whether the machine's guess and the stars point opposite ways."""
        return self.stars is not None and stars_and_words_disagree(self.stars, self.sentiment)
