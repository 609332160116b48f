"""`flask waits`: what families waited."""

from typing import Any

from flask.cli import AppGroup
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.areas.queries import every_area
from portal.domain.waits import day_by_which
from portal.terminal import Answer, PlainCommand, speaks
from portal.waits.queries import newest
from portal.waits.services import refresh
from portal.web.clock import today
from portal.web.unit_of_work import committing

waits = AppGroup("waits", help="How long families wait for a plan.")


@waits.command("refresh", cls=PlainCommand)
@speaks
def refresh_waits() -> Answer:
    """Work out now, for every area, what families waited; the job does so each night."""
    with committing() as session:
        found = [_refreshed(session, area) for area in every_area(session)]
    return Answer({"areas": found}, "\n".join(map(_in_words, found)) or "There are no areas yet.")


def _refreshed(session: Session, area: Area) -> dict[str, Any]:
    figure = refresh(session, area.id, today=today())
    curve = newest(session, area.id)
    return {
        "area": area.slug,
        "received_from": figure.received_from.isoformat(),
        "cases": figure.cases,
        "plans": figure.plans,
        "skipped": figure.skipped,
        "median_days": curve and day_by_which(curve, 0.5),
    }


def _in_words(found: dict[str, Any]) -> str:
    half = (
        "half not reached"
        if found["median_days"] is None
        else f"half in {found['median_days']} days"
    )
    return (
        f"{found['area']}: {found['cases']} requests since {found['received_from']}, "
        f"{found['plans']} with a plan, {half}; {found['skipped']} left out."
    )
