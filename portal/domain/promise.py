"""The promise to tell: how long an area lets a family wait without a word.

An area promises to tell a family something at least every so many days. Silence counts from
the day the request was received, and anew from every day on which the family was told
something. A promise that was broken is followed by the next one, so that a silence of 45 days
breaks three promises of 14.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.counting import days_after


@dataclass(frozen=True)
class Promise:
    """When the family was told last (None: never), and by when it will hear.

    `days_over` is how many days that day has passed; 0 while the promise holds.
    """

    told_on: date | None
    hear_by: date
    days_over: int


@dataclass(frozen=True)
class Settled:
    """One promise that was kept or broken, on the day that this became certain."""

    on: date
    kept: bool


@dataclass(frozen=True)
class Share:
    """`met` out of `of`."""

    met: int
    of: int


def promise(received: date, told: Iterable[date], *, days: int, as_of: date) -> Promise:
    """The promise that stands on `as_of`; tellings after it are not known yet."""
    told_on = max((day for day in told if day <= as_of), default=None)
    since = max(received, told_on) if told_on else received
    hear_by = days_after(since, days)
    return Promise(told_on, hear_by, max(0, (as_of - hear_by).days))


def settled(
    received: date, told: Iterable[date], *, days: int, ended: date | None, as_of: date
) -> Iterator[Settled]:
    """Every promise that is kept or broken by `as_of`, in order.

    A promise is kept on the day the family is told something, up to and with its last day. It
    is broken on the day after that. What is still running on `as_of`, or when the request
    ended, is neither.
    """
    last = min(as_of, ended) if ended else as_of
    since = received
    for day in sorted({day for day in told if received < day <= last}):
        broken = list(_broken(since, days, before=day))
        yield from broken
        yield Settled(day, kept=True)
        since = day
    yield from _broken(since, days, before=last)


def promises_kept(promises: Iterable[Settled], *, since: date, until: date) -> Share:
    """How many of the promises settled from `since` to `until`, both included, were kept."""
    counted = [each for each in promises if since <= each.on <= until]
    return Share(sum(each.kept for each in counted), len(counted))


def _broken(since: date, days: int, *, before: date) -> Iterator[Settled]:
    """A broken promise for every full stretch of silence that ended before the day `before`."""
    hear_by = days_after(since, days)
    while hear_by < before:
        yield Settled(hear_by + timedelta(days=1), kept=False)
        hear_by = days_after(hear_by, days)
