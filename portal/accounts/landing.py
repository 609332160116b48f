"""Where each role starts."""

from dataclasses import dataclass

from flask import url_for

from portal.accounts.models import Person, RoleGrant
from portal.domain.roles import Role

START: dict[Role, tuple[str, str]] = {
    Role.PARENT_OR_CARER: ("timeline.children", "Your children"),
    Role.YOUNG_PERSON: ("timeline.children", "Your assessment"),
    Role.CASEWORKER: ("cases.index", "Cases"),
    Role.MANAGER: ("cases.index", "Cases"),
    Role.FORUM_REPRESENTATIVE: ("themes.index", "Comments to read"),
    Role.BOARD_MEMBER: ("measures.index", "Is it getting better?"),
    Role.ADMINISTRATOR: ("waves.index", "Survey waves"),
    Role.OPERATOR: ("areas.index", "Areas"),
}


@dataclass(frozen=True)
class Start:
    """One place where a person starts, in words and as an address."""

    words: str
    address: str
    area: str


def starts(person: Person) -> list[Start]:
    """Every place where this person starts, each once."""
    found = {_start(held): None for held in person.roles_held}
    return sorted(found, key=lambda start: (start.area, start.words))


def landing_page(person: Person) -> str:
    """The first page for somebody who just signed in."""
    places = starts(person)
    return places[0].address if len(places) == 1 else url_for("accounts.your_places")


def _start(held: RoleGrant) -> Start:
    endpoint, words = START[held.role]
    if held.area is None:
        return Start(words, url_for(endpoint), "")
    return Start(words, url_for(endpoint, area=held.area.slug), held.area.name)
