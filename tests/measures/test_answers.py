"""What of one question's answers is shown, and that comparisons give nothing hidden away."""

from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.domain.comparisons import compare_stars
from portal.domain.disclosure import HIDDEN
from portal.domain.ratings import StarCounts
from portal.domain.verdicts import Direction
from portal.measures.answers import StarAnswers, YesNoAnswers
from portal.measures.compared import compared_figures
from portal.measures.distributions import t_critical

H = HIDDEN


def stars(*counts: int) -> StarAnswers:
    return StarAnswers(StarCounts(counts))


def compared(before, after, **given):
    facts: dict[str, Any] = {"direction": Direction.HIGH_IS_GOOD, "questions": 1, "changes": ()}
    return compared_figures(before, after, **facts | given)


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        pytest.param(
            stars(5, 6, 9, 14, 7),
            {"base": 40, "counts": [5, 5, 10, 15, 5], "share": 51, "low": 36, "high": 66}
            | {"mean": 3.3},
            id="open counts: rounded, with the mean",
        ),
        pytest.param(
            stars(4, 6, 9, 14, 7),
            {"base": 40, "counts": [H, H, 10, 15, 5], "share": 53, "low": 37, "high": 67}
            | {"mean": None},
            id="a small count takes the next one with it, and the mean",
        ),
        pytest.param(
            stars(1, 1, 1, 3, 3),
            {"base": H, "counts": [H] * 5, "share": H, "low": H, "high": H, "mean": None},
            id="nine answers: nothing, not even how many",
        ),
        pytest.param(
            stars(1, 1, 0, 20, 18),
            {"base": 40, "counts": [H] * 5, "share": H, "low": H, "high": H, "mean": None},
            id="two families of one mind against 38",
        ),
        pytest.param(
            YesNoAnswers(no=7, yes=19),
            {"base": 25, "counts": [5, 20], "share": 73, "low": 54, "high": 86, "mean": None},
            id="yes and no",
        ),
        pytest.param(
            YesNoAnswers(no=0, yes=15),
            {"base": 15, "counts": [H, H], "share": H, "low": H, "high": H, "mean": None},
            id="everybody said yes in a small group",
        ),
    ],
)
def test_what_is_shown(answers, shown):
    assert answers.shown == shown


def test_without_hidden_counts_the_verdict_is_the_domains_own():
    before, after = stars(5, 6, 9, 14, 7), stars(5, 5, 8, 16, 12)
    expected = compare_stars(before.stars, after.stars, t_critical=t_critical)
    found = compared(before, after)
    assert found["verdict"] == expected.verdict
    numbers = (expected.probability, expected.low, expected.high)
    assert (found["probability"], found["low"], found["high"]) == tuple(
        round(100 * number) for number in numbers if number is not None
    )
    assert "counted as one" not in found["sentence"]


@pytest.mark.parametrize(
    ("before", "after", "verdict", "sentence"),
    [
        pytest.param(
            YesNoAnswers(11, 14),
            YesNoAnswers(7, 19),
            "no clear change",
            "No clear change: it could be anywhere from 9 points worse to 40 points better.",
            id="T-21",
        ),
        pytest.param(
            YesNoAnswers(18, 52),
            YesNoAnswers(35, 33),
            "got worse",
            "Got worse: likely between 10 and 40 points worse.",
            id="T-23",
        ),
        pytest.param(
            YesNoAnswers(4, 5),
            YesNoAnswers(35, 33),
            "too few answers",
            "Too few answers: each survey needs at least 10.",
            id="nine answers before",
        ),
        pytest.param(
            YesNoAnswers(20, 20),
            YesNoAnswers(1, 39),
            "too few answers",
            "Too few answers to show safely: in one of the two surveys so few families answered "
            "one way that a comparison could point to them.",
            id="a verdict would say on which side the one family stands",
        ),
    ],
)
def test_verdicts(before, after, verdict, sentence):
    found = compared(before, after)
    assert (found["verdict"], found["sentence"]) == (verdict, sentence)


def test_what_changed_comes_before_every_other_reason():
    found = compared(YesNoAnswers(4, 5), stars(1, 1, 1, 1, 1), changes=("the wording changed",))
    assert found["verdict"] == "cannot compare"
    assert found["sentence"] == "Cannot compare: the wording changed."
    assert found["low"] is found["high"] is found["difference"] is found["probability"] is None


def test_questions_judged_together_need_a_clearer_change():
    before, after = YesNoAnswers(32, 18), YesNoAnswers(20, 30)
    assert compared(before, after)["verdict"] == "improved"
    assert compared(before, after, questions=9)["verdict"] == "no clear change"


counts = st.lists(st.integers(0, 12), min_size=5, max_size=5).map(tuple)


@given(before=counts, after=counts, data=st.data())
def test_a_comparison_is_the_same_whatever_the_hidden_counts_are(before, after, data):
    """Move answers between hidden counts that add up to the same: nothing published changes.

    So a reader who knows every rule learns no more of a hidden count from a comparison, or
    from any number of them, than from the row alone.
    """
    assume(sum(before) >= 10 and sum(after) >= 10)
    shown = stars(*after).shown
    for side in ((0, 1, 2), (3, 4)):
        hidden = [place for place in side if shown["counts"][place] == HIDDEN]
        if shown["share"] == HIDDEN or len(hidden) < 2:
            continue
        one, other = data.draw(st.permutations(hidden))[:2]
        moved = list(after)
        moved[one], moved[other] = moved[one] + 1, moved[other] - 1
        if moved[other] < 0 or stars(*moved).shown != shown:
            continue
        assert compared(stars(*before), stars(*moved)) == compared(stars(*before), stars(*after))
        assert compared(stars(*moved), stars(*before)) == compared(stars(*after), stars(*before))


@pytest.mark.parametrize("total", [10, 15, 20, 30])
def test_no_small_count_can_be_worked_out_from_all_that_is_published(total):
    """Try every row of yes and no with this total against every row before it.

    Whatever is published of two surveys fits at least two values of each hidden count.
    """
    rows = [YesNoAnswers(no, total - no) for no in range(total + 1)]
    fits: dict[str, list[tuple[YesNoAnswers, YesNoAnswers]]] = {}
    for before, after in product(rows, rows):
        published = repr((before.shown, after.shown, compared(before, after)))
        fits.setdefault(published, []).append((before, after))
    for worlds in fits.values():
        for place in (0, 1):
            shown = worlds[0][place].shown
            values = {world[place].no for world in worlds}
            assert HIDDEN not in shown["counts"] or len(values) > 1
