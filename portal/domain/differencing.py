"""Tables that could be subtracted from one another: groups from everybody, new from old.

Parents taken from everybody leave the young people; a table published again after one more
answer shows that answer. Neither difference may say more than a table of its own may say.

`shown_table` is part of the method that the core promises, held by published vectors and not
yet shown on a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.domain.disclosure import (
    RULE,
    Rule,
    ShownRow,
    positions_to_hide,
    row_hiding,
)
from portal.domain.refusal import Refused


@dataclass(frozen=True)
class ShownTable:
    """Everybody's row and one row for each group, with the same answers hidden in all."""

    everybody: ShownRow
    groups: dict[str, ShownRow]


def groups_to_show(sizes: Mapping[str, int], rule: Rule = RULE) -> frozenset[str]:
    """Which groups may be shown beside the whole they add up to.

    Groups under ten are hidden. While the hidden ones together are under ten, the next smallest
    is hidden too, with all of its size: a reader can work out the hidden groups' joint figures.
    """
    hidden = {name for name, size in sizes.items() if size < rule.fewest_answers}
    while 0 < sum(sizes[name] for name in hidden) < rule.fewest_answers:
        shown = [size for name, size in sizes.items() if name not in hidden]
        if not shown:
            break
        hidden |= {name for name, size in sizes.items() if size == min(shown)}
    return frozenset(sizes) - hidden


def shown_table(groups: Mapping[str, Sequence[int]], rule: Rule = RULE) -> ShownTable:
    """Groups beside everybody, as they may be published.

    An answer that must be hidden in one row is hidden in all, so that no column can be added
    up; the hidden groups taken together count as a row, though it is not shown. Raises Refused
    unless all groups have counts for the same answers.
    """
    if not groups or len({len(counts) for counts in groups.values()}) > 1:
        raise Refused("Every group needs counts for the same answers.")
    showing = groups_to_show({name: sum(counts) for name, counts in groups.items()}, rule)
    left_over = _added([counts for name, counts in groups.items() if name not in showing])
    rows = [_added(list(groups.values())), *(groups[name] for name in showing)]
    derivable = [*rows, left_over] if any(left_over) else rows
    hidden = frozenset[int]().union(*(positions_to_hide(row, rule) for row in derivable))
    return ShownTable(
        everybody=row_hiding(rows[0], hidden, rule),
        groups={
            name: row if name in showing else row.closed()
            for name, counts in groups.items()
            for row in [row_hiding(counts, hidden, rule)]
        },
    )


def _added(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def refuse_telling_correction(
    published: Sequence[int], corrected: Sequence[int], rule: Rule = RULE
) -> None:
    """Raise Refused when publishing a row again would show what one to four people said.

    Both rows are unrounded counts of the same answers. An answer that came or was withdrawn
    after the wave closed waits until enough others have changed with it, or is left out.
    """
    if len(published) != len(corrected):
        raise Refused("A corrected row needs counts for the same answers as the published one.")
    moves = [abs(new - old) for old, new in zip(published, corrected, strict=True)]
    total_move = abs(sum(corrected) - sum(published))
    if any(1 <= move <= rule.largest_small_count for move in [*moves, total_move]):
        raise Refused(
            "This correction changes a published count by fewer than "
            f"{rule.largest_small_count + 1} answers and would show what single people said: "
            "leave the published figures as they are."
        )
