"""Verdicts on two waves: every worked example, the refusal to overclaim, and symmetry."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.comparability import Definition, what_changed
from portal.domain.comparisons import compare_shares, compare_stars
from portal.domain.ratings import StarCounts
from portal.domain.refusal import Refused
from portal.domain.shares import Share
from portal.domain.verdicts import (
    Comparison,
    Direction,
    Verdict,
    margin_from_points,
    verdict_on,
)
from portal.measures.distributions import t_critical

HIGH, LOW = Direction.HIGH_IS_GOOD, Direction.LOW_IS_GOOD
FOUR_DECIMALS = 5.0001e-5

ASKED = Definition(
    wording="Did you know what was happening?",
    options=("no", "yes"),
    channel="web",
    invited_group="families whose assessment ended",
    order=("on_time", "knew_what_was_happening"),
)

MIRRORED = {
    **{verdict: verdict for verdict in Verdict},
    Verdict.IMPROVED: Verdict.GOT_WORSE,
    Verdict.GOT_WORSE: Verdict.IMPROVED,
}

shares = st.integers(0, 400).flatmap(lambda of: st.integers(0, of).map(lambda yes: Share(yes, of)))
stars = st.tuples(*[st.integers(0, 40)] * 5).map(StarCounts)
intervals = st.tuples(st.floats(-1, 1), st.floats(-1, 1)).map(sorted)


def compared_stars(before, after, **options):
    return compare_stars(before, after, t_critical=t_critical, **options)


def numbers(found):
    return (found.before, found.after, found.difference, found.low, found.high, found.probability)


@pytest.mark.parametrize(
    ("before", "after", "difference", "low", "high", "verdict"),
    [
        pytest.param(
            Share(14, 25),
            Share(19, 26),
            0.1708,
            -0.0876,
            0.4017,
            Verdict.NO_CLEAR_CHANGE,
            id="T-21",
        ),
        pytest.param(
            Share(52, 70), Share(33, 68), -0.2576, -0.4021, -0.0953, Verdict.GOT_WORSE, id="T-23"
        ),
        pytest.param(
            Share(400, 800),
            Share(408, 800),
            0.0100,
            -0.0389,
            0.0588,
            Verdict.ABOUT_THE_SAME,
            id="T-25",
        ),
        pytest.param(
            Share(19, 26),
            Share(24, 28),
            0.1264,
            -0.0906,
            0.3363,
            Verdict.NO_CLEAR_CHANGE,
            id="T-27 second step",
        ),
        pytest.param(
            Share(14, 25),
            Share(24, 28),
            0.2971,
            0.0529,
            0.5050,
            Verdict.IMPROVED,
            id="T-27 first to last",
        ),
        pytest.param(
            Share(172, 238),
            Share(110, 124),
            0.1644,
            0.0784,
            0.2391,
            Verdict.IMPROVED,
            id="T-33 Merton without its exceptions",
        ),
        pytest.param(
            Share(172, 334),
            Share(120, 260),
            -0.0534,
            -0.1333,
            0.0275,
            Verdict.NO_CLEAR_CHANGE,
            id="T-33 Merton with its exceptions",
        ),
        pytest.param(
            Share(48, 80), Share(56, 70), 0.2000, 0.0524, 0.3339, Verdict.IMPROVED, id="T-05"
        ),
    ],
)
def test_shares(before, after, difference, low, high, verdict):
    found = compare_shares(before, after)
    assert found.verdict == verdict
    assert (found.difference, found.low, found.high) == pytest.approx(
        (difference, low, high), abs=FOUR_DECIMALS
    )
    assert (found.before, found.after) == (before.value, after.value)
    assert found.probability is None


def test_a_mix_that_changes_turns_the_sign():
    """Both groups rise and the total falls: 90 to 95 %, 50 to 55 %, together 70 to 63 %."""
    first_group = compare_shares(Share(45, 50), Share(19, 20))
    second_group = compare_shares(Share(25, 50), Share(44, 80))
    together = compare_shares(Share(45 + 25, 50 + 50), Share(19 + 44, 20 + 80))
    assert [found.difference for found in (first_group, second_group, together)] == pytest.approx(
        [0.05, 0.05, -0.07]
    )


def test_stars():
    """T-19."""
    found = compared_stars(StarCounts((4, 6, 9, 14, 7)), StarCounts((2, 4, 8, 16, 12)))
    assert numbers(found) == pytest.approx(
        (0.525, 0.6667, 0.1417, 0.4756, 0.7172, 0.5964), abs=FOUR_DECIMALS
    )
    assert found.verdict is Verdict.NO_CLEAR_CHANGE


FOURTEEN = StarCounts((2, 2, 4, 3, 3))  # mean 3.2
ELEVEN = StarCounts((1, 0, 2, 4, 4))  # mean 3.9
NINE = StarCounts((1, 0, 1, 4, 3))  # mean 3.9
MANY = StarCounts((60, 60, 120, 96, 84))  # 420 answers, mean 3.2
MORE = StarCounts((30, 40, 90, 141, 209))  # 510 answers, mean 3.9


@pytest.mark.parametrize(
    ("before", "after", "totals", "verdict"),
    [
        pytest.param(FOURTEEN, ELEVEN, (14, 11), Verdict.NO_CLEAR_CHANGE, id="14 and 11 answers"),
        pytest.param(FOURTEEN, NINE, (14, 9), Verdict.TOO_FEW_ANSWERS, id="14 and 9 answers"),
        pytest.param(MANY, MORE, (420, 510), Verdict.IMPROVED, id="420 and 510 answers"),
    ],
)
def test_the_same_rise_says_more_with_more_answers(before, after, totals, verdict):
    """From a mean of 3.2 to one of 3.9 each time."""
    assert (before.total, after.total) == totals
    assert (round(before.mean, 1), round(after.mean, 1)) == (3.2, 3.9)
    assert compared_stars(before, after).verdict is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param((0, 0, 10, 0, 0), (0, 0, 10, 0, 0), Verdict.NO_CLEAR_CHANGE, id="10 alike"),
        pytest.param((0, 0, 50, 0, 0), (0, 0, 50, 0, 0), Verdict.ABOUT_THE_SAME, id="50 alike"),
        pytest.param((10, 0, 0, 0, 0), (0, 0, 0, 0, 10), Verdict.IMPROVED, id="ones, then fives"),
        pytest.param((0, 0, 0, 0, 10), (10, 0, 0, 0, 0), Verdict.GOT_WORSE, id="fives, then ones"),
    ],
)
def test_stars_without_any_spread(before, after, verdict):
    assert compared_stars(StarCounts(before), StarCounts(after)).verdict is verdict


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(9, 400, id="nine before"),
        pytest.param(400, 9, id="nine after"),
        pytest.param(0, 0, id="nobody"),
    ],
)
def test_fewer_than_ten_answers_give_no_numbers(before, after):
    assert compare_shares(Share(0, before), Share(after, after)) == Comparison(
        Verdict.TOO_FEW_ANSWERS
    )
    assert compared_stars(
        StarCounts((before, 0, 0, 0, 0)), StarCounts((0, 0, 0, 0, after))
    ) == Comparison(Verdict.TOO_FEW_ANSWERS)


def test_ten_answers_are_enough():
    assert compare_shares(Share(0, 10), Share(10, 10)).verdict is Verdict.IMPROVED


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        pytest.param(ASKED, (), id="nothing changed"),
        pytest.param(
            replace(ASKED, wording=" Did you know\n what was  happening? "),
            (),
            id="only the line breaks changed",
        ),
        pytest.param(
            replace(ASKED, wording="Did you know what is happening?"),
            ("the wording of the question changed",),
            id="one word changed",
        ),
        pytest.param(
            replace(ASKED, options=("no", "partly", "yes")),
            ("the answers to choose from changed",),
            id="the scale changed",
        ),
        pytest.param(
            replace(ASKED, options=("yes", "no")),
            ("the answers to choose from changed",),
            id="the answers changed places",
        ),
        pytest.param(
            replace(ASKED, channel="paper"),
            ("the way people were asked changed",),
            id="the channel changed",
        ),
        pytest.param(
            replace(ASKED, invited_group="everybody with a plan"),
            ("a different group of people was invited",),
            id="the invited group changed",
        ),
        pytest.param(
            replace(ASKED, order=("knew_what_was_happening", "on_time")),
            ("the order of the questions changed",),
            id="the order changed",
        ),
        pytest.param(
            replace(ASKED, wording="Was it on time?", channel="telephone"),
            ("the wording of the question changed", "the way people were asked changed"),
            id="two things changed",
        ),
    ],
)
def test_what_makes_two_waves_incomparable(later, changes):
    assert what_changed(ASKED, later) == changes
    assert what_changed(later, ASKED) == changes


def test_one_changed_word_cannot_be_compared_however_many_answered():
    changes = what_changed(ASKED, replace(ASKED, wording="Did you know what is happening?"))
    refused = Comparison(Verdict.CANNOT_COMPARE, changes=changes)
    assert compare_shares(Share(100, 400), Share(300, 400), changes=changes) == refused
    assert compared_stars(MANY, MORE, changes=changes) == refused


def test_cannot_compare_comes_before_too_few_answers():
    found = compare_shares(Share(1, 2), Share(1, 2), changes=("the channel changed",))
    assert found.verdict is Verdict.CANNOT_COMPARE


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        pytest.param(0.001, 0.02, Verdict.IMPROVED, id="above 0, however small"),
        pytest.param(-0.02, -0.001, Verdict.GOT_WORSE, id="below 0, however small"),
        pytest.param(0.0, 0.02, Verdict.ABOUT_THE_SAME, id="from 0: not wholly above"),
        pytest.param(-0.099, 0.099, Verdict.ABOUT_THE_SAME, id="wholly inside the margin"),
        pytest.param(-0.10, 0.05, Verdict.NO_CLEAR_CHANGE, id="touches the margin below"),
        pytest.param(-0.05, 0.10, Verdict.NO_CLEAR_CHANGE, id="touches the margin above"),
        pytest.param(-0.30, 0.30, Verdict.NO_CLEAR_CHANGE, id="wide"),
    ],
)
def test_the_rule(low, high, verdict):
    assert verdict_on(low, high, 0.10, HIGH) is verdict
    assert verdict_on(-high, -low, 0.10, LOW) is verdict


@given(intervals, st.floats(0.001, 0.5))
def test_low_is_good_mirrors_high_is_good(interval, margin):
    low, high = interval
    assert verdict_on(low, high, margin, LOW) is MIRRORED[verdict_on(low, high, margin, HIGH)]


@given(shares, shares, st.integers(1, 10))
def test_swapping_two_shares_mirrors_the_verdict(before, after, questions):
    there = compare_shares(before, after, questions=questions)
    back = compare_shares(after, before, questions=questions)
    assert back.verdict is MIRRORED[there.verdict]


@given(stars, stars, st.integers(1, 10))
def test_swapping_two_waves_of_stars_mirrors_the_verdict(before, after, questions):
    there = compared_stars(before, after, questions=questions)
    back = compared_stars(after, before, questions=questions)
    assert back.verdict is MIRRORED[there.verdict]


@given(shares, shares)
def test_direction_mirrors_the_verdict_on_shares_and_leaves_the_numbers(before, after):
    high, low = (compare_shares(before, after, direction=direction) for direction in (HIGH, LOW))
    assert low == replace(high, verdict=MIRRORED[high.verdict])


@given(stars, stars)
def test_direction_mirrors_the_verdict_on_stars_and_leaves_the_numbers(before, after):
    high, low = (compared_stars(before, after, direction=direction) for direction in (HIGH, LOW))
    assert low == replace(high, verdict=MIRRORED[high.verdict])


@given(stars, stars)
def test_no_verdict_and_no_number_on_fewer_than_ten(before, after):
    found = compared_stars(before, after)
    too_few = min(before.total, after.total) < 10
    assert (found.verdict is Verdict.TOO_FEW_ANSWERS) == too_few
    assert all((number is None) == too_few for number in numbers(found))


@given(shares, shares, st.integers(2, 20))
def test_more_questions_never_make_a_verdict_bolder(before, after, questions):
    one = compare_shares(before, after).verdict
    many = compare_shares(before, after, questions=questions).verdict
    assert many in (one, Verdict.NO_CLEAR_CHANGE, Verdict.ABOUT_THE_SAME)


def test_questions_judged_together_take_more_to_convince():
    assert compare_shares(Share(14, 25), Share(24, 28)).verdict is Verdict.IMPROVED
    found = compare_shares(Share(14, 25), Share(24, 28), questions=10)
    assert found.verdict is Verdict.NO_CLEAR_CHANGE


def test_the_margin_decides_what_is_about_the_same():
    waves = Share(400, 800), Share(408, 800)
    assert compare_shares(*waves, margin=0.05).verdict is Verdict.NO_CLEAR_CHANGE
    assert compared_stars(MANY, MANY, margin=0.06).verdict is Verdict.ABOUT_THE_SAME
    assert compared_stars(MANY, MANY, margin=0.03).verdict is Verdict.NO_CLEAR_CHANGE


@pytest.mark.parametrize("questions", [0, 1001])
def test_impossible_numbers_of_questions_are_refused_before_anything_is_said(questions):
    with pytest.raises(Refused, match="number of questions"):
        compare_shares(Share(1, 2), Share(1, 2), questions=questions)
    with pytest.raises(Refused, match="number of questions"):
        compared_stars(NINE, NINE, questions=questions)


def test_margins_are_given_in_points():
    assert margin_from_points(10) == pytest.approx(0.10)


@pytest.mark.parametrize("points", [0, -1, 100, float("nan"), float("inf")])
def test_impossible_margins_are_refused(points):
    with pytest.raises(Refused, match="between 0 and 100"):
        margin_from_points(points)
