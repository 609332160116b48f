"""Words as they are kept: without signs that nobody sees and a database may refuse."""

import unicodedata

_UNSEEN = {"\u200b", "\u2060", "\ufeff", "\u00ad"}
_LINES_AND_TABS = "\n\t"
# Marks that turn the writing round: in a name they would turn the rest of the line with it.
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy_words(text: str | None) -> str:
    """`text` with plain line ends, without control signs such as NUL and blanks at its ends.

    Letters of every script, emoji and the marks for right-to-left writing stay.
    """
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in _LINES_AND_TABS or not _is_unseen(sign))
    return "".join(kept).strip()


def one_line(text: str | None) -> str:
    """A name or another short answer: tidy, on one line, with single blanks.

    Marks that turn the direction of writing go too. Letters of every script stay.
    """
    kept = "".join(sign for sign in tidy_words(text) if sign not in _TURNING)
    return " ".join(kept.split())


def _is_unseen(sign: str) -> bool:
    return sign in _UNSEEN or unicodedata.category(sign) in ("Cc", "Cs")
