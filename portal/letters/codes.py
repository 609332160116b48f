"""The codes in letters: worked out from the letter's number and the portal's secret.

No code is kept, not even a digest of one: whoever copies the database learns none.
"""

import hashlib
import hmac
import uuid

# One of each pair that looks alike on paper or when read out: no O beside 0, no I or L
# beside 1, no S beside 5, no Z beside 2, no B beside 8, no U beside V.
LETTERS = "0123456789ACDEFGHJKMNPQRTVWXY"
TAKEN_FOR = str.maketrans("OILSZBU", "011528V")
LENGTH, GROUP = 8, 4


def code_of(letter_id: uuid.UUID, secret: str) -> str:
    """The letter's code: 8 of 29 letters and digits, one of 500,000 million (38.9 bits)."""
    number = int.from_bytes(_keyed(f"letter {letter_id}", secret))
    code = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        code += LETTERS[place]
    return code


def is_code_of(letter_id: uuid.UUID, typed: str, secret: str) -> bool:
    """Whether somebody who typed `typed` has the letter; how wrong it is takes no time to say."""
    return hmac.compare_digest(code_of(letter_id, secret), tidied(typed))


def tidied(typed: str) -> str:
    """A code or a reference as it is compared: capitals without blanks, hyphens and look-alikes."""
    kept = (sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return "".join(kept).translate(TAKEN_FOR)


def printed(code: str) -> str:
    """The code in two groups, which are easier to copy: `4K7Q-M2XD`."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def log_name(reference: str, secret: str) -> str:
    """What a log calls a typed reference: the same each time, and nobody can read it back."""
    return _keyed(f"reference {tidied(reference)}", secret).hex()[:12]


def _keyed(words: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), words.encode(), hashlib.sha256)
