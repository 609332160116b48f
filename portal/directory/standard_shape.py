"""Reads a service of Open Referral UK: the UK profile of the Human Services Data
Specification (HSDS), version 3.0, https://github.com/OpenReferralUK/uk-profile.

Fields of the whole specification that the profile leaves out (telephone numbers, fees in
words) are read where a directory gives them.
"""

from collections.abc import Iterator
from datetime import date

from portal.directory.given import Given, ages, without_repeats
from portal.directory.opening_hours import standard_hours
from portal.directory.places import place, position
from portal.directory.record import GivenPlace, GivenService

# What only services in this shape have.
MARKS = frozenset(
    {"service_at_locations", "organization", "status", "attributes", "minimum_age", "maximum_age"}
    | {"schedules", "last_modified", "assured_date", "fees_description", "contacts"}
)
# The lists that a page of many services may leave out; each service’s own page has them.
NESTED = frozenset({"service_at_locations", "attributes", "schedules", "cost_options", "contacts"})
ENDED = ("inactive", "defunct")
STATUSES = ("", "active", "temporarily closed", *ENDED)
# A term says whom a service is for where its list of terms is called after needs.
ABOUT_NEEDS = ("need", "disabilit", "circumstance", "send ", " send")
FREE = ("free", "free of charge", "no charge", "no cost", "none", "£0")


def is_offered(given: Given) -> bool:
    """Whether the service is given at all. Raises `Refused` for an unknown status."""
    status = given.line("status").lower()
    if status not in STATUSES:
        raise given.refusal(f"status must be one of {', '.join(STATUSES[1:])}", status)
    return status not in ENDED


def read_standard(given: Given, source_id: str, name: str, today: date) -> GivenService:
    """The service that `given` tells of. Raises `Refused` for values that cannot be."""
    minimum, maximum = ages(given, "minimum_age", "maximum_age")
    organisation = given.part("organization")
    fees = given.line("fees_description") or given.line("fees")
    days = [given.day("assured_date", today), given.day("last_modified", today)]
    terms = [each.part("taxonomy_term") for each in given.parts("attributes")]
    return GivenService(
        source_id=source_id,
        name=name,
        description=given.text("description"),
        organisation=organisation.line("name"),
        url=given.web_address("url") or organisation.web_address("website"),
        email=given.mail_address("email") or organisation.mail_address("email"),
        phone=next(_phones(given), ""),
        minimum_age=minimum,
        maximum_age=maximum,
        who_for=given.text("eligibility_description"),
        opening=_opening(given),
        cost=fees or ", ".join(filter(None, map(_cost, given.parts("cost_options")))),
        is_free=_is_free(given, fees),
        notice=given.text("alert"),
        closed_for_now=given.line("status").lower() == "temporarily closed",
        needs=without_repeats(each.line("name") for each in terms if _is_need(each)),
        categories=without_repeats(each.line("name") for each in terms if not _is_need(each)),
        updated_on=max((day for day in days if day), default=None),
        places=tuple(_places(given)),
    )


def _is_need(term: Given) -> bool:
    told = term.values.get("taxonomy_detail")
    detail = term.part("taxonomy_detail").line("name") if isinstance(told, dict) else ""
    called = f" {term.line('taxonomy')} {detail} ".lower()
    return any(part in called for part in ABOUT_NEEDS)


def _phones(given: Given) -> Iterator[str]:
    places = list(given.parts("service_at_locations"))
    for holder in (
        given,
        *given.parts("contacts"),
        *places,
        *(each.part("location") for each in places),
        given.part("organization"),
    ):
        yield from filter(None, (each.phone("number") for each in holder.parts("phones")))


def _opening(given: Given) -> tuple[str, ...]:
    """The service’s own hours; where it has none, those of its places."""
    own = without_repeats(standard_hours(each) for each in given.parts("schedules"))
    return own or without_repeats(
        standard_hours(each)
        for here in given.parts("service_at_locations")
        for each in (*here.parts("schedules"), *here.part("location").parts("schedules"))
    )


def _cost(option: Given) -> str:
    amount = option.number("amount", 0, 1_000_000)
    price = "free" if amount == 0 else f"£{amount:,.2f}".removesuffix(".00") if amount else ""
    words = " ".join(filter(None, (price, option.line("amount_description"))))
    return ": ".join(filter(None, (option.line("option"), words)))


def _is_free(given: Given, fees: str) -> bool | None:
    if fees.lower().rstrip(".") in FREE:
        return True
    amounts = [each.number("amount", 0, 1_000_000) for each in given.parts("cost_options")]
    return not any(amounts) if amounts and None not in amounts else None


def _places(given: Given) -> Iterator[GivenPlace]:
    for here in given.parts("service_at_locations"):
        location = here.part("location")
        if not location.values:
            continue
        address = next(location.parts("addresses"), Given({}, location.where))
        told = [address.line(part) for part in ("address_1", "address_2", "city")]
        access = without_repeats(
            each.line("description") or each.line("details")
            for each in location.parts("accessibility")
        )
        yield place(
            location.line("name")
            or ("Online" if location.line("location_type") == "virtual" else ""),
            told,
            address.line("postal_code"),
            position(location, location.values.get("latitude"), location.values.get("longitude")),
            access,
        )
