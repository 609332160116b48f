"""Calendar quarters: the periods that figures from cases are published for."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from portal.domain.counting import days_after, months_after
from portal.domain.plain_words import MONTHS

MONTHS_IN_A_QUARTER = 3


@dataclass(frozen=True, order=True)
class Quarter:
    """Three calendar months; `first` is the first day of the first of them."""

    first: date

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that `day` lies in."""
        month = day.month - (day.month - 1) % MONTHS_IN_A_QUARTER
        return cls(date(day.year, month, 1))

    @classmethod
    def finished_by(cls, day: date) -> Self:
        """The last quarter that was over before `day`."""
        return cls.of(days_after(cls.of(day).first, -1))

    @property
    def last(self) -> date:
        """Its last day."""
        return days_after(months_after(self.first, MONTHS_IN_A_QUARTER), -1)

    @property
    def name(self) -> str:
        """Its months and year, as "July to September 2026"."""
        return f"{MONTHS[self.first.month - 1]} to {MONTHS[self.last.month - 1]} {self.first.year}"

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.first <= day <= self.last
