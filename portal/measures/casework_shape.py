"""What a release of casework keeps: the shape of its figures, after the disclosure control.

Counts are rounded to 5 and shares are whole percentages; `c` stands for what is hidden.
"""

from typing import TypedDict

from portal.domain.disclosure import Shown


class TimelinessFigures(TypedDict):
    """How much was `counted`, how much of it was `in_time` and `late`, and the share in time."""

    counted: Shown
    in_time: Shown
    late: Shown
    share: Shown


class GroupFigures(TimelinessFigures):
    """The same of one part; `group` is its name for machines."""

    group: str


class MeasureFigures(TypedDict):
    """One measure: its parts, none where it has no parts, and all of it together."""

    definition: str
    together: TimelinessFigures
    groups: list[GroupFigures]


class CaseworkFigures(TypedDict):
    """All that is published of one area and quarter; both days of it are included.

    `promise_days` is within how many days the area promised to tell families something.
    """

    software: str
    area: str
    first_day: str
    last_day: str
    promise_days: int
    advice: MeasureFigures
    promises: MeasureFigures
    questions: MeasureFigures
