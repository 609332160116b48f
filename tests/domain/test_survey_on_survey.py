"""What may be said over all waves of a question."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.comparisons import compare_shares, compare_stars
from portal.domain.ratings import StarCounts
from portal.domain.refusal import Refused
from portal.domain.shares import Share
from portal.domain.survey_on_survey import Progress, survey_on_survey
from portal.domain.verdicts import Direction, Verdict
from portal.measures.distributions import t_critical

HIGH, LOW = Direction.HIGH_IS_GOOD, Direction.LOW_IS_GOOD
RISING = (Share(14, 25), Share(19, 26), Share(24, 28))

share_waves = st.lists(
    st.integers(0, 80).flatmap(lambda of: st.integers(0, of).map(lambda yes: Share(yes, of))),
    min_size=1,
    max_size=5,
)


def over(waves, direction=HIGH):
    steps = [
        compare_shares(before, after, direction=direction).verdict
        for before, after in pairwise(waves)
    ]
    return survey_on_survey([(wave.of - wave.yes, wave.yes) for wave in waves], steps, direction)


@pytest.mark.parametrize(
    ("waves", "progress"),
    [
        pytest.param(RISING, Progress.IMPROVED, id="T-27 improved though no step is clear"),
        pytest.param(RISING[::-1], Progress.GOT_WORSE, id="T-27 backwards"),
        pytest.param(RISING[:2], Progress.NOT_SHOWN_YET, id="two waves, an unclear step"),
        pytest.param((RISING[0], RISING[2]), Progress.IMPROVED, id="two waves, a clear step"),
        pytest.param((RISING[2], RISING[0]), Progress.GOT_WORSE, id="two waves, a step down"),
        pytest.param(RISING[:1], Progress.NOT_SHOWN_YET, id="one wave"),
        pytest.param((RISING[1],) * 3, Progress.NOT_SHOWN_YET, id="always the same"),
        pytest.param(
            (Share(10, 100), Share(90, 100), Share(60, 100)),
            Progress.NOT_SHOWN_YET,
            id="a rising trend with a step that got worse",
        ),
        pytest.param(
            (Share(90, 100), Share(10, 100), Share(40, 100)),
            Progress.NOT_SHOWN_YET,
            id="a falling trend with a step that improved",
        ),
        pytest.param(
            (Share(0, 40), Share(9, 9), Share(40, 40)),
            Progress.NOT_SHOWN_YET,
            id="nine answers in one wave",
        ),
    ],
)
def test_shares(waves, progress):
    assert over(waves) is progress


def test_stars_may_rise_too():
    waves = [StarCounts((6, 5, 5, 4, 2)), StarCounts((4, 5, 5, 6, 4)), StarCounts((2, 3, 5, 8, 8))]
    steps = [
        compare_stars(before, after, t_critical=t_critical).verdict
        for before, after in pairwise(waves)
    ]
    assert steps == [Verdict.NO_CLEAR_CHANGE] * 2
    assert survey_on_survey([wave.counts for wave in waves], steps) is Progress.IMPROVED


def test_a_changed_question_breaks_the_promise():
    counts = [(11, 14), (7, 19), (4, 24)]
    steps = [Verdict.NO_CLEAR_CHANGE, Verdict.CANNOT_COMPARE]
    assert survey_on_survey(counts, steps) is Progress.NOT_SHOWN_YET


def test_nine_answers_in_a_wave_break_the_promise_whatever_its_steps_say():
    counts = [(40, 10), (0, 9), (10, 40)]
    assert survey_on_survey(counts, [Verdict.IMPROVED] * 2) is Progress.NOT_SHOWN_YET


@given(share_waves)
def test_low_is_good_mirrors_high_is_good(waves):
    mirrored = {
        Progress.IMPROVED: Progress.GOT_WORSE,
        Progress.GOT_WORSE: Progress.IMPROVED,
        Progress.NOT_SHOWN_YET: Progress.NOT_SHOWN_YET,
    }
    assert over(waves, LOW) is mirrored[over(waves, HIGH)]


@given(share_waves)
def test_improved_is_never_said_over_a_step_that_got_worse_or_too_few_answers(waves):
    steps = [compare_shares(before, after).verdict for before, after in pairwise(waves)]
    if over(waves) is Progress.IMPROVED:
        assert Verdict.GOT_WORSE not in steps
        assert min(wave.of for wave in waves) >= 10


@pytest.mark.parametrize("steps", [[], [Verdict.IMPROVED] * 2])
def test_a_missing_or_extra_step_is_refused(steps):
    with pytest.raises(Refused, match="one verdict for each step"):
        survey_on_survey([(5, 5), (5, 5)], steps)
