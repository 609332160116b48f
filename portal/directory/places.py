"""Where a service is given, as both shapes of a feed say it."""

from collections.abc import Iterable

from portal.directory.given import Given
from portal.directory.postcodes import Postcode
from portal.directory.record import GivenPlace

Position = tuple[float, float]

# A hidden address may be known to about a kilometre, which is two decimal places.
HIDDEN_PLACES = 2


def position(given: Given, latitude: object, longitude: object) -> Position | None:
    """Latitude and longitude, or None where one is missing.

    Nought and nought, a point in the Atlantic, is what directories keep for "nowhere". Raises
    `Refused` for what is no position on earth.
    """
    at = Given({"latitude": latitude, "longitude": longitude}, given.where)
    north, east = at.number("latitude", -90, 90), at.number("longitude", -180, 180)
    if north is None or east is None or (north == 0 and east == 0):
        return None
    return north, east


def place(
    name: str,
    parts: Iterable[str],
    postcode: str,
    at: Position | None,
    access: tuple[str, ...] = (),
    *,
    hidden: bool = False,
) -> GivenPlace:
    """A place from its parts, each said once. Of a `hidden` one only the district is kept."""
    found = Postcode.found_in(postcode)
    if hidden:
        found = found and Postcode(found.outward, "")
        at = at and (round(at[0], HIDDEN_PLACES), round(at[1], HIDDEN_PLACES))
        parts = list(parts)[-1:]
    lines = [part for part in dict.fromkeys(parts) if part and part != name]
    written = str(found) if found else ("" if hidden else postcode)
    return GivenPlace(
        name=name,
        address=", ".join([*lines, *([written] if written else [])]),
        postcode=str(found) if found and found.inward else "",
        outward=found.outward if found else "",
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        access=access,
    )
