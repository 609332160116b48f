"""Groups beside their total, each shown with all its counts or with none."""

from collections import defaultdict
from collections.abc import Collection, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.disclosure import positions_to_hide
from portal.domain.groups_in_full import groups_shown_in_full
from tests.domain.disclosure_reader import rows_adding_up_to

Table = dict[str, tuple[int, int]]


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        pytest.param({"a": (30, 10), "b": (20, 6)}, {"a", "b"}, id="nothing is small"),
        pytest.param(
            {"a": (30, 10), "b": (20, 4)}, set(), id="a small count takes the other along"
        ),
        pytest.param(
            {"a": (30, 10), "b": (20, 4), "c": (20, 8)},
            {"a"},
            id="the smallest of the others goes with it",
        ),
        pytest.param(
            {"a": (30, 10), "b": (20, 4), "c": (16, 7)},
            {"a"},
            id="two hidden ones may be known together",
        ),
        pytest.param({"a": (30, 10), "b": (6, 3), "c": (4, 5)}, {"a"}, id="two under ten"),
        pytest.param({"a": (30, 10), "b": (2, 1), "c": (1, 3)}, set(), id="under ten together"),
        pytest.param(
            {"a": (30, 10), "b": (10, 10), "c": (12, 8), "d": (5, 2)},
            {"a"},
            id="equals go together",
        ),
        pytest.param({"a": (30, 10), "b": (0, 0)}, {"a"}, id="a group with nothing hides nothing"),
        pytest.param({"a": (30, 0), "b": (25, 0)}, {"a", "b"}, id="all in time, everywhere"),
        pytest.param(
            {"a": (30, 10), "b": (9, 0), "c": (12, 0)},
            set(),
            id="that nobody of the hidden ones was late would show",
        ),
        pytest.param({"a": (5, 3)}, set(), id="a total under ten"),
        pytest.param({"a": (30, 3)}, set(), id="a total with a small count"),
        pytest.param({}, set(), id="no groups"),
    ],
)
def test_which_groups_are_shown(groups: Table, shown: set[str]) -> None:
    assert groups_shown_in_full(groups) == shown


counts = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(st.dictionaries(st.sampled_from("abcdef"), counts, min_size=1))
def test_what_is_left_by_subtraction_could_be_shown_itself(groups: Table) -> None:
    shown = groups_shown_in_full(groups)
    left = [groups[name] for name in set(groups) - shown]
    left_over = [sum(column) for column in zip(*left, strict=True)]
    if shown and any(left_over):
        assert not positions_to_hide(left_over)
    for name in shown:
        assert not positions_to_hide(groups[name])


def tables(total: int, in_time: Collection[int]) -> Iterator[Table]:
    """Every table of three groups with this total, of which so many were in time."""
    for row in rows_adding_up_to(total, 6):
        if row[0] + row[1] + row[2] in in_time:
            yield {"a": (row[0], row[3]), "b": (row[1], row[4]), "c": (row[2], row[5])}


@pytest.mark.parametrize(
    ("total", "in_time"),
    [
        pytest.param(17, range(18), id="17, however many were in time"),
        pytest.param(30, {15}, id="30, half of them in time"),
        pytest.param(34, {26}, id="34, eight of them late"),
    ],
)
def test_no_hidden_count_can_be_worked_out(total: int, in_time: Collection[int]) -> None:
    """The reader knows the total and every shown count to the last one, and the rule.

    Such a reader may learn that there is nothing to count in a group, and, from a total in
    which all or none were in time, that so were its parts.
    """
    alike: dict[tuple[object, ...], list[Table]] = defaultdict(list)
    for table in tables(total, in_time):
        shown = groups_shown_in_full(table)
        late = sum(counts[1] for counts in table.values())
        alike[(late, *((name, table[name]) for name in sorted(shown)))].append(table)
    for seen, behind in alike.items():
        everybody_or_nobody = seen[0] in (0, total)
        for name in set("abc") - {each[0] for each in seen[1:]}:
            for place in (0, 1):
                values = {table[name][place] for table in behind}
                empty = {sum(table[name]) for table in behind} == {0}
                assert len(values) > 1 or empty or everybody_or_nobody, (seen, name, values)
