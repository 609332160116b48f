"""A share: how many of those who answered said yes (or gave four or five stars)."""

from dataclasses import dataclass

from portal.domain.refusal import Refused

NOBODY = "Nobody answered, so there is no share to show."


@dataclass(frozen=True)
class Share:
    """`yes` answers out of `of`, both whole numbers.

    Raises Refused when there are more yes answers than answers, or fewer than none.
    """

    yes: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.of:
            raise Refused(
                f"A share needs a count between 0 and its base: {self.yes} of {self.of} is not one."
            )

    @property
    def value(self) -> float:
        """The share between 0 and 1. Raises Refused when nobody answered."""
        if self.of == 0:
            raise Refused(NOBODY)
        return self.yes / self.of

    @property
    def percentage(self) -> int:
        """The share in whole per cent, a half rounded up. Raises Refused when nobody answered."""
        if self.of == 0:
            raise Refused(NOBODY)
        return (200 * self.yes + self.of) // (2 * self.of)
