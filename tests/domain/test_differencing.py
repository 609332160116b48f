"""Tables that could be subtracted from one another."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.differencing import groups_to_show, refuse_telling_correction, shown_table
from portal.domain.disclosure import HIDDEN, Hidden, Rule, ShownRow
from portal.domain.refusal import Refused
from tests.domain.disclosure_reader import all_but, rows_adding_up_to

c: Hidden = HIDDEN

sizes = st.dictionaries(st.text(max_size=3), st.integers(0, 60), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("given_sizes", "shown"),
    [
        pytest.param(
            {"parents": 38, "young people": 4}, set(), id="S-6 parents would tell the four"
        ),
        pytest.param(
            {"parents": 38, "young people": 12}, {"parents", "young people"}, id="both large"
        ),
        pytest.param({"a": 50, "b": 20, "c": 4}, {"a"}, id="one small group takes the next along"),
        pytest.param({"a": 50, "b": 8, "c": 7}, {"a"}, id="two small groups are ten together"),
        pytest.param({"a": 50, "b": 5, "c": 3}, set(), id="two small groups of eight together"),
        pytest.param({"a": 50, "b": 20, "c": 20, "d": 4}, {"a"}, id="equals go together"),
        pytest.param({"a": 50, "b": 0}, {"a"}, id="a group that nobody is in hides nobody"),
        pytest.param({"a": 50, "b": 9, "c": 0}, set(), id="nor does it protect a small one"),
        pytest.param({"a": 9}, set(), id="R1 one small group"),
        pytest.param({"a": 10}, {"a"}, id="R1 one group of ten"),
        pytest.param({}, set(), id="no groups"),
    ],
)
def test_groups_beside_the_whole(given_sizes, shown):
    assert groups_to_show(given_sizes) == shown


@given(sizes)
def test_hidden_groups_are_ten_together_and_more_than_one(given_sizes):
    shown = groups_to_show(given_sizes)
    hidden = [size for name, size in given_sizes.items() if name not in shown and size]
    if hidden and shown:
        assert len(hidden) > 1
        assert sum(hidden) >= 10
    assert all(given_sizes[name] >= 10 for name in shown)


def test_groups_may_have_another_threshold():
    assert groups_to_show({"a": 38, "b": 4}, Rule(fewest_answers=3, largest_small_count=2)) == {
        "a",
        "b",
    }


@pytest.mark.parametrize(
    ("groups", "everybody", "shown"),
    [
        pytest.param(
            {"parents": (10, 28), "young people": (1, 3)},
            ShownRow((10, 30), 40),
            {"parents": ShownRow((c, c), c), "young people": ShownRow((c, c), c)},
            id="S-6",
        ),
        pytest.param(
            {"Merton": (6, 14, 20), "Wandsworth": (8, 12, 30)},
            ShownRow((15, 25, 50), 90),
            {"Merton": ShownRow((5, 15, 20), 40), "Wandsworth": ShownRow((10, 10, 30), 50)},
            id="nothing is small",
        ),
        pytest.param(
            {"Merton": (3, 12, 20), "Wandsworth": (8, 12, 30)},
            ShownRow((c, c, 50), 85),
            {"Merton": ShownRow((c, c, 20), 35), "Wandsworth": ShownRow((c, c, 30), 50)},
            id="hidden in one row is hidden in all",
        ),
        pytest.param(
            {"a": (20, 20, 28), "b": (3, 2, 2), "c": (3, 4, 0)},
            ShownRow((c, c, c), 80),
            {
                "a": ShownRow((c, c, c), 70),
                "b": ShownRow((c, c, c), c),
                "c": ShownRow((c, c, c), c),
            },
            id="the hidden groups together would show a two",
        ),
    ],
)
def test_groups_with_everybody(groups, everybody, shown):
    table = shown_table(groups)
    assert (table.everybody, table.groups) == (everybody, shown)


def places_hidden(row):
    return tuple(place for place, shown in enumerate(row.counts) if shown == HIDDEN)


def seen_by_the_strongest_reader(true):
    """What is shown of two groups and everybody, all of it to the last person."""
    table = shown_table({"one": true["one"], "other": true["other"]})
    for name, row in {**table.groups, "everybody": table.everybody}.items():
        size = None if row.total == HIDDEN else sum(true[name])
        yield name, places_hidden(row), all_but(true[name], places_hidden(row)), size


def two_groups(total, answers, sizes):
    for both in rows_adding_up_to(total, 2 * answers):
        if sum(both[:answers]) in sizes:
            one, other = both[:answers], both[answers:]
            yield {
                "one": one,
                "other": other,
                "everybody": tuple(map(sum, zip(one, other, strict=True))),
            }


@pytest.mark.parametrize(
    ("total", "answers", "first_sizes"),
    [
        pytest.param(78, 2, {40}, id="two large groups, yes and no"),
        pytest.param(25, 2, range(26), id="any two groups of 25 people"),
        pytest.param(23, 3, {12}, id="two groups under 20, three answers"),
        pytest.param(31, 3, {21}, id="one of them under 20"),
    ],
)
def test_no_small_count_can_be_worked_out_beside_everybody(total, answers, first_sizes):
    alike = defaultdict(list)
    for true in two_groups(total, answers, first_sizes):
        alike[tuple(seen_by_the_strongest_reader(true))].append(true)
    for seen, tables in alike.items():
        for name, places, _, _ in seen:
            for place in places:
                values = {true[name][place] for true in tables}
                assert len(values) > 1 or not values <= {1, 2, 3, 4}, tables[0]


def test_groups_with_other_answers_are_refused():
    with pytest.raises(Refused, match="same answers"):
        shown_table({"a": (10, 20), "b": (10, 20, 30)})
    with pytest.raises(Refused, match="same answers"):
        shown_table({})


@pytest.mark.parametrize(
    ("published", "corrected"),
    [
        pytest.param((10, 20, 30), (10, 20, 30), id="nothing changed"),
        pytest.param((10, 20, 30), (15, 20, 30), id="five more answers"),
        pytest.param((10, 20, 30), (10, 10, 30), id="ten answers withdrawn"),
        pytest.param((10, 20, 30), (15, 15, 30), id="five answers moved"),
    ],
)
def test_corrections_that_tell_nothing_of_single_people(published, corrected):
    refuse_telling_correction(published, corrected)


@pytest.mark.parametrize(
    ("published", "corrected", "sentence"),
    [
        pytest.param((10, 20, 30), (10, 20, 31), "fewer than 5", id="R7 one late answer"),
        pytest.param((10, 20, 30), (10, 19, 30), "fewer than 5", id="R7 one answer withdrawn"),
        pytest.param((10, 20, 30), (10, 19, 31), "fewer than 5", id="R7 one answer changed"),
        pytest.param((10, 20, 30), (16, 25, 23), "fewer than 5", id="R7 the total moves by four"),
        pytest.param((10, 20, 30), (10, 50), "same answers", id="another scale"),
    ],
)
def test_corrections_that_are_refused(published, corrected, sentence):
    with pytest.raises(Refused, match=sentence):
        refuse_telling_correction(published, corrected)
