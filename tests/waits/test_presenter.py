"""What families read about waits."""

from dataclasses import replace
from datetime import date

import pytest
import textstat

from portal.domain.waits import FEWEST_CASES, Curve, Step
from portal.waits.presenter import CANNOT_SAY_MORE, how_long

CURVE = Curve(
    date(2024, 11, 20),
    (
        Step(120, 0.9, 86),
        Step(166, 0.5, 60),
        Step(208, 0.25, 20),
        Step(286, 0.1, 9),
        Step(400, 0.1, 3),
    ),
    cases=86,
    plans=61,
)
LATER = replace(CURVE, steps=CURVE.steps[:3])
MUCH_LATER = replace(CURVE, steps=(Step(120, 0.9, 86), Step(370, 0.6, 30)))
BUSY = replace(CURVE, cases=1234)
OLDEST_READER = 11


@pytest.mark.parametrize(
    ("curve", "half", "most"),
    [
        pytest.param(
            CURVE,
            "Half of the families here who went on to a plan had it within 24 weeks.",
            "Four in five had it between 18 and 41 weeks.",
            id="all-of-it-is-known",
        ),
        pytest.param(
            LATER,
            "Half of the families here who went on to a plan had it within 24 weeks.",
            "Four in five waited from 18 weeks up to more than 29 weeks.",
            id="the-longest-waits-are-not-over",
        ),
        pytest.param(
            MUCH_LATER,
            "More than half of families here waited more than 52 weeks for their plan.",
            "Four in five waited from 18 weeks up to more than 52 weeks.",
            id="not-even-half-are-over",
        ),
        pytest.param(
            replace(CURVE, steps=(Step(134, 0.5, 86), Step(139, 0.05, 40))),
            "Half of the families here who went on to a plan had it within 20 weeks.",
            "Four in five had it in about 20 weeks.",
            id="all-in-one-week",
        ),
    ],
)
def test_it_says_how_long_in_whole_weeks_rounded_up(curve, half, most):
    said = how_long(curve)
    assert said is not None
    assert (said.half, said.most, said.further) == (half, most, None)


@pytest.mark.parametrize(
    ("curve", "beginning"),
    [
        pytest.param(CURVE, "This counts 86 requests since November 2024, ", id="few"),
        pytest.param(BUSY, "This counts 1,234 requests since November 2024, ", id="thousands"),
    ],
)
def test_it_says_what_it_counts(curve, beginning):
    said = how_long(curve)
    assert said is not None
    assert said.counted.startswith(beginning)


@pytest.mark.parametrize(
    ("waited", "further"),
    [
        pytest.param(
            0,
            "Of families who had waited this long, half had their plan within 24 more weeks.",
            id="at-the-start",
        ),
        pytest.param(
            166,
            "Of families who had waited this long, half had their plan within 6 more weeks.",
            id="at-the-median",
        ),
        pytest.param(
            202,
            "Of families who had waited this long, half had their plan within 1 more week.",
            id="one-week-is-not-weeks",
        ),
        pytest.param(208, CANNOT_SAY_MORE, id="nine-still-waiting-are-too-few"),
        pytest.param(900, CANNOT_SAY_MORE, id="longer-than-anybody"),
    ],
)
def test_it_tells_a_waiting_family_how_much_longer_others_waited(waited, further):
    said = how_long(CURVE, waited_days=waited)
    assert said is not None
    assert said.further == further


@pytest.mark.parametrize(
    ("curve", "shown"),
    [
        pytest.param(None, False, id="not-worked-out-yet"),
        pytest.param(replace(CURVE, cases=FEWEST_CASES - 1), False, id="29-are-too-few"),
        pytest.param(replace(CURVE, cases=FEWEST_CASES), True, id="30-are-enough"),
        pytest.param(replace(CURVE, steps=CURVE.steps[:1]), True, id="one-in-ten-has-a-plan"),
        pytest.param(
            replace(CURVE, steps=(Step(120, 0.95, 86),)), False, id="hardly-anybody-has-a-plan"
        ),
        pytest.param(Curve(date(2026, 1, 1), (), 0, 0), False, id="nobody-asked"),
    ],
)
def test_it_is_said_only_where_there_is_enough_to_go_by(curve, shown):
    assert (how_long(curve) is not None) is shown


@pytest.mark.parametrize("curve", [CURVE, LATER, MUCH_LATER])
@pytest.mark.parametrize("waited", [0, 900])
def test_a_child_of_eleven_can_read_it(curve, waited):
    said = how_long(curve, waited_days=waited)
    assert said is not None
    for words in (f"{said.further} {said.half} {said.most}", said.counted, said.further):
        assert textstat.flesch_kincaid_grade(words) + 5 <= OLDEST_READER, words
