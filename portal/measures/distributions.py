"""Student's t: the one distribution the standard library lacks.

It imports SciPy only when asked, so that importing this file costs nothing.
"""


def t_critical(tail: float, degrees_of_freedom: float) -> float:
    """The value that Student's t exceeds with probability `tail` (0 < tail < 0.5)."""
    from scipy.special import stdtrit  # half a second that no web worker's start should pay

    return -float(stdtrit(degrees_of_freedom, tail))
