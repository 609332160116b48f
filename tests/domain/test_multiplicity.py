"""Many questions at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from portal.domain.multiplicity import benjamini_hochberg, holm, tail_for, z_for
from portal.domain.refusal import Refused

TEN = (0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216)
FOUR_DECIMALS = 5.0001e-5

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("questions", "z"),
    [
        pytest.param(1, 1.959964, id="one question"),
        pytest.param(5, 2.5758, id="five"),
        pytest.param(10, 2.8070, id="ten"),
    ],
)
def test_wider_intervals_for_more_questions(questions, z):
    assert z_for(questions) == pytest.approx(z, abs=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("questions", "chance"), [pytest.param(10, 0.40, id="ten"), pytest.param(20, 0.64, id="twenty")]
)
def test_unadjusted_questions_raise_false_flags(questions, chance):
    """What the adjustment is for, and that it does it."""
    assert 1 - (1 - 2 * tail_for(1)) ** questions == pytest.approx(chance, abs=0.005)
    assert 1 - (1 - 2 * tail_for(questions)) ** questions < 0.05


@pytest.mark.parametrize("questions", [0, -1, 1001, 10**400])
def test_impossible_numbers_of_questions_are_refused(questions):
    with pytest.raises(Refused, match="between 1 and 1000"):
        z_for(questions)


def test_holm():
    """T-31."""
    expected = [0.010, 0.072, *[0.312] * 5, *[0.615] * 3]
    assert holm(TEN) == pytest.approx(expected, abs=FOUR_DECIMALS)


def test_benjamini_hochberg():
    """T-31."""
    expected = [0.010, 0.040, 0.084, 0.084, 0.084, 0.100, 0.1057, 0.216, 0.216, 0.216]
    assert benjamini_hochberg(TEN) == pytest.approx(expected, abs=FOUR_DECIMALS)


@settings(max_examples=20, deadline=None)  # the other program takes a tenth of a second each
@given(p_values)
def test_holm_agrees_with_statsmodels(given_values):
    assert holm(given_values) == pytest.approx(
        list(multipletests(given_values, method="holm")[1]), abs=1e-9
    )


@given(p_values)
def test_benjamini_hochberg_agrees_with_statsmodels(given_values):
    assert benjamini_hochberg(given_values) == pytest.approx(
        list(multipletests(given_values, method="fdr_bh")[1]), abs=1e-9
    )


@given(p_values.flatmap(lambda values: st.tuples(st.just(values), st.permutations(values))))
def test_the_order_of_the_questions_does_not_matter(pair):
    values, shuffled = pair
    for adjust in (holm, benjamini_hochberg):
        assert sorted(adjust(values)) == pytest.approx(sorted(adjust(shuffled)))


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_no_questions_need_no_adjusting(adjust):
    assert adjust([]) == []


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_numbers_that_are_no_probabilities_are_refused(adjust, wrong):
    with pytest.raises(Refused, match="between 0 and 1"):
        adjust([0.5, wrong])
