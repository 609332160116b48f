"""Families' questions against the day on which an answer was promised.

The promise is an area's own: so many working days after the day of asking. The law sets no
limit for it.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from portal.domain.working_days import working_days_between


@dataclass(frozen=True)
class Reply:
    """What counts of one question: the last day promised, and the day of its answer or None."""

    due_on: date
    answered_on: date | None = None

    def is_late(self, as_of: date) -> bool:
        """Whether the answer came, or is still awaited on `as_of`, after the day promised."""
        return (self.answered_on or as_of) > self.due_on

    def working_days_late(self, as_of: date, holidays: Set[date]) -> int:
        """How many working days the answer is or was late; `holidays` are the bank holidays.

        0 in time, and also where no working day has passed since: what was promised for a
        Friday is late on the Saturday, by no working day yet.
        """
        return working_days_between(self.due_on, self.answered_on or as_of, holidays)


def answered_in_time(
    rows: Iterable[Reply], since: date, until: date, as_of: date
) -> tuple[int, int]:
    """How many questions were answered in time, and out of how many, as known on `as_of`.

    The base is every question whose promised day lies from `since` to `until`, both included,
    and that is answered or past that day. It is met where the answer came on that day or
    before. An open question enters, as not met, only on the day after its promised day: before
    that nobody can say. An answer dated after `as_of` is not known yet.

    Each question belongs to the one period in which its promised day lies, so that figures of
    periods that follow each other can be added; from the day after `until` on nothing in them
    changes any more.
    """
    due = [_as_known(row, as_of) for row in rows if since <= row.due_on <= until]
    settled = [row for row in due if row.answered_on is not None or row.is_late(as_of)]
    return sum(not row.is_late(as_of) for row in settled), len(settled)


def _as_known(row: Reply, as_of: date) -> Reply:
    if row.answered_on is not None and row.answered_on > as_of:
        return Reply(row.due_on)
    return row
