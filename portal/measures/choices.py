"""Answers without an order: how many chose each, and no verdict, since none is the better."""

from collections.abc import Mapping

from portal.domain.disclosure import HIDDEN, Shown, shown_percentages, shown_row
from portal.measures.shape import ChoiceFigures
from portal.surveys.definition import AskedQuestion


def choice_figures(question: AskedQuestion, by_value: Mapping[int, int]) -> ChoiceFigures:
    """What may be published of one question, from how many chose each answer."""
    counts = [by_value.get(value, 0) for value in question.values]
    row = shown_row(counts)
    return {
        "key": question.key,
        "base": row.total,
        "counts": list(row.counts),
        "shares": list(shown_percentages(counts)),
    }


def withheld_choice(question: AskedQuestion) -> ChoiceFigures:
    """The same where nothing of it may be known."""
    nothing: list[Shown] = [HIDDEN for _ in question.labels]
    return {"key": question.key, "base": HIDDEN, "counts": nothing, "shares": nothing}
