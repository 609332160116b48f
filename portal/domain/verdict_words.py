"""The plain sentence for each verdict, as a family or a board reads it."""

from portal.domain.disclosure import FEWEST_ANSWERS
from portal.domain.verdicts import Comparison, Direction, Verdict

HALF_WIDTH_TOO_WIDE = 0.25
EVEN_CHANCE = 0.5
HAS_MORE_STARS = "has more stars"
FAMILIES = "families"
IN_STARS = {
    Verdict.IMPROVED: "The later answers are better. Chance alone is an unlikely reason.",
    Verdict.GOT_WORSE: "The later answers are worse. Chance alone is an unlikely reason.",
    Verdict.ABOUT_THE_SAME: "Any change is too small to matter.",
    Verdict.NO_CLEAR_CHANGE: "It may be better, it may be worse: we cannot tell.",
}


def sentence(
    comparison: Comparison,
    direction: Direction = Direction.HIGH_IS_GOOD,
    *,
    later: str = HAS_MORE_STARS,
) -> str:
    """The verdict in one or two sentences, with whole points, turned so that better is better.

    `later` says what a later answer is that stands higher on the scale than an earlier one.
    """
    if comparison.verdict is Verdict.CANNOT_COMPARE:
        return f"Cannot compare: {_listed(comparison.changes)}."
    if comparison.low is None or comparison.high is None:
        return f"Too few answers: each survey needs at least {FEWEST_ANSWERS}."
    middle = 0.0 if comparison.probability is None else EVEN_CHANCE
    low, high = _turned(comparison.low - middle, comparison.high - middle, direction)
    explained = f"{_about(comparison.verdict, low, high)}{_scale(comparison.probability, later)}"
    return explained + _too_few(comparison.verdict, low, high)


def plain_sentence(
    comparison: Comparison,
    direction: Direction = Direction.HIGH_IS_GOOD,
    *,
    people: str = FAMILIES,
) -> str:
    """The same for families, beside the verdict's own word: one short sentence or two.

    A share is told in families out of 100, or in whatever `people` answered. Stars are told
    without numbers, because a chance of having more stars reads like a share and is none.
    """
    if comparison.low is None or comparison.high is None:
        return sentence(comparison, direction)
    if comparison.probability is not None:
        low, high = comparison.low - EVEN_CHANCE, comparison.high - EVEN_CHANCE
        return IN_STARS[comparison.verdict] + _too_few(comparison.verdict, low, high)
    low, high = _turned(comparison.low, comparison.high, direction)
    out_of = f"Out of 100 {people}"
    said = f"{out_of}, {_about_people(comparison.verdict, abs(_points(low)), abs(_points(high)))}"
    return said + _too_few(comparison.verdict, low, high)


def _turned(low: float, high: float, direction: Direction) -> tuple[float, float]:
    """The bounds, turned so that more is better."""
    return (low, high) if direction is Direction.HIGH_IS_GOOD else (-high, -low)


def _too_few(verdict: Verdict, low: float, high: float) -> str:
    is_too_wide = (high - low) / 2 > HALF_WIDTH_TOO_WIDE
    unclear = verdict is Verdict.NO_CLEAR_CHANGE and is_too_wide
    return " There are too few answers to tell." if unclear else ""


def _about_people(verdict: Verdict, worse: int, better: int) -> str:
    """`worse` and `better` are how many people out of 100 the bounds are away from none."""
    if verdict is Verdict.IMPROVED:
        return f"likely {worse} to {better} more gave the better answer."
    if verdict is Verdict.GOT_WORSE:
        return f"likely {better} to {worse} fewer gave the better answer."
    span = f"from {worse} fewer to {better} more"
    if verdict is Verdict.ABOUT_THE_SAME:
        return f"{span} gave the better answer: too little to matter."
    return f"anything {span} gave the better answer. So we cannot tell."


def _about(verdict: Verdict, low: float, high: float) -> str:
    worse, better = abs(_points(low)), abs(_points(high))
    if verdict is Verdict.IMPROVED:
        return f"Improved: likely between {worse} and {_counted(better)} better."
    if verdict is Verdict.GOT_WORSE:
        return f"Got worse: likely between {better} and {_counted(worse)} worse."
    span = f"anywhere from {_counted(worse)} worse to {_counted(better)} better"
    if verdict is Verdict.ABOUT_THE_SAME:
        return f"About the same: it could be {span}, too little to matter."
    return f"No clear change: it could be {span}."


def _points(fraction: float) -> int:
    return round(100 * fraction)


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _scale(probability: float | None, later: str) -> str:
    if probability is None:
        return ""
    return (
        f" Of 100 pairs of an earlier and a later answer, the later {later} in "
        f"{_points(probability)} (ties count half); points are counted from 50, which is no change."
    )


def _listed(clauses: tuple[str, ...]) -> str:
    *others, last = clauses
    return f"{', '.join(others)} and {last}" if others else last
