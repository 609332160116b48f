"""What the pages of a survey say about it: its words in a language, and how long it takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.domain.readings import ENGLISH, LANGUAGES
from portal.feedback.drafts import Writing
from portal.surveys.definition import COMMENT, AskedQuestion
from portal.surveys.models import Layout

SECONDS_TO_CHOOSE = 20
SECONDS_TO_WRITE = 120


@dataclass(frozen=True)
class SurveyWords:
    """A survey's title and introduction, in `language` or, untranslated, in English."""

    title: str
    introduction: str
    language: str


def survey_words(definition: Mapping[str, Any], title: str, language: str) -> SurveyWords:
    """The words of a frozen definition; `title` stands in where it froze none."""
    told = definition.get("translations", {}).get(language)
    if told and language != ENGLISH:
        return SurveyWords(told["title"], told["introduction"], language)
    return SurveyWords(definition.get("title", title), definition.get("introduction", ""), ENGLISH)


def languages_of(
    translations: Mapping[str, Any], questions: Iterable[AskedQuestion]
) -> list[tuple[str, str]]:
    """Code and own name of each language in which some of it can be read; none if only English."""
    codes = {*translations, *(code for each in questions for code in each.translations or {})}
    known = [
        (language.code, language.own_name)
        for language in LANGUAGES.values()
        if language.code in codes or language.code == ENGLISH
    ]
    return known if len(known) > 1 else []


def minutes(questions: Iterable[AskedQuestion]) -> int:
    """About how many minutes it takes to answer, rounded up."""
    seconds = sum(
        SECONDS_TO_WRITE if question.kind == COMMENT else SECONDS_TO_CHOOSE
        for question in questions
    )
    return max(1, -(-seconds // 60))


def is_on_one_page(definition: Mapping[str, Any]) -> bool:
    """Whether all questions stand on one page; surveys from before there was a choice do."""
    one_page = Layout.ONE_PAGE.value
    return bool(definition.get("layout", one_page) == one_page)


def words_to_copy(writing: Writing) -> list[str]:
    """What somebody wrote, for those whose answers could not be kept."""
    return [words.text for words in writing.comments.values() if words.text]
