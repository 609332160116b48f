"""Takes a comment apart into words, for the masking of names."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from portal.domain.masking_words import PARTICLES, TITLES

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_MASK = r"\[[a-z-]+\]"
_DOTTED = r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"
_WORD = re.compile(rf"{_MASK}|{_DOTTED}|(?<!\w){_LETTER}(?:{_LETTER}|['’\u02bc`-](?={_LETTER}))*")
_ENDING = re.compile(r"['’\u02bc`](?:s|m|d|ve|re|ll)$", re.IGNORECASE)
_START = re.compile(r"(?:^|[.!?…]['’”\")\]]*\s+|[a-z)][.!?…]|\n)[\s\-•*–>“‘\"'(]*(?:\d+[.)]\s*)?$")
_LOOKED_BACK = 40
_MARKS_THAT_STAY = str.maketrans("’\u02bc`łøđ", "'''lod")


@dataclass(frozen=True)
class Word:
    """One word: where it stands, and how it is written without an ending such as ’s."""

    start: int
    end: int
    stem: str
    is_possessive: bool
    starts_sentence: bool

    @cached_property
    def low(self) -> str:
        """The word as word lists have it."""
        return folded(self.stem)

    @property
    def has_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.stem[0].isupper()

    @property
    def is_written_like_a_name(self) -> bool:
        """A capital, then small letters: no acronym, and nobody shouting."""
        return self.has_capital and any(letter.islower() for letter in self.stem.rstrip("s"))

    @property
    def is_initial(self) -> bool:
        """One capital, or several with full stops: "K", "J.S."."""
        letters = self.stem.replace(".", "")
        return letters.isupper() and (len(letters) == 1 or "." in self.stem) and letters not in "AI"


def words_of(text: str) -> Iterator[Word]:
    """The words of `text` in order, without the masks that stand in it already."""
    for match in _WORD.finditer(text):
        if match[0].startswith("["):
            continue
        stem = _ENDING.sub("", match[0])
        before = _before(text, match.start())
        yield Word(
            start=match.start(),
            end=match.start() + len(stem),
            stem=stem,
            is_possessive=match[0][len(stem) + 1 :].lower() == "s",
            starts_sentence=bool(_START.search(before)) and not _is_shortened(before),
        )


def _before(text: str, place: int) -> str:
    """The few signs before a place; the letter in front says that the text began earlier."""
    return text[:place] if place <= _LOOKED_BACK else f"x{text[place - _LOOKED_BACK : place]}"


def folded(word: str) -> str:
    """Lower case, without accents, and with one kind of apostrophe."""
    if word.isascii():
        return word.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.translate(_MARKS_THAT_STAY)


def name_parts(names: Collection[str]) -> frozenset[str]:
    """Full names taken apart at blanks and hyphens, without particles and initials.

    A text may hold many names, such as all of an area; those are taken apart once and known
    again, because every comment needs them.
    """
    return frozenset().union(*(_parts_of(name) for name in names))


@lru_cache(maxsize=32)
def _parts_of(names: str) -> frozenset[str]:
    parts = {part.strip(".'") for part in re.split(r"[\s,()]+", folded(names))}
    parts |= {half for part in parts for half in part.split("-")}
    return frozenset(part for part in parts if len(part) > 1 and part not in PARTICLES | TITLES)


def _is_shortened(before: str) -> bool:
    """Whether the full stop before a word only shortens a name or title: "Dr. J. Shah"."""
    last = before.rstrip(". ").rsplit(None, 1)[-1:]
    return bool(last) and "." in before[-3:] and (last[0].lower() in TITLES or len(last[0]) == 1)
