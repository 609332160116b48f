"""How long the outbox waits: between two tries, and for somebody who died while trying."""

from datetime import datetime, timedelta

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=1),
    timedelta(days=1),
)
"""After the first try that failed, the second, and so on: nearly five days in all (RFC 5321,
4.5.4.1, asks for four to five)."""

LEASE = timedelta(minutes=10)
"""Longer than one try can reasonably take: some ten exchanges of at most 20 seconds each."""


def next_attempt(now: datetime, attempts: int) -> datetime | None:
    """When to try again after `attempts` tries, the last of them just `now`; None: no more."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None
