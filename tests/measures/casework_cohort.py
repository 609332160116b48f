"""Made-up casework of a quarter: enough requests that its figures can be shown."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import CaseNews, Request
from portal.cases.news import NewsKind
from portal.cases.words import HEALTH, PSYCHOLOGIST, SCHOOL, SOCIAL_CARE
from portal.domain.quarters import Quarter
from tests.factories import Make

WINTER = Quarter(date(2026, 1, 1))
PUBLISHED = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
BEGAN = date(2026, 1, 5)
BODIES = (PSYCHOLOGIST, HEALTH, SOCIAL_CARE, SCHOOL)


def day(number: int) -> date:
    """The day so many days after 5 January 2026."""
    return BEGAN + timedelta(days=number)


def heard(make: Make, case: Request, on: date, kind: NewsKind = NewsKind.UPDATE) -> CaseNews:
    """The family is told something on this day."""
    at = datetime.combine(on, time(9, 30), UTC)
    return make.keep(CaseNews(request_id=case.id, kind=kind.value, object_id=case.id, at=at))


class Asked(NamedTuple):
    """Advice of one request: asked of every body on one day; each came so many days later."""

    on: date
    came: tuple[int | None, ...]


# Forty requests: each body is late ten times out of forty, the school never.
ON_TIME, LATE = Asked(day(1), (20, 30, 40, 42)), Asked(day(1), (50, 43, None, 12))
COHORT = (*[ON_TIME] * 30, *[LATE] * 10)


def assess(
    make: Make, area: Area, officer: Person, cohort: Iterable[Asked], *parents: Person
) -> list[Request]:
    """One request each, received on 5 January 2026, of children of `parents`."""
    cases = []
    for number, asked in enumerate(cohort):
        child = make.child(area, *parents, first_name=f"Sam{number}")
        case = make.request(child, BEGAN, caseworker_id=officer.id)
        for body, days in zip(BODIES, asked.came, strict=True):
            came = None if days is None else asked.on + timedelta(days=days)
            make.advice(case, body, asked.on, officer, received_on=came)
        cases.append(case)
    return cases
