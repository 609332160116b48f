"""Waves in plain words, for those who keep them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from portal.domain.disclosure import FEWEST_ANSWERS, HIDDEN, MEANING_OF_HIDDEN, Shown, shown_row
from portal.domain.plain_words import day_in_words
from portal.surveys.channels import WITHOUT_TICKET, WORDS, Channel
from portal.surveys.models import Side
from portal.surveys.presenter import SIDES
from portal.surveys.wave_states import Dated, WaveState, wave_state


class Asking(Protocol):
    """What the list shows of a wave's survey."""

    @property
    def title(self) -> str: ...
    @property
    def invited_group(self) -> str: ...
    @property
    def key(self) -> str: ...


class Named(Dated, Protocol):
    """A wave as the list shows it."""

    @property
    def id(self) -> UUID: ...
    @property
    def survey_id(self) -> UUID: ...
    @property
    def survey(self) -> Asking: ...
    @property
    def name(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def channels(self) -> list[str]: ...
    @property
    def invited(self) -> int | None: ...
    @property
    def invited_group(self) -> str: ...
    @property
    def remind_on(self) -> date | None: ...


@dataclass(frozen=True)
class Counted:
    """What was counted, each by the wave's id; `sides` is by the survey's: who agreed to it.

    `listed` says how many are on the list for e-mails, and to how many of them a link was sent.
    """

    responses: Mapping[UUID, int] = field(default_factory=dict)
    ways: Mapping[UUID, Mapping[Channel, int]] = field(default_factory=dict)
    listed: Mapping[UUID, tuple[int, int]] = field(default_factory=dict)
    sides: Mapping[UUID, frozenset[Side]] = field(default_factory=dict)


@dataclass(frozen=True)
class WaveRow:
    """One wave of the list. `waits_for` is empty unless somebody must agree before it can open.

    `ways` says of a closed wave how many answers came by which way. `reached` are the keys of
    the ways in, where the wave is not over.
    """

    id: UUID
    survey_id: UUID
    survey: str
    survey_key: str
    name: str
    days: str
    state: str
    waits_for: str
    asked: tuple[str, ...]
    group: str
    invited: tuple[str, ...]
    answers: str
    ways: tuple[tuple[str, str], ...]
    reached: frozenset[str]
    may_open: bool
    may_change: bool
    may_close: bool

    @property
    def is_public(self) -> bool:
        """Whether anybody who comes along may answer, so that its address can be passed on."""
        return bool(self.reached & WITHOUT_TICKET)


def wave_rows(waves: Iterable[Named], counted: Counted, today: date) -> list[WaveRow]:
    """The waves of the list, in their order."""
    return [_row(wave, counted, today) for wave in waves]


def _row(wave: Named, counted: Counted, today: date) -> WaveRow:
    state = wave_state(wave, today)
    planned, is_open = state is WaveState.PLANNED, state is WaveState.OPEN
    responses, ways = counted.responses.get(wave.id, 0), counted.ways.get(wave.id, {})
    waits_for = _waits_for(counted.sides.get(wave.survey_id, frozenset())) if planned else ""
    return WaveRow(
        id=wave.id,
        survey_id=wave.survey_id,
        survey=wave.survey.title,
        survey_key=wave.survey.key,
        name=wave.name,
        days=f"{day_in_words(wave.opens_on)} to {day_in_words(wave.closed_on or wave.closes_on)}",
        state=_state_in_words(wave, state, today, waits=bool(waits_for)),
        waits_for=waits_for,
        asked=_asked_in_words(wave),
        group=wave.invited_group or wave.survey.invited_group,
        invited=_invited_in_words(wave, *counted.listed.get(wave.id, (0, 0))),
        answers=_answers_in_words(wave, state, responses),
        ways=_ways_in_words(ways, responses) if state is WaveState.CLOSED else (),
        reached=frozenset(wave.channels) if planned or is_open else frozenset(),
        may_open=planned and not waits_for,
        may_change=state in (WaveState.PLANNED, WaveState.NEVER_OPENED),
        may_close=is_open,
    )


def _state_in_words(wave: Named, state: WaveState, today: date, *, waits: bool) -> str:
    if state is WaveState.PLANNED:
        return f"Planned. It opens by itself {_opens_in_words(wave, today, waits)}"
    if state is WaveState.OPEN:
        return f"Open. Closes by itself after {day_in_words(wave.closes_on)}"
    if state is WaveState.CLOSED:
        return f"Closed on {day_in_words(wave.closed_on or wave.closes_on)}"
    return "Never opened. Change its days or leave it"


def _opens_in_words(wave: Named, today: date, waits: bool) -> str:
    day = f"on {day_in_words(wave.opens_on)}" if wave.opens_on > today else "today"
    if not waits:
        return day
    agreed = "the council and the forum have both agreed"
    return f"{day} once {agreed}" if wave.opens_on > today else f"as soon as {agreed}"


def _waits_for(agreed: frozenset[Side]) -> str:
    """Who still has to agree to the questions: "the council", "the forum" or both."""
    return " and ".join(words for side, words in SIDES.items() if side not in agreed)


def _asked_in_words(wave: Named) -> tuple[str, ...]:
    """Each way in; of waves from before the ways had keys, the words that stood for them."""
    known = tuple(words for channel, words in WORDS.items() if channel.value in wave.channels)
    return known or (wave.channel,)


def _invited_in_words(wave: Named, listed: int, sent: int) -> tuple[str, ...]:
    found = []
    if wave.invited:
        found.append(f"{wave.invited:,} invited")
    if listed:
        found.append(f"{listed:,} on the list for e-mails. Sent so far: {sent:,}")
    if wave.remind_on:
        found.append(f"Reminder on {day_in_words(wave.remind_on)}")
    return tuple(found)


def _answers_in_words(wave: Named, state: WaveState, responses: int) -> str:
    """Nobody watches answers come in: a number that grows by one tells who just answered."""
    if state is WaveState.OPEN:
        return "Shown when it has closed"
    if state is not WaveState.CLOSED:
        return "None yet"
    shown = shown_row((responses,)).total
    if shown == HIDDEN:
        return f"Fewer than {FEWEST_ANSWERS}"
    return f"About {shown:,}{_rate_in_words(shown, wave.invited)}"


def _rate_in_words(shown: int, invited: int | None) -> str:
    """How many of those invited answered, from the rounded number that is shown anyway."""
    if not invited or shown > invited:
        return ""
    return f" of {invited:,} invited ({round(100 * shown / invited)}%)"


def _ways_in_words(ways: Mapping[Channel, int], responses: int) -> tuple[tuple[str, str], ...]:
    """By which ways answers came, through the disclosure control; nothing of too few answers.

    Exactly what the wave's release says, or two views of one row would give hidden counts away:
    ways that nobody used count too, and answers from before the ways were counted end it.
    """
    told = [(channel, ways[channel]) for channel in Channel if channel in ways]
    counts = [number for _, number in told]
    if sum(counts) < responses or shown_row((responses,)).total == HIDDEN:
        return ()
    shown = shown_row(counts).counts if counts else ()
    return tuple(
        (WORDS[channel], _count_in_words(count))
        for (channel, _), count in zip(told, shown, strict=True)
    )


def _count_in_words(count: Shown) -> str:
    return MEANING_OF_HIDDEN.capitalize() if count == HIDDEN else f"About {count:,}"
