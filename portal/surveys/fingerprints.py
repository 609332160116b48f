"""Marks of what somebody had before them, so that nobody changes or agrees to what they
have not read.
"""

import hashlib
import json
from typing import Any

from portal.domain.refusal import Refused

LENGTH = 24
SOMEBODY_CHANGED = (
    "Somebody else changed the survey since you opened this page. Open it again and read what "
    "is new first."
)


def fingerprint(value: Any) -> str:
    """The same mark for the same words, however often; what JSON cannot hold is read as text."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def check_seen(seen: str, value: Any) -> None:
    """Raise `Refused` unless `seen` is the mark of `value` as it stands now."""
    if seen != fingerprint(value):
        raise Refused(SOMEBODY_CHANGED)
