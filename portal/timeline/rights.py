"""The family's rights at this point, each with its last day where the law gives one."""

from datetime import date

from portal.cases.standing import overdue_step
from portal.domain.assessment import Timeline
from portal.domain.plain_words import day_in_words
from portal.domain.rights import Decision, Rights

TALK = "Talk to the council. It may be able to explain, or to change its mind."
COMPLAIN_LATE = "You can complain to the council that the law’s date has passed."
ASK_WHY = "You can ask what is holding it up, and when it will be done."
CERTIFICATE = (
    "You must first talk to a mediation adviser, who gives you a certificate. If you get it late, "
    "you have one month from the day on it."
)
SCHOOL_ONLY = "If you only disagree about the school, you need no certificate."


def rights_now(timeline: Timeline, against: Rights | None) -> tuple[str, ...]:
    """What the family can do now, one short paragraph each; empty where nothing is to be done.

    `against` are its rights against the decision that ended the request, if any.
    """
    if overdue_step(timeline) is not None:
        return (ASK_WHY, COMPLAIN_LATE)
    return _against(against, timeline.as_of) if against else ()


def _against(found: Rights, as_of: date) -> tuple[str, ...]:
    """Against a decision: talk, mediation, appeal."""
    return tuple(filter(None, (TALK, _mediation(found, as_of), *_appeal(found, as_of))))


def _mediation(found: Rights, as_of: date) -> str:
    until = day_in_words(found.mediation_until)
    if as_of > found.mediation_until:
        return f"The last day to ask for mediation was {until}."
    return (
        "Ask for mediation. Someone who does not take sides helps you and the council to agree. "
        f"It is free. The last day to ask is {until}."
    )


def _appeal(found: Rights, as_of: date) -> tuple[str, ...]:
    until = day_in_words(found.appeal_until)
    if as_of > found.appeal_until:
        return (
            f"The last day to appeal was {until}. If you have a mediation certificate, you have "
            "one month from the day on it. Ask the free advice service what you can still do.",
        )
    last = f"Appeal to a tribunal. It can change the decision. The last day is {until}."
    if found.decision == Decision.FINAL_PLAN:
        return (last, f"{CERTIFICATE} {SCHOOL_ONLY}")
    return (last, CERTIFICATE)
