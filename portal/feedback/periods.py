"""The stretches of the calendar that answers collected elsewhere are cut into."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.plain_words import MONTHS


class Rhythm(StrEnum):
    """How often a wave begins."""

    QUARTER = "quarter"
    MONTH = "month"
    YEAR = "year"


LENGTH_IN_MONTHS = {Rhythm.QUARTER: 3, Rhythm.MONTH: 1, Rhythm.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """A quarter, a month or a year of the calendar: its first and its last day."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """The period as people say it: "July to September 2022", "July 2022", "2022"."""
        first, last = MONTHS[self.first.month - 1], MONTHS[self.last.month - 1]
        if first == last:
            return f"{first} {self.first.year}"
        if (self.first.month, self.last.month) == (1, 12):
            return str(self.first.year)
        return f"{first} to {last} {self.first.year}"


def period_of(day: date, rhythm: Rhythm) -> Period:
    """The quarter, month or year that `day` falls into."""
    months = LENGTH_IN_MONTHS[rhythm]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first.month + months
    next_first = date(day.year + 1, 1, 1) if after > 12 else date(day.year, after, 1)
    return Period(first, next_first - timedelta(days=1))
