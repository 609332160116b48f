"""What the forum's pages say of comments and themes, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.ratings import STARS
from portal.domain.sentiment import Sentiment
from portal.surveys.presenter import AUDIENCES
from portal.themes.filters import NONE, Filters
from portal.themes.tallies import SurveyComments, Tally, ThemeFigures, WaveComments

COMMENTS_A_PAGE = 20
SENTIMENT = {
    Sentiment.NEGATIVE: "Negative",
    Sentiment.NEUTRAL: "Neutral",
    Sentiment.POSITIVE: "Positive",
}
TOO_FEW = "too few"


@dataclass(frozen=True)
class Option:
    """One thing to choose: what the address says, what the person reads."""

    value: str
    words: str


@dataclass(frozen=True)
class Choice:
    """One box of options; `chosen` is the value of the one that holds, or empty."""

    name: str
    label: str
    options: Sequence[Option]
    chosen: str


def choices(tally: Tally, themes: Sequence[ThemeFigures], filters: Filters) -> list[Choice]:
    """The filters that can be chosen.

    How many gave so many stars, or sound so, is not among their words: in an open wave such a
    number grows by one and tells what the family said that answered last.
    """
    chosen = filters.in_address()
    offered = (
        ("read", "Read or not", _read(tally)),
        ("stars", "Stars", _stars()),
        ("sentiment", "Words sound", _sentiments()),
        ("survey", "Survey", _surveys(tally)),
        ("wave", "Wave", _waves(tally)),
        ("theme", "Theme", _themes(themes)),
    )
    return [
        Choice(name, label, options, chosen.get(name, ""))
        for name, label, options in offered
        if name != "survey" or len(options) > 1
    ]


def _read(tally: Tally) -> list[Option]:
    return [
        Option("no", f"Not read yet ({tally.to_read})"),
        Option("yes", f"Read ({tally.read})"),
    ]


def _stars() -> list[Option]:
    return [
        *(Option(str(stars), _counted(stars)) for stars in STARS),
        Option(NONE, "No stars given"),
    ]


def _counted(stars: int) -> str:
    return "1 star" if stars == 1 else f"{stars} stars"


def _sentiments() -> list[Option]:
    return [Option(sentiment.value, words) for sentiment, words in SENTIMENT.items()]


def _surveys(tally: Tally) -> list[Option]:
    return [
        Option(str(survey_id), f"{title_and_audience(survey)} ({survey.comments})")
        for survey_id, survey in tally.surveys.items()
    ]


def title_and_audience(survey: SurveyComments) -> str:
    """A survey as it is told from others of the same title."""
    return f"{survey.title}: {AUDIENCES[survey.audience].lower()}"


def _waves(tally: Tally) -> list[Option]:
    return [
        Option(
            str(wave_id),
            f"{wave.name}{_of_which(wave, tally)}{', still open' if wave.is_open else ''} "
            f"({wave.comments})",
        )
        for wave_id, wave in tally.waves.items()
    ]


def _of_which(wave: WaveComments, tally: Tally) -> str:
    """The survey of a wave, where there are several."""
    if len(tally.surveys) == 1:
        return ""
    return f", {title_and_audience(tally.surveys[wave.survey_id])}"


def _themes(themes: Sequence[ThemeFigures]) -> list[Option]:
    return [
        *(Option(str(theme.id), theme.name) for theme in themes),
        Option(NONE, "Read, in no theme"),
    ]


def mean_stars(theme: ThemeFigures) -> str:
    """The mean to one decimal place; "too few" under ten families, empty without comments."""
    if theme.comments == 0:
        return ""
    return TOO_FEW if theme.mean_stars is None else f"{theme.mean_stars:.1f}"


def saved(to_read: int) -> str:
    """What a reader is told after saving a comment, when so many are left."""
    if to_read == 0:
        return "Saved. Every comment has been read."
    return f"Saved. {to_read:,} {'comment is' if to_read == 1 else 'comments are'} still to read."
