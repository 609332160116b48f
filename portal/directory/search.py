"""What a family looks for, and the centre that distances are measured from."""

import math
from dataclasses import dataclass
from typing import Any

from portal.directory.postcodes import Postcode

# A minute of latitude is a nautical mile, and sixty of those are a degree.
MILES_A_DEGREE = 60 * 1.15078


@dataclass(frozen=True)
class Centre:
    """The mean position of the known places that share a postcode, or only its first half."""

    postcode: Postcode
    latitude: float
    longitude: float
    is_whole: bool

    @property
    def east_shrinks_by(self) -> float:
        """How much shorter a degree of longitude is here than a degree of latitude."""
        return math.cos(math.radians(self.latitude))

    def square_to(self, latitude: Any, longitude: Any) -> Any:
        """The square of the distance to a point, in degrees of latitude; columns do as well.

        Within an area the earth is flat enough; both engines can multiply, and not every SQLite
        can do more.
        """
        north = latitude - self.latitude
        east = (longitude - self.longitude) * self.east_shrinks_by
        return north * north + east * east


@dataclass(frozen=True)
class Search:
    """Every part narrows further; empty and None ask for nothing.

    `within` is in miles from the centre. `age` is in whole years.
    """

    words: tuple[str, ...] = ()
    need: str = ""
    age: int | None = None
    centre: Centre | None = None
    within: float | None = None


def miles(squared_degrees: float) -> float:
    """The distance that this square of degrees of latitude is."""
    return math.sqrt(max(0.0, squared_degrees)) * MILES_A_DEGREE
