"""References of requests: short, easy to read out, and telling nothing."""

import secrets

# Without vowels, so that no word comes up, and without letters and digits that look alike on
# paper: no B beside 8, no G beside 6, no S beside 5, no Z beside 2.
LETTERS = "2346789CDFHJKMPQRTVWX"
PARTS = (3, 4)


def new_reference() -> str:
    """A random reference such as CK7-MQ42; one of more than 1,800 million."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(part)) for part in PARTS)
