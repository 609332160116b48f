"""What is different between two versions, word by word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.stages import WORD_FIELDS, StageKey, StageWords, stage
from portal.texts.differences import Change, differences

WORDS = stage(StageKey.NO_PLAN).words
SAME, REMOVED, ADDED = Change.SAME, Change.REMOVED, Change.ADDED


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        pytest.param("One two.", "One two.", [(SAME, "One two.")], id="nothing"),
        pytest.param(
            "You get a plan.",
            "You get a letter.",
            [(SAME, "You get a "), (REMOVED, "plan."), (ADDED, "letter.")],
            id="a word for another",
        ),
        pytest.param(
            "Ask.", "Ask.\n\nWrite.", [(SAME, "Ask."), (ADDED, "\n\nWrite.")], id="a paragraph more"
        ),
        pytest.param(
            "Go now please.",
            "Go now.",
            [(SAME, "Go "), (REMOVED, "now please."), (ADDED, "now.")],
            id="a word less",
        ),
        pytest.param(
            "Go to them.",
            "Please ask us.",
            [(REMOVED, "Go to them."), (ADDED, "Please ask us.")],
            id="nothing in common but blanks",
        ),
        pytest.param("کل", "آج", [(REMOVED, "کل"), (ADDED, "آج")], id="right to left"),
    ],
)
def test_pieces(before: str, after: str, pieces: list[tuple[Change, str]]) -> None:
    found = differences(replace(WORDS, you_can=before), replace(WORDS, you_can=after))
    changed = next(each for each in found if each.field == "you_can")
    assert [(piece.change, piece.words) for piece in changed.pieces] == pieces
    assert changed.is_changed == (before != after)
    assert not any(each.is_changed for each in found if each.field != "you_can")


def test_without_a_version_before_all_stays() -> None:
    assert not any(each.is_changed for each in differences(None, WORDS))
    assert [each.field for each in differences(None, WORDS)] == list(WORD_FIELDS)


TEXTS = st.text(alphabet="ab .\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    old, new = (StageWords(*[text] * len(WORD_FIELDS)) for text in (before, after))
    pieces = differences(old, new)[0].pieces
    assert "".join(p.words for p in pieces if p.change != ADDED) == before
    assert "".join(p.words for p in pieces if p.change != REMOVED) == after
