"""Mobile telephone numbers of the United Kingdom."""

import re

from portal.domain.refusal import Refused

SEPARATORS = re.compile(r"[\s().-]")
# After the 7, a 0 is a personal number and a 6 a pager, neither of which takes a text message.
MOBILE = re.compile(r"(?:\+44|0044|44|0)0?(7[1-57-9][0-9]{8})", re.ASCII)
CHECK = "Enter a UK mobile number, like 07700 900123"


def uk_mobile(typed: str) -> str:
    """The number as it is kept, such as 07700900123. Raises Refused for any other number."""
    found = MOBILE.fullmatch(SEPARATORS.sub("", typed))
    if found is None:
        raise Refused(CHECK)
    return f"0{found[1]}"
