"""Advice in six weeks: when a piece of advice is settled, and which kind of body owed it.

The limit is that of regulation 8(1) of the Special Educational Needs and Disability
Regulations 2014: six weeks from the day on which the body was asked. An exception under
regulation 8(2) stands beside the limit and never changes whether advice came in time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.advice import AdviceRow
from portal.domain.counting import days_after


class BodyGroup(StrEnum):
    """The kinds of body whose advice is counted together, in the order they are shown."""

    PSYCHOLOGIST = "educational_psychologist"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    SCHOOL = "school"
    OTHER = "other"


@dataclass(frozen=True)
class SettledAdvice:
    """One piece of advice of which is certain whether it came in time, and since when."""

    body: str
    on: date
    in_time: bool


# The first group any of whose words stands in a body's name is the body's. A psychologist who
# is not called educational works for health.
WORDS: tuple[tuple[BodyGroup, frozenset[str]], ...] = (
    (BodyGroup.PSYCHOLOGIST, frozenset({"educational", "ep"})),
    (BodyGroup.SOCIAL_CARE, frozenset({"social"})),
    (
        BodyGroup.HEALTH,
        frozenset(
            {
                *("camhs", "clinic", "clinical", "clinician", "doctor", "gp", "health", "hospital"),
                *("icb", "medical", "nhs", "nurse", "ot", "paediatrician", "paediatrics"),
                *("physiotherapist", "physiotherapy", "psychiatrist", "psychiatry"),
                *("psychologist", "psychology", "salt", "speech", "therapist", "therapy"),
            }
        ),
    ),
    (
        BodyGroup.SCHOOL,
        frozenset({"academy", "childminder", "college", "nursery", "preschool", "school"}),
    ),
)


def settled_advice(rows: Iterable[AdviceRow]) -> Iterator[SettledAdvice]:
    """The rows of which it is certain, on the day they were worked out for, if they were in time.

    Advice that came by its last day is settled on the day it came. Advice that did not is late
    from the day after its last day, and stays so whenever it comes. Still awaited within its
    weeks, or no longer awaited because the request ended within them, it is not settled.
    """
    for row in rows:
        if row.on_time and row.received is not None:
            yield SettledAdvice(row.body, row.received, in_time=True)
        elif row.on_time is False:
            yield SettledAdvice(row.body, days_after(row.due, 1), in_time=False)


def group_of(body: str) -> BodyGroup:
    """The kind of body, by the words of its name; OTHER where they do not say."""
    said = set(re.findall(r"[a-z]+", body.lower()))
    return next((group for group, words in WORDS if said & words), BodyGroup.OTHER)
