"""The reader that the disclosure control is held against: patient, and knows the rule.

Given every row there could be, it groups those that look the same once published. A hidden
count that has one value throughout its group is worked out.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

Row = tuple[int, ...]


def rows_adding_up_to(total: int, answers: int) -> Iterator[Row]:
    """Every row of so many counts with this total."""
    if answers == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in rows_adding_up_to(total - first, answers - 1):
            yield (first, *rest)


def possible_values(
    rows: Iterable[Row],
    published: Callable[[Row], Hashable],
    hidden: Callable[[Row], Collection[int]],
) -> Iterator[tuple[Row, int, set[int]]]:
    """For each publication one row behind it, each hidden place, and all that may stand there."""
    alike: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        alike[published(row)].append(row)
    for behind in alike.values():
        for place in hidden(behind[0]):
            yield behind[0], place, {row[place] for row in behind}


def worked_out(
    rows: Iterable[Row],
    published: Callable[[Row], Hashable],
    hidden: Callable[[Row], Collection[int]],
) -> list[tuple[Row, int]]:
    """The hidden counts, by row and place, that have one possible value only."""
    return [
        (row, place)
        for row, place, values in possible_values(rows, published, hidden)
        if len(values) == 1
    ]


def all_but(row: Sequence[int], places: Collection[int]) -> Row:
    """The counts at the other places, as they are."""
    return tuple(count for place, count in enumerate(row) if place not in places)
