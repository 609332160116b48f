"""Surveys in plain words, for those who make them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.domain.plain_words import day_in_words
from portal.domain.readings import ENGLISH, LANGUAGES, Language
from portal.surveys.definition import (
    AGREEMENT,
    CHOICE,
    COMMENT,
    STARS,
    YES_NO,
    AskedQuestion,
)
from portal.surveys.models import Audience, Layout, Side
from portal.surveys.wave_states import Dated, WaveState, wave_state

KINDS_IN_WORDS: Mapping[str, str] = {
    STARS: "One to five stars",
    AGREEMENT: "Disagree to agree",
    YES_NO: "Yes or no",
    CHOICE: "One of several answers",
    COMMENT: "Own words",
}
AUDIENCES: Mapping[Audience, str] = {
    Audience.PARENT: "Parents and carers",
    Audience.YOUNG_PERSON: "Young people",
    Audience.PROFESSIONAL: "Professionals",
}
LAYOUTS: Mapping[Layout, str] = {
    Layout.ONE_PAGE: "All questions on one page",
    Layout.A_QUESTION_A_PAGE: "One question a page",
}
SIDES: Mapping[Side, str] = {Side.COUNCIL: "the council", Side.FORUM: "the forum"}
GOOD_ENDS: Mapping[tuple[str, bool], str] = {
    (AGREEMENT, True): "Agreeing is good",
    (AGREEMENT, False): "Disagreeing is good",
    (YES_NO, True): "“Yes” is good",
    (YES_NO, False): "“No” is good",
}


class Listed(Protocol):
    """A survey as the list shows it."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def title(self) -> str: ...
    @property
    def audience(self) -> Audience: ...
    @property
    def ended_on(self) -> date | None: ...


class NamedWave(Dated, Protocol):
    """A wave of a survey, with its days."""

    @property
    def survey_id(self) -> uuid.UUID: ...
    @property
    def name(self) -> str: ...


class Yes(Protocol):
    """One side's yes to a survey."""

    @property
    def survey_id(self) -> uuid.UUID: ...
    @property
    def side(self) -> Side: ...
    @property
    def on(self) -> date: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class SurveyRow:
    """One line of the list of surveys."""

    id: uuid.UUID
    title: str
    audience: str
    questions: int
    agreed: str
    asked: str


@dataclass(frozen=True)
class QuestionRow:
    """One question on the survey's page; `facts` are what is said of it, by name."""

    id: uuid.UUID
    key: str
    number: int
    wording: str
    facts: tuple[tuple[str, str], ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class LanguageRow:
    """How far a survey is translated into one language."""

    language: Language
    translated: int
    of: int


def survey_rows(
    surveys: Iterable[Listed],
    questions: Mapping[uuid.UUID, int],
    agreed: Sequence[Yes],
    waves: Sequence[NamedWave],
    today: date,
) -> list[SurveyRow]:
    """The lines of the list, in the order of `surveys`; `waves` come the earliest first."""
    return [
        SurveyRow(
            id=survey.id,
            title=survey.title,
            audience=AUDIENCES[survey.audience],
            questions=questions.get(survey.id, 0),
            agreed=agreed_in_words([each for each in agreed if each.survey_id == survey.id]),
            asked=_asked_in_words(
                survey, [wave for wave in waves if wave.survey_id == survey.id], today
            ),
        )
        for survey in surveys
    ]


def agreed_in_words(agreed: Sequence[Yes]) -> str:
    """Who has agreed to a survey as it stands."""
    there = {each.side for each in agreed}
    if len(there) == len(Side):
        return "The council and the forum"
    if not there:
        return "Nobody yet"
    return "Only " + " and ".join(SIDES[side] for side in Side if side in there)


def _asked_in_words(survey: Listed, waves: Sequence[NamedWave], today: date) -> str:
    if survey.ended_on is not None:
        return f"Ended on {day_in_words(survey.ended_on)}"
    for wave in reversed(waves):
        state = wave_state(wave, today)
        if state is WaveState.OPEN:
            return f"{wave.name}, open until {day_in_words(wave.closes_on)}"
        if state is WaveState.CLOSED:
            return f"{wave.name}, closed on {day_in_words(wave.closed_on or wave.closes_on)}"
    return "Never"


def question_rows(
    ids: Mapping[str, uuid.UUID], questions: Sequence[AskedQuestion]
) -> list[QuestionRow]:
    """The questions in order; `ids` by their keys."""
    numbers = {question.key: number for number, question in enumerate(questions, start=1)}
    by_key = {question.key: question for question in questions}
    return [
        QuestionRow(
            id=ids[question.key],
            key=question.key,
            number=numbers[question.key],
            wording=question.wording,
            facts=tuple(_facts(question, by_key, numbers)),
            is_first=numbers[question.key] == 1,
            is_last=numbers[question.key] == len(questions),
        )
        for question in questions
    ]


def _facts(
    question: AskedQuestion, by_key: Mapping[str, AskedQuestion], numbers: Mapping[str, int]
) -> Iterable[tuple[str, str]]:
    yield "Kind", KINDS_IN_WORDS[question.kind]
    if question.kind in (STARS, AGREEMENT, CHOICE):
        yield "Answers", "; ".join(question.labels)
    if (question.kind, question.high_is_good) in GOOD_ENDS:
        yield "Good answer", GOOD_ENDS[question.kind, question.high_is_good]
    if question.help_text:
        yield "Help", question.help_text
    if question.kind != COMMENT:
        yield "Don’t know", "Offered" if question.offers_unknown else "Not offered"
    yield "About", question.concept
    if question.asked_if_key:
        earlier = by_key.get(question.asked_if_key)
        number = numbers.get(question.asked_if_key)
        yield "Only asked", condition_in_words(question, earlier, number)


def condition_in_words(
    question: AskedQuestion, earlier: AskedQuestion | None, number: int | None
) -> str:
    """When a question is asked that depends on an earlier one, whose number is `number`."""
    if earlier is None or number is None:
        return "After an answer to a question that is gone"
    said = answers_of(earlier)
    chosen = [f"“{said[value]}”" for value in question.asked_if_values if value in said]
    return f"After {' or '.join(chosen)} to question {number}"


def answers_of(question: AskedQuestion) -> dict[int, str]:
    """The answers that people can choose, by their values."""
    labels = question.labels or (("no", "yes") if question.kind == YES_NO else ())
    return dict(zip(question.values, labels, strict=False))


def language_rows(
    questions: Sequence[AskedQuestion], of_survey: Mapping[str, object]
) -> list[LanguageRow]:
    """How far the title with the introduction, and each question, are translated."""
    return [
        LanguageRow(
            language,
            sum(question.in_language(code) is not None for question in questions)
            + (code in of_survey),
            len(questions) + 1,
        )
        for code, language in LANGUAGES.items()
        if code != ENGLISH
    ]
