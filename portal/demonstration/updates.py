"""What the fictional families were told between the steps, and when.

Most hear within the 14 days that their area promises, and a few do not. A family that is not
here was told of the steps, and in general words how it goes.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from portal.domain.facts import EventKind
from portal.domain.time_limits import MilestoneKey


@dataclass(frozen=True)
class Update:
    """What a family was told on a day, why it is late and by when to expect which step."""

    on: date
    words: str
    late_reason: str | None = None
    step: MilestoneKey | None = None
    expected: date | None = None


DECISION = MilestoneKey.DECIDE_TO_ASSESS
DRAFT = MilestoneKey.DRAFT_PLAN
FINAL = MilestoneKey.FINAL_PLAN

WE_HAVE_IT = "We have your request. We are reading it and asking the school what it knows."
STILL_READING = "We have what the school sent us. We have not decided yet."
ASKED = "We have asked for advice. We write again when some of it has come."
SOME_ADVICE = "Some of the advice has come. We have asked the others when theirs will be ready."
ALL_ADVICE = "All the advice has come. We meet to decide if there will be a plan."

HOW_IT_GOES: tuple[tuple[EventKind, str], ...] = (
    (EventKind.DRAFT_SENT, "We are asking schools if they can give the help in the plan."),
    (EventKind.DECIDED_TO_ASSESS, ASKED),
)
REASONS = ("psychologist", "health", "our_staff", "school_place")
DAYS_FOR_A_PLAN = 140


def how_it_goes(happened: Container[str], days: int) -> tuple[str, str | None]:
    """What a family is told so many days on, in general words, and why it is late if it is."""
    words = next((words for kind, words in HOW_IT_GOES if kind.value in happened), STILL_READING)
    return words, REASONS[days % len(REASONS)] if days > DAYS_FOR_A_PLAN else None


UPDATES: dict[str, tuple[Update, ...]] = {
    "Theo Bennett": (
        Update(date(2026, 7, 2), WE_HAVE_IT),
        Update(date(2026, 7, 16), STILL_READING),
        Update(date(2026, 8, 13), ASKED),
        Update(date(2026, 8, 27), ASKED),
        Update(date(2026, 9, 25), SOME_ADVICE),
        Update(date(2026, 10, 9), "All the advice has come. We are writing the draft plan."),
        Update(
            date(2026, 11, 12),
            "We have read your comments and changed the plan. The school has until 20 November "
            "to tell us if it can give the help in it. Then we send you the final plan.",
            "school_place",
            FINAL,
            date(2026, 11, 27),
        ),
    ),
    "Amara Osei": (
        Update(
            date(2026, 11, 10),
            "We have your request and the letter from the nursery. We decide at the meeting on 3 "
            "December.",
            step=DECISION,
            expected=date(2026, 12, 4),
        ),
    ),
    "Zofia Nowak": (
        Update(date(2026, 9, 21), WE_HAVE_IT),
        Update(date(2026, 10, 5), STILL_READING),
        Update(date(2026, 10, 29), ASKED),
        Update(
            date(2026, 11, 12),
            "The school and the doctors have sent their advice. The psychologist sees Zofia on 24 "
            "November. Please send us your own views as well.",
            step=DRAFT,
            expected=date(2026, 12, 18),
        ),
    ),
    "Idris Khan": (
        Update(date(2026, 8, 10), WE_HAVE_IT),
        Update(date(2026, 8, 24), STILL_READING),
        Update(date(2026, 9, 17), ASKED),
        Update(
            date(2026, 10, 15),
            "The hospital could not see Idris on 28 September. It offers a new day in November.",
            "health",
            DRAFT,
            date(2026, 11, 30),
        ),
    ),
    "Layla Khan": (
        Update(date(2026, 11, 2), WE_HAVE_IT),
        Update(date(2026, 11, 13), STILL_READING, step=DECISION, expected=date(2026, 11, 27)),
    ),
    "Maisie Clarke": (
        Update(date(2026, 8, 14), WE_HAVE_IT),
        Update(date(2026, 8, 28), STILL_READING),
        Update(date(2026, 9, 18), ASKED),
        Update(date(2026, 10, 2), SOME_ADVICE),
        Update(date(2026, 10, 16), ALL_ADVICE),
        Update(date(2026, 10, 30), "There will be a plan. We are writing the draft."),
        Update(
            date(2026, 11, 12),
            "You have the draft plan. Write on it what you would change, or ring us. You can ask "
            "for a meeting too.",
        ),
    ),
    "Ella Moss": (
        Update(date(2026, 8, 24), WE_HAVE_IT),
        Update(date(2026, 9, 7), STILL_READING),
        Update(date(2026, 9, 30), ASKED),
        Update(date(2026, 10, 14), SOME_ADVICE),
        Update(date(2026, 10, 28), ALL_ADVICE),
        Update(
            date(2026, 11, 11),
            "We meet on 24 November to decide if there will be a plan. We ring you the day after.",
            step=DRAFT,
            expected=date(2026, 12, 4),
        ),
    ),
    "Hana Suzuki": (
        Update(date(2026, 6, 25), WE_HAVE_IT),
        Update(date(2026, 7, 9), STILL_READING),
        Update(date(2026, 8, 6), ASKED),
        Update(date(2026, 8, 20), ASKED),
        Update(date(2026, 9, 3), "The school is open again. It sends its advice next week."),
        Update(date(2026, 9, 17), ALL_ADVICE),
        Update(date(2026, 10, 15), "There will be a plan. We are writing the draft."),
        Update(
            date(2026, 10, 29),
            "The draft is not ready. Two of our writers are ill. We are sorry.",
            "our_staff",
            DRAFT,
            date(2026, 11, 10),
        ),
        Update(
            date(2026, 11, 11),
            "You have the draft plan now. After your comments we ask the school you chose. It has "
            "15 days to answer.",
            "our_staff",
            FINAL,
            date(2026, 12, 11),
        ),
    ),
    "Alfie Turner": (
        Update(date(2026, 7, 31), WE_HAVE_IT),
        Update(date(2026, 8, 14), STILL_READING),
        Update(date(2026, 9, 21), ASKED),
        Update(
            date(2026, 10, 20),
            "The nursery and the psychologist have sent their advice. The doctors have not.",
            "health",
            DRAFT,
            date(2026, 11, 16),
        ),
    ),
    "Callum Reid": (
        Update(date(2026, 9, 3), WE_HAVE_IT),
        Update(date(2026, 9, 17), STILL_READING),
        Update(
            date(2026, 10, 2),
            "The letter says why we will not assess. You can talk to us about it. WIASS can help "
            "you, and it does not work for the council.",
        ),
    ),
    "Priya Raman": (
        Update(date(2026, 7, 6), WE_HAVE_IT),
        Update(date(2026, 7, 20), STILL_READING),
        Update(date(2026, 8, 17), ASKED),
        Update(date(2026, 9, 2), SOME_ADVICE),
        Update(date(2026, 9, 16), ALL_ADVICE),
    ),
    "Freya Lindqvist": (
        Update(date(2026, 5, 19), WE_HAVE_IT),
        Update(date(2026, 6, 2), STILL_READING),
        Update(date(2026, 6, 29), ASKED),
        Update(date(2026, 7, 13), SOME_ADVICE),
        Update(date(2026, 7, 27), ALL_ADVICE),
        Update(date(2026, 8, 10), "There will be a plan. We are writing the draft."),
    ),
    "Tomos Evans": (
        Update(date(2026, 3, 13), WE_HAVE_IT),
        Update(date(2026, 5, 29), SOME_ADVICE),
        Update(
            date(2026, 7, 9),
            "The psychologist’s advice came late. We are sorry. We are writing the draft plan.",
            "psychologist",
            FINAL,
            date(2026, 8, 21),
        ),
    ),
    "Noor Haddad": (Update(date(2026, 9, 28), WE_HAVE_IT),),
    "Oscar Whitfield": (
        Update(date(2026, 8, 17), WE_HAVE_IT),
        Update(date(2026, 9, 21), ASKED),
    ),
    "Kezia Boateng": (
        Update(date(2026, 10, 26), "We have your request. We have asked your college about you."),
        Update(
            date(2026, 11, 9),
            "Your college has written to us. We decide at the meeting on 19 November.",
            step=DECISION,
            expected=date(2026, 11, 20),
        ),
    ),
    "Ravi Desai": (
        Update(date(2026, 9, 7), WE_HAVE_IT),
        Update(date(2026, 9, 21), STILL_READING),
        Update(date(2026, 10, 22), ASKED),
        Update(date(2026, 11, 5), SOME_ADVICE, step=DRAFT, expected=date(2026, 12, 11)),
    ),
    "Malachi Obi": (
        Update(date(2026, 6, 29), WE_HAVE_IT),
        Update(date(2026, 7, 9), "The rights are yours now. We write to you from today."),
        Update(date(2026, 8, 6), ASKED),
        Update(date(2026, 9, 3), ALL_ADVICE),
        Update(date(2026, 9, 17), "There will be a plan. We are writing the draft."),
        Update(date(2026, 10, 22), "We are asking the college if it can give the help."),
    ),
    "Lucia Moretti": (
        Update(date(2026, 9, 15), WE_HAVE_IT),
        Update(date(2026, 9, 29), STILL_READING),
        Update(date(2026, 10, 15), ASKED),
        Update(date(2026, 10, 29), SOME_ADVICE, step=DRAFT, expected=date(2026, 12, 14)),
    ),
    "Harvey Cole": (
        Update(date(2026, 6, 18), WE_HAVE_IT),
        Update(date(2026, 9, 24), SOME_ADVICE),
    ),
    "Eleni Markou": (
        Update(date(2026, 8, 28), WE_HAVE_IT),
        Update(date(2026, 9, 11), STILL_READING),
        Update(date(2026, 10, 8), ASKED),
        Update(date(2026, 10, 19), SOME_ADVICE),
    ),
    "Samira Yusuf": (
        Update(date(2026, 5, 1), WE_HAVE_IT),
        Update(date(2026, 5, 15), STILL_READING),
        Update(date(2026, 6, 12), ASKED),
        Update(date(2026, 6, 26), ASKED),
        Update(date(2026, 7, 10), ALL_ADVICE),
        Update(date(2026, 7, 24), "There will be a plan. We are writing the draft."),
    ),
    "Jack Donnelly": (
        Update(date(2026, 4, 21), SOME_ADVICE),
        Update(
            date(2026, 6, 15),
            "We are looking for a school that can give the help. We are sorry that it takes so "
            "long.",
            "school_place",
            FINAL,
            date(2026, 7, 20),
        ),
    ),
}
"""By the child's name, oldest first."""
