"""The geometry of a chart of shares, one survey a row: a dot, its interval, and the words.

Made for a phone: the drawing is as wide as a narrow screen, and a wave's name stands above
its line, so that nothing must shrink.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal.domain.disclosure import HIDDEN, Shown

LEFT, RIGHT = 14, 320
TOP, ROW, AXIS = 4, 48, 26
UPRIGHTS, NUMBERED = (0, 25, 50, 75, 100), (0, 50, 100)
ASKED_DIFFERENTLY: Final = "asked differently from here"


@dataclass(frozen=True)
class Point:
    """One wave: its name, what the table says of its share, and the figures themselves."""

    wave: str
    share: str
    interval: str
    figures: tuple[Shown, Shown, Shown]
    asked_differently: bool


@dataclass(frozen=True)
class Row:
    """One wave, drawn: how far down it begins, and places across, None where hidden."""

    wave: str
    share: str
    top: int
    dot: float | None
    low: float | None
    high: float | None
    asked_differently: bool


@dataclass(frozen=True)
class Chart:
    """A whole drawing, with the two texts that say the same to those who do not see it.

    `grid` is the path of the upright lines, at 0, 25, 50, 75 and 100 per cent.
    """

    title: str
    description: str
    rows: Sequence[Row]
    height: int
    grid: str
    ticks: Sequence[tuple[float, int]]
    ticks_at: int


def drawn(title: str, points: Sequence[Point]) -> Chart:
    """The chart of these waves, oldest first."""
    bottom = TOP + ROW * len(points)
    return Chart(
        title=title,
        description=" ".join(_said(point) for point in points),
        rows=[_row(place, point) for place, point in enumerate(points)],
        height=bottom + AXIS,
        grid="".join(f"M{across} {TOP}V{bottom}" for across in map(_across, UPRIGHTS)),
        ticks=[(_across(percentage), percentage) for percentage in NUMBERED],
        ticks_at=bottom + 18,
    )


def _row(place: int, point: Point) -> Row:
    dot, low, high = (None if f == HIDDEN else _across(f) for f in point.figures)
    return Row(
        wave=point.wave,
        share=point.share,
        top=TOP + ROW * place,
        dot=dot,
        low=low,
        high=high,
        asked_differently=point.asked_differently,
    )


def _said(point: Point) -> str:
    if point.figures[0] == HIDDEN:
        said = f"{point.wave}: {point.share}."
    else:
        said = f"{point.wave}: {point.share}, likely between {point.interval}."
    return f"{ASKED_DIFFERENTLY.capitalize()}. {said}" if point.asked_differently else said


def _across(percentage: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * percentage / 100, 1)
