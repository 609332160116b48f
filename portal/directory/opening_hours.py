"""When a service is open, in words."""

import re

from portal.directory.given import Given

DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
BY_DAY = re.compile(r"([+-]?[0-9])?(MO|TU|WE|TH|FR|SA|SU)")
TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?(?:Z|[+-][0-9:]+)?")
NOON = 12


def standard_hours(schedule: Given) -> str:
    """The words for one `schedule` of the standard: its own description, else from its rule."""
    told = schedule.line("description")
    return told or ", ".join(filter(None, (_days(schedule), _often(schedule), _times(schedule))))


def weekday_hours(schedule: Given) -> str:
    """The words for one `regular_schedules` of the older shape."""
    told = schedule.line("description")
    return told or ", ".join(filter(None, (schedule.line("weekday"), _times(schedule))))


def clock(text: str) -> str:
    """`10am`, `5:30pm`, `midday` or `midnight`; empty for what is no time."""
    found = TIME.fullmatch(text.strip())
    if not found:
        return ""
    hour, minute = int(found[1]), found[2]
    if minute == "00" and hour % NOON == 0:
        return "midday" if hour else "midnight"
    past = "" if minute == "00" else f":{minute}"
    return f"{hour % NOON or NOON}{past}{'pm' if hour >= NOON else 'am'}"


def _times(schedule: Given) -> str:
    opens, closes = (clock(schedule.line(name)) for name in ("opens_at", "closes_at"))
    if opens and closes:
        return f"{opens} to {closes}"
    return f"from {opens}" if opens else ""


def _days(schedule: Given) -> str:
    found = [BY_DAY.fullmatch(day.strip()) for day in schedule.line("byday").upper().split(",")]
    days = [_day(day[1], DAYS[day[2]]) for day in found if day]
    words = " and ".join(filter(None, (", ".join(days[:-1]), *days[-1:])))
    return f"{words} of the month" if words and schedule.line("freq") == "MONTHLY" else words


def _day(number: str | None, day: str) -> str:
    which = WHICH.get(int(number)) if number else None
    return f"{which} {day}" if which else day


def _often(schedule: Given) -> str:
    every = int(schedule.number("interval", 0, 366) or 1)
    unit = {"WEEKLY": "weeks", "MONTHLY": "months"}.get(schedule.line("freq"))
    return f"every {every} {unit}" if unit and every > 1 else ""
