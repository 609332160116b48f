"""Counting days as the law does: calendar weeks, "beginning with", months, working days.

No function knows the bank holidays: those that need them are given them as a set.

`last_of_working_days` is part of the method that the core promises, held by published vectors
and not yet shown on a page.
"""

from calendar import monthrange
from collections.abc import Set
from datetime import date, timedelta

from portal.domain.refusal import Refused

DAYS_IN_A_WEEK = 7
AUGUST, DECEMBER, JANUARY = 8, 12, 1


def days_after(day: date, days: int) -> date:
    """The date `days` calendar days after `day` (before it when negative).

    Raises Refused when the calendar does not reach so far.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise Refused(
            f"{day.isoformat()} is too far away to count from. Check the year."
        ) from error


def weeks_after(day: date, weeks: int) -> date:
    """The last day that is "within `weeks` weeks of" `day`: 7 calendar days to each week.

    That day itself still counts, and so do weekends and bank holidays on the way: four weeks
    from 1 November end on 29 November.
    """
    return days_after(day, weeks * DAYS_IN_A_WEEK)


def last_of_days(first: date, count: int) -> date:
    """The last of `count` calendar days "beginning with" `first`, which is day one."""
    return days_after(first, count - 1)


def months_after(day: date, months: int) -> date:
    """The same day number `months` months on (0 or more), or the month's last if it has none.

    Raises Refused when the calendar does not reach so far.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        raise Refused(f"{day.isoformat()} is too far away to count from. Check the year.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_working_day(day: date, holidays: Set[date]) -> bool:
    """Whether `day` is Monday to Friday and not one of `holidays`."""
    return day.isoweekday() <= 5 and day not in holidays


def working_day_from(day: date, holidays: Set[date]) -> date:
    """The first working day on or after `day`."""
    while not is_working_day(day, holidays):
        day = days_after(day, 1)
    return day


def last_of_working_days(first: date, count: int, holidays: Set[date]) -> date:
    """The last of `count` working days "beginning with" `first`.

    `first` is day one if it is a working day; otherwise the next working day is.
    """
    day = working_day_from(first, holidays)
    for _ in range(count - 1):
        day = working_day_from(days_after(day, 1), holidays)
    return day


def past_tribunal_breaks(day: date, holidays: Set[date]) -> date:
    """Where the time to appeal really ends when it would end in one of the tribunal's breaks.

    For special educational needs appeals a time limit that ends in August moves to the first
    working day of September, and one that ends from 25 December to 1 January to the next
    working day in January (IPSEA's guidance on the tribunal's rules). Any other day stays.
    """
    if day.month == AUGUST:
        return working_day_from(date(day.year, 9, 1), holidays)
    if day.month == DECEMBER and day.day >= 25:
        return working_day_from(days_after(date(day.year, 12, 31), 1), holidays)
    if day.month == JANUARY and day.day == 1:
        return working_day_from(day, holidays)
    return day
