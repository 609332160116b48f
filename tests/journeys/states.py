"""Every state in which a family can find its child's page, as fictional facts.

The pictures in docs/states.md and the measuring of the first screen both start from these.
Day 0 is the day the request was received; each state is looked at on its own day, which is
always the same date, so that the same facts give the same page.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.stages import StageKey

TODAY = date(2026, 11, 18)

Given = tuple[str, int]
Asked = tuple[str, int, int | None]
FAMILY, SCHOOL, HEALTH, PSYCHOLOGIST, CARE = (
    "Parent or young person",
    "School, nursery or college",
    "Health",
    "Educational psychologist",
    "Social care",
)
YES: Given = ("decided_to_assess", 30)
DRAFT: Given = ("draft_sent", 100)
COMMENTS: Given = ("comments_received", 112)
ALL_IN: tuple[Asked, ...] = (
    (FAMILY, 31, 45),
    (SCHOOL, 31, 60),
    (HEALTH, 31, 66),
    (PSYCHOLOGIST, 31, 70),
    (CARE, 31, 50),
)


@dataclass(frozen=True)
class Said:
    """What the team told the family on a day; the expected step and day may be missing."""

    on: int
    words: str
    late_reason: str | None = None
    expects: Given | None = None


@dataclass(frozen=True)
class State:
    """One state: its facts by day, what its picture shows and which rule is behind it.

    `stage` is empty where the page shows none. `told` is the day the family last heard.
    """

    key: str
    stage: StageKey | None
    day: int
    shows: str
    law: str
    events: tuple[Given, ...] = ()
    advice: tuple[Asked, ...] = ()
    excepted: tuple[str, str, int, int] | None = None
    said: Said | None = None
    told: int | None = None
    young_person: bool = False
    born: date = date(2017, 5, 1)
    asked_again: bool = False


DECIDING = "Regulation 5(1): within 6 weeks of receiving the request"
ADVICE = "Regulations 6(1) and 8(1): each service within 6 weeks of being asked"
NO_PLAN = "Regulation 10(1): a “no” within 16 weeks of receiving the request"
COMMENTING = "Regulation 13(1)(a): at least 15 days, and the day it is sent counts"
FINAL = "Regulation 13(2): within 20 weeks of receiving the request"
PROMISE = "No law: the area’s own promise of a word every 14 days"

STATES = (
    State(
        "deciding",
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        10,
        "The request has come and the council is reading it: on time.",
        DECIDING,
    ),
    State(
        "deciding-due-soon",
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        33,
        "The law’s day is two weeks away or less.",
        DECIDING,
        told=30,
    ),
    State(
        "deciding-late",
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        54,
        "The law’s day has passed, and the team has not said why.",
        DECIDING,
        told=50,
    ),
    State(
        "deciding-late-with-reason",
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        54,
        "Late; the team has said why and which day it expects. The law’s day stays.",
        DECIDING,
        said=Said(
            52,
            "Two of us were ill. We read the request next week.",
            "our_staff",
            ("decide_to_assess", 63),
        ),
        told=52,
    ),
    State(
        "deciding-late-with-exception",
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        54,
        "Late with a reason that the law allows, which stands beside the date.",
        "Regulation 5(4)(c): exceptional personal circumstances",
        excepted=("decide", "personal_circumstances", 20, 40),
        told=50,
    ),
    State(
        "promise-broken",
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        36,
        "The team has been silent for longer than the area promises.",
        PROMISE,
        told=12,
    ),
    State(
        "gathering-advice",
        StageKey.GATHERING_ADVICE,
        50,
        "Five were asked for advice; who has answered and who has not.",
        ADVICE,
        events=(YES,),
        advice=(
            (FAMILY, 31, 45),
            (SCHOOL, 31, 44),
            (HEALTH, 31, None),
            (PSYCHOLOGIST, 31, None),
            (CARE, 31, None),
        ),
        told=44,
    ),
    State(
        "gathering-your-views",
        StageKey.GATHERING_ADVICE,
        40,
        "The council waits for the family’s own views: their turn.",
        "Regulation 6(1)(a): the council asks the parent or the young person",
        events=(YES,),
        advice=(
            (FAMILY, 31, None),
            (SCHOOL, 31, None),
            (HEALTH, 31, None),
            (PSYCHOLOGIST, 31, None),
            (CARE, 31, 38),
        ),
        told=31,
    ),
    State(
        "gathering-advice-late",
        StageKey.GATHERING_ADVICE,
        80,
        "Two services are late; the whole is still on time.",
        ADVICE,
        events=(YES,),
        advice=(
            (FAMILY, 31, 45),
            (SCHOOL, 31, 60),
            (HEALTH, 31, None),
            (PSYCHOLOGIST, 31, None),
            (CARE, 31, 50),
        ),
        told=75,
    ),
    State(
        "gathering-late",
        StageKey.GATHERING_ADVICE,
        150,
        "The 20 weeks have passed while advice is still awaited; the team gives a day.",
        FINAL,
        events=(YES,),
        advice=(
            (FAMILY, 31, 45),
            (SCHOOL, 31, 60),
            (HEALTH, 31, None),
            (PSYCHOLOGIST, 31, None),
            (CARE, 31, 50),
        ),
        said=Said(
            148,
            "The psychologist sees your child on Monday.",
            "psychologist",
            ("draft_plan", 170),
        ),
        told=148,
    ),
    State(
        "deciding-on-a-plan",
        StageKey.DECIDING_ON_A_PLAN,
        75,
        "All the advice has come and the council decides if there will be a plan.",
        NO_PLAN,
        events=(YES,),
        advice=ALL_IN,
        told=70,
    ),
    State(
        "deciding-on-a-plan-late",
        StageKey.DECIDING_ON_A_PLAN,
        147,
        "All the advice is there, and the 20 weeks have passed.",
        FINAL,
        events=(YES,),
        advice=ALL_IN,
        said=Said(140, "We are writing the draft.", "our_staff", ("draft_plan", 154)),
        told=140,
    ),
    State(
        "draft",
        StageKey.DRAFT_WITH_FAMILY,
        104,
        "The family has the draft: their turn, with the last day to say what they think.",
        COMMENTING,
        events=(YES, DRAFT),
        advice=ALL_IN,
        told=100,
    ),
    State(
        "draft-late",
        StageKey.DRAFT_WITH_FAMILY,
        150,
        "The draft came so late that the 20 weeks passed while the family reads it.",
        FINAL,
        events=(YES, ("draft_sent", 139)),
        advice=ALL_IN,
        said=Said(141, "We answer soon.", "our_mistake", ("final_plan", 160)),
        told=141,
    ),
    State(
        "finishing",
        StageKey.FINISHING_THE_PLAN,
        118,
        "The family has answered and the council writes the final plan.",
        FINAL,
        events=(YES, DRAFT, COMMENTS),
        advice=ALL_IN,
        told=112,
    ),
    State(
        "finishing-late",
        StageKey.FINISHING_THE_PLAN,
        152,
        "The final plan is late; the law’s day and the expected day side by side.",
        FINAL,
        events=(YES, DRAFT, COMMENTS),
        advice=ALL_IN,
        said=Said(151, "One school has not answered yet.", "school_place", ("final_plan", 161)),
        told=151,
    ),
    State(
        "final-plan",
        StageKey.PLAN_ISSUED,
        140,
        "The final plan was sent in time, with the family’s rights and their last days.",
        "Section 51 of the Act: the right to appeal",
        events=(YES, DRAFT, COMMENTS, ("final_plan_issued", 132)),
        advice=ALL_IN,
        told=132,
    ),
    State(
        "refused",
        StageKey.NOT_ASSESSED,
        44,
        "The council said no to an assessment: what the family can do, and until when.",
        "Regulation 5(1) and section 51 of the Act: the answer, mediation and appeal",
        events=(("decided_not_to_assess", 38),),
        told=38,
    ),
    State(
        "no-plan",
        StageKey.NO_PLAN,
        122,
        "The council assessed and said no to a plan, a week late.",
        "Regulation 10(1) and section 51 of the Act: the answer, mediation and appeal",
        events=(YES, ("decided_no_plan", 119)),
        advice=ALL_IN,
        told=119,
    ),
    State(
        "withdrawn",
        StageKey.WITHDRAWN,
        50,
        "The request was taken back: no dates run, and how to ask again.",
        "Section 36(1) of the Act: who may ask, and ask again",
        events=(("withdrawn", 40),),
        told=40,
    ),
    State(
        "moved",
        StageKey.MOVED_AWAY,
        90,
        "The family lives in another council’s area: whom to ask now.",
        "Section 24 of the Act: the council of the area where the child lives is responsible",
        events=(YES, ("moved_away", 84)),
        told=84,
    ),
    State(
        "young-person",
        StageKey.GATHERING_ADVICE,
        50,
        "The same page, said to the young person whose assessment it is.",
        "Section 83(2) of the Act: the rights pass when compulsory school age ends",
        events=(YES,),
        advice=((SCHOOL, 31, 44), (HEALTH, 31, None), (PSYCHOLOGIST, 31, None)),
        told=44,
        young_person=True,
        born=date(2008, 5, 1),
    ),
    State(
        "asked-again",
        None,
        50,
        "School age is over: the young person is asked if the parent may still see this.",
        "Section 83(2) of the Act: the parents’ view is asked for again and not inherited",
        events=(YES,),
        born=date(2008, 5, 1),
        asked_again=True,
    ),
    State(
        "being-checked",
        None,
        54,
        "Two recorded facts contradict each other: no date is shown that could be wrong.",
        "No law: facts that cannot both be true give no state",
        events=(("decided_to_assess", -20),),
    ),
)

# Longer than any picture: nobody has answered, everybody is late and the team was silent.
LONGEST = State(
    "longest",
    StageKey.GATHERING_ADVICE,
    150,
    "",
    "",
    events=(YES,),
    advice=tuple((body, 31, None) for body in (SCHOOL, HEALTH, PSYCHOLOGIST, CARE)),
    said=Said(131, "We still wait.", "psychologist", ("draft_plan", 170)),
    told=131,
)

# Those with the box at the top that gives the seven first answers.
WITH_ANSWERS = tuple(each for each in STATES if each.stage is not None)
