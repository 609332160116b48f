"""Days and amounts as a family reads them."""

from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day_in_words(day: date) -> str:
    """A date as "3 March 2025", in English whatever the machine's language is."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(days: int) -> str:
    """A number of days as "1 day" or "12 days"."""
    return "1 day" if days == 1 else f"{days} days"
