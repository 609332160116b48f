"""The stages of an EHC needs assessment, in order, in plain English.

The live status page and the public explainer both read these, so they cannot differ. Written
for a reading age of 9 to 11: short sentences, everyday words, "you" is the family.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.time_limits import MilestoneKey


class StageKey(StrEnum):
    """Where a request can stand. The first five come in order; any of the rest ends it."""

    DECIDING_WHETHER_TO_ASSESS = "deciding_whether_to_assess"
    GATHERING_ADVICE = "gathering_advice"
    DECIDING_ON_A_PLAN = "deciding_on_a_plan"
    DRAFT_WITH_FAMILY = "draft_with_family"
    FINISHING_THE_PLAN = "finishing_the_plan"
    NOT_ASSESSED = "not_assessed"
    NO_PLAN = "no_plan"
    PLAN_ISSUED = "plan_issued"
    WITHDRAWN = "withdrawn"
    MOVED_AWAY = "moved_away"


@dataclass(frozen=True)
class Stage:
    """What a family reads about one stage.

    `milestone` is the next step with a rule of its own to wait for; None once it has ended.
    """

    key: StageKey
    name: str
    what_happens: str
    you_can: str
    milestone: MilestoneKey | None
    ended: bool


STAGES: tuple[Stage, ...] = (
    Stage(
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        "Deciding whether to assess",
        "The council has your request. It reads what you and others have sent. Then it decides "
        "if your child needs a full check of what help they need. The law calls this check an "
        "EHC needs assessment.",
        "Send your views, and any reports you have. Tell the council what is hard for your "
        "child, and what helps. Ask the free advice service if you need help.",
        MilestoneKey.DECIDE_TO_ASSESS,
        ended=False,
    ),
    Stage(
        StageKey.GATHERING_ADVICE,
        "Gathering advice",
        "The council asks people who know about your child to write down what they think. It "
        "asks you, the school, health staff, social care and a psychologist. Each has 6 weeks "
        "to reply.",
        "Go to the visits. Name anyone else the council should ask. Tell the council if you "
        "already have a good report.",
        MilestoneKey.TELL_NO_PLAN,
        ended=False,
    ),
    Stage(
        StageKey.DECIDING_ON_A_PLAN,
        "Deciding on a plan",
        "The council has the advice. It decides if your child needs a plan. If so, it writes a "
        "first version. This is called the draft. If not, it must tell you why by week 16.",
        "Ask for copies of the advice. Start to think about which school or college you want.",
        MilestoneKey.DRAFT_PLAN,
        ended=False,
    ),
    Stage(
        StageKey.DRAFT_WITH_FAMILY,
        "Draft plan with you",
        "You have the draft plan. You have at least 15 days to say what you think. The day it "
        "was sent is day 1.",
        "Read the draft. Say what is wrong or left out. Name the school or college you want. "
        "Ask for a meeting if you want one.",
        MilestoneKey.COMMENT_ON_DRAFT,
        ended=False,
    ),
    Stage(
        StageKey.FINISHING_THE_PLAN,
        "Finishing the plan",
        "The council looks at what you said. It asks schools or colleges if they can give the "
        "help in the plan. Then it writes the final plan.",
        "Ask which schools have been asked, and what they said. Ask when the final plan will come.",
        MilestoneKey.FINAL_PLAN,
        ended=False,
    ),
    Stage(
        StageKey.PLAN_ISSUED,
        "Final plan sent",
        "The council has sent the final plan. The help in it must now be given.",
        "Check that the plan is right. If you do not agree, you can appeal. The letter tells you "
        "how, and by when.",
        None,
        ended=True,
    ),
    Stage(
        StageKey.NOT_ASSESSED,
        "The council said no to an assessment",
        "The council decided not to assess your child. It must tell you why.",
        "Ask the council to talk it over with you. You can ask for mediation, where someone who "
        "does not take sides helps you both. You can appeal. The letter tells you how, and by "
        "when.",
        None,
        ended=True,
    ),
    Stage(
        StageKey.NO_PLAN,
        "The council said no to a plan",
        "The council assessed your child. It decided that a plan is not needed. It must tell "
        "you why.",
        "Ask for all the reports. Ask the school what help it will give. You can ask for "
        "mediation, where someone who does not take sides helps you both. You can appeal. The "
        "letter tells you how, and by when.",
        None,
        ended=True,
    ),
    Stage(
        StageKey.WITHDRAWN,
        "Request withdrawn",
        "The request was taken back. The council has stopped work on it.",
        "You can ask again at any time. Tell the council if this is a mistake.",
        None,
        ended=True,
    ),
    Stage(
        StageKey.MOVED_AWAY,
        "Moved to another council",
        "You live in the area of another council now. This council has stopped work on the "
        "request.",
        "Ask your new council to assess your child. It makes its own choice. Ask this council to "
        "send on the advice it has.",
        None,
        ended=True,
    ),
)


def stage(key: StageKey) -> Stage:
    """What a family reads about the stage `key`."""
    return next(each for each in STAGES if each.key == key)
