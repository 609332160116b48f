"""Waves in plain words, for those who keep them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from portal.domain.disclosure import FEWEST_ANSWERS, HIDDEN, shown_row
from portal.domain.plain_words import day_in_words
from portal.feedback.wave_states import Dated, WaveState, wave_state


class Named(Dated, Protocol):
    """A wave as the list shows it."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def invited(self) -> int | None: ...


@dataclass(frozen=True)
class WaveRow:
    """One line of the list of waves."""

    id: UUID
    name: str
    days: str
    state: str
    asked: str
    answers: str
    may_open: bool
    may_change: bool
    may_close: bool


def wave_rows(waves: Iterable[Named], responses: Mapping[UUID, int], today: date) -> list[WaveRow]:
    """The lines of the list, in the order of `waves`; `responses` counts answers by wave id."""
    return [_row(wave, responses.get(wave.id, 0), today) for wave in waves]


def _row(wave: Named, responses: int, today: date) -> WaveRow:
    state = wave_state(wave, today)
    return WaveRow(
        id=wave.id,
        name=wave.name,
        days=f"{day_in_words(wave.opens_on)} to {day_in_words(wave.closed_on or wave.closes_on)}",
        state=_state_in_words(wave, state),
        asked=wave.channel + (f". {wave.invited:,} families invited" if wave.invited else ""),
        answers=_answers_in_words(state, responses),
        may_open=state is WaveState.PLANNED,
        may_change=state in (WaveState.PLANNED, WaveState.NEVER_OPENED),
        may_close=state is WaveState.OPEN,
    )


def _state_in_words(wave: Named, state: WaveState) -> str:
    if state is WaveState.PLANNED:
        return f"Planned. Opens by itself on {day_in_words(wave.opens_on)}"
    if state is WaveState.OPEN:
        return f"Open. Closes by itself after {day_in_words(wave.closes_on)}"
    if state is WaveState.CLOSED:
        return f"Closed on {day_in_words(wave.closed_on or wave.closes_on)}"
    return "Never opened. Change its days or leave it"


def _answers_in_words(state: WaveState, responses: int) -> str:
    """Nobody watches answers come in: a number that grows by one tells who just answered."""
    if state is WaveState.OPEN:
        return "Shown when it has closed"
    if state is not WaveState.CLOSED:
        return "None yet"
    shown = shown_row((responses,)).total
    return f"Fewer than {FEWEST_ANSWERS}" if shown == HIDDEN else f"About {shown:,}"
