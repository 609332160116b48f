"""What reminders say: until when, what to do, and where the council is late, without excuse."""

from collections.abc import Callable
from datetime import date

from portal.domain.plain_words import day_in_words, days_in_words
from portal.notices.reminders import Reminder, Step
from portal.notices.rights_change import RightsChange
from portal.notices.said import Said
from portal.notices.wishes import Sort

COMING_UP = "A date is coming up"
PASSED = "A date has passed"
RIGHTS_CHANGE = "Who decides is about to change"
RIGHTS_CHANGED = "Who decides has changed"


def said_of(reminder: Reminder, *, today: date) -> Said:
    """What a reminder says today."""
    if reminder.is_late:
        return Said("reminder-late", Sort.DATES, PASSED, LATE[reminder.step](reminder.on))
    said = SOON[reminder.step](day_in_words(reminder.on), _left(reminder.on, today))
    return Said("reminder-soon", Sort.DATES, COMING_UP, said)


def _left(on: date, today: date) -> str:
    """`That is today.`, or how many days are left."""
    left = (on - today).days
    return f"That is in {days_in_words(left)}." if left else "That is today."


SOON: dict[Step, Callable[[str, str], tuple[str, ...]]] = {
    Step.DECISION: lambda day, left: (
        f"The council must tell you by {day} if it will assess your child. {left}",
    ),
    Step.FINAL_PLAN: lambda day, left: (
        f"The law gives the council until {day} to send you a final plan. {left}",
    ),
    Step.COMMENTS: lambda day, left: (
        f"You have the draft plan. Your last day to say what you think is {day}. {left}",
        "Read the draft. Say what is wrong or left out. Name the school or college you want. "
        "If you need more time, ask the team now.",
    ),
    Step.APPEAL: lambda day, left: (
        f"The last day to appeal is {day}. {left}",
        "Do you agree with the decision? Then you need do nothing. If not, act now. Before most "
        "appeals you must talk to a mediation adviser.",
    ),
}
LATE: dict[Step, Callable[[date], tuple[str, ...]]] = {
    Step.DECISION: lambda on: (
        f"The council had to tell you by {day_in_words(on)} if it will assess your child. It has "
        "not done so. This is late.",
    ),
    Step.FINAL_PLAN: lambda on: (
        f"The law gave the council until {day_in_words(on)} to send you a final plan. It has not "
        "done so. This is late.",
    ),
}


def said_of_rights(change: RightsChange, *, young_person: bool) -> Said:
    """What is said of the change of rights, to a parent or to the young person."""
    if change.passed:
        now = _to_young_person_now if young_person else _to_parent_now
        return Said("rights-changed", None, RIGHTS_CHANGED, now(change))
    before = _to_young_person_before if young_person else _to_parent_before
    return Said("rights-change", None, RIGHTS_CHANGE, before(change))


def _to_young_person_before(change: RightsChange) -> tuple[str, ...]:
    return (
        f"From {day_in_words(change.first_day)}, you will hold the rights in your assessment and "
        "your plan. The law gives them to you once you can leave school.",
        "From that day you can appeal. You also decide if your parents may see your page. Talk "
        "about it together. Then tell the team what you want.",
    )


def _to_young_person_now(change: RightsChange) -> tuple[str, ...]:
    return (
        f"Since {day_in_words(change.first_day)}, you hold the rights in your assessment and "
        "your plan. The law gives them to you once you can leave school.",
        "You can ask, you can say what you think, and you can appeal. You also decide if your "
        "parents may see your page. Tell the team what you want.",
    )


def _to_parent_before(change: RightsChange) -> tuple[str, ...]:
    return (
        f"From {day_in_words(change.first_day)}, your child holds the rights in their assessment "
        "and their plan. The law gives them to young people once they can leave school.",
        "From that day you can see their page only if they say yes. Talk about it together. Then "
        "ask the team to invite your child, and to note what they say.",
    )


def _to_parent_now(change: RightsChange) -> tuple[str, ...]:
    return (
        f"Since {day_in_words(change.first_day)}, your child holds the rights in their assessment "
        "and their plan. The law gives them to young people once they can leave school.",
        "So you cannot see their page any more, unless they say yes. Ask them. If they agree, "
        "they can tell the team, and you see the page again.",
    )
