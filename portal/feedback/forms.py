"""Reading what a form of answers sent: plain fields, whose names follow from the questions.

`answer-<key>` is a number or `none`, `comment-<key>` words and `may-<key>` the consent to
publish them. Reading refuses nothing: it says beside which question something is wrong,
in the language of the page.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from flask_babel import format_decimal, gettext

from portal.domain.typed_words import one_line, tidy_words
from portal.feedback.answers import SAY_SOMETHING, Said, Words
from portal.feedback.drafts import Writing
from portal.surveys.definition import COMMENT, LONGEST_COMMENT, AskedQuestion
from portal.web.languages import page_language

NO_ANSWER = "none"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
CODE_WORD = "code_word"
LONGEST_CODE_WORD = 40


@dataclass(frozen=True)
class Filled:
    """A form as it was sent: what is chosen as text, words, and what is wrong by field name."""

    choices: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, Words] = field(default_factory=dict)
    code_word: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers by key; None is "I do not know, or it does not apply"."""
        return {key: None if text == NO_ANSWER else int(text) for key, text in self.choices.items()}

    @property
    def said(self) -> Said:
        """What was answered; "I do not know" is no answer."""
        return Said.of(self.answers, self.comments, self.code_word)

    @classmethod
    def of(cls, writing: Writing) -> Self:
        """The form of a draft."""
        choices = {
            key: NO_ANSWER if value is None else str(value)
            for key, value in writing.answers.items()
        }
        return cls(choices, writing.comments, writing.code_word)


def field_name(question: AskedQuestion) -> str:
    """What the field of a question is called; its first control has the same id."""
    return f"{'comment' if question.kind == COMMENT else 'answer'}-{question.key}"


def read_form(questions: Iterable[AskedQuestion], posted: Mapping[str, str]) -> Filled:
    """What was said to these questions; what is not offered is an error beside its question."""
    choices: dict[str, str] = {}
    comments: dict[str, Words] = {}
    errors: dict[str, str] = {}
    for question in questions:
        name = field_name(question)
        if question.kind == COMMENT:
            words = Words(tidy_words(posted.get(name)), bool(posted.get(f"may-{question.key}")))
            comments[question.key] = words
            if words.is_too_long:
                errors[name] = gettext(
                    "What you write must be %(most)s characters or fewer",
                    most=format_decimal(LONGEST_COMMENT),
                )
        elif name in posted:
            choices[question.key] = posted[name]
            if posted[name] not in _offered(question):
                errors[name] = _not_offered(question)
    code_word = one_line(posted.get(CODE_WORD))
    if len(code_word) > LONGEST_CODE_WORD:
        errors[CODE_WORD] = gettext("The code word must be 40 characters or fewer")
    return Filled(choices, comments, code_word, errors)


def with_something_said(filled: Filled, questions: Sequence[AskedQuestion]) -> Filled:
    """The same form, with an error at its first question where it says nothing at all."""
    if filled.errors:
        return filled
    if not filled.said.to(questions).is_nothing or not questions:
        return filled
    return replace(filled, errors={field_name(questions[0]): str(SAY_SOMETHING)})


def token_in(posted: Mapping[str, str]) -> str:
    """The private token that a form carries; empty where it is none of the portal's making."""
    token = posted.get("token", "")
    return token if TOKEN.fullmatch(token) else ""


def words_in(posted: Iterable[tuple[str, str]]) -> list[str]:
    """Every comment that a form carries, whatever it was asked."""
    texts = (tidy_words(text) for name, text in posted if name.startswith("comment-"))
    return [text for text in texts if text]


def _offered(question: AskedQuestion) -> set[str]:
    unknown = {NO_ANSWER} if question.offers_unknown else set()
    return {str(value) for value in question.values} | unknown


def _not_offered(question: AskedQuestion) -> str:
    told = question.in_language(page_language())
    wording = told["wording"] if told else question.wording
    return str(gettext("Select one of the answers to “%(question)s”", question=wording))
