"""What a person wants to be told, and how: values, and what holds while nothing was chosen."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """The sorts of notices that a person can choose from."""

    NEW_STEPS = "new_steps"
    ANSWERS = "answers"
    DATES = "dates"
    SURVEYS = "surveys"


SORTS: dict[Sort, str] = {
    Sort.NEW_STEPS: "New steps, such as a decision or the draft plan",
    Sort.ANSWERS: "News from the team, and answers to your questions",
    Sort.DATES: "Dates that are coming up, and dates that have passed",
    Sort.SURVEYS: "Short surveys when a step has ended",
}


@dataclass(frozen=True)
class Wishes:
    """By e-mail or not, by text message to `mobile` unless that is empty, and what about.

    As it stands here it is what everybody gets who never chose.
    """

    by_email: bool = True
    mobile: str = ""
    sorts: frozenset[Sort] = frozenset(Sort)

    def wants(self, sort: Sort | None) -> bool:
        """Whether the person wants notices of this sort; None is what everybody must be told."""
        return sort is None or sort in self.sorts
