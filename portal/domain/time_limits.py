"""The time limits of the law as rows with dates of effect, and the relaxation of 2020.

Source: the Special Educational Needs and Disability Regulations 2014 (SI 2014/1530). When the
law changes, the old row gets its last day and a new row is added; no row is ever edited, so a
case keeps the limits that were in force on the day its clock started.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.counting import last_of_days, weeks_after
from portal.domain.facts import Limit
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused

REGULATIONS_BEGAN = date(2014, 9, 1)


class MilestoneKey(StrEnum):
    """A step the law or the authority dates, in the order the steps come."""

    DECIDE_TO_ASSESS = "decide_to_assess"
    TELL_NO_PLAN = "tell_no_plan"
    DRAFT_PLAN = "draft_plan"
    COMMENT_ON_DRAFT = "comment_on_draft"
    FINAL_PLAN = "final_plan"


class Unit(StrEnum):
    """How a limit is counted: in weeks after the first day, or in days that begin with it."""

    WEEKS_AFTER = "weeks after"
    DAYS_BEGINNING_WITH = "days beginning with"


@dataclass(frozen=True)
class TimeLimit:
    """One limit while it is in force, from `in_force_from` to `in_force_to`, both included.

    `rule` says it in one line; `exceptions_by` is the regulation that allows to go past it,
    None where nothing does.
    """

    of: MilestoneKey | Limit
    count: int
    unit: Unit
    rule: str
    exceptions_by: str | None = None
    in_force_from: date = REGULATIONS_BEGAN
    in_force_to: date | None = None

    def due(self, start: date) -> date:
        """The last lawful day for a clock that starts on `start`."""
        if self.unit is Unit.WEEKS_AFTER:
            return weeks_after(start, self.count)
        return last_of_days(start, self.count)


TIME_LIMITS: tuple[TimeLimit, ...] = (
    TimeLimit(
        MilestoneKey.DECIDE_TO_ASSESS,
        6,
        Unit.WEEKS_AFTER,
        "Regulation 5(1): within 6 weeks of receiving the request",
        exceptions_by="5(4)",
    ),
    TimeLimit(
        Limit.ADVICE,
        6,
        Unit.WEEKS_AFTER,
        "Regulation 8(1): within 6 weeks of being asked",
        exceptions_by="8(2)",
    ),
    TimeLimit(
        MilestoneKey.TELL_NO_PLAN,
        16,
        Unit.WEEKS_AFTER,
        "Regulation 10(1): within 16 weeks of receiving the request",
        exceptions_by="10(4)",
    ),
    TimeLimit(
        MilestoneKey.COMMENT_ON_DRAFT,
        15,
        Unit.DAYS_BEGINNING_WITH,
        "Regulation 13(1)(a): at least 15 days beginning with the day the draft is sent",
    ),
    TimeLimit(
        MilestoneKey.FINAL_PLAN,
        20,
        Unit.WEEKS_AFTER,
        "Regulation 13(2): within 20 weeks of receiving the request",
        exceptions_by="13(3)",
    ),
)

# No regulation dates the draft. Week 14 leaves room for the family's 15 days and for asking
# schools before week 20 (IPSEA's advice); it is a target and never a due date.
NO_DATE_IN_LAW = "No date in law"
DRAFT_TARGET_WEEKS = 14

MILESTONE_NAMES: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "Decide whether to assess",
    MilestoneKey.TELL_NO_PLAN: "Tell you if there will be no plan",
    MilestoneKey.DRAFT_PLAN: "Send you the draft plan",
    MilestoneKey.COMMENT_ON_DRAFT: "Your time to comment on the draft",
    MilestoneKey.FINAL_PLAN: "Send you the final plan",
}

# The milestone or duty whose limit an exception of each kind stands beside.
LIMIT_OF: dict[Limit, MilestoneKey | Limit] = {
    Limit.DECIDE: MilestoneKey.DECIDE_TO_ASSESS,
    Limit.ADVICE: Limit.ADVICE,
    Limit.NO_PLAN: MilestoneKey.TELL_NO_PLAN,
    Limit.FINAL: MilestoneKey.FINAL_PLAN,
}


def in_force(of: MilestoneKey | Limit, start: date) -> TimeLimit:
    """The row for `of` on the day its clock starts. Raises Refused before 1 September 2014."""
    for row in TIME_LIMITS:
        if row.of == of and row.in_force_from <= start <= (row.in_force_to or date.max):
            return row
    raise Refused(
        f"{day_in_words(start)} is before {day_in_words(REGULATIONS_BEGAN)}, when these time "
        "limits began. Check the year."
    )


@dataclass(frozen=True)
class Relaxation:
    """A period in which a time limit did not bind where a stated cause got in the way.

    `instead` holds, for each relaxed limit, the duty that took the place of the weeks;
    `words` tells a family.
    """

    instrument: str
    in_force_from: date
    in_force_to: date
    instead: dict[MilestoneKey | Limit, str]
    words: str

    def touches(self, of: MilestoneKey | Limit, start: date, due: date) -> bool:
        """Whether the limit was running on any day of the period.

        That is: its clock started on or before the last day, and its due date is on or after
        the first. A limit due before the period was met or missed under the ordinary law. A
        limit that was running in it could lawfully be put off while it lasted, even when its
        due date fell after the ordinary law had returned, so it is marked too: the mark warns
        a reader of the figures, and neither the due date nor the days late depend on it.
        """
        return of in self.instead and start <= self.in_force_to and due >= self.in_force_from

    def rule(self, of: MilestoneKey | Limit) -> str:
        """The relaxation of one limit as a clause, to stand after the rule it relaxes."""
        period = f"{day_in_words(self.in_force_from)} to {day_in_words(self.in_force_to)}"
        return f"relaxed {period} by {self.instrument} to “{self.instead[of]}”"


# The Special Educational Needs and Disability (Coronavirus) (Amendment) Regulations 2020.
# Where a reason relating to coronavirus made a limit impractical, the weeks fell away and the
# rest of each duty stayed. The family's 15 days for comments were not touched.
CORONAVIRUS_2020 = Relaxation(
    "SI 2020/471",
    date(2020, 5, 1),
    date(2020, 9, 25),
    {
        MilestoneKey.DECIDE_TO_ASSESS: "as soon as practicable",
        Limit.ADVICE: "in a timely manner",
        MilestoneKey.TELL_NO_PLAN: "as soon as practicable",
        MilestoneKey.FINAL_PLAN: "as soon as practicable",
    },
    "From May to September 2020 the law gave councils more time because of coronavirus. "
    "They still had to act as soon as they could.",
)
RELAXATIONS: tuple[Relaxation, ...] = (CORONAVIRUS_2020,)


def relaxation_of(of: MilestoneKey | Limit, start: date, due: date) -> Relaxation | None:
    """The relaxation that the limit ran into, if any."""
    return next((each for each in RELAXATIONS if each.touches(of, start, due)), None)
