"""What time it is, asked once per request; everything below takes it as an argument."""

from datetime import UTC, date, datetime, time

from flask import current_app

from portal.domain.england import ENGLAND, day_of


def now() -> datetime:
    """This moment, in UTC. Where PORTAL_TODAY is set, this time of that day in England."""
    moment = datetime.now(UTC)
    fixed: date | None = current_app.config["PORTAL_TODAY"]
    if fixed is None:
        return moment
    clock: time = moment.astimezone(ENGLAND).time()
    return datetime.combine(fixed, clock, ENGLAND).astimezone(UTC)


def today() -> date:
    """The date in England, where the law counts its days."""
    return day_of(now())
