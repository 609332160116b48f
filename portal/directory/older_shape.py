"""Reads a service in the older shape, of the Outpost directory and its Scout search."""

from collections.abc import Iterator
from datetime import date

from portal.directory.given import Given, ages, without_repeats
from portal.directory.opening_hours import weekday_hours
from portal.directory.places import place, position
from portal.directory.record import GivenPlace, GivenService

# What only services in this shape have.
MARKS = frozenset({"locations", "organisation", "send_needs", "taxonomies", "min_age", "max_age"})


def read_older(given: Given, source_id: str, name: str, today: date) -> GivenService:
    """The service that `given` tells of. Raises `Refused` for values that cannot be."""
    minimum, maximum = ages(given, "min_age", "max_age")
    organisation = given.part("organisation")
    costs = tuple(given.parts("cost_options"))
    return GivenService(
        source_id=source_id,
        name=name,
        description=given.text("description"),
        organisation=organisation.line("name"),
        url=given.web_address("url") or organisation.web_address("url"),
        email=next(_emails(given), "") or organisation.mail_address("email"),
        phone=next(_phones(given), ""),
        minimum_age=minimum,
        maximum_age=maximum,
        opening=without_repeats(weekday_hours(each) for each in given.parts("regular_schedules")),
        cost=", ".join(filter(None, map(_cost, costs))),
        is_free=given.flag("free"),
        needs=_names(given, "send_needs"),
        categories=_names(given, "taxonomies"),
        updated_on=given.day("updated_at", today),
        places=tuple(_place(each) for each in given.parts("locations")),
    )


def _names(given: Given, name: str) -> tuple[str, ...]:
    return without_repeats(each.line("name") for each in given.parts(name))


def _emails(given: Given) -> Iterator[str]:
    addresses = (each.mail_address("email") for each in given.parts("contacts"))
    return filter(None, addresses)


def _phones(given: Given) -> Iterator[str]:
    for contact in given.parts("contacts"):
        numbers = [contact.phone("phone"), *(n.phone("number") for n in contact.parts("phones"))]
        yield from filter(None, numbers)


def _cost(option: Given) -> str:
    amount = option.number("amount", 0, 1_000_000)
    price = f"£{amount:,.2f}".removesuffix(".00") if amount else ""
    return " ".join(filter(None, (option.line("option"), price, option.line("cost_type"))))


def _place(given: Given) -> GivenPlace:
    geometry = given.part("geometry")
    coordinates = geometry.values.get("coordinates") or (None, None)
    if not (isinstance(coordinates, list | tuple) and len(coordinates) == 2):
        raise geometry.refusal("coordinates must be longitude and latitude", coordinates)
    return place(
        given.line("name"),
        (given.line("address_1"), given.line("city")),
        given.line("postal_code"),
        position(given, coordinates[1], coordinates[0]),
        _names(given, "accessibilities"),
        hidden=bool(given.flag("mask_exact_address")),
    )
