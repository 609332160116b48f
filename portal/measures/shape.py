"""What a release keeps: the shape of its figures, all of them after the disclosure control.

Shares, bounds and chances are whole percentages; counts are rounded to 5; `c` stands for
what is hidden. A null means that there is nothing to say, such as no survey before.
"""

from typing import Any, NotRequired, TypedDict

from portal.domain.disclosure import Shown


class ComparedFigures(TypedDict):
    """One question against the survey before.

    `low` and `high` bound the `difference` in points or, where there is a `probability`,
    bound that. `judged_together` questions share the five per cent.
    """

    verdict: str
    difference: int | None
    probability: int | None
    low: int | None
    high: int | None
    judged_together: int
    sentence: str


class AnswerFigures(TypedDict):
    """The answers to one question of one wave: `counts` in the order of the scale, or no and yes.

    `share` gave four or five stars, said yes, or chose one of the two good answers from
    "strongly disagree" to "strongly agree"; it lies between `low` and `high`. `mean` is of stars.
    """

    base: Shown
    counts: list[Shown]
    share: Shown
    low: Shown
    high: Shown
    mean: float | None


class QuestionFigures(AnswerFigures):
    """The same with its question and what became of it; one `primary` question a survey."""

    key: str
    primary: bool
    comparison: ComparedFigures | None


class ChoiceFigures(TypedDict):
    """The answers to a question without a better answer: how many chose each, and the share."""

    key: str
    base: Shown
    counts: list[Shown]
    shares: list[Shown]


class NamedWave(TypedDict):
    """A wave as other figures name it."""

    id: str
    name: str


class WaveFigures(TypedDict):
    """All that is published of one wave; `definition` is the one frozen when it opened.

    `ways` is how many came by each way in, and is not there for waves that are older than that
    count; `choices` is there where the survey asked some.
    """

    software: str
    survey: dict[str, str]
    wave: dict[str, str]
    compared_with: NamedWave | None
    definition: dict[str, Any]
    families: Shown
    invited: int | None
    rate: int | None
    ways: NotRequired[dict[str, Shown]]
    questions: list[QuestionFigures]
    choices: NotRequired[list[ChoiceFigures]]
