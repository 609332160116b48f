"""What a feed says of services, whichever shape it came in."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date


@dataclass(frozen=True)
class GivenPlace:
    """Where a service is given; online or unknown where nothing but a name is said."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    outward: str = ""
    latitude: float | None = None
    longitude: float | None = None
    access: tuple[str, ...] = ()


@dataclass(frozen=True)
class GivenService:
    """One service. Empty text, None and empty tuples mean that the feed does not say."""

    source_id: str
    name: str
    description: str = ""
    organisation: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    who_for: str = ""
    opening: tuple[str, ...] = ()
    cost: str = ""
    is_free: bool | None = None
    notice: str = ""
    closed_for_now: bool = False
    needs: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    updated_on: date | None = None
    places: tuple[GivenPlace, ...] = ()

    @property
    def digest(self) -> str:
        """Alike for two services exactly where they say the same."""
        said = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class Feed:
    """A directory’s services.

    `is_whole` is False for one page of several: what is missing from it is not gone. `left_out`
    says in a sentence each what was not believed, such as a web address that is none.
    """

    services: tuple[GivenService, ...]
    is_whole: bool
    left_out: tuple[str, ...] = field(default=())
