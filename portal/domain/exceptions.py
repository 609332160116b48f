"""Which grounds the law accepts for going past which time limit, and what each one needs.

An exception is a dated fact beside a limit. It never moves the due date and never changes
whether a step was on time; it says why the law did not hold the authority to the date.
Source: regulations 5(4), 8(2), 10(4) and 13(3) of SI 2014/1530. Waiting lists, staff shortage
and the number of requests are not grounds.
"""

from datetime import date

from portal.domain.advice_bodies import may_be_school
from portal.domain.counting import DAYS_IN_A_WEEK, days_after
from portal.domain.facts import AdviceRequest, Ground, Limit, RecordedException
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.refusal import Refused
from portal.domain.time_limits import LIMIT_OF, in_force

FOUR_WEEKS = 28

# Regulation 13(3) takes over the four grounds of 10(4). The Code of Practice (9.42) says the
# closure ground does not reach the final plan; regulations rank above the Code, so it is
# allowed here, and the regulation on each exception lets a reader count it apart.
REGULATIONS: dict[tuple[Limit, Ground], str] = {
    (Limit.DECIDE, Ground.SCHOOL_CLOSED): "5(4)(a)",
    (Limit.DECIDE, Ground.EARLY_YEARS_CLOSED): "5(4)(b)",
    (Limit.DECIDE, Ground.PERSONAL_CIRCUMSTANCES): "5(4)(c)",
    (Limit.DECIDE, Ground.ABSENT_FOUR_WEEKS): "5(4)(d)",
    (Limit.ADVICE, Ground.PERSONAL_CIRCUMSTANCES): "8(2)(a)",
    (Limit.ADVICE, Ground.ABSENT_FOUR_WEEKS): "8(2)(b)",
    (Limit.ADVICE, Ground.MISSED_APPOINTMENT): "8(2)(c)",
    (Limit.NO_PLAN, Ground.SCHOOL_CLOSED): "10(4)(a)",
    (Limit.NO_PLAN, Ground.EARLY_YEARS_CLOSED): "10(4)(b)",
    (Limit.NO_PLAN, Ground.PERSONAL_CIRCUMSTANCES): "10(4)(c)",
    (Limit.NO_PLAN, Ground.ABSENT_FOUR_WEEKS): "10(4)(d)",
    (Limit.FINAL, Ground.SCHOOL_CLOSED): "13(3) with 10(4)(a)",
    (Limit.FINAL, Ground.EARLY_YEARS_CLOSED): "13(3) with 10(4)(b)",
    (Limit.FINAL, Ground.PERSONAL_CIRCUMSTANCES): "13(3) with 10(4)(c)",
    (Limit.FINAL, Ground.ABSENT_FOUR_WEEKS): "13(3) with 10(4)(d)",
}
CLOSURES = (Ground.SCHOOL_CLOSED, Ground.EARLY_YEARS_CLOSED)


def grounds_for(limit: Limit) -> tuple[Ground, ...]:
    """The grounds the law accepts for one limit, in the order of the regulation."""
    return tuple(ground for (row, ground) in REGULATIONS if row == limit)


def regulation_of(exception: RecordedException) -> str:
    """The regulation the exception rests on. Raises Refused when its limit has no such ground."""
    regulation = REGULATIONS.get((exception.limit, exception.ground))
    if regulation is None:
        raise Refused(
            f"the ground {exception.ground} is not allowed for the limit {exception.limit}. "
            f"The law allows {', '.join(grounds_for(exception.limit))}."
        )
    return regulation


def closure_window(first_closed: date, reopens: date) -> tuple[date, date]:
    """When advice must have been asked of a closed school: from the first day up to, but not
    including, the second.

    One week before the first closed day until one week before the day it re-opens.
    """
    return days_after(first_closed, -DAYS_IN_A_WEEK), days_after(reopens, -DAYS_IN_A_WEEK)


def check_exception(exception: RecordedException) -> None:
    """Raise Refused unless the exception could be lawful by itself: its ground and its days."""
    regulation_of(exception)
    if exception.end is not None and exception.end < exception.start:
        raise Refused(
            f"it ends on {day_in_words(exception.end)}, before it starts on "
            f"{day_in_words(exception.start)}. Check both days."
        )
    if exception.ground in (*CLOSURES, Ground.ABSENT_FOUR_WEEKS):
        _check_four_weeks(exception)


def _check_four_weeks(exception: RecordedException) -> None:
    closed = exception.ground in CLOSURES
    last = "the day it re-opens" if closed else "the day they are back"
    if exception.end is None:
        raise Refused(f"give {last} as its end: it must last at least {FOUR_WEEKS} days.")
    days = (exception.end - exception.start).days
    if days < FOUR_WEEKS:
        what = "the closure" if closed else "the absence"
        raise Refused(
            f"{what} lasts {days_in_words(days)}; the law needs at least {FOUR_WEEKS} days "
            f"without a break (its end is {last})."
        )


def check_against_case(
    exception: RecordedException, received: date, advice: tuple[AdviceRequest, ...]
) -> None:
    """Raise Refused unless the exception, lawful by itself, fits the dates of its case.

    It must have begun by the day its limit ran out and not have ended before the limit began:
    what happened outside that time cannot have got in the way. Where requests for advice are
    recorded, a closure needs one to the closed place inside its window; a record that holds
    no requests at all (figures from elsewhere) is taken at its word.
    """
    check_exception(exception)
    starts = [row.asked for row in advice] if exception.limit is Limit.ADVICE else [received]
    if starts and not any(_touches(exception, start) for start in starts):
        raise Refused(f"its days lie outside the time that the limit {exception.limit} ran.")
    if exception.ground in CLOSURES and exception.end is not None and advice:
        _check_closure_window(exception.start, exception.end, advice)


def _touches(exception: RecordedException, start: date) -> bool:
    due = in_force(LIMIT_OF[exception.limit], start).due(start)
    first, end = exception.start, exception.end
    if exception.ground in CLOSURES and end is not None:
        first, window_end = closure_window(first, end)
        end = days_after(window_end, -1)
    return (due is None or first <= due) and (end is None or end >= start)


def _check_closure_window(
    first_closed: date, reopens: date, advice: tuple[AdviceRequest, ...]
) -> None:
    first, end = closure_window(first_closed, reopens)
    asked = [row.asked for row in advice if may_be_school(row.body)]
    if not any(first <= day < end for day in asked):
        raise Refused(
            "a closure counts only when the closed place was asked for advice from "
            f"{day_in_words(first)} to {day_in_words(days_after(end, -1))}. "
            "No such request is recorded."
        )
