"""What the timeline commands print: the JSON of their contract, and words for a person."""

from datetime import date

from portal.domain.advice import AdviceRow
from portal.domain.assessment import Timeline
from portal.domain.exception_words import ExceptionRow
from portal.domain.milestones import Milestone
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.rights_holder import RightsHolder
from portal.domain.stages import stage
from portal.domain.timeliness import Reading, percentage

HOLDERS: dict[RightsHolder, str] = {
    RightsHolder.PARENT: "The parent holds the rights over this request.",
    RightsHolder.YOUNG_PERSON: "The young person holds the rights over this request.",
}

READING_NAMES: dict[str, str] = {
    "plans_issued": "Plans issued",
    "plans_issued_excluding_exceptions": "Plans issued, without exceptions",
    "cohort_plans": "Requests: plans issued or overdue",
    "cohort_plans_excluding_exceptions": "Requests: plans issued or overdue, without exceptions",
    "cohort_outcomes": "Requests: every outcome in its own limit",
    "cohort_outcomes_excluding_exceptions": (
        "Requests: every outcome in its own limit, without exceptions"
    ),
}


def timeline_document(found: Timeline) -> dict[str, object]:
    """The timeline as the contract of `flask timeline` has it."""
    return {
        "stage": found.stage,
        "week": found.week,
        "milestones": [_milestone_document(each) for each in found.milestones],
        "outcome": found.outcome,
        "exceptions": [_exception_document(each) for each in found.exceptions],
    }


def _milestone_document(milestone: Milestone) -> dict[str, object]:
    return {
        "key": milestone.key,
        "due": _day(milestone.due),
        "done": _day(milestone.done),
        "on_time": milestone.on_time,
        "days_late": milestone.days_late,
        "rule": milestone.rule,
    }


def _exception_document(row: ExceptionRow) -> dict[str, object]:
    return {
        "limit": row.exception.limit,
        "ground": row.exception.ground,
        "regulation": row.regulation,
        "from": _day(row.exception.start),
        "to": _day(row.exception.end),
        "words": row.words,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def timeline_words(found: Timeline, holder: RightsHolder | None) -> str:
    """The timeline for a person to read, `holder` being None where the birthday is unknown."""
    where = stage(found.stage)
    lines = [f"{where.name} (week {found.week}, on {day_in_words(found.as_of)})"]
    lines.append(where.what_happens)
    lines.extend(f"- {each.name}: {_milestone_words(each)}" for each in found.milestones)
    lines.extend(f"- Advice from {row.body}: {_advice_words(row)}" for row in found.advice)
    lines.extend(f"- Regulation {row.regulation}: {row.words}" for row in found.exceptions)
    if any(each.relaxation for each in found.milestones):
        lines.extend({each.relaxation.words for each in found.milestones if each.relaxation})
    if holder is not None:
        lines.append(HOLDERS[holder])
    return "\n".join(lines)


def _milestone_words(milestone: Milestone) -> str:
    parts = [f"by {day_in_words(milestone.due)}"] if milestone.due else []
    if milestone.target:
        parts.append(f"no date in law; target {day_in_words(milestone.target)}")
    parts.append(_state(milestone.done, milestone.on_time, milestone.days_late))
    return "; ".join(part for part in parts if part)


def _advice_words(row: AdviceRow) -> str:
    state = _state(row.received, row.on_time, row.days_late)
    return f"by {day_in_words(row.due)}; {state}"


def _state(done: date | None, on_time: bool | None, days_late: int) -> str:
    what = f"done on {day_in_words(done)}" if done else "nothing recorded"
    if on_time is None:
        return what
    return f"{what}, {days_in_words(days_late)} late" if days_late else f"{what}, on time"


def readings_document(readings: dict[str, Reading]) -> dict[str, object]:
    """The six readings as the contract of `flask timeliness` has them; shares are not rounded."""
    return {
        name: {"met": each.met, "of": each.of, "share": each.share}
        for name, each in readings.items()
    }


def readings_words(readings: dict[str, Reading], as_of: date) -> str:
    """The six readings for a person, each with its base and a share rounded half up."""
    lines = [f"In time, as it stood on {day_in_words(as_of)}:"]
    for name, each in readings.items():
        share = percentage(each.met, each.of)
        shown = "no cases" if share is None else f"{each.met} of {each.of} ({share} %)"
        lines.append(f"- {READING_NAMES[name]}: {shown}")
    return "\n".join(lines)
