"""Stepping and counting in working days, for standards that an area sets in them.

The law's own limits are calendar days and stand in `portal.domain.counting`. The bank
holidays are given as a set; nothing here knows them.
"""

from collections.abc import Set
from datetime import date

from portal.domain import counting


def days_after(start: date, count: int, holidays: Set[date]) -> date:
    """The working day that is `count` (0 or more) working days after `start`.

    `start` itself does not count, whether it is a working day or not: one working day after a
    Friday, Saturday or Sunday is the Monday. None at all is `start`.
    """
    day = start
    for _ in range(count):
        day = counting.working_day_from(counting.days_after(day, 1), holidays)
    return day


def working_days_between(start: date, end: date, holidays: Set[date]) -> int:
    """How many working days come after `start`, up to and with `end`; 0 where none do.

    It takes back what `days_after` does: between a day and the one `count` working days after
    it there are `count`.
    """
    days = (counting.days_after(start, number + 1) for number in range((end - start).days))
    return sum(counting.is_working_day(day, holidays) for day in days)
