"""What officers type into the forms of a case."""

from datetime import date, timedelta

TODAY = date(2026, 3, 16)


def day(name: str, on: date) -> dict[str, str]:
    """A date in its three boxes."""
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def ago(days: int) -> date:
    """The date so many days before the tests' today."""
    return TODAY - timedelta(days=days)
