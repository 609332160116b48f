"""E-mail addresses as somebody pastes them: one a line, or with commas between them."""

import re
from email.utils import parseaddr

from email_validator import EmailNotValidError, validate_email

from portal.accounts.services import tidy_address
from portal.domain.refusal import Refused
from portal.domain.typed_words import one_line

MOST_AT_ONCE = 5_000
BETWEEN = re.compile(r"[,;\t]")


def read_addresses(pasted: str) -> list[str]:
    """The addresses in the order given, each once, in small letters.

    "Name <name@example.org>" is read as its address. Raises `Refused` naming the first line
    that holds something else, where there are more than `MOST_AT_ONCE`, or none at all.
    """
    found: dict[str, None] = {}
    for number, line in enumerate(pasted.splitlines(), start=1):
        for piece in BETWEEN.split(line):
            if text := one_line(piece):
                found[_address(text, number)] = None
    if not found:
        raise Refused("Paste at least one e-mail address.")
    if len(found) > MOST_AT_ONCE:
        raise Refused(
            f"These are {len(found):,} addresses. Paste at most {MOST_AT_ONCE:,} at a time."
        )
    return list(found)


def _address(text: str, line: int) -> str:
    given = parseaddr(text)[1] if text.endswith(">") else text
    try:
        validate_email(given, check_deliverability=False)
    except EmailNotValidError:
        raise Refused(
            f"Line {line} holds something that is no e-mail address like name@example.org. "
            "Nobody was added. Correct the line and try again."
        ) from None
    return tidy_address(given)
