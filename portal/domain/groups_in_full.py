"""Groups beside the total they add up to, each shown with all its counts or with none.

For tables such as "in time, late" by body, where a reader wants the share of each group.
Hiding one answer in every row, as `portal.domain.differencing` does, would hide all shares
as soon as one group has a small count.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from portal.domain.disclosure import RULE, Rule, positions_to_hide

Name = TypeVar("Name", bound=str)


def groups_shown_in_full(
    groups: Mapping[Name, Sequence[int]], rule: Rule = RULE
) -> frozenset[Name]:
    """The names of the groups that may be shown; all have counts for the same answers.

    A group is hidden when its own row would hide a count. Those hidden are, taken together,
    what a reader can work out by subtraction: while that row would hide a count itself, or
    says that nobody in the hidden groups gave an answer that others gave, the smallest of the
    shown groups is hidden too, with all of its size. Nothing is shown beside a total that
    hides a count.
    """
    total = _added(groups.values())
    if not total or positions_to_hide(total, rule):
        return frozenset()
    hidden = {name for name, counts in groups.items() if positions_to_hide(counts, rule)}
    while _tells(_added(groups[name] for name in hidden), total, rule):
        shown = [sum(counts) for name, counts in groups.items() if name not in hidden]
        if not shown:
            break
        hidden |= {name for name, counts in groups.items() if sum(counts) == min(shown)}
    return frozenset(groups) - hidden


def _tells(left_over: Sequence[int], total: Sequence[int], rule: Rule) -> bool:
    """Whether what is left of the total, once the shown groups are subtracted, says too much."""
    if not any(left_over):
        return False
    nobody = any(left == 0 < all_in for left, all_in in zip(left_over, total, strict=True))
    return nobody or bool(positions_to_hide(left_over, rule))


def _added(rows: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))
