"""The public page: what was published of an area's surveys, in plain words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.disclosure import HIDDEN
from portal.domain.verdicts import Direction, Verdict
from portal.measures.chart import Chart, Point, drawn
from portal.measures.choice_presenter import ChoiceOverTime, choice_over_time
from portal.measures.definitions import direction_of
from portal.measures.models import Release
from portal.measures.series import PublishedQuestion, PublishedSurvey, PublishedWave
from portal.measures.words import (
    base_words,
    families_words,
    gave_good_answer,
    good_answer,
    interval_words,
    only_of_words,
    people_in,
    plain_verdict,
    share_words,
    spread_words,
    ways_words,
)
from portal.surveys.presenter import AUDIENCES

NOTHING_BEFORE = ("First survey", "There is no earlier survey to compare with yet.")
NOTHING_COMPARED = "The first survey: nothing to compare with yet"
NOTHING_JUDGED = "No verdict: these questions have no better answer"
NOT_ASKED_BEFORE = ("New question", "The survey before did not ask this.")
NOT_IN_THE_NEWEST = ("No longer asked", "The newest survey did not ask this.")
ALWAYS_COUNTED = (Verdict.IMPROVED, Verdict.GOT_WORSE)
COLOURS = {
    Verdict.IMPROVED.capitalize(): "green",
    Verdict.GOT_WORSE.capitalize(): "red",
    Verdict.ABOUT_THE_SAME.capitalize(): "blue",
}
CANNOT_COMPARE = Verdict.CANNOT_COMPARE.capitalize()
FIRST_ASKED = "First asked"
LESS_IS_BETTER = "For this question a lower share is better."
NO_FIGURE = "–"


@dataclass(frozen=True)
class Finding:
    """What is said of one question: a word in its colour, and the sentence that explains it."""

    word: str
    sentence: str

    @property
    def colour(self) -> str:
        """The tag's colour; the word always stands in it."""
        return COLOURS.get(self.word, "grey")


@dataclass(frozen=True)
class Row:
    """One wave of a question, as the table says it."""

    wave: str
    base: str
    share: str
    interval: str
    spread: str
    change: str


@dataclass(frozen=True)
class QuestionOverTime:
    """One question: the finding of the newest wave, and every wave as table and chart."""

    anchor: str
    wording: str
    good: str
    gave: str
    is_main: bool
    is_current: bool
    in_short: str
    finding: Finding
    rows: Sequence[Row]
    chart: Chart
    notes: Sequence[str]
    earlier_wordings: Sequence[tuple[str, str]]
    earlier_shares: Sequence[tuple[str, str]]

    @property
    def before(self) -> str:
        """The share in the wave before the newest one."""
        return self.rows[-2].share if len(self.rows) > 1 else NO_FIGURE


@dataclass(frozen=True)
class SurveyOverTime:
    """One survey: the newest wave in short, its questions, and all that was published.

    `people` is what sentences call those who were asked, and `gave` what those in the shares
    did. `ways` is how many answers came by each way in, empty where that is not known.
    """

    anchor: str
    title: str
    audience: str
    people: str
    gave: str
    wave: str
    before: str | None
    standing: Release
    families: str
    ways: Sequence[tuple[str, str]]
    found: str
    questions: Sequence[QuestionOverTime]
    choices: Sequence[ChoiceOverTime]
    releases: Sequence[tuple[str, Release]]


def survey_over_time(survey: PublishedSurvey) -> SurveyOverTime:
    """One survey as the public page shows it."""
    newest = survey.newest
    compared_with = newest.figures["compared_with"]
    return SurveyOverTime(
        anchor=f"survey-{survey.key}",
        title=survey.title,
        audience=AUDIENCES[survey.audience],
        people=people_in(newest.figures),
        gave=_gave(newest),
        wave=newest.name,
        before=compared_with["name"] if compared_with else None,
        standing=newest.standing,
        families=families_words(newest.figures),
        ways=ways_words(newest.figures),
        found=_found(newest),
        questions=[_question(survey, key) for key in survey.questions],
        choices=[
            choice_over_time(f"{survey.key}-{key}", over_time)
            for key, over_time in survey.choices.items()
        ],
        releases=[
            (wave.name, release)
            for wave in reversed(survey.waves)
            for release in reversed(wave.releases)
        ],
    )


