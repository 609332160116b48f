"""What one person said, before anything of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from flask_babel import lazy_gettext

from portal.domain.refusal import Refused
from portal.surveys.definition import COMMENT, LONGEST_COMMENT, AskedQuestion

SAY_SOMETHING = lazy_gettext("Answer at least one question, or write a comment")


@dataclass(frozen=True)
class Words:
    """A comment, and whether it may be published with names hidden."""

    text: str
    may_be_published: bool = False

    @property
    def is_too_long(self) -> bool:
        """Whether it has more signs than a comment may, counted as browsers count: an emoji is
        two or more (UTF-16 code units, as the length of a string in HTML).
        """
        return len(self.text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_COMMENT


@dataclass(frozen=True)
class Said:
    """Answers by question key, as `AskedQuestion.values` numbers them, and comments by theirs.

    "I do not know" is no answer. `code_word` is empty unless the person chose one.
    """

    answers: Mapping[str, int]
    comments: Mapping[str, Words] = field(default_factory=dict)
    code_word: str = ""

    @classmethod
    def of(
        cls, given: Mapping[str, int | None], comments: Mapping[str, Words], code_word: str
    ) -> Self:
        """What is said by answers of which None is "I do not know"."""
        known = {key: value for key, value in given.items() if value is not None}
        return cls(known, comments, code_word)

    @property
    def is_nothing(self) -> bool:
        """Whether there is neither an answer nor a word; a code word alone says nothing."""
        return not self.answers and not any(words.text for words in self.comments.values())

    def to(self, asked: Sequence[AskedQuestion]) -> "Said":
        """Only what was put to this person: no answer to a question whose condition failed."""
        put = {question.key for question in questions_put(asked, self.answers)}
        return Said(
            {key: value for key, value in self.answers.items() if key in put},
            {key: words for key, words in self.comments.items() if key in put and words.text},
            self.code_word,
        )

    def check(self, asked: Sequence[AskedQuestion]) -> None:
        """Raise `Refused` where nothing was said, or something that was not asked."""
        if self.is_nothing:
            raise Refused(f"{SAY_SOMETHING}.")
        offered = {question.key: question for question in asked}
        if any(
            key not in offered or value not in offered[key].values
            for key, value in self.answers.items()
        ):
            raise Refused("This survey does not offer that answer. Choose one of those shown.")
        if any(key not in offered or offered[key].kind != COMMENT for key in self.comments):
            raise Refused("This survey has no box for words. Choose an answer instead.")
        if any(words.is_too_long for words in self.comments.values()):
            raise Refused(f"What you write must be {LONGEST_COMMENT:,} characters or fewer.")


def questions_put(
    asked: Sequence[AskedQuestion], answers: Mapping[str, int]
) -> list[AskedQuestion]:
    """The questions that are put to somebody who gave these answers, in order.

    An answer to a question that is not put (any more) makes no other question be asked.
    """
    put: list[AskedQuestion] = []
    counted: dict[str, int] = {}
    for question in asked:
        if question.is_asked(counted):
            put.append(question)
            if question.key in answers:
                counted[question.key] = answers[question.key]
    return put
