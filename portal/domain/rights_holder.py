"""Who holds the rights over a request: the parent, and later the young person.

Source: Education Act 1996, section 8(3), and the single school leaving date, the last Friday
in June; Children and Families Act 2014, Part 3.
"""

from calendar import FRIDAY
from datetime import date
from enum import StrEnum

from portal.domain.counting import days_after
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused

SCHOOL_YEAR_BEGINS = 9


class RightsHolder(StrEnum):
    """Who may ask, comment and appeal."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"


def end_of_compulsory_school_age(born: date) -> date:
    """The last Friday in June of the school year in which someone born on `born` turns 16.

    A school year runs from September to August. Raises Refused when the year is out of reach.
    """
    year = born.year + (16 if born.month < SCHOOL_YEAR_BEGINS else 17)
    if year > date.max.year:
        raise Refused(f"born: {day_in_words(born)} is too far away. Check the year.")
    last_of_june = date(year, 6, 30)
    return days_after(last_of_june, -((last_of_june.weekday() - FRIDAY) % 7))


def rights_holder(born: date, day: date) -> RightsHolder:
    """Who holds the rights on `day`, unless a representative acts for the young person.

    The age ends with the last Friday in June itself, so the parent holds the rights on that
    day and the young person from the next.
    """
    still_a_child = day <= end_of_compulsory_school_age(born)
    return RightsHolder.PARENT if still_a_child else RightsHolder.YOUNG_PERSON


def parent_may_see(born: date, day: date, *, agreed_on: date | None) -> bool:
    """Whether a parent who was let in may still see the case on `day`.

    Up to the end of compulsory school age the parent holds the rights. After it the young
    person does, and a parent sees the case only if they agreed since then: what was agreed
    for a child is asked anew, never inherited.
    """
    last_day = end_of_compulsory_school_age(born)
    return day <= last_day or (agreed_on is not None and agreed_on > last_day)
