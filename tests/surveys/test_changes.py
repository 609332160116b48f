"""What cannot be compared with the last wave, and why."""

from dataclasses import replace

import pytest

from portal.domain.comparability import CHANGES
from portal.surveys.changes import Broken, broken_series
from portal.surveys.definition import COMMENT, AskedQuestion, frozen
from tests.surveys.conftest import stars

FIRST = replace(stars("First?"), key="first", position=1)
SECOND = replace(stars("Second?"), key="second", position=2)
WORDS = AskedQuestion("words", COMMENT, "Words?", "Own words", position=3)
BEFORE = (FIRST, SECOND, WORDS)

WORDING, OPTIONS, ORDER = CHANGES["wording"], CHANGES["options"], CHANGES["order"]


@pytest.mark.parametrize(
    ("now", "broken"),
    [
        pytest.param(BEFORE, [], id="nothing changed"),
        pytest.param(
            (FIRST, SECOND, replace(WORDS, wording="New?")), [], id="a comment has no figures"
        ),
        pytest.param((replace(FIRST, concept="Other"), *BEFORE[1:]), [], id="concept"),
        pytest.param(
            (replace(FIRST, help_text="Help."), *BEFORE[1:]),
            [Broken(CHANGES["help_text"], ("First?",), False)],
            id="help of one",
        ),
        pytest.param(
            (FIRST, replace(SECOND, asked_if_key="first", asked_if_values=(1,)), WORDS),
            [Broken(CHANGES["condition"], ("Second?",), False)],
            id="condition of one",
        ),
        pytest.param(
            (replace(FIRST, wording="New?"), *BEFORE[1:]),
            [Broken(WORDING, ("New?",), False)],
            id="wording of one",
        ),
        pytest.param(
            (FIRST, replace(SECOND, labels=tuple("abcde")), WORDS),
            [Broken(OPTIONS, ("Second?",), False)],
            id="answers of one",
        ),
        pytest.param(
            (FIRST, replace(SECOND, kind="agreement"), WORDS),
            [Broken(OPTIONS, ("Second?",), False)],
            id="kind of one",
        ),
        pytest.param(
            (replace(SECOND, position=1), replace(FIRST, position=2), WORDS),
            [Broken(ORDER, ("Second?", "First?"), True)],
            id="order",
        ),
        pytest.param(
            (FIRST, WORDS), [Broken(ORDER, ("First?",), True)], id="one is gone: another order"
        ),
        pytest.param(
            (*BEFORE, replace(stars("Third?"), key="third", position=4)),
            [Broken(ORDER, ("First?", "Second?"), True)],
            id="one is new: another order",
        ),
    ],
)
def test_what_breaks_a_series(now: tuple[AskedQuestion, ...], broken: list[Broken]) -> None:
    before = frozen(BEFORE, invited_group="families", channel="paper")
    after = frozen(now, invited_group="families", channel="paper")
    assert broken_series(before, after) == broken


def test_another_invited_group_breaks_every_series() -> None:
    before = frozen(BEFORE, invited_group="families", channel="paper")
    after = frozen(BEFORE, invited_group="parents", channel="paper")
    assert broken_series(before, after) == [
        Broken(CHANGES["invited_group"], ("First?", "Second?"), True)
    ]
