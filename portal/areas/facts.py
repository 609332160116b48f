"""What an administrator keeps about an area, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.bodies import Body

FEWEST_DAYS, MOST_DAYS = 1, 60


@dataclass(frozen=True)
class ContactFacts:
    """How one body is reached; `phone`, `email` and `website` may be empty."""

    name: str
    what_for: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True)
class AreaFacts:
    """An area's standards in days, its colour as `#rrggbb` and how its bodies are reached."""

    reply_standard_working_days: int
    update_promise_days: int
    brand_colour: str
    contacts: Mapping[Body, ContactFacts]
