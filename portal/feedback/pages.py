"""Which page comes when a survey asks one question a page; the code word comes last.

A page's number is its question's place in the survey, so that an address means the same page
whatever was answered. Pages of questions that are not put to this person are passed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.feedback.answers import questions_put
from portal.feedback.drafts import Writing
from portal.surveys.definition import COMMENT, AskedQuestion


@dataclass(frozen=True)
class AskingPage:
    """One page: its number from 1, and its question; None for the code word."""

    number: int
    question: AskedQuestion | None

    def is_answered(self, writing: Writing) -> bool:
        """Whether something was said here; "I do not know" is something."""
        if self.question is None:
            return bool(writing.code_word)
        if self.question.kind == COMMENT:
            words = writing.comments.get(self.question.key)
            return bool(words and words.text)
        return self.question.key in writing.answers


def pages_put(
    asked: Sequence[AskedQuestion], writing: Writing, *, code_word: bool
) -> list[AskingPage]:
    """The pages that this person is asked, in order."""
    numbers = {question.key: number for number, question in enumerate(asked, start=1)}
    put = questions_put(asked, writing.said.answers)
    pages = [AskingPage(numbers[question.key], question) for question in put]
    return [*pages, AskingPage(len(asked) + 1, None)] if code_word else pages


def page_numbered(pages: Sequence[AskingPage], number: int) -> AskingPage | None:
    """The page of this number; None where this person is not asked it."""
    return next((page for page in pages if page.number == number), None)


def page_after(pages: Sequence[AskingPage], number: int) -> AskingPage | None:
    """The next page; None after the last."""
    return next((page for page in pages if page.number > number), None)


def page_before(pages: Sequence[AskingPage], number: int) -> AskingPage | None:
    """The page before; None at the first."""
    return next((page for page in reversed(pages) if page.number < number), None)


def first_unanswered(pages: Sequence[AskingPage], writing: Writing) -> AskingPage | None:
    """The first page on which nothing was said yet; None where there is none."""
    return next((page for page in pages if not page.is_answered(writing)), None)
