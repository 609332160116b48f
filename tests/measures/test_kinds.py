"""Agreement and choices: what is shown of them, and what a follow-up question may tell."""

from dataclasses import replace
from itertools import product

import pytest

from portal.domain.disclosure import HIDDEN, Shown
from portal.domain.ratings import StarCounts
from portal.domain.verdicts import Direction
from portal.measures.agreement import Agreement
from portal.measures.answers import StarAnswers, YesNoAnswers
from portal.measures.choices import choice_figures
from portal.measures.compared import Said, compared_figures
from portal.measures.counting import counted
from portal.measures.definitions import direction_of
from portal.measures.follow_ups import is_withheld, sum_tells
from portal.measures.words import (
    answer_words,
    base_words,
    gave_good_answer,
    good_answer,
    only_of_words,
)
from portal.surveys.definition import AskedQuestion

H: Shown = HIDDEN
FIVE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
LISTENED = AskedQuestion("listened", "agreement", "I was listened to.", "Views", FIVE)
BLAMED = replace(LISTENED, key="blamed", wording="I was blamed.", high_is_good=False)
STARS = AskedQuestion("stars", "stars", "How was it?", "All", ("awful", "bad", "so", "well", "top"))
KNEW = AskedQuestion("knew", "yes_no", "Did you know?", "Knew", ("no", "yes"))
LOST = replace(KNEW, key="lost", wording="Were you lost?", high_is_good=False)
HOW = AskedQuestion("how", "choice", "How did you hear?", "Hearing", ("phone", "post", "never"))


def agreement(*counts, high_is_good=True):
    return Agreement(StarCounts(counts), high_is_good)


@pytest.mark.parametrize(
    ("question", "by_value", "answers"),
    [
        pytest.param(STARS, {5: 3, 1: 2}, StarAnswers(StarCounts((2, 0, 0, 0, 3))), id="stars"),
        pytest.param(LISTENED, {5: 3, 1: 2}, agreement(2, 0, 0, 0, 3), id="agreeing is good"),
        pytest.param(
            BLAMED, {5: 3}, agreement(0, 0, 0, 0, 3, high_is_good=False), id="disagreeing is good"
        ),
        pytest.param(KNEW, {1: 3}, YesNoAnswers(no=0, yes=3), id="yes or no"),
    ],
)
def test_answers_are_counted_from_the_values_that_somebody_gave(question, by_value, answers):
    assert counted(question, by_value) == answers


@pytest.mark.parametrize(
    ("question", "good", "gave", "direction"),
    [
        pytest.param(STARS, "4 or 5 stars", "gave 4 or 5 stars", "high is good", id="stars"),
        pytest.param(KNEW, "yes", "said yes", "high is good", id="yes is good"),
        pytest.param(LOST, "yes", "said yes", "low is good", id="no is good"),
        pytest.param(
            LISTENED,
            "“agree” or “strongly agree”",
            "chose “agree” or “strongly agree”",
            "high is good",
            id="agreeing is good",
        ),
        pytest.param(
            BLAMED,
            "“strongly disagree” or “disagree”",
            "chose “strongly disagree” or “disagree”",
            "high is good",
            id="disagreeing is good: more of it is better",
        ),
    ],
)
def test_which_answers_the_share_counts_and_which_way_is_good(question, good, gave, direction):
    assert good_answer(question) == good
    assert gave_good_answer(question) == gave
    assert direction_of(question) == direction


class TestAgreement:
    def test_the_share_is_that_of_the_two_good_answers_and_there_is_no_mean(self):
        assert agreement(5, 6, 9, 14, 7).shown == {
            "base": 40,
            "counts": [5, 5, 10, 15, 5],
            "share": 51,
            "low": 36,
            "high": 66,
            "mean": None,
        }

    def test_where_disagreeing_is_good_the_share_is_that_of_the_first_two(self):
        shown = agreement(7, 14, 9, 6, 5, high_is_good=False).shown
        mirrored = agreement(5, 6, 9, 14, 7).shown
        assert shown == {**mirrored, "counts": mirrored["counts"][::-1]}

    @pytest.mark.parametrize("high_is_good", [True, False])
    def test_what_is_hidden_is_what_stars_would_hide(self, high_is_good):
        for counts in product((0, 3, 6, 20), repeat=5):
            turned = counts if high_is_good else counts[::-1]
            stars = StarAnswers(StarCounts(turned)).shown
            shown = agreement(*counts, high_is_good=high_is_good).shown
            assert shown["share"] == stars["share"]
            assert shown["counts"] == (stars["counts"] if high_is_good else stars["counts"][::-1])

    @pytest.mark.parametrize("high_is_good", [True, False])
    def test_more_of_the_good_answers_is_better(self, high_is_good):
        worse, better = (20, 15, 6, 5, 5), (5, 5, 6, 15, 20)
        before, after = (worse, better) if high_is_good else (better, worse)
        found = compared_figures(
            agreement(*before, high_is_good=high_is_good),
            agreement(*after, high_is_good=high_is_good),
            direction=Direction.HIGH_IS_GOOD,
            questions=1,
            changes=(),
            said=Said("young people", "agreement"),
        )
        assert found["verdict"] == "improved"
        assert found["difference"] == 49
        assert "the later is better in" in found["sentence"]

    def test_answers_taken_together_are_said_to_be(self):
        found = compared_figures(
            agreement(4, 6, 9, 14, 7),
            agreement(5, 5, 8, 16, 12),
            direction=Direction.HIGH_IS_GOOD,
            questions=1,
            changes=(),
            said=Said("young people", "agreement"),
        )
        assert found["sentence"].endswith(
            " Answers that too few young people chose to show were counted as one."
        )


