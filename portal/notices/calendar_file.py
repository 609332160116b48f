"""Writes entries as a calendar that phones and computers read again by themselves (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.notices.calendar import Entry

if TYPE_CHECKING:
    from icalendar import Event

NAME = "EHC assessment dates"
PRODUCER = "-//SEND portal//EHC assessment dates//EN"
READ_AGAIN_AFTER = timedelta(hours=12)
MEDIA_TYPE = "text/calendar"


def calendar_file(entries: Iterable[Entry], *, reference: str, host: str, page: str) -> bytes:
    """The file. `host` makes entries unlike those of any other portal; `page` tells more.

    `reference` tells the calendars of two children apart on one screen; it may be empty.
    """
    # Loaded here because it is slow to load and few requests need it.
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCER)
    calendar.add("method", "PUBLISH")
    name = f"{NAME}, {reference}" if reference else NAME
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(READ_AGAIN_AFTER))
    for entry in entries:
        calendar.add_component(_event(entry, host, page))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, host: str, page: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.request_id}-{entry.step}@{host}")
    event.add("summary", entry.words)
    event.add("description", f"Read more on your page: {page}")
    event.add("dtstart", entry.on)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.version)
    event.add("status", "CONFIRMED" if entry.stands else "CANCELLED")
    event.add("class", "PRIVATE")
    # It is a day to know of, not one on which the family is busy.
    event.add("transp", "TRANSPARENT")
    return event
