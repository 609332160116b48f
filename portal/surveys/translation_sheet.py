"""A survey's English words beside those in one other language, piece by piece.

A piece is the title with the introduction, or one question with its help text and its answers.
It is translated as a whole or not at all, so that nobody reads a question in one language and
its answers in another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from portal.surveys.definition import AskedQuestion, asked_questions
from portal.surveys.fingerprints import fingerprint

TITLE, INTRODUCTION = "title", "introduction"
WORDING, HELP_TEXT, LABEL = "wording", "help_text", "label"


@dataclass(frozen=True)
class Piece:
    """What is translated together: the English words by name, and what is said for them.

    `key` is the question's; empty for title and introduction. The names are `title` and
    `introduction`, or `wording`, `help_text`, `label-1`, `label-2`. What English does not say
    has no name here.
    """

    key: str
    english: Mapping[str, str]
    said: Mapping[str, str]

    @property
    def is_translated(self) -> bool:
        """Whether all of it is said."""
        return not self.gaps and bool(self.said)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of what is not said while another part is."""
        return tuple(name for name in self.english if name not in self.said) if self.said else ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers that are said, in order."""
        names = (name for name in self.english if name.startswith(LABEL))
        return tuple(self.said[name] for name in names if name in self.said)

    def filled_in(self, said: Mapping[str, str]) -> "Piece":
        """The same piece with these words for it; empty ones are not said."""
        return replace(self, said={name: said[name] for name in self.english if said.get(name)})


Sheet = Sequence[Piece]


def sheet_of(definition: Mapping[str, Any], language: str) -> Sheet:
    """What a survey asks as it stands: first the piece of its own words, then its questions'."""
    own = {name: definition[name] for name in (TITLE, INTRODUCTION)}
    said = definition["translations"].get(language, {})
    questions = asked_questions(definition)
    return [
        Piece("", _spoken(own), {}).filled_in(said),
        *(_of_question(question, language) for question in questions),
    ]


def mark_of(sheet: Sheet) -> str:
    """The mark of what stands on the sheet, in both languages."""
    return fingerprint([asdict(piece) for piece in sheet])


def translated(sheet: Sheet) -> int:
    """How many of the pieces are translated."""
    return sum(piece.is_translated for piece in sheet)


def _of_question(question: AskedQuestion, language: str) -> Piece:
    words = question.in_language(language) or {}
    english = _names(question.wording, question.help_text, question.labels)
    said = _names(words.get(WORDING, ""), words.get(HELP_TEXT, ""), words.get("labels", ()))
    return Piece(question.key, _spoken(english), {}).filled_in(said)


def _names(wording: str, help_text: str, labels: Iterable[str]) -> dict[str, str]:
    answers = {f"{LABEL}-{place}": words for place, words in enumerate(labels, start=1)}
    return {WORDING: wording, HELP_TEXT: help_text, **answers}


def _spoken(words: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in words.items() if text}
