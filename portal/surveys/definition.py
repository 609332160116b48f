"""What a survey asks, and how a wave freezes it.

A question is known by its key. Its answers are numbered: stars and agreement 1, the worst or
"strongly disagree", to 5; no 0 and yes 1; a choice by its place among the labels, from 1.
Every scale of stars runs from 1, the worst, to 5, the best. A question whose words change is
another question: its later waves cannot be compared with its earlier ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

STARS, AGREEMENT, YES_NO, CHOICE, COMMENT = "stars", "agreement", "yes_no", "choice", "comment"
KINDS = (STARS, AGREEMENT, YES_NO, CHOICE, COMMENT)
LONGEST_COMMENT = 1200
MOST_CHOICES = 12

PICTURES: Mapping[str, str] = {
    "informed": "Somebody is told something",
    "listened": "Somebody is listened to",
    "understood": "Somebody understands",
    "happy": "A happy face",
    "clock": "A clock",
    "plan": "A plan",
    "talk": "Somebody talks",
    "next": "A step further",
}
"""The pictures of the young person’s version, by name, and what they show."""


@dataclass(frozen=True)
class AskedQuestion:
    """One question as it was asked.

    `labels` are the worded answers, worst first (for yes or no: no, yes). `help_text` may be
    empty. `offers_unknown` adds "I do not know, or it does not apply". With `asked_if_key` it
    is only asked of those whose answer to that earlier question is one of `asked_if_values`.
    `picture` names a symbol for the young person's version. `translations` hold `wording`,
    `help_text` and `labels` by the code of the language.
    """

    key: str
    kind: str
    wording: str
    concept: str
    labels: tuple[str, ...] = ()
    high_is_good: bool = True
    position: int = 0
    help_text: str = ""
    offers_unknown: bool = True
    asked_if_key: str = ""
    asked_if_values: tuple[int, ...] = ()
    picture: str = ""
    translations: Mapping[str, Mapping[str, Any]] | None = None

    @property
    def values(self) -> range:
        """The numbers that an answer may be; none for a comment."""
        if self.kind in (STARS, AGREEMENT):
            return range(1, 6)
        if self.kind == YES_NO:
            return range(2)
        return range(1, len(self.labels) + 1) if self.kind == CHOICE else range(0)

    def is_asked(self, answers: Mapping[str, int]) -> bool:
        """Whether it is put to somebody who gave these answers to the earlier questions."""
        return not self.asked_if_key or answers.get(self.asked_if_key) in self.asked_if_values

    def in_language(self, language: str) -> Mapping[str, Any] | None:
        """Its words in another language than English; None where nobody translated it."""
        return (self.translations or {}).get(language)


def frozen(
    questions: Iterable[AskedQuestion], *, invited_group: str, channel: str, **more: Any
) -> dict[str, Any]:
    """What a wave asks of whom and how, as JSON, to be compared with later waves.

    `more` is what else the form shows: `title`, `introduction`, `translations` of these two by
    language, `audience`, `layout`, `version` and `asks_code_word`.
    """
    in_order = sorted(questions, key=lambda question: question.position)
    return {
        "questions": [_as_json(question) for question in in_order],
        "invited_group": invited_group,
        "channel": channel,
        **more,
    }


def asked_questions(definition: Mapping[str, Any] | None) -> tuple[AskedQuestion, ...]:
    """The questions of a frozen definition in the order they are asked; none before it froze."""
    return tuple(
        AskedQuestion(
            **question
            | {
                name: tuple(question[name])
                for name in ("labels", "asked_if_values")
                if name in question
            }
        )
        for question in (definition["questions"] if definition else ())
    )


def _as_json(question: AskedQuestion) -> dict[str, Any]:
    lists = {"labels": list(question.labels), "asked_if_values": list(question.asked_if_values)}
    return asdict(question) | lists