def _gave(wave: PublishedWave) -> str:
    gave = dict.fromkeys(gave_good_answer(each.asked) for each in wave.questions.values())
    return ", or ".join(gave)


def _found(wave: PublishedWave) -> str:
    """How many questions improved, got worse and so on; the first two are always said."""
    verdicts = Counter(
        question.figures["comparison"]["verdict"]
        for question in wave.questions.values()
        if question.figures["comparison"]
    )
    if not verdicts:
        return NOTHING_COMPARED if wave.questions else NOTHING_JUDGED
    counted = [
        f"{verdicts[verdict]} {verdict}"
        for verdict in Verdict
        if verdicts[verdict] or verdict in ALWAYS_COUNTED
    ]
    questions = verdicts.total()
    return f"Of {questions} {'question' if questions == 1 else 'questions'}: {', '.join(counted)}"


def _question(survey: PublishedSurvey, key: str) -> QuestionOverTime:
    over_time = survey.questions[key]
    newest, good = over_time[-1], good_answer(over_time[-1].asked)
    is_current = newest.wave == survey.newest.name
    points = [_point(question) for question in over_time]
    return QuestionOverTime(
        anchor=f"{survey.key}-{key}",
        wording=newest.asked.wording,
        good=good,
        gave=gave_good_answer(newest.asked),
        is_main=newest.figures["primary"],
        is_current=is_current,
        in_short=_in_short(over_time) if is_current else "",
        finding=_finding(newest, survey) if is_current else Finding(*NOT_IN_THE_NEWEST),
        rows=[_row(question) for question in over_time],
        chart=drawn(f"Share of answers that were {good}: {newest.asked.wording}", points),
        notes=_notes(newest),
        earlier_wordings=[
            (question.wave, question.asked.wording)
            for question in over_time
            if question.asked.wording != newest.asked.wording
        ],
        earlier_shares=[
            (question.wave, good_answer(question.asked))
            for question in over_time
            if good_answer(question.asked) != good
        ],
    )


def _notes(question: PublishedQuestion) -> list[str]:
    """What a reader must know of the newest share."""
    only_of = only_of_words(question.asked, question.beside)
    is_turned = direction_of(question.asked) is Direction.LOW_IS_GOOD
    return [*([only_of] if only_of else []), *([LESS_IS_BETTER] if is_turned else [])]


def _in_short(over_time: Sequence[PublishedQuestion]) -> str:
    """The newest share, after the one it may be compared with; empty where it is hidden."""
    shown = [question for question in over_time[-2:] if question.figures["share"] != HIDDEN]
    if over_time[-1] not in shown:
        return ""
    if _change(over_time[-1]) in (CANNOT_COMPARE, FIRST_ASKED):
        shown = shown[-1:]
    first, *later = shown
    said = f"{share_words(first.figures)} {gave_good_answer(first.asked)} in {first.wave}."
    return " ".join([said, *(f"{share_words(each.figures)} did in {each.wave}." for each in later)])


def _finding(question: PublishedQuestion, survey: PublishedSurvey) -> Finding:
    comparison = question.figures["comparison"]
    if comparison:
        return Finding(
            comparison["verdict"].capitalize(),
            plain_verdict(comparison, question.asked, people_in(survey.newest.figures)),
        )
    return Finding(*(NOT_ASKED_BEFORE if len(survey.waves) > 1 else NOTHING_BEFORE))


def _row(question: PublishedQuestion) -> Row:
    figures = question.figures
    return Row(
        wave=question.wave,
        base=base_words(figures["base"], question.asked),
        share=share_words(figures),
        interval=interval_words(figures),
        spread=spread_words(figures, question.asked),
        change=_change(question),
    )


def _change(question: PublishedQuestion) -> str:
    comparison = question.figures["comparison"]
    return comparison["verdict"].capitalize() if comparison else FIRST_ASKED


def _point(question: PublishedQuestion) -> Point:
    figures = question.figures
    return Point(
        wave=question.wave,
        share=share_words(figures),
        interval=interval_words(figures),
        figures=(figures["share"], figures["low"], figures["high"]),
        asked_differently=_change(question) == CANNOT_COMPARE,
    )
