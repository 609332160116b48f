"""`flask areas`: starting a new install."""

import click
from flask import current_app
from flask.cli import AppGroup

from portal.areas.queries import cannot_be_reached
from portal.areas.seeds import SEEDS, plant
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.unit_of_work import committing

areas = AppGroup("areas", help="The areas of this install.")


@areas.command("plant", cls=PlainCommand)
@click.argument("slugs", nargs=-1, type=click.Choice([seed.slug for seed in SEEDS]))
@speaks
def plant_areas(slugs: tuple[str, ...]) -> Answer:
    """Add the areas that come with the portal, or the ones named; twice changes nothing.

    In production nobody can be reached at first: an administrator gives the real numbers.
    """
    chosen = [seed for seed in SEEDS if not slugs or seed.slug in slugs]
    fictional = current_app.config["PORTAL_ENVIRONMENT"] != "production"
    with committing() as session:
        planted = [plant(session, seed, fictional=fictional) for seed in chosen]
        without = [area for area in planted if cannot_be_reached(session, area.id)]
        names, missing = [area.name for area in planted], [area.slug for area in without]
    words = [f"Here now: {', '.join(names)}.", *map(_asks_for_contacts, missing)]
    return Answer({"areas": names, "without_contacts": missing}, "\n".join(words))


def _asks_for_contacts(slug: str) -> str:
    return (
        f"An administrator must give the telephone numbers and e-mail addresses at "
        f"/{slug}/contacts: until then families see none."
    )
