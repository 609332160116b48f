"""The words of stage texts as values: the portal's own, their digest, what an area shows."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from portal.domain.readings import Variant
from portal.domain.stages import STAGES, StageKey, StageWords

PORTALS_OWN: dict[StageKey, StageWords] = {each.key: each.words for each in STAGES}


@dataclass(frozen=True)
class ShownText:
    """What families read about one stage, and how far they can rely on it.

    `variant` is what the words really are: the standard English where the one asked for is
    not published. `checked_at` is None for words that the forum has not checked, which only
    the portal's own can be. `being_updated` says that the standard text changed since.
    """

    stage: StageKey
    variant: Variant
    words: StageWords
    checked_at: datetime | None
    being_updated: bool = False


def digest_of(words: StageWords) -> str:
    """What tells whether two texts are word for word the same."""
    said = json.dumps(asdict(words), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


PORTALS_OWN_DIGESTS: dict[StageKey, str] = {
    key: digest_of(words) for key, words in PORTALS_OWN.items()
}
