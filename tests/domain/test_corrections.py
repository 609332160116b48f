"""Which records stand once corrections are followed: newest of each chain, nothing deleted."""

from datetime import date
from itertools import permutations

import pytest

from portal.domain.corrections import RecordedEvent, effective
from portal.domain.facts import Event, EventKind
from portal.domain.refusal import Refused

ASSESS, DRAFT = EventKind.DECIDED_TO_ASSESS, EventKind.DRAFT_SENT
REFUSED = EventKind.DECIDED_NOT_TO_ASSESS
MARCH_3, MARCH_10, MAY_1 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 5, 1)


def record(reference, kind, on, corrects=None):
    return RecordedEvent(reference, kind, on, corrects)


@pytest.mark.parametrize(
    ("records", "standing"),
    [
        pytest.param([], [], id="nothing recorded"),
        pytest.param([record("a", ASSESS, MARCH_3)], [(ASSESS, MARCH_3)], id="one record"),
        pytest.param(
            [record("a", ASSESS, MARCH_3), record("b", ASSESS, MARCH_10, "a")],
            [(ASSESS, MARCH_10)],
            id="another day",
        ),
        pytest.param(
            [record("a", ASSESS, MARCH_3), record("b", REFUSED, MARCH_3, "a")],
            [(REFUSED, MARCH_3)],
            id="another kind",
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", ASSESS, MARCH_10, "a"),
                record("c", ASSESS, MARCH_3, "b"),
            ],
            [(ASSESS, MARCH_3)],
            id="a correction corrected",
        ),
        pytest.param(
            [record("a", ASSESS, MARCH_3), record("b", ASSESS, None, "a")],
            [],
            id="struck out",
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", ASSESS, MARCH_10, "a"),
                record("c", ASSESS, None, "b"),
            ],
            [],
            id="a correction struck out leaves nothing, not the first version",
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", ASSESS, None, "a"),
                record("c", ASSESS, MARCH_10, "b"),
            ],
            [(ASSESS, MARCH_10)],
            id="struck out by mistake and put back",
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", DRAFT, MAY_1),
                record("c", ASSESS, MARCH_10, "a"),
            ],
            [(ASSESS, MARCH_10), (DRAFT, MAY_1)],
            id="other events stay as they are",
        ),
        pytest.param(
            [record(1, DRAFT, MAY_1), record(2, DRAFT, MAY_1)],
            [(DRAFT, MAY_1)],
            id="the same fact recorded twice is one fact",
        ),
    ],
)
def test_the_newest_of_each_chain_stands_in_whatever_order_it_is_read(records, standing):
    expected = tuple(Event(kind, on) for kind, on in standing)
    for order in permutations(records):
        assert effective(order) == expected


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        pytest.param(
            [record("a", ASSESS, MARCH_3), record("a", DRAFT, MAY_1)],
            "same reference",
            id="one reference twice",
        ),
        pytest.param([record("a", ASSESS, None)], "must name the record", id="strikes out nothing"),
        pytest.param(
            [record("b", ASSESS, MARCH_3, "a")], "not there", id="corrects a missing record"
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", ASSESS, MARCH_10, "a"),
                record("c", ASSESS, MAY_1, "a"),
            ],
            "corrected twice",
            id="two corrections of one record",
        ),
        pytest.param([record("a", ASSESS, MARCH_3, "a")], "circle", id="corrects itself"),
        pytest.param(
            [record("a", ASSESS, MARCH_3, "b"), record("b", ASSESS, MARCH_10, "a")],
            "circle",
            id="two correct each other",
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", DRAFT, MAY_1, "b"),
            ],
            "circle",
            id="one that corrects itself beside a good record",
        ),
        pytest.param(
            [
                record("a", ASSESS, MARCH_3),
                record("b", DRAFT, MARCH_10, "c"),
                record("c", DRAFT, MAY_1, "b"),
            ],
            "circle",
            id="a circle beside a good record",
        ),
    ],
)
def test_corrections_that_make_no_sense_are_refused_in_whatever_order(records, sentence):
    for order in permutations(records):
        with pytest.raises(Refused, match=sentence):
            effective(order)
