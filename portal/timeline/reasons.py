"""Why the law lets a step take longer: each recorded exception in plain words."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.cases.facts import exception_of
from portal.cases.records import ExceptionRecord
from portal.cases.words import LIMITS
from portal.domain.exception_words import exception_in_words
from portal.domain.exceptions import regulation_of
from portal.domain.plain_words import day_in_words


@dataclass(frozen=True)
class Reason:
    """One exception: the step it stands beside, what it says, who decided it on what ground.

    `lasts` says that its end is not recorded yet.
    """

    id: uuid.UUID
    step: str
    words: str
    regulation: str
    decided_by: str
    told_on: str
    at: datetime
    withdrawn_at: datetime | None
    lasts: bool


def reasons(records: Iterable[ExceptionRecord]) -> tuple[Reason, ...]:
    """The exceptions by their first day, those that were withdrawn as well."""
    return tuple(_reason(row) for row in sorted(records, key=lambda row: row.starts_on))


def _reason(row: ExceptionRecord) -> Reason:
    exception = exception_of(row)
    return Reason(
        id=row.id,
        step=LIMITS[exception.limit],
        words=exception_in_words(exception),
        regulation=f"Regulation {regulation_of(exception)}",
        decided_by=row.decided_by,
        told_on=day_in_words(row.family_told_on),
        at=row.recorded_at,
        withdrawn_at=row.withdrawn_at,
        lasts=row.ends_on is None and row.withdrawn_at is None,
    )
