"""Facts are written in the past tense: nothing is recorded before its day has come."""

from datetime import date

from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused


def check_happened(day: date, *, today: date) -> None:
    """Raise Refused for a day after `today`."""
    if day > today:
        raise Refused(
            f"{day_in_words(day)} has not come yet: today is {day_in_words(today)}. "
            "Check the day, or record it once it has happened."
        )
