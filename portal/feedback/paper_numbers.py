"""The one-time numbers on paper forms: short enough to type, and proof of themselves.

A number is the form's place in the print run and a mark that only the portal can make. The slip
that a family keeps has another code, by which the answers can be taken back: whoever types the
form in knows its number, and must not learn that code.
"""

import hmac

from portal.feedback.keys import WaveSecret
from portal.feedback.receipts import GROUP, LENGTH
from portal.letters.codes import LETTERS, tidied

PLACE, MARK = 4, 8
MOST = len(LETTERS) ** PLACE - 1
"""How many forms of one wave can be printed."""


def number_of(place: int, secret: WaveSecret) -> str:
    """The number of the form at this place, from 1: 12 letters and digits in three groups."""
    if not 1 <= place <= MOST:
        raise ValueError(f"No paper form has the place {place}.")
    return _in_groups(_written(place, PLACE) + _mark(place, secret))


def slip_code(place: int, secret: WaveSecret) -> str:
    """The receipt on the slip of the form at this place: a code like any receipt's."""
    number = int.from_bytes(secret.mark("slip", place.to_bytes(4)))
    return _in_groups(_written(number % len(LETTERS) ** LENGTH, LENGTH))


def place_of(typed: str, secret: WaveSecret, printed: int) -> int | None:
    """Which of the `printed` forms has this number; None where none has.

    Blanks, hyphens, small letters and letters that look alike make no difference.
    """
    number = tidied(typed)
    if len(number) != PLACE + MARK or any(letter not in LETTERS for letter in number):
        return None
    place = 0
    for letter in number[:PLACE]:
        place = place * len(LETTERS) + LETTERS.index(letter)
    genuine = hmac.compare_digest(_mark(place, secret), number[PLACE:])
    return place if genuine and 1 <= place <= printed else None


def _mark(place: int, secret: WaveSecret) -> str:
    number = int.from_bytes(secret.mark("paper", place.to_bytes(4)))
    return _written(number % len(LETTERS) ** MARK, MARK)


def _in_groups(written: str) -> str:
    return "-".join(written[start : start + GROUP] for start in range(0, len(written), GROUP))


def _written(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters
