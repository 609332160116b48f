"""The board's pages: what one release holds, in full, and whether it was touched since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.england import ENGLAND
from portal.domain.plain_words import day_in_words
from portal.domain.verdicts import Direction
from portal.measures.choice_presenter import ChoiceTable, choice_table
from portal.measures.definitions import direction_of
from portal.measures.digest import digest_matches
from portal.measures.models import Release
from portal.measures.series import PublishedQuestion, PublishedWave
from portal.measures.shape import ComparedFigures
from portal.measures.words import (
    answer_words,
    base_words,
    families_words,
    good_answer,
    interval_words,
    only_of_words,
    people_in,
    share_words,
    shown_words,
    ways_words,
)
from portal.surveys.audiences import frozen_audience
from portal.surveys.definition import STARS
from portal.surveys.presenter import AUDIENCES

DIGITS_IN_A_LIST = 12


@dataclass(frozen=True)
class ListedRelease:
    """One row of the list of releases; `short_digest` are its first digits."""

    release: Release
    wave: str
    published: str
    short_digest: str
    matches: bool


@dataclass(frozen=True)
class QuestionInFull:
    """One question of a release: how it was asked, its figures, and what they were compared to."""

    key: str
    wording: str
    concept: str
    is_main: bool
    good_is: str
    only_of: str
    counts: Sequence[tuple[str, str]]
    figures: Sequence[tuple[str, str]]
    sentence: str
    compared: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ReleaseInFull:
    """One release as a board checks it; `people` are those who were asked."""

    release: Release
    wave: str
    matches: bool
    people: str
    facts: Sequence[tuple[str, str]]
    ways: Sequence[tuple[str, str]]
    questions: Sequence[QuestionInFull]
    choices: Sequence[ChoiceTable]


def newest_first(releases: Iterable[Release]) -> list[ListedRelease]:
    """Releases as rows of the list; those published together by their waves, newest first."""

    def when(release: Release) -> tuple[datetime, str, int]:
        return release.published_at, release.figures["wave"]["opens_on"], release.number

    return [_listed(release) for release in sorted(releases, key=when, reverse=True)]


def _listed(release: Release) -> ListedRelease:
    return ListedRelease(
        release=release,
        wave=release.figures["wave"]["name"],
        published=_moment(release.published_at),
        short_digest=release.digest[:DIGITS_IN_A_LIST],
        matches=digest_matches(release),
    )


def in_full(release: Release) -> ReleaseInFull:
    """A release with everything that it keeps."""
    wave = PublishedWave([release])
    return ReleaseInFull(
        release=release,
        wave=wave.name,
        matches=digest_matches(release),
        people=people_in(wave.figures),
        facts=_facts(wave),
        ways=ways_words(wave.figures),
        questions=[_question(question) for question in wave.questions.values()],
        choices=[choice_table(choice) for choice in wave.choices.values()],
    )


def _moment(at: datetime) -> str:
    """Day and time in England."""
    here = at.astimezone(ENGLAND)
    return f"{day_in_words(here.date())}, {here:%H:%M}"


def _facts(wave: PublishedWave) -> list[tuple[str, str]]:
    figures = wave.figures
    compared_with, release = figures["compared_with"], wave.standing
    opened, closed = (
        day_in_words(date.fromisoformat(figures["wave"][day])) for day in ("opens_on", "closed_on")
    )
    return [
        ("Survey", f"{figures['survey']['title']} ({figures['survey']['key']})"),
        ("Open", f"{opened} to {closed}"),
        ("Audience", AUDIENCES[frozen_audience(figures["definition"])]),
        ("Who was asked", figures["definition"]["invited_group"]),
        ("How", figures["definition"]["channel"]),
        ("Who answered", families_words(figures)),
        ("Compared with", compared_with["name"] if compared_with else "No survey before"),
        ("Published", _moment(release.published_at)),
        ("Worked out by", figures["software"]),
    ]


def _question(question: PublishedQuestion) -> QuestionInFull:
    asked, figures = question.asked, question.figures
    good, low_is_good = good_answer(asked), direction_of(asked) is Direction.LOW_IS_GOOD
    return QuestionInFull(
        key=figures["key"],
        wording=asked.wording,
        concept=asked.concept,
        is_main=figures["primary"],
        good_is=f"More answers of {good} are {'worse' if low_is_good else 'better'}",
        only_of=only_of_words(asked, question.beside),
        counts=[
            (words, shown_words(count))
            for words, count in zip(answer_words(asked), figures["counts"], strict=True)
        ],
        figures=[
            ("Answers, to the nearest 5", base_words(figures["base"], asked)),
            (f"Share of {good}", share_words(figures)),
            ("Likely between", interval_words(figures)),
            *_mean(figures["mean"]),
        ],
        sentence=figures["comparison"]["sentence"] if figures["comparison"] else "",
        compared=_compared(figures["comparison"], has_stars=asked.kind == STARS),
    )


def _mean(mean: float | None) -> list[tuple[str, str]]:
    return [] if mean is None else [("Mean number of stars", f"{mean:.1f}")]


def _compared(comparison: ComparedFigures | None, *, has_stars: bool) -> list[tuple[str, str]]:
    """The verdict with its numbers, in words; nothing where nothing was asked before."""
    if comparison is None:
        return []
    rows = [("Verdict", comparison["verdict"].capitalize())]
    if comparison["difference"] is not None:
        rows.append(("Change of the share", f"{comparison['difference']:+} points"))
    low, high, chance = comparison["low"], comparison["high"], comparison["probability"]
    if chance is not None:
        words = f"{chance} of 100 pairs, likely between {low} and {high}"
        rows.append((f"A later answer {'has more stars' if has_stars else 'is better'}", words))
    elif low is not None:
        rows.append(("The change is likely between", f"{low:+} and {high:+} points"))
    rows.append(("Questions judged together", str(comparison["judged_together"])))
    return rows
