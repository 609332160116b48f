"""Which day a moment falls on in England, where the law counts its days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ENGLAND = ZoneInfo("Europe/London")


def day_of(moment: datetime) -> date:
    """The day in England of an aware moment."""
    return moment.astimezone(ENGLAND).date()
