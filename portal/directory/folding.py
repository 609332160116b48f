"""Words as they are looked for: any case, any accent, one of a thing or several.

SQLite and PostgreSQL differ in what they call the same letter, so the text that is searched is
folded here, once, and both compare it sign by sign.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['’`]")
SHORTEST_WITH_ENDING = 4
ONE_OF_SEVERAL = re.compile("[^aeiou]y$")
ENDINGS = (("ies", 3), ("ches", 2), ("shes", 2), ("sses", 2), ("xes", 2))


def folded(text: str) -> str:
    """`text` in small letters without accents and signs, with a blank before every word.

    So a word that begins with what is looked for is found by a blank and those letters.
    """
    return "".join(f" {word}" for word in _words(text))


def looked_for(text: str) -> tuple[str, ...]:
    """How each of the words typed begins, wherever one may stand for several of the thing."""
    return tuple(dict.fromkeys(_beginning(word) for word in _words(text)))


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return WORD.findall(plain)


def _beginning(word: str) -> str:
    """The word without the ending that one of a thing, or several, has alone."""
    if len(word) < SHORTEST_WITH_ENDING:
        return word
    if ONE_OF_SEVERAL.search(word):
        return word[:-1]
    for ending, length in ENDINGS:
        if word.endswith(ending):
            return word[:-length]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
