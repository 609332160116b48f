"""What an exception says to a family: short sentences in plain English."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain.exceptions import regulation_of
from portal.domain.facts import Ground, RecordedException
from portal.domain.plain_words import day_in_words

SENTENCES: dict[Ground, str] = {
    Ground.SCHOOL_CLOSED: "The school was closed from {start} until {end}.",
    Ground.EARLY_YEARS_CLOSED: "The nursery or childminder was closed from {start} until {end}.",
    Ground.PERSONAL_CIRCUMSTANCES: (
        "Something very hard was going on for your child or family from {start} until {end}."
    ),
    Ground.ABSENT_FOUR_WEEKS: "Your child or family was away from {start} until {end}.",
    Ground.MISSED_APPOINTMENT: "A visit for a check or a test was missed on {start}.",
}
WHAT_IT_MEANS = "The law lets this step take longer because of it. The date itself stays the same."


def exception_in_words(exception: RecordedException) -> str:
    """Why the law allows more time, then what that means for the date."""
    reason = SENTENCES[exception.ground].format(
        start=day_in_words(exception.start),
        end="now" if exception.end is None else day_in_words(exception.end),
    )
    return f"{reason} {WHAT_IT_MEANS}"


@dataclass(frozen=True)
class ExceptionRow:
    """A recorded exception with the regulation it rests on and what it says to a family."""

    exception: RecordedException
    regulation: str
    words: str


def exception_rows(
    exceptions: Iterable[RecordedException], *, as_of: date
) -> tuple[ExceptionRow, ...]:
    """The exceptions that have begun by `as_of`, oldest first."""
    begun = sorted({each for each in exceptions if each.start <= as_of}, key=_oldest_first)
    return tuple(
        ExceptionRow(each, regulation_of(each), exception_in_words(each)) for each in begun
    )


def _oldest_first(exception: RecordedException) -> tuple[date, str, str, date]:
    return exception.start, exception.limit, exception.ground, exception.end or date.max
