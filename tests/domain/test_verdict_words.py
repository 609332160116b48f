"""The sentence for each verdict."""

import pytest

from portal.domain.comparisons import compare_shares, compare_stars
from portal.domain.ratings import StarCounts
from portal.domain.shares import Share
from portal.domain.verdict_words import plain_sentence, sentence
from portal.domain.verdicts import Comparison, Direction, Verdict
from portal.measures.distributions import t_critical


@pytest.mark.parametrize(
    ("comparison", "said"),
    [
        pytest.param(
            compare_shares(Share(14, 25), Share(24, 28)),
            "Improved: likely between 5 and 51 points better.",
            id="improved",
        ),
        pytest.param(
            compare_shares(Share(52, 70), Share(33, 68)),
            "Got worse: likely between 10 and 40 points worse.",
            id="got worse",
        ),
        pytest.param(
            compare_shares(Share(400, 800), Share(408, 800)),
            "About the same: it could be anywhere from 4 points worse to 6 points better, "
            "too little to matter.",
            id="about the same",
        ),
        pytest.param(
            compare_shares(Share(14, 25), Share(19, 26)),
            "No clear change: it could be anywhere from 9 points worse to 40 points better.",
            id="no clear change",
        ),
        pytest.param(
            compare_shares(Share(6, 11), Share(6, 12)),
            "No clear change: it could be anywhere from 39 points worse to 32 points better. "
            "There are too few answers to tell.",
            id="no clear change, and more than 25 points to either side",
        ),
        pytest.param(
            compare_shares(Share(6, 9), Share(6, 12)),
            "Too few answers: each survey needs at least 10.",
            id="too few answers",
        ),
        pytest.param(
            Comparison(Verdict.CANNOT_COMPARE, changes=("the wording of the question changed",)),
            "Cannot compare: the wording of the question changed.",
            id="cannot compare, one reason",
        ),
        pytest.param(
            Comparison(Verdict.CANNOT_COMPARE, changes=("this changed", "that changed", "all did")),
            "Cannot compare: this changed, that changed and all did.",
            id="cannot compare, three reasons",
        ),
        pytest.param(
            compare_stars(
                StarCounts((4, 6, 9, 14, 7)),
                StarCounts((2, 4, 8, 16, 12)),
                t_critical=t_critical,
            ),
            "No clear change: it could be anywhere from 2 points worse to 22 points better. "
            "Of 100 pairs of an earlier and a later answer, the later has more stars in 60 "
            "(ties count half); points are counted from 50, which is no change.",
            id="stars",
        ),
    ],
)
def test_sentence(comparison, said):
    assert sentence(comparison) == said


@pytest.mark.parametrize(
    ("comparison", "said"),
    [
        pytest.param(
            compare_shares(Share(52, 70), Share(33, 68), direction=Direction.LOW_IS_GOOD),
            "Improved: likely between 10 and 40 points better.",
            id="a fall is better",
        ),
        pytest.param(
            compare_shares(Share(14, 25), Share(24, 28), direction=Direction.LOW_IS_GOOD),
            "Got worse: likely between 5 and 51 points worse.",
            id="a rise is worse",
        ),
        pytest.param(
            compare_shares(Share(14, 25), Share(19, 26), direction=Direction.LOW_IS_GOOD),
            "No clear change: it could be anywhere from 40 points worse to 9 points better.",
            id="unclear, turned",
        ),
    ],
)
def test_better_stays_better_when_low_is_good(comparison, said):
    assert sentence(comparison, Direction.LOW_IS_GOOD) == said


@pytest.mark.parametrize(
    ("verdict", "low", "high", "said"),
    [
        pytest.param(
            Verdict.NO_CLEAR_CHANGE,
            -0.01,
            0.24,
            "No clear change: it could be anywhere from 1 point worse to 24 points better.",
            id="one point worse",
        ),
        pytest.param(
            Verdict.ABOUT_THE_SAME,
            -0.04,
            0.01,
            "About the same: it could be anywhere from 4 points worse to 1 point better, "
            "too little to matter.",
            id="one point better",
        ),
        pytest.param(
            Verdict.IMPROVED,
            0.001,
            0.01,
            "Improved: likely between 0 and 1 point better.",
            id="improved by at most one",
        ),
        pytest.param(
            Verdict.GOT_WORSE,
            -0.01,
            -0.001,
            "Got worse: likely between 0 and 1 point worse.",
            id="worse by at most one",
        ),
    ],
)
def test_one_point_is_one_point(verdict, low, high, said):
    assert sentence(Comparison(verdict, 0.5, 0.5, 0.0, low=low, high=high)) == said


