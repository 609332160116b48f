"""The disclosure control: its rules row by row, and a reader who tries to get round it."""

from itertools import chain, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.disclosure import (
    HIDDEN,
    RULE,
    Hidden,
    Rule,
    positions_to_hide,
    shown_percentages,
    shown_row,
)
from portal.domain.refusal import Refused
from tests.domain.disclosure_reader import (
    all_but,
    possible_values,
    rows_adding_up_to,
    worked_out,
)

c: Hidden = HIDDEN

rows = st.lists(st.integers(0, 60), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        pytest.param(
            (3, 12, 25), (c, c, 25), 40, id="S-1 a small count takes the next smallest along"
        ),
        pytest.param((0, 14, 26), (0, 15, 25), 40, id="S-2 a true 0 is shown, counts are rounded"),
        pytest.param((4, 3, 2), (c, c, c), c, id="S-4 a group of nine shows nothing, nor its size"),
        pytest.param((9, 0), (c, c), c, id="R1 nine of one mind"),
        pytest.param((5, 5), (5, 5), 10, id="R1 ten are enough"),
        pytest.param((0, 0, 0), (c, c, c), c, id="R1 nobody answered"),
        pytest.param((1, 20, 30), (c, c, 30), 50, id="R2 one"),
        pytest.param((4, 20, 30), (c, c, 30), 55, id="R2 four"),
        pytest.param((5, 20, 30), (5, 20, 30), 55, id="R2 five is shown"),
        pytest.param((3, 2, 25, 30), (c, c, 25, 30), 60, id="R2 two small ones hide one another"),
        pytest.param((1, 0, 0, 40), (c, 0, 0, c), 40, id="R3 the next smallest that is not 0"),
        pytest.param((4, 0, 40), (c, 0, c), 45, id="R3 beside a 0, which hides nothing"),
        pytest.param((3, 12, 12, 25), (c, c, c, 25), 50, id="R3 equals go together"),
        pytest.param((3, 5, 40), (c, c, 40), 50, id="R3 the next smallest is large enough"),
        pytest.param((1, 1, 40), (c, c, c), 40, id="R3 two that must be ones"),
        pytest.param((4, 4, 40), (c, c, c), 50, id="R3 two that must be fours"),
        pytest.param((1, 2, 40), (c, c, 40), 45, id="R3 two that may be either way round"),
        pytest.param((1, 1, 1, 1, 38), (c, c, c, c, c), 40, id="R3 four that must be ones"),
        pytest.param((5, 6, 7), (5, 5, 5), 20, id="R4 rounded to 5 from both sides"),
        pytest.param((8, 12, 13), (10, 10, 15), 35, id="R4 the total is rounded on its own"),
        pytest.param((12, 0), (c, c), 10, id="R5 everybody of twelve said the same"),
        pytest.param((12,), (c,), 10, id="R5 everybody of twelve, and no other answer"),
        pytest.param((0, 5, 7), (c, c, 5), 10, id="R5 nobody of twelve said this"),
        pytest.param((19, 0), (c, c), 20, id="R5 nineteen"),
        pytest.param((20, 0), (20, 0), 20, id="R5 twenty may be of one mind"),
        pytest.param((40,), (40,), 40, id="one answer to choose from"),
    ],
)
def test_row(counts, shown, total):
    row = shown_row(counts)
    assert (row.counts, row.total) == (shown, total)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param((3, 12, 25), (c, c, 63), id="R4 from the unrounded 25 of 40, a half up"),
        pytest.param((0, 14, 26), (0, 35, 65), id="R4 0 % of forty"),
        pytest.param((4, 3, 2), (c, c, c), id="R1 of nine people"),
        pytest.param((12, 0), (c, c), id="R5 neither 0 nor 100 % of twelve"),
        pytest.param((20, 0), (100, 0), id="R5 100 % of twenty"),
        pytest.param((21, 4), (c, c), id="R3 84 % would tell the 16 %"),
    ],
)
def test_percentages(counts, shown):
    assert shown_percentages(counts) == shown


@given(rows)
def test_only_rounded_counts_are_shown_and_never_a_small_one(counts):
    row = shown_row(counts)
    for count, shown in zip([*counts, sum(counts)], [*row.counts, row.total], strict=True):
        assert shown == HIDDEN or (shown % 5 == 0 and abs(shown - count) <= 2)
        assert shown == HIDDEN or count == 0 or shown >= 5


@given(rows)
def test_percentages_and_counts_hide_the_same(counts):
    hidden = [shown == HIDDEN for shown in shown_row(counts).counts]
    assert [shown == HIDDEN for shown in shown_percentages(counts)] == hidden


@given(rows)
def test_never_just_one_count_is_hidden(counts):
    assert len(counts) == 1 or shown_row(counts).counts.count(HIDDEN) != 1


@given(st.data())
def test_what_is_hidden_does_not_depend_on_the_order(data):
    """On this the promise rests: hidden counts may stand in any order."""
    counts = data.draw(rows)
    order = data.draw(st.permutations(range(len(counts))))
    moved = [counts[place] for place in order]
    assert {order[place] for place in positions_to_hide(moved)} == positions_to_hide(counts)


def exactly(row):
    """Published to the strongest reader: what is shown, and the total, to the last person."""
    hidden = positions_to_hide(row)
    return hidden, all_but(row, hidden), sum(row)


