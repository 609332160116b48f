"""Many questions at once: keeping the chance of one false alarm at five per cent.

Ten questions judged one by one at five per cent raise a false flag two times in five. One
question named beforehand is judged unadjusted; the others share the five per cent.

`holm` and `benjamini_hochberg` are part of the method that the core promises, held by
published vectors and not yet shown on a page.
"""

from collections.abc import Sequence
from itertools import accumulate
from statistics import NormalDist

from portal.domain.refusal import Refused

CHANCE_OF_A_FALSE_FLAG = 0.05
MOST_QUESTIONS = 1000


def tail_for(questions: int = 1) -> float:
    """The probability left outside each end of an interval when `questions` share 5 % (Bonferroni).

    Raises Refused unless `questions` is between 1 and 1000.
    """
    if not 1 <= questions <= MOST_QUESTIONS:
        raise Refused(f"The number of questions must be between 1 and {MOST_QUESTIONS}.")
    return CHANCE_OF_A_FALSE_FLAG / (2 * questions)


def normal_critical(tail: float) -> float:
    """The value a standard normal variable exceeds with probability `tail` (0 < tail < 0.5)."""
    return -NormalDist().inv_cdf(tail)


def z_for(questions: int = 1) -> float:
    """The width of an interval in standard errors: 1.9600 for one question, 2.8070 for ten."""
    return normal_critical(tail_for(questions))


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values (1979), in the order given.

    Below 0.05 means: shown, with at most a five per cent chance of any false flag among all.
    """
    order = _smallest_first(p_values)
    steps = [p_values[place] * (len(order) - rank) for rank, place in enumerate(order)]
    return _put_back(order, list(accumulate(steps, max)))


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values (1995), in the order given.

    Below 0.05 means: shown, when one false flag in twenty of those raised can be borne.
    """
    order = _smallest_first(p_values)
    steps = [p_values[place] * len(order) / (rank + 1) for rank, place in enumerate(order)]
    return _put_back(order, list(accumulate(reversed(steps), min))[::-1])


def _smallest_first(p_values: Sequence[float]) -> list[int]:
    if not all(0 <= p_value <= 1 for p_value in p_values):
        raise Refused("A p-value lies between 0 and 1.")
    return sorted(range(len(p_values)), key=p_values.__getitem__)


def _put_back(order: Sequence[int], adjusted: Sequence[float]) -> list[float]:
    by_place = dict(zip(order, adjusted, strict=True))
    return [min(by_place[place], 1.0) for place in range(len(order))]
