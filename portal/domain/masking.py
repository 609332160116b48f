"""Masks what could tell who is meant in a comment, before anybody reads it.

Rather one word too many than one name too few. A machine still misses names (in lower
case, or of somebody it was not told about), so a person reads after it and nobody may
rely on the mask alone.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from portal.domain.masking_patterns import without_identifying_numbers
from portal.domain.masking_tokens import Word, name_parts, words_of
from portal.domain.masking_words import (
    ALSO_NAMES,
    BEFORE_LETTERS,
    ENDINGS_OF_ORDINARY_WORDS,
    ENDINGS_OF_VERBS,
    ORDINARY,
    OWNERS,
    PARTICLES,
    PERSON_VERBS,
    RELATIVES,
    SURE_TITLES,
    TITLES,
)

NAME = "[name]"
EVERYDAY = ORDINARY | ALSO_NAMES
SHORTEST_IN_LOWER_CASE = 3
SHORTEST_IN_CAPITALS = 4

_INSIDE_NAME = (" ", "-")
_AFTER_FULL_STOP = (".", ". ")
_AFTER_TITLE = re.compile(r"[ \u00a0]{1,2}")
_AFTER_SHORTENED_TITLE = re.compile(r"\.[ \u00a0]{0,2}")
_BESIDE_NO_INITIAL = re.compile(r"[\w:;&=/+]")


def masked(text: str, names: Collection[str], allowed: Collection[str] = ()) -> str:
    """`text` with "[name]", "[phone]", "[e-mail]", "[postcode]", "[date]" and "[number]" in it.

    Masked are: every word of `names` (full names are taken apart; accents and capitals do
    not matter), what follows a title, and inside a sentence every word with a capital that
    is neither an ordinary word nor among `allowed`, such as the area's own name. The text
    comes back in Unicode's composed form (NFC).
    """
    text = without_identifying_numbers(unicodedata.normalize("NFC", text))
    words = list(words_of(text))
    comment = _Comment(text, words, name_parts(names), name_parts(allowed))
    return _written(text, [words[place] for place in sorted(comment.masked_places())])


class _Comment:
    """One comment on its way: each rule finds the places of words that are names."""

    def __init__(
        self, text: str, words: Sequence[Word], names: frozenset[str], allowed: frozenset[str]
    ) -> None:
        self.text, self.words = text, words
        self.names, self.allowed = names, allowed

    def masked_places(self) -> set[int]:
        """The rules in turn; the last two look at what the others found."""
        places = range(len(self.words))
        found = {place for place in places if self._is_known(place) or self._is_relative(place)}
        found |= {after for place in places for after in self._titled(place)}
        found |= {place for place in places if self._has_capital_inside_sentence(place)}
        found |= {place for place in places if self._is_initial(place)}
        found |= {place for place in places if self._opens_sentence(place, found)}
        return found | {place for place in places if self._continues(place, found)}

    def _is_everyday(self, word: Word) -> bool:
        """Whether its spelling is that of an ordinary word, be it a name as well."""
        return word.low in EVERYDAY or word.low in self.allowed

    def _low(self, place: int) -> str:
        """The word there as word lists have it; empty beyond the ends of the comment."""
        return self.words[place].low if 0 <= place < len(self.words) else ""

    def _gap(self, place: int) -> str:
        """What stands between the word before and this one."""
        return self.text[self.words[place - 1].end : self.words[place].start] if place else ""

    def _is_known(self, place: int) -> bool:
        """A word of the given names, unless it only is the everyday word of that spelling."""
        word = self.words[place]
        if self.names.isdisjoint({word.low, *word.low.split("-")}):
            return False
        if word.is_written_like_a_name and not word.starts_sentence:
            return True
        if self._is_everyday(word):
            named = word.has_capital and self._low(place + 1) in PERSON_VERBS
            return named or self._low(place - 1) in RELATIVES
        return word.has_capital or len(word.low) >= SHORTEST_IN_LOWER_CASE

    def _is_relative(self, place: int) -> bool:
        """ "my son jayden": a name without its capital."""
        word = self.words[place]
        return (
            self._low(place - 1) in RELATIVES
            and (self._low(place - 2) in OWNERS or self._low(place - 1) == "named")
            and self._gap(place) == " "
            and len(word.low) >= SHORTEST_IN_LOWER_CASE
            and not self._is_everyday(word)
            and not word.low.endswith(ENDINGS_OF_VERBS)
        )

    def _titled(self, place: int) -> Iterator[int]:
        """A title with the name after it: "Mrs Okafor", "dr. shah"."""
        title, after = self._low(place), place + 1
        if title in TITLES and after < len(self.words):
            word = self.words[after]
            shortened = bool(_AFTER_SHORTENED_TITLE.fullmatch(self._gap(after)))
            beside = shortened or _AFTER_TITLE.fullmatch(self._gap(after))
            if beside and self._may_follow(title, word, shortened):
                yield from (place, after)

    def _may_follow(self, title: str, word: Word, shortened: bool) -> bool:
        """After "Mr" all but "and"; after a full stop or in small letters no everyday word."""
        if title in SURE_TITLES:
            return word.low not in ("and", "or")
        if word.is_written_like_a_name and not shortened:
            return True
        return (word.has_capital or title == "dr") and word.low not in ORDINARY

    def _has_capital_inside_sentence(self, place: int) -> bool:
        word = self.words[place]
        return (
            word.is_written_like_a_name and not word.starts_sentence and not self._is_ordinary(word)
        )

    def _is_ordinary(self, word: Word) -> bool:
        """Whether it is nobody's name even with a capital: the word, or all of its halves."""
        spellings = (word.low, word.low.rstrip("s"), word.low.replace("'", ""))
        if any(each in ORDINARY or each in self.allowed for each in spellings):
            return True
        halves = word.low.split("-")
        return len(halves) > 1 and all(half in ORDINARY or half in self.allowed for half in halves)

    def _is_initial(self, place: int) -> bool:
        """A capital by itself, but not the letter of a section, a plan or "A&E"."""
        word = self.words[place]
        beside = self.text[max(0, word.start - 1) : word.start] + self.text[word.end : word.end + 1]
        return (
            word.is_initial
            and not _BESIDE_NO_INITIAL.search(beside)
            and word.low.replace(".", "") not in ORDINARY
            and not self._follows_lettered_thing(place)
        )

    def _follows_lettered_thing(self, place: int) -> bool:
        """ "Section F", and in "sections B, F and I" every letter."""
        while self._low(place - 1) in ("and", "or", "to") or len(self._low(place - 1)) == 1:
            place -= 1
        return self._low(place - 1) in BEFORE_LETTERS

    def _opens_sentence(self, place: int, found: set[int]) -> bool:
        """An unknown first word that is treated as a person: "Aisha’s", "Aisha said"."""
        word = self.words[place]
        if not (word.starts_sentence and word.is_written_like_a_name):
            return False
        if self._is_everyday(word) or self._is_ordinary(word):
            return False
        elsewhere = any(self._low(other) == word.low for other in found)
        next_to_name = place + 1 in found and self._gap(place + 1) in _INSIDE_NAME
        acts = self._low(place + 1) in PERSON_VERBS and not word.low.endswith(
            ENDINGS_OF_ORDINARY_WORDS
        )
        return word.is_possessive or elsewhere or next_to_name or acts

    def _continues(self, place: int, found: set[int]) -> bool:
        """The rest of a name: "Aisha OKAFOR", and the particles in "Anna van der Berg"."""
        word = self.words[place]
        if word.low in PARTICLES:
            return self._reaches(place, -1, found) and self._reaches(place, +1, found)
        return (
            place - 1 in found
            and self._gap(place) == " "
            and word.has_capital
            and len(word.stem) >= SHORTEST_IN_CAPITALS
            and self.words[place - 1].is_written_like_a_name
            and not self._is_ordinary(word)
        )

    def _reaches(self, place: int, step: int, found: set[int]) -> bool:
        """Whether a name stands beyond the particles on one side of this one."""
        while self._low(place + step) in PARTICLES:
            place += step
        return place + step in found


def _written(text: str, names: Iterable[Word]) -> str:
    """The text with one mask for each name, however many words the name has."""
    pieces: list[str] = []
    before: Word | None = None
    for word in names:
        gap = text[before.end if before else 0 : word.start]
        if not (before and _joins(before, gap)):
            pieces += [gap, NAME]
        before = word
    return "".join([*pieces, text[before.end if before else 0 :]])


def _joins(before: Word, gap: str) -> bool:
    """Whether what follows `gap` belongs to the same name as the word before it."""
    shortened = before.is_initial or before.low in TITLES
    return gap in _INSIDE_NAME or (shortened and gap in _AFTER_FULL_STOP)
