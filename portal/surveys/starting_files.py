"""Reading the files of starting surveys, and saying where one is not whole."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any

from portal.domain.stages import StageKey
from portal.surveys.definition import KINDS, AskedQuestion
from portal.surveys.models import Audience, Layout
from portal.surveys.question_rules import check_order, check_question

NOT_IN_FILES = {"position", "translations"}
OF_QUESTIONS = {each.name for each in fields(AskedQuestion)} - NOT_IN_FILES
NEEDED = {"key", "kind", "wording", "concept"}
LISTS = ("labels", "asked_if_values")


@dataclass(frozen=True)
class StartingSurvey:
    """A survey to start from; `translations` hold its title and introduction by language."""

    key: str
    title: str
    audience: Audience
    introduction: str
    invited_group: str
    layout: Layout
    after_stages: tuple[StageKey, ...]
    questions: tuple[AskedQuestion, ...]
    translations: Mapping[str, Mapping[str, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )


def read_survey(text: str, key: str) -> StartingSurvey:
    """The survey in a file's `text`, in English. Raises `ValueError` where it is not whole."""
    table = _table(text, key)
    words = {"title", "introduction", "invited_group"}
    _compare(set(table), words | {"audience", "layout", "questions"}, {"after_stages"}, key)
    for name in words:
        _refuse_blank(table[name], f"{key}: {name}")
    try:
        return StartingSurvey(
            key=key,
            title=table["title"],
            audience=Audience(table["audience"]),
            introduction=table["introduction"],
            invited_group=table["invited_group"],
            layout=Layout(table["layout"]),
            after_stages=tuple(map(StageKey, table.get("after_stages", []))),
            questions=_questions(table["questions"], key),
        )
    except ValueError as problem:
        raise ValueError(f"{key}: {problem}") from problem


def read_translation(text: str, survey: StartingSurvey, language: str) -> StartingSurvey:
    """The survey with its translation in a file's `text`.

    Raises `ValueError` unless the translation has every question, with its help text and as
    many labels as the English one.
    """
    where = f"{language}/{survey.key}"
    table = _table(text, where)
    _compare(set(table), {"title", "introduction", "questions"}, set(), where)
    of_survey = {name: table[name] for name in ("title", "introduction")}
    for name, said in of_survey.items():
        _refuse_blank(said, f"{where}: {name}")
    _compare(set(table["questions"]), {each.key for each in survey.questions}, set(), where)
    return replace(
        survey,
        translations={**survey.translations, language: of_survey},
        questions=tuple(
            _translated(each, table["questions"][each.key], language, where)
            for each in survey.questions
        ),
    )


def _questions(tables: Sequence[dict[str, Any]], key: str) -> tuple[AskedQuestion, ...]:
    for table in tables:
        _compare(set(table), NEEDED, OF_QUESTIONS, f"a question of {key}")
    questions = tuple(
        AskedQuestion(
            **table | {name: tuple(table.get(name, ())) for name in LISTS}, position=position
        )
        for position, table in enumerate(tables, start=1)
    )
    _check(questions)
    return questions


def _check(questions: Sequence[AskedQuestion]) -> None:
    """Raise `ValueError` unless these can be asked in this order, each once."""
    seen: set[str] = set()
    for question in questions:
        where = f"question {question.key!r}"
        if question.key in seen:
            raise ValueError(f"{where} is asked twice.")
        if question.kind not in KINDS:
            raise ValueError(f"{where} has the unknown kind {question.kind!r}.")
        for said in (question.wording, question.concept, *question.labels):
            _refuse_blank(said, where)
        check_question(question)
        seen.add(question.key)
    check_order(questions)


def _translated(
    question: AskedQuestion, table: dict[str, Any], language: str, where: str
) -> AskedQuestion:
    where = f"{where}: question {question.key!r}"
    wanted = {"wording"}
    wanted |= {"labels"} if question.labels else set()
    wanted |= {"help_text"} if question.help_text else set()
    _compare(set(table), wanted, set(), where)
    labels = table.get("labels", [])
    if len(labels) != len(question.labels):
        raise ValueError(f"{where} has {len(labels)} labels, not {len(question.labels)}.")
    for said in (*(table[name] for name in wanted - {"labels"}), *labels):
        _refuse_blank(said, where)
    words = {
        "wording": table["wording"],
        "help_text": table.get("help_text", ""),
        "labels": labels,
    }
    return replace(question, translations={**(question.translations or {}), language: words})


def _table(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(f"{where}: {problem}") from problem


def _refuse_blank(said: object, where: str) -> None:
    if not isinstance(said, str) or not said.strip() or said != said.strip():
        raise ValueError(f"{where} has no words, or blanks around them.")


def _compare(there: set[str], needed: set[str], allowed: set[str], where: str) -> None:
    for missing in sorted(needed - there):
        raise ValueError(f"{where}: {missing} is missing.")
    for unknown in sorted(there - needed - allowed):
        raise ValueError(f"{where}: {unknown} is unknown.")
