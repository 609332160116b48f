"""What people chose where no answer is the better one: tables of counts, and no verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.disclosure import HIDDEN
from portal.measures.series import PublishedChoice
from portal.measures.words import NOT_SHOWN, base_words, only_of_words, shown_words


@dataclass(frozen=True)
class ChoiceTable:
    """One question in one wave: each answer with how many chose it, and their share."""

    wave: str
    wording: str
    only_of: str
    base: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class ChoiceOverTime:
    """One question: the newest wave's table, and those of the waves before it, newest first."""

    anchor: str
    wording: str
    newest: ChoiceTable
    earlier: Sequence[ChoiceTable]


def choice_over_time(anchor: str, over_time: Sequence[PublishedChoice]) -> ChoiceOverTime:
    """One question as the public page shows it, from its waves, newest first."""
    newest, *earlier = (choice_table(choice) for choice in over_time)
    return ChoiceOverTime(anchor, newest.wording, newest, earlier)


def choice_table(choice: PublishedChoice) -> ChoiceTable:
    """The counts of one question in one wave, in the order the answers were offered."""
    figures, asked = choice.figures, choice.asked
    counted = zip(asked.labels, figures["counts"], figures["shares"], strict=True)
    return ChoiceTable(
        wave=choice.wave,
        wording=asked.wording,
        only_of=only_of_words(asked, choice.beside),
        base=base_words(figures["base"], asked),
        rows=[
            (
                label,
                shown_words(count),
                NOT_SHOWN if share == HIDDEN else f"{share}%",
            )
            for label, count, share in counted
        ],
    )
