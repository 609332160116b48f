"""The day on which the rights over a case pass from the parent to the young person.

Nobody is left to find out: the parents are told half a year before, and both on the day itself.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.counting import days_after
from portal.domain.rights_holder import end_of_compulsory_school_age
from portal.notices.reminders import DAY_AFTER, is_due

DECEMBER = 12
OLDEST, YOUNGEST = 17, 16
SCHOOL_YEAR = ((9, 1), (8, 31))


@dataclass(frozen=True)
class RightsChange:
    """That the rights pass on from the day after `last_day`, or (if `passed`) have passed on."""

    last_day: date
    passed: bool

    @property
    def first_day(self) -> date:
        """The first day on which the young person holds the rights."""
        return days_after(self.last_day, 1)


def rights_change(born: date, today: date) -> RightsChange | None:
    """What is said today of the change of rights, if nobody was told yet."""
    last_day = end_of_compulsory_school_age(born)
    if is_due(last_day, DAY_AFTER, today):
        return RightsChange(last_day, passed=True)
    if is_due(half_a_year_before(last_day), 0, today):
        return RightsChange(last_day, passed=False)
    return None


def half_a_year_before(last_day: date) -> date:
    """The same day number in the December before that June."""
    return date(last_day.year - 1, DECEMBER, last_day.day)


def born_for(year: int) -> tuple[date, date]:
    """The first and the last birthday of those whose compulsory school age ends in June `year`."""
    (first_month, first_day), (last_month, last_day) = SCHOOL_YEAR
    return (
        date(year - OLDEST, first_month, first_day),
        date(year - YOUNGEST, last_month, last_day),
    )


def years_concerned(today: date) -> tuple[int, int]:
    """The years whose June can be spoken of today."""
    return today.year, today.year + 1
