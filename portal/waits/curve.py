"""The curve of waits, worked out by SciPy, which knows unfinished ones.

SciPy is imported only when asked, so that importing this file costs nothing.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from portal.domain.waits import Curve, Step, Wait


def curve_of(waits: Sequence[Wait], *, since: date) -> Curve:
    """The Kaplan-Meier curve of `waits`, of requests received from `since` on.

    Where a plan and an unfinished wait fall on one day, the unfinished one counts as waiting
    on that day, as is usual.
    """
    plans = sum(wait.finished for wait in waits)
    return Curve(since, _steps(waits) if waits else (), cases=len(waits), plans=plans)


def _steps(waits: Sequence[Wait]) -> tuple[Step, ...]:
    from scipy.stats import CensoredData, ecdf  # a second that no web worker's start should pay

    in_order = sorted(waits, key=lambda wait: wait.days)
    days = [wait.days for wait in in_order]
    unfinished = [not wait.finished for wait in in_order]
    still_waiting = ecdf(CensoredData.right_censored(days, unfinished)).sf
    return tuple(
        Step(int(day), float(share), len(days) - bisect_left(days, day))
        for day, share in zip(still_waiting.quantiles, still_waiting.probabilities, strict=True)
    )
