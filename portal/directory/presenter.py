"""Services in plain words: who they are for, where, how far, and how fresh the words are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.directory.lines import summary
from portal.directory.models import LocalService, ServicePlace
from portal.directory.postcodes import Postcode
from portal.directory.queries import Found
from portal.directory.search import Centre
from portal.domain.stages import STAGES

SERVICES_A_PAGE = 20
FRESH_FOR = timedelta(days=365)
MONTHS = 12
HALF = 0.5
COARSE_FROM = 3
NOT_SAID = "Not said. Ask the service."
LOOSER = {
    "within": "Look at any distance",
    "need": "Look for any need",
    "age": "Look for any age",
    "words": "Leave out the words",
}


@dataclass(frozen=True)
class Result:
    """One service on the list."""

    service: LocalService
    summary: str
    facts: tuple[str, ...]
    is_stale: bool


@dataclass(frozen=True)
class Fact:
    """One row of a service’s page."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Looser:
    """A way to find more: the words of its link, and what that asks for."""

    words: str
    asked: dict[str, str]


def result(found: Found, today: date) -> Result:
    """What the list shows of a service."""
    service = found.service
    where = place_words(found.place, len(service.places) - 1)
    far = how_far(found.miles) if found.miles is not None else ""
    age = ages(service.minimum_age, service.maximum_age)
    told = (
        f"{far}: {where}" if far and where else far or where,
        age,
        "Free" if service.is_free else "",
        "Closed for now" if service.closed_for_now else "",
    )
    return Result(
        service, summary(service.description), tuple(filter(None, told)), is_stale(service, today)
    )


def facts(service: LocalService) -> list[Fact]:
    """The rows of a service’s page."""
    age = ages(service.minimum_age, service.maximum_age)
    return [
        Fact("Age", (age or NOT_SAID,)),
        Fact("Needs", tuple(need.need for need in service.needs) or (NOT_SAID,)),
        *([Fact("Who it is for", _lines(service.who_for))] if service.who_for else []),
        Fact("Cost", (cost(service),)),
        Fact("When", tuple(service.opening) or (NOT_SAID,)),
        *_where(service.places),
    ]


def ages(minimum: float | None, maximum: float | None) -> str:
    """`Age 5 to 11`, `Age 5 and over`, `Up to age 11`; empty where nothing is said."""
    if not minimum and maximum is None:
        return "" if minimum is None else "All ages"
    if maximum is None:
        return f"Age {years(minimum or 0)} and over"
    return f"Age {years(minimum)} to {years(maximum)}" if minimum else f"Up to age {years(maximum)}"


def years(age: float) -> str:
    """`5`, `6 months`, `4 years 6 months`."""
    whole, months = divmod(round(age * MONTHS), MONTHS)
    if not months:
        return str(whole)
    spoken = f"{months} month{'' if months == 1 else 's'}"
    return f"{whole} year{'' if whole == 1 else 's'} {spoken}" if whole else spoken


def cost(service: LocalService) -> str:
    """What it costs, as far as the list says."""
    if service.is_free:
        told = service.cost.casefold().startswith(("free", "no charge"))
        return service.cost if told else " ".join(filter(None, ("Free.", service.cost)))
    return service.cost or ("There is a charge." if service.is_free is False else NOT_SAID)


def how_far(distance: float) -> str:
    """`About 1½ miles away`: to half a mile when near, else to a mile; never finer."""
    if distance < HALF:
        return "Less than half a mile away"
    halves = round(distance * 2)
    if distance >= COARSE_FROM:
        halves = round(distance) * 2
    whole, half = divmod(halves, 2)
    number = f"{whole or ''}{'½' if half else ''}"
    unit = "half a mile" if number == "½" else f"{number} mile{'' if halves == 2 else 's'}"
    return f"About {unit} away"


def place_words(place: ServicePlace | None, more: int) -> str:
    """Where a service is, in a line, and at how many more places."""
    if place is None:
        return ""
    words = place.name or place.address
    if place.outward and place.outward not in words:
        words = f"{words}, {place.outward}" if words else place.outward
    return f"{words} and {more} more place{'' if more == 1 else 's'}" if more else words


def is_stale(service: LocalService, today: date) -> bool:
    """Whether a year has gone by since the words were last checked, or nobody knows when."""
    return service.updated_on is None or today - service.updated_on > FRESH_FOR


def centre_words(centre: Centre) -> str:
    """How the distances were worked out, and how far they can be believed."""
    code = centre.postcode
    if centre.is_whole:
        return f"The miles are a guess. We worked them out from services that share {code}."
    return (
        f"The miles are a guess. We know places near {code.outward} only from the services on "
        "this list."
    )


def unknown_words(postcode: Postcode, districts: Sequence[str]) -> str:
    """That no distance can be told, and from where one could be."""
    start = f"We do not know where {postcode} is, so we cannot say how far away services are."
    if not districts:
        return start
    return f"{start} We know places in {_listed(districts)}. Try one of those."


def ways_to_find_more(asked: Mapping[str, str]) -> list[Looser]:
    """The same search with one part of it left out, for each part that can be."""
    return [
        Looser(words, {name: value for name, value in asked.items() if name != part})
        for part, words in LOOSER.items()
        if part in asked
    ]


def dialled(phone: str) -> str:
    """The digits that a telephone dials; empty where the number has words in it."""
    digits = phone.translate(str.maketrans("", "", " ().-\u00a0"))
    return digits if digits.removeprefix("+").isdecimal() else ""


def stage_names(service: LocalService) -> list[str]:
    """The names of the stages that the service is shown beside, in their order."""
    keys = {tie.stage for tie in service.stages}
    return [stage.name for stage in STAGES if stage.key in keys]


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _where(places: Sequence[ServicePlace]) -> Iterator[Fact]:
    for number, place in enumerate(places, start=1):
        label = "Where" if len(places) == 1 else f"Place {number}"
        access = f"Getting in and around: {_listed(place.access)}." if place.access else ""
        lines = tuple(filter(None, (place.name, place.address, access)))
        if lines:
            yield Fact(label, lines)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def stages_saved(service: LocalService) -> str:
    """What an administrator is told after choosing stages."""
    number = len(service.stages)
    if not number:
        return f"{service.name} is beside no stage now."
    return f"{service.name} is beside {number} stage{'' if number == 1 else 's'} now."
