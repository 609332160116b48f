"""Commands over casework: `flask measures casework` and `correct-casework`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.areas.queries import area_called, every_area
from portal.domain.quarters import Quarter
from portal.domain.refusal import Refused
from portal.measures import casework_queries
from portal.measures.casework_models import CaseworkRelease
from portal.measures.casework_presenter import TITLES, found_words, standing
from portal.measures.casework_services import publish_correction
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.clock import now
from portal.web.unit_of_work import committing

NOTHING_PUBLISHED = "Nothing has been published of any area's casework yet."


@click.command("casework", cls=PlainCommand)
@with_appcontext
@speaks
def casework() -> Answer:
    """Print what is published of each area's newest quarter.

    Three measures from the cases themselves: advice in six weeks, promises to keep in touch,
    and questions answered in time.
    """
    with committing() as session:
        newest = _newest(casework_queries.every_release(session))
        areas = {area.id: area.slug for area in every_area(session)}
    return Answer(
        {"releases": [_document(release, areas[release.area_id]) for release in newest]},
        "\n\n".join(map(_lines, newest)) or NOTHING_PUBLISHED,
    )


@click.command("correct-casework", cls=PlainCommand)
@click.argument("area")
@click.argument("quarter", metavar="FIRST_DAY")
@click.option("--reason", required=True, help="Why, for everybody to read.")
@with_appcontext
@speaks
def correct_casework(area: str, quarter: str, reason: str) -> Answer:
    """Publish the figures of AREA for a quarter again, from what is recorded now, saying why.

    FIRST_DAY is the quarter's first day, such as 2026-07-01. The older release stays published
    beside the new one.
    """
    wanted = _quarter(quarter)
    with committing() as session:
        found = _area(session, area)
        release = publish_correction(session, found, wanted, reason, now=now(), by=None)
        document = _document(release, found.slug)
    return Answer(
        document,
        f"Published: release {release.number} of {wanted.name} in {found.name}. {release.reason}",
    )


def _newest(releases: Sequence[CaseworkRelease]) -> list[CaseworkRelease]:
    """The release that stands of each area's newest quarter, by the area's name."""
    by_area = {release.area_id: release for release in standing(releases)}
    return sorted(by_area.values(), key=lambda release: release.figures["area"])


def _area(session: Session, slug: str) -> Area:
    found = area_called(session, slug)
    if found is None:
        raise Refused(f"There is no area called {slug}. Give the word that is in its address.")
    return found


def _quarter(text: str) -> Quarter:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused("Give the quarter's first day, such as 2026-07-01.") from None
    if Quarter.of(day).first != day:
        raise Refused(f"{text} begins no quarter. Quarters begin in January, April, July, October.")
    return Quarter(day)


def _document(release: CaseworkRelease, slug: str) -> dict[str, Any]:
    figures: dict[str, Any] = {**release.figures, "area": slug}
    return {
        **figures,
        "number": release.number,
        "published_at": release.published_at.isoformat(),
        "reason": release.reason,
        "digest": release.digest,
    }


def _lines(release: CaseworkRelease) -> str:
    heading = f"{release.figures['area']}, {release.quarter.name}, release {release.number}"
    measures = [
        f"  {title}: {found_words(release.figures[key]['together'], in_time)}"
        for key, (title, in_time, _) in TITLES.items()
    ]
    return "\n".join([heading, *measures])
