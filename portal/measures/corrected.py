"""A correction beside the release it replaces: neither may be subtracted from the other.

The exact counts behind a release are not kept, so this goes by what was published: a count
that moved by ten after rounding to five moved by more than four answers for certain.
"""

from portal.domain.disclosure import Shown
from portal.domain.refusal import Refused
from portal.measures.shape import QuestionFigures, WaveFigures

SURELY_MANY = 10


def refuse_telling_correction(published: WaveFigures, corrected: WaveFigures) -> None:
    """Raise Refused when the difference could be what one to four families said.

    Figures that stay as they are tell nothing: names, dates, how people were asked and what a
    survey is compared with may always be corrected.
    """
    old = {question["key"]: question for question in published["questions"]}
    tells = moved_by_few([published["families"]], [corrected["families"]])
    for new in corrected["questions"]:
        tells |= new["key"] in old and _question_tells(old[new["key"]], new)
    if tells:
        raise Refused(
            "This correction changes the figures by so few answers that it would show what "
            "single families said: leave the published figures as they are."
        )


def _question_tells(old: QuestionFigures, new: QuestionFigures) -> bool:
    counts, new_counts = [old["base"], *old["counts"]], [new["base"], *new["counts"]]
    finer_only = counts == new_counts and _percentages(old) != _percentages(new)
    return finer_only or moved_by_few(counts, new_counts)


def moved_by_few(old: list[Shown], new: list[Shown]) -> bool:
    """Whether any count moved, and not by so much that it surely was more than four."""
    moves = [
        abs(after - before)
        for before, after in zip(old, new, strict=True)
        if isinstance(before, int) and isinstance(after, int)
    ]
    return any(0 < move < SURELY_MANY for move in moves)


def _percentages(question: QuestionFigures) -> tuple[Shown | float | None, ...]:
    return question["share"], question["low"], question["high"], question["mean"]