@pytest.mark.parametrize(
    ("comparison", "said"),
    [
        pytest.param(
            compare_shares(Share(14, 25), Share(24, 28)),
            "Out of 100 families, likely 5 to 51 more gave the better answer.",
            id="improved",
        ),
        pytest.param(
            compare_shares(Share(52, 70), Share(33, 68)),
            "Out of 100 families, likely 10 to 40 fewer gave the better answer.",
            id="got worse",
        ),
        pytest.param(
            compare_shares(Share(400, 800), Share(408, 800)),
            "Out of 100 families, from 4 fewer to 6 more gave the better answer: "
            "too little to matter.",
            id="about the same",
        ),
        pytest.param(
            compare_shares(Share(14, 25), Share(19, 26)),
            "Out of 100 families, anything from 9 fewer to 40 more gave the better answer. "
            "So we cannot tell.",
            id="no clear change",
        ),
        pytest.param(
            compare_shares(Share(6, 11), Share(6, 12)),
            "Out of 100 families, anything from 39 fewer to 32 more gave the better answer. "
            "So we cannot tell. There are too few answers to tell.",
            id="no clear change, and more than 25 to either side",
        ),
        pytest.param(
            compare_shares(Share(6, 9), Share(6, 12)),
            "Too few answers: each survey needs at least 10.",
            id="too few answers",
        ),
        pytest.param(
            Comparison(Verdict.CANNOT_COMPARE, changes=("the wording of the question changed",)),
            "Cannot compare: the wording of the question changed.",
            id="cannot compare",
        ),
        pytest.param(
            Comparison(Verdict.IMPROVED, probability=0.62, low=0.54, high=0.7),
            "The later answers are better. Chance alone is an unlikely reason.",
            id="stars improved",
        ),
        pytest.param(
            Comparison(Verdict.GOT_WORSE, probability=0.38, low=0.3, high=0.46),
            "The later answers are worse. Chance alone is an unlikely reason.",
            id="stars got worse",
        ),
        pytest.param(
            Comparison(Verdict.ABOUT_THE_SAME, probability=0.5, low=0.47, high=0.53),
            "Any change is too small to matter.",
            id="stars about the same",
        ),
        pytest.param(
            Comparison(Verdict.NO_CLEAR_CHANGE, probability=0.6, low=0.48, high=0.72),
            "It may be better, it may be worse: we cannot tell.",
            id="stars no clear change",
        ),
        pytest.param(
            Comparison(Verdict.NO_CLEAR_CHANGE, probability=0.5, low=0.2, high=0.8),
            "It may be better, it may be worse: we cannot tell. There are too few answers to tell.",
            id="stars no clear change, and too few",
        ),
    ],
)
def test_plain_sentence(comparison, said):
    assert plain_sentence(comparison) == said


def test_a_plain_sentence_turns_with_the_direction():
    fallen = compare_shares(Share(52, 70), Share(33, 68), direction=Direction.LOW_IS_GOOD)
    said = "Out of 100 families, likely 10 to 40 more gave the better answer."
    assert plain_sentence(fallen, Direction.LOW_IS_GOOD) == said


def test_exactly_25_points_to_either_side_are_not_yet_too_wide():
    wide = Comparison(Verdict.NO_CLEAR_CHANGE, 0.5, 0.5, 0.0, low=-0.25, high=0.25)
    assert "too few" not in sentence(wide)


@pytest.mark.parametrize(
    ("verdict", "low", "high"),
    [
        pytest.param(Verdict.IMPROVED, 0.01, 0.9, id="improved"),
        pytest.param(Verdict.GOT_WORSE, -0.9, -0.01, id="got worse"),
    ],
)
def test_a_clear_change_is_never_called_too_few(verdict, low, high):
    assert "too few" not in sentence(Comparison(verdict, 0.0, 0.0, 0.0, low=low, high=high))
