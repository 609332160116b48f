"""The one disclosure control: what of a row of counts may leave the portal, and how.

Every page, chart, file and address that shows counts passes them through here. A count of one
to four people is hidden as `c`, and in a group under 20 so are "nobody" and "everybody". If
what is left would give a hidden count away, more is hidden.

What holds: no hidden count can be worked out, at least two values stay possible. It holds even
against a reader who knows this rule, the exact total and, from the whole percentages, the exact
value of every count that is shown; for rows with fewer than 20 answers to choose from.

What does not hold: a reader may tell that a hidden count is small, since that is what `c` says
most of the time, and may be left with fewer values than one to four, such as one or two.

Why it holds: what is hidden depends on the counts and never on their order, so that hidden
counts may stand in any order. Where all hidden counts are small, their sum leaves them room to
differ. Otherwise one of them is larger, and each of them may be that one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from portal.domain.refusal import Refused
from portal.domain.shares import Share

Hidden = Literal["c"]
Shown = int | Hidden

HIDDEN: Final = "c"
MEANING_OF_HIDDEN = "too few answers to show safely"
FEWEST_ANSWERS = 10


@dataclass(frozen=True)
class Rule:
    """The thresholds: change them only together with what the public pages say about `c`.

    Raises Refused when a shown count could be rounded to nothing, or when the thresholds do
    not rise: small count < group < group that may be of one mind.
    """

    fewest_answers: int = FEWEST_ANSWERS
    largest_small_count: int = 4
    fewest_of_one_mind: int = 20
    nearest: int = 5

    def __post_init__(self) -> None:
        if not 1 <= self.largest_small_count < self.fewest_answers <= self.fewest_of_one_mind:
            raise Refused("The thresholds of the disclosure control must rise, starting at 1.")
        if not 1 <= self.nearest <= 2 * self.largest_small_count + 1:
            raise Refused("Counts would be rounded to nothing: round to a smaller step.")


RULE = Rule()


@dataclass(frozen=True)
class ShownRow:
    """A row as it may be published, with its total: rounded counts, or `c`."""

    counts: tuple[Shown, ...]
    total: Shown

    def closed(self) -> "ShownRow":
        """The same row with nothing shown at all."""
        return ShownRow(tuple(HIDDEN for _ in self.counts), HIDDEN)


def shown_row(counts: Sequence[int], rule: Rule = RULE) -> ShownRow:
    """The row as it may be published. Raises Refused for no counts or one below 0.

    Nothing is shown of fewer than ten answers, not even how many there were.
    """
    return row_hiding(counts, positions_to_hide(counts, rule), rule)


def row_hiding(counts: Sequence[int], hidden: Collection[int], rule: Rule = RULE) -> ShownRow:
    """The row with just these positions hidden and the rest rounded.

    For callers that show a row beside other figures and worked out what that takes.
    """
    row = ShownRow(
        tuple(HIDDEN if at in hidden else _rounded(c, rule) for at, c in enumerate(counts)),
        _rounded(sum(counts), rule),
    )
    return row.closed() if sum(counts) < rule.fewest_answers else row


def shown_percentages(counts: Sequence[int], rule: Rule = RULE) -> tuple[Shown, ...]:
    """Each count as a whole percentage of the total, from the unrounded counts, or `c`.

    Hides what `shown_row` hides. A half is rounded up.
    """
    hidden, total = positions_to_hide(counts, rule), sum(counts)
    return tuple(
        HIDDEN if at in hidden else Share(count, total).percentage
        for at, count in enumerate(counts)
    )


def positions_to_hide(counts: Sequence[int], rule: Rule = RULE) -> frozenset[int]:
    """Which positions of a row must be hidden when its total is known."""
    if not counts or min(counts) < 0:
        raise Refused("Give a row of counts, none of them below 0.")
    total = sum(counts)
    if total < rule.fewest_answers:
        return frozenset(range(len(counts)))
    return positions_to_hide_in_part(dict(enumerate(counts)), total, rule)


def positions_to_hide_in_part(
    part: dict[int, int], total: int, rule: Rule = RULE
) -> frozenset[int]:
    """Which positions of part of a row must be hidden when the part's own sum is known too.

    `part` gives the count at each position, `total` is that of the whole row. Starts from the
    counts that are too small in themselves and, while they could be worked out, hides the next
    smallest as well, with all that are equal to it.
    """
    hidden = frozenset(at for at, count in part.items() if _is_small(count, total, rule))
    while _can_be_worked_out([part[at] for at in hidden], total, rule):
        shown = [count for at, count in part.items() if at not in hidden and count > 0]
        if not shown:
            break
        hidden |= {at for at, count in part.items() if count == min(shown)}
    return hidden


def _is_small(count: int, total: int, rule: Rule) -> bool:
    """One to four people; in a group under 20 also nobody, and everybody."""
    if total < rule.fewest_of_one_mind and count in (0, total):
        return True
    return 1 <= count <= rule.largest_small_count


def _can_be_worked_out(hidden: Sequence[int], total: int, rule: Rule) -> bool:
    """Whether the sum of the hidden counts leaves only one value for any of them."""
    if not hidden:
        return False
    if len(hidden) == 1:
        return True
    if max(hidden) > rule.largest_small_count:
        return False
    lowest = 0 if total < rule.fewest_of_one_mind else 1
    return sum(hidden) in (len(hidden) * lowest, len(hidden) * rule.largest_small_count)


def _rounded(count: int, rule: Rule) -> int:
    return (count + rule.nearest // 2) // rule.nearest * rule.nearest
