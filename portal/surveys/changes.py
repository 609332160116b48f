"""What changed in a survey since a wave asked it, so that figures cannot be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.domain.comparability import CHANGES, Definition, what_changed
from portal.surveys.comparable import comparable
from portal.surveys.definition import COMMENT, asked_questions


@dataclass(frozen=True)
class Broken:
    """One reason why figures cannot be compared, as a clause, and the questions concerned."""

    because: str
    wordings: tuple[str, ...]
    every: bool


def broken_series(before: Mapping[str, Any], now: Mapping[str, Any]) -> Sequence[Broken]:
    """Why figures of a wave that asks `now` could not be compared with those of `before`.

    Both are definitions. Only questions with answers that stand in both are looked at: a new
    one begins a series, one that is gone has ended its own.
    """
    old, new = _series(before), _series(now)
    both = [key for key in new if key in old]
    wordings = {each.key: each.wording for each in asked_questions(now)}
    changed = {key: what_changed(old[key], new[key]) for key in both}
    return [
        Broken(clause, tuple(wordings[key] for key in concerned), len(concerned) == len(both))
        for clause in dict.fromkeys(CHANGES.values())
        if (concerned := [key for key in both if clause in changed[key]])
    ]


def _series(definition: Mapping[str, Any]) -> dict[str, Definition]:
    questions = {question.key: question for question in asked_questions(definition)}
    return {
        key: comparable(question, questions, definition)
        for key, question in questions.items()
        if question.kind != COMMENT
    }
