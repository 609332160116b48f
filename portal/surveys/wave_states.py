"""What a wave is on a day: planned, open, closed, or never opened."""

from datetime import date
from enum import StrEnum
from typing import Protocol


class WaveState(StrEnum):
    """A wave that is closed, or whose days passed unopened, takes no answers ever again."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    NEVER_OPENED = "never opened"


class Dated(Protocol):
    """The four dates of a wave: two planned, two that happened."""

    @property
    def opens_on(self) -> date: ...
    @property
    def closes_on(self) -> date: ...
    @property
    def opened_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...


def wave_state(wave: Dated, today: date) -> WaveState:
    """What `wave` is on that day. Its last day still takes answers, the next does not."""
    over = today > wave.closes_on
    if wave.opened_on is None:
        return WaveState.NEVER_OPENED if over else WaveState.PLANNED
    return WaveState.CLOSED if over or wave.closed_on is not None else WaveState.OPEN
