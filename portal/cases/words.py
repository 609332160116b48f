"""The words that officers choose from when they record facts, and that families read.

The keys are what is stored; those of events, limits and grounds are the domain's own.
"""

import re
from collections.abc import Mapping
from typing import Any

from portal.domain.facts import EventKind, Ground, Limit
from portal.domain.refusal import Refused
from portal.domain.time_limits import MilestoneKey

SOURCES: dict[str, str] = {
    "parent_or_young_person": "Parent or young person",
    "school": "School, nursery or college",
    "health": "Health",
    "social_care": "Social care",
    "other": "Somebody else",
}

EVENTS: dict[EventKind, str] = {
    EventKind.DECIDED_TO_ASSESS: "The council decided to assess",
    EventKind.DECIDED_NOT_TO_ASSESS: "The council decided not to assess",
    EventKind.DRAFT_SENT: "The draft plan was sent",
    EventKind.COMMENTS_RECEIVED: "The family’s comments on the draft came in",
    EventKind.DECIDED_NO_PLAN: "The council decided that there will be no plan",
    EventKind.FINAL_PLAN_ISSUED: "The final plan was sent",
    EventKind.WITHDRAWN: "The request was taken back",
    EventKind.MOVED_AWAY: "The family moved to another council’s area",
}

LIMITS: dict[Limit, str] = {
    Limit.DECIDE: "Deciding whether to assess (6 weeks)",
    Limit.ADVICE: "Giving advice (6 weeks from being asked)",
    Limit.NO_PLAN: "Saying that there will be no plan (16 weeks)",
    Limit.FINAL: "Sending the final plan (20 weeks)",
}

GROUNDS: dict[Ground, str] = {
    Ground.SCHOOL_CLOSED: "School closed for four weeks or more",
    Ground.EARLY_YEARS_CLOSED: "Nursery or childminder closed for four weeks or more",
    Ground.PERSONAL_CIRCUMSTANCES: "Exceptional personal circumstances of the child or a parent",
    Ground.ABSENT_FOUR_WEEKS: "Child or parent away from the area for four weeks or more",
    Ground.MISSED_APPOINTMENT: "Missed appointment for an examination or test",
}

# Whom regulation 6(1) has the authority ask, as they are stored and shown; others are named
# in the officer's own words.
FAMILY = "Parent or young person"
SCHOOL = "School, nursery or college"
HEALTH = "Health"
PSYCHOLOGIST = "Educational psychologist"
SOCIAL_CARE = "Social care"
ADVICE_BODIES = (FAMILY, SCHOOL, HEALTH, PSYCHOLOGIST, SOCIAL_CARE)

NEXT_STEPS: dict[MilestoneKey, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "Decide whether to assess",
    MilestoneKey.TELL_NO_PLAN: "Tell the family if there is no plan",
    MilestoneKey.COMMENT_ON_DRAFT: "Family’s time for comments ends",
    MilestoneKey.FINAL_PLAN: "Send the final plan",
}


def in_words(refusal: Refused) -> Refused:
    """The same refusal with the stored keys in its sentence replaced by what forms show."""
    sentence = refusal.sentence
    for words in (EVENTS, GROUNDS):
        sentence = _replaced(sentence, words, r"\b{}\b")
    sentence = _replaced(sentence, LIMITS, r"(?<=\blimit ){}\b")
    return Refused(sentence[0].upper() + sentence[1:])


def _replaced(sentence: str, words: Mapping[Any, str], around: str) -> str:
    for key, shown in words.items():
        sentence = re.sub(around.format(key.value), f"“{shown}”", sentence)
    return sentence
