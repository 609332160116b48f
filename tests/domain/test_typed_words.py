"""Words as they are kept."""

import pytest

from portal.domain.typed_words import one_line, tidy_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param("  word \n", "word", id="blanks at the ends"),
        pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
        pytest.param("a\tb", "a\tb", id="a tab"),
        pytest.param("a\x00b\x1bc\x7fd\x85e", "abcde", id="control signs"),
        pytest.param("a\ud800b", "ab", id="half of a pair"),
        pytest.param("\ufeff07700\u200b900123\u00ad", "07700900123", id="signs without width"),
        pytest.param("👩‍👧 ‏عربي", "👩‍👧 ‏عربي", id="joined emoji and right to left"),
    ],
)
def test_tidy_words(typed: str | None, kept: str) -> None:
    assert tidy_words(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  Ada   Obi ", "Ada Obi", id="blanks around and between"),
        pytest.param("Ada\x00 Obi", "Ada Obi", id="a NUL, which PostgreSQL refuses"),
        pytest.param("\u200b", "", id="nothing that can be seen"),
        pytest.param("Ada\u202eibO", "AdaibO", id="a mark that turns the writing round"),
        pytest.param("Ada \n\u00a0Obi", "Ada Obi", id="two lines"),
        pytest.param("Zoë O’Neill-Šimić", "Zoë O’Neill-Šimić", id="letters of every script"),
        pytest.param("محمد", "محمد", id="a name written from right to left"),
        pytest.param(None, "", id="not sent at all"),
    ],
)
def test_one_line(typed: str | None, kept: str) -> None:
    assert one_line(typed) == kept