@pytest.mark.parametrize(
    ("answers", "largest_total"),
    [
        pytest.param(2, 60, id="two answers"),
        pytest.param(3, 45, id="three answers"),
        pytest.param(4, 32, id="four answers"),
        pytest.param(5, 24, id="five answers"),
    ],
)
def test_no_hidden_count_can_be_worked_out_from_exact_figures(answers, largest_total):
    every_row = chain.from_iterable(
        rows_adding_up_to(total, answers) for total in range(10, largest_total + 1)
    )
    assert worked_out(every_row, exactly, positions_to_hide) == []


@pytest.mark.parametrize(
    ("answers", "largest_total"),
    [
        pytest.param(2, 60, id="two answers"),
        pytest.param(3, 42, id="three answers"),
        pytest.param(4, 27, id="four answers"),
    ],
)
def test_no_hidden_count_can_be_worked_out_from_what_is_published(answers, largest_total):
    every_row = chain.from_iterable(
        rows_adding_up_to(total, answers) for total in range(largest_total + 1)
    )
    assert worked_out(every_row, shown_row, positions_to_hide) == []


def test_no_hidden_count_up_to_thirty_can_be_worked_out_of_four():
    """Rows in one order only, since the order changes nothing: what one hidden place may hold,
    all of them may."""
    possible: dict[object, set[int]] = {}
    for row in combinations_with_replacement(range(31), 4):
        hidden, shown, total = exactly(row)
        if hidden and total >= 10:
            values = possible.setdefault((len(hidden), shown, total), set())
            values.update(row[place] for place in hidden)
    assert len(possible) > 5_000
    assert [seen for seen, values in possible.items() if len(values) == 1] == []


def test_what_is_not_promised():
    """A reader may learn that both hidden counts are small, and less than one to four."""
    pairs = rows_adding_up_to(43, 3)
    found = {
        place: values
        for row, place, values in possible_values(pairs, exactly, positions_to_hide)
        if exactly(row) == exactly((1, 2, 40))
    }
    assert found == {0: {1, 2}, 1: {1, 2}}


def test_the_reader_finds_what_too_simple_a_rule_gives_away():
    """The check checks: hiding only the small ones, or only one more, is found out."""

    def small_only(row):
        return [place for place, count in enumerate(row) if 1 <= count <= 4]

    def and_one_more(row):
        hidden = small_only(row)
        if len(hidden) == 1:
            others = [p for p, count in enumerate(row) if p not in hidden and count]
            hidden.append(min(others, key=lambda place: row[place]))
        return hidden

    def is_found_out(rule):
        def published(row):
            return tuple(rule(row)), all_but(row, rule(row))

        return worked_out(rows_adding_up_to(24, 3), published, rule) != []

    assert is_found_out(small_only)
    assert is_found_out(and_one_more)
    assert not is_found_out(positions_to_hide)


STRICTER = Rule(fewest_answers=15, largest_small_count=7, fewest_of_one_mind=15, nearest=10)
LAXER = Rule(fewest_answers=6, largest_small_count=2, fewest_of_one_mind=9, nearest=1)


@pytest.mark.parametrize(
    ("rule", "counts", "shown", "total"),
    [
        pytest.param(STRICTER, (7, 8, 25), (c, c, 30), 40, id="stricter"),
        pytest.param(STRICTER, (6, 8), (c, c), c, id="stricter, fewer than 15"),
        pytest.param(LAXER, (3, 12, 25), (3, 12, 25), 40, id="laxer"),
        pytest.param(LAXER, (2, 12, 25), (c, c, 25), 39, id="laxer, two people"),
        pytest.param(LAXER, (8, 0), (c, c), 8, id="laxer, eight of one mind"),
    ],
)
def test_other_thresholds(rule, counts, shown, total):
    row = shown_row(counts, rule)
    assert (row.counts, row.total) == (shown, total)


@pytest.mark.parametrize("rule", [STRICTER, LAXER])
def test_other_thresholds_keep_the_promise(rule):
    def hidden(row):
        return positions_to_hide(row, rule)

    for total in range(rule.fewest_answers, 36):
        found = worked_out(
            rows_adding_up_to(total, 3),
            lambda row: (hidden(row), all_but(row, hidden(row))),
            hidden,
        )
        assert found == []


@pytest.mark.parametrize(
    ("thresholds", "sentence"),
    [
        pytest.param({"largest_small_count": 0}, "must rise", id="no small counts"),
        pytest.param({"fewest_answers": 4}, "must rise", id="a group no larger than a small count"),
        pytest.param({"fewest_of_one_mind": 9}, "must rise", id="one mind below the group"),
        pytest.param({"nearest": 10}, "rounded to nothing", id="5 would become 0"),
        pytest.param({"nearest": 0}, "rounded to nothing", id="no step"),
    ],
)
def test_thresholds_that_contradict_one_another_are_refused(thresholds, sentence):
    with pytest.raises(Refused, match=sentence):
        Rule(**thresholds)


def test_the_thresholds_in_use():
    in_use = Rule(fewest_answers=10, largest_small_count=4, fewest_of_one_mind=20, nearest=5)
    assert in_use == RULE


@pytest.mark.parametrize("counts", [(), (3, -1, 20)])
@pytest.mark.parametrize("show", [shown_row, shown_percentages])
def test_rows_that_are_refused(show, counts):
    with pytest.raises(Refused, match="none of them below 0"):
        show(counts)