class TestChoices:
    @pytest.mark.parametrize(
        ("by_value", "base", "counts", "shares"),
        [
            pytest.param({1: 21, 2: 14, 3: 6}, 40, [20, 15, 5], [51, 34, 15], id="all shown"),
            pytest.param({1: 21, 2: 19}, 40, [20, 20, 0], [53, 48, 0], id="nobody in forty"),
            pytest.param({1: 9, 2: 4}, 15, [10, H, H], [69, H, H], id="nobody in a small group"),
            pytest.param({1: 30, 2: 9, 3: 2}, 40, [30, H, H], [73, H, H], id="a few and the next"),
            pytest.param({1: 5, 2: 4}, H, [H, H, H], [H, H, H], id="nine answers"),
            pytest.param({}, H, [H, H, H], [H, H, H], id="nobody"),
        ],
    )
    def test_counts_and_shares_go_through_the_disclosure_control(
        self, by_value, base, counts, shares
    ):
        assert choice_figures(HOW, by_value) == {
            "key": "how",
            "base": base,
            "counts": counts,
            "shares": shares,
        }


class TestFollowUps:
    @pytest.mark.parametrize(
        ("earlier", "values", "by_value", "withheld"),
        [
            pytest.param(KNEW, (0,), {0: 20, 1: 20}, False, id="both answers shown"),
            pytest.param(KNEW, (1,), {0: 3, 1: 40}, True, id="how many yes would tell the no"),
            pytest.param(KNEW, (0, 1), {0: 3, 1: 40}, False, id="whoever answered"),
            pytest.param(HOW, (1,), {1: 30, 2: 9, 3: 2}, False, id="a shown choice"),
            pytest.param(HOW, (1, 3), {1: 30, 2: 9, 3: 2}, True, id="a shown and a hidden one"),
            pytest.param(HOW, (2, 3), {1: 30, 2: 9, 3: 2}, False, id="all hidden ones together"),
            pytest.param(STARS, (1, 2), {1: 3, 2: 6, 3: 9, 5: 20}, False, id="hidden of one end"),
            pytest.param(STARS, (1,), {1: 3, 2: 6, 3: 9, 5: 20}, True, id="one of two hidden"),
            pytest.param(STARS, (1, 2, 3), {3: 38, 5: 2}, True, id="the share is hidden"),
            pytest.param(
                BLAMED, (4, 5), {1: 20, 3: 9, 4: 6, 5: 3}, False, id="hidden of the bad end"
            ),
            pytest.param(BLAMED, (5,), {1: 20, 3: 9, 4: 6, 5: 3}, True, id="one of the bad end"),
        ],
    )
    def test_it_is_withheld_where_it_would_tell_a_hidden_count(
        self, earlier, values, by_value, withheld
    ):
        question = replace(KNEW, key="next", asked_if_key=earlier.key, asked_if_values=values)
        asked = {earlier.key: earlier, "next": question}
        assert is_withheld(question, asked, {earlier.key: by_value}) is withheld

    def test_what_follows_a_withheld_question_is_withheld_too(self):
        second = replace(KNEW, key="second", asked_if_key="knew", asked_if_values=(1,))
        third = replace(KNEW, key="third", asked_if_key="second", asked_if_values=(1,))
        asked = {each.key: each for each in (KNEW, second, third)}
        counts = {"knew": {0: 3, 1: 40}, "second": {0: 20, 1: 20}}
        assert is_withheld(third, asked, counts)
        assert not is_withheld(third, asked, counts | {"knew": {0: 10, 1: 40}})

    def test_a_question_put_to_everybody_never_is(self):
        assert not is_withheld(KNEW, {"knew": KNEW}, {"knew": {0: 1, 1: 40}})

    def test_the_sum_leaves_every_hidden_count_two_values_or_is_withheld(self):
        """Try every row of three choices in a group of twelve, and every sum of two of them."""
        rows = [row for row in product(range(13), repeat=3) if sum(row) == 12]
        for place in range(3):
            places = {0, 1, 2} - {place}
            fits: dict[tuple[tuple[Shown, ...], int], set[tuple[int, ...]]] = {}
            for row in rows:
                counts = choice_figures(HOW, dict(enumerate(row, start=1)))["counts"]
                if sum_tells(counts, [range(3)], places):
                    continue
                shown = tuple(row[at] if counts[at] != H else H for at in range(3))
                fits.setdefault((shown, sum(row[at] for at in places)), set()).add(row)
            assert fits
            for (shown, _), worlds in fits.items():
                for at in range(3):
                    assert shown[at] != H or len({row[at] for row in worlds}) > 1

    @pytest.mark.parametrize(
        ("earlier", "values", "said"),
        [
            pytest.param(KNEW, (0,), "“no” to: Did you know?", id="yes or no"),
            pytest.param(HOW, (1, 3), "“phone” or “never” to: How did you hear?", id="choices"),
            pytest.param(
                STARS, (2, 1), "“1 star (awful)” or “2 stars (bad)” to: How was it?", id="stars"
            ),
            pytest.param(LISTENED, (4,), "“agree” to: I was listened to.", id="agreement"),
        ],
    )
    def test_to_whom_it_was_put_is_said(self, earlier, values, said):
        question = replace(KNEW, key="next", asked_if_key=earlier.key, asked_if_values=values)
        words = only_of_words(question, {earlier.key: earlier})
        assert words == f"Asked only of those who answered {said}"
        assert base_words(H, question) == "too few answers to show safely"

    def test_of_a_question_put_to_everybody_nothing_is_said(self):
        assert only_of_words(KNEW, {"knew": KNEW}) == ""
        assert base_words(H, KNEW) == "fewer than 10"


def test_the_answers_of_a_choice_are_its_labels():
    assert answer_words(HOW) == ["phone", "post", "never"]
