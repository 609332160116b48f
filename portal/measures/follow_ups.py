"""Questions asked only of those who gave certain answers: what they tell of those answers.

The answers to such a question say how many it was put to, which is a sum of counts of the
earlier question. Where that sum would give one of its hidden counts away, nothing of the later
question is shown.
"""

from collections.abc import Collection, Mapping, Sequence

from portal.domain.disclosure import HIDDEN, Shown
from portal.measures.choices import choice_figures
from portal.measures.counting import counted
from portal.surveys.definition import CHOICE, AskedQuestion

Asked = Mapping[str, AskedQuestion]
Counted = Mapping[str, Mapping[int, int]]


def is_withheld(question: AskedQuestion, asked: Asked, by_question: Counted) -> bool:
    """Whether the question would tell what the disclosure control hides of the one before it.

    `asked` are all questions of the wave, and `by_question` how many gave each value.
    """
    earlier = asked.get(question.asked_if_key)
    if earlier is None:
        return False
    if is_withheld(earlier, asked, by_question):
        return True
    counts, told_sums = _shown(earlier, by_question.get(earlier.key, {}))
    places = {
        place for place, value in enumerate(earlier.values) if value in question.asked_if_values
    }
    return sum_tells(counts, told_sums, places)


def sum_tells(
    counts: Sequence[Shown], told_sums: Sequence[Collection[int]], places: Collection[int]
) -> bool:
    """Whether the sum of the counts at `places` gives a hidden one away.

    It tells nothing new where it holds no hidden count, nor where it holds all hidden counts
    of a sum that is known already (`told_sums`, as places).
    """
    hidden = {place for place, count in enumerate(counts) if count == HIDDEN}
    return any(
        hidden.intersection(told, places) and hidden.intersection(told).difference(places)
        for told in told_sums
    )


def _shown(
    question: AskedQuestion, by_value: Mapping[int, int]
) -> tuple[Sequence[Shown], Sequence[Collection[int]]]:
    if question.kind == CHOICE:
        return choice_figures(question, by_value)["counts"], [range(len(question.labels))]
    answers = counted(question, by_value)
    return answers.shown["counts"], answers.told_sums
