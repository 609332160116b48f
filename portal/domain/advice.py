"""Advice asked of schools, health and others: when each piece is due and how late it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain.facts import AdviceRequest, Limit
from portal.domain.milestones import lateness
from portal.domain.time_limits import Relaxation, in_force, relaxation_of


@dataclass(frozen=True)
class AdviceRow:
    """Advice asked of one body: due 6 weeks after it was asked (regulation 8(1)).

    `on_time` and `days_late` are as for a milestone.
    """

    body: str
    asked: date
    due: date
    received: date | None
    on_time: bool | None
    days_late: int
    relaxation: Relaxation | None


def advice_rows(
    advice: Iterable[AdviceRequest], *, as_of: date, until: date
) -> tuple[AdviceRow, ...]:
    """The advice asked for by `as_of`, oldest request first.

    Advice not received is late to `until`, the day looked from or the day the request ended.
    """
    asked = sorted({row for row in advice if row.asked <= as_of}, key=_oldest_first)
    return tuple(_row(row, as_of, until) for row in asked)


def _row(row: AdviceRequest, as_of: date, until: date) -> AdviceRow:
    received = row.received if row.received is not None and row.received <= as_of else None
    due = in_force(Limit.ADVICE, row.asked).due(row.asked)
    on_time, days_late = lateness(due, received, until)
    relaxation = relaxation_of(Limit.ADVICE, row.asked, due)
    return AdviceRow(row.body, row.asked, due, received, on_time, days_late, relaxation)


def _oldest_first(row: AdviceRequest) -> tuple[date, str, date]:
    return row.asked, row.body, row.received or date.max
