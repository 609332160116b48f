"""When the family was told last and will hear next: the promise to tell, in words."""

from dataclasses import dataclass
from datetime import date

from portal.cases.records import CaseRecord
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.promise import promise


@dataclass(frozen=True)
class Hearing:
    """One or two sentences; `is_broken` says that the promised day has passed."""

    words: str
    is_broken: bool


def hearing(record: CaseRecord, *, promise_days: int, as_of: date) -> Hearing:
    """What the family may expect to hear, and by when."""
    received = record.received_on
    told = [record.told_on] if record.told_on else []
    made = promise(received, told, days=promise_days, as_of=as_of)
    before = (
        f"We last told you something on {day_in_words(made.told_on)}."
        if made.told_on
        else "We have not told you anything yet."
    )
    if not made.days_over:
        return Hearing(f"{before} You will hear from us by {day_in_words(made.hear_by)}.", False)
    over = days_in_words(made.days_over)
    return Hearing(
        f"{before} You should have heard from us by {day_in_words(made.hear_by)}. "
        f"That was {over} ago. We are sorry.",
        True,
    )
