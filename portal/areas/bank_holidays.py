"""The bank holidays of England, from a library, for whoever counts in working days.

A new one (a coronation, say) comes with a newer release of the library.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from holidays import country_holidays

LAST_ANNOUNCED_YEAR = 2028
"""The last year whose bank holidays the government has announced and a test has compared.

Later years follow from the same rules, without what nobody can know yet.
"""

SATURDAY = 6


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """The bank holidays of England in `years`, each on the weekday when offices are shut.

    A holiday that falls on a weekend is the weekday put in its place.
    """
    return frozenset[date]().union(*(_of_year(year) for year in years))


@cache
def _of_year(year: int) -> frozenset[date]:
    days = country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in days if day.year == year and day.isoweekday() < SATURDAY)
