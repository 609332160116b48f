"""The stages of an EHC needs assessment, in order, with the words that come with the portal.

The live status page and the public explainer both read these, so they cannot differ; an area
may publish words of its own in their place. Written for a reading age of 9 to 11: short
sentences, everyday words, "you" is the family.

What the words say of time and rights follows the Children and Families Act 2014, the Special
Educational Needs and Disability Regulations 2014 (SI 2014/1530) and, for appeals and
mediation, the guidance of IPSEA and of the information, advice and support services.
"""

import re
from dataclasses import dataclass, fields
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
class StageWords:
    """What a family reads about one stage; paragraphs are parted by an empty line."""

    name: str
    what_happens: str
    who_does_what: str
    how_long: str
    you_can: str
    your_rights: str


WORD_FIELDS: tuple[str, ...] = tuple(each.name for each in fields(StageWords))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each without blanks around it."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())


@dataclass(frozen=True)
class Stage:
    """One stage. `words` are the portal's own, in standard English.

    `milestone` is the next step with a rule of its own to wait for; None once it has ended.
    """

    key: StageKey
    words: StageWords
    milestone: MilestoneKey | None
    ended: bool

    @property
    def name(self) -> str:
        """What officers call the stage, whatever words an area has published for families."""
        return self.words.name

    @property
    def what_happens(self) -> str:
        """The portal's own words on what happens."""
        return self.words.what_happens

    @property
    def you_can(self) -> str:
        """The portal's own words on what the family can do."""
        return self.words.you_can


STAGES: tuple[Stage, ...] = (
    Stage(
        StageKey.DECIDING_WHETHER_TO_ASSESS,
        StageWords(
            name="Deciding whether to assess",
            what_happens="The council has your request. It reads what you and others have sent. "
            "Then it decides if your child needs a full check of what help they need. The law "
            "calls this check an EHC needs assessment.",
            who_does_what="The council’s team reads the request and decides. It must ask you "
            "what you think. It tells your child’s school and the health service that the "
            "request has come.",
            how_long="The council has 6 weeks from the day it got the request. By then it must "
            "tell you yes or no.",
            you_can="Send your views, and any reports you have. Tell the council what is hard "
            "for your child, and what helps. Ask the free advice service if you need help.",
            your_rights="If the answer is no, the letter must tell you why. You can ask for "
            "mediation, and you can appeal.\n\n"
            "If 6 weeks pass and you have no answer, you can complain to the council. The free "
            "advice service, SENDIASS, can help you.",
        ),
        MilestoneKey.DECIDE_TO_ASSESS,
        ended=False,
    ),
    Stage(
        StageKey.GATHERING_ADVICE,
        StageWords(
            name="Gathering advice",
            what_happens="The council asks people who know about your child to write down what "
            "they think. It asks you, the school, health staff, social care and a "
            "psychologist. Each has 6 weeks to reply.",
            who_does_what="The council asks for the advice and checks that it comes. The "
            "school, health staff, social care and an educational psychologist each write "
            "theirs. You write down your views, and so can your child.",
            how_long="Each service has 6 weeks from the day it is asked. If there will be no "
            "plan, the council must tell you within 16 weeks of getting the request.",
            you_can="Go to the visits. Name anyone else the council should ask. Tell the "
            "council if you already have a good report.",
            your_rights="You can name someone the council should ask for advice. If it is fair "
            "to ask them, the council must do it.\n\n"
            "A long waiting list is not a reason that the law allows for being late. If advice "
            "is late, you can complain. SENDIASS can help you.",
        ),
        MilestoneKey.TELL_NO_PLAN,
        ended=False,
    ),
    Stage(
        StageKey.DECIDING_ON_A_PLAN,
        StageWords(
            name="Deciding on a plan",
            what_happens="The council has the advice. It decides if your child needs a plan. If "
            "so, it writes a first version. This is called the draft. If not, it must tell you "
            "why by week 16.",
            who_does_what="The council’s team reads all the advice and decides. If the answer "
            "is yes, it writes the draft plan and sends it to you with the advice.",
            how_long="If the answer is no, the council must tell you within 16 weeks of the day "
            "it got the request. If it is yes, the law gives no date for the draft. The final "
            "plan must come within 20 weeks.",
            you_can="Ask for copies of the advice. Start to think about which school or college "
            "you want.",
            your_rights="If the answer is no, the letter must tell you why. You can ask for "
            "mediation, and you can appeal. You can ask for all the reports too.\n\n"
            "If a date in the law has passed, you can complain to the council. SENDIASS can "
            "help you.",
        ),
        MilestoneKey.DRAFT_PLAN,
        ended=False,
    ),
    Stage(
        StageKey.DRAFT_WITH_FAMILY,
        StageWords(
            name="Draft plan with you",
            what_happens="You have the draft plan. You have at least 15 days to say what you "
            "think. The day it was sent is day 1.",
            who_does_what="You read the draft and say what you think. The council waits for "
            "what you say. If you ask for a meeting, it must meet you.",
            how_long="You have at least 15 days. The day the draft was sent is day 1. The final "
            "plan must still come within 20 weeks of the day the council got the request.",
            you_can="Read the draft. Say what is wrong or left out. Name the school or college "
            "you want. Ask for a meeting if you want one.",
            your_rights="You can ask for a named school or college. You can ask for more to be "
            "put in the plan, and the council must read what you say.\n\n"
            "You cannot appeal about a draft. You can appeal when the final plan has come. "
            "SENDIASS can read the draft with you. It is free.",
        ),
        MilestoneKey.COMMENT_ON_DRAFT,
        ended=False,
    ),
    Stage(
        StageKey.FINISHING_THE_PLAN,
        StageWords(
            name="Finishing the plan",
            what_happens="The council looks at what you said. It asks schools or colleges if "
            "they can give the help in the plan. Then it writes the final plan.",
            who_does_what="The council asks the school or college that you named, and maybe "
            "others. They should answer in 15 days. The council then writes the final plan. It "
            "sends it to you, the school and the health service.",
            how_long="The final plan must come within 20 weeks of the day the council got the "
            "request.",
            you_can="Ask which schools have been asked, and what they said. Ask when the final "
            "plan will come.",
            your_rights="If 20 weeks have passed, you can complain to the council. You do not "
            "lose your place or your rights if you complain.\n\n"
            "When the final plan comes, you can appeal if you do not agree with it. SENDIASS "
            "can help you get ready.",
        ),
        MilestoneKey.FINAL_PLAN,
        ended=False,
    ),
    Stage(
        StageKey.PLAN_ISSUED,
        StageWords(
            name="Final plan sent",
            what_happens="The council has sent the final plan. The help in it must now be given.",
            who_does_what="The council must make sure that your child gets the help in the "
            "plan. The school or college gives most of it. The health service gives the health "
            "part.",
            how_long="The help must start now. The council must look at the plan again with you "
            "at least once every 12 months.",
            you_can="Check that the plan is right. If you do not agree, you can appeal. The "
            "letter tells you how, and by when.",
            your_rights="You can appeal about what your child needs, the help in the plan or "
            "the school. You have two months from the date on the letter, or one month from "
            "your mediation certificate. The later of the two dates counts.\n\n"
            "Talk to a mediation adviser first to get the certificate. You do not need it if "
            "your appeal is only about the school. If the help is not given, you can complain. "
            "SENDIASS can help you with all of this.",
        ),
        None,
        ended=True,
    ),
    Stage(
        StageKey.NOT_ASSESSED,
        StageWords(
            name="The council said no to an assessment",
            what_happens="The council decided not to assess your child. It must tell you why.",
            who_does_what="The council sends you a letter with its reasons. If you do not "
            "agree, a mediation adviser can help you talk to the council. If you appeal, a "
            "tribunal decides.",
            how_long="To appeal, you have two months from the date on the letter, or one month "
            "from your mediation certificate. The later of the two dates counts. Talk to the "
            "mediation adviser within the two months.",
            you_can="Ask the council to talk it over with you. You can ask for mediation, where "
            "someone who does not take sides helps you both. You can appeal. The letter tells "
            "you how, and by when.",
            your_rights="You can appeal to the tribunal. It does not belong to the council, and "
            "it can tell the council to assess your child. Before you appeal, talk to a "
            "mediation adviser. You can say no to mediation and still appeal.\n\n"
            "The school must still help your child. SENDIASS can help you. It is free.",
        ),
        None,
        ended=True,
    ),
    Stage(
        StageKey.NO_PLAN,
        StageWords(
            name="The council said no to a plan",
            what_happens="The council assessed your child. It decided that a plan is not "
            "needed. It must tell you why.",
            who_does_what="The council sends you a letter with its reasons. The school plans "
            "with you what help it gives without a plan. If you appeal, a tribunal decides.",
            how_long="To appeal, you have two months from the date on the letter, or one month "
            "from your mediation certificate. The later of the two dates counts. Talk to the "
            "mediation adviser within the two months.",
            you_can="Ask for all the reports. Ask the school what help it will give. You can "
            "ask for mediation, where someone who does not take sides helps you both. You can "
            "appeal. The letter tells you how, and by when.",
            your_rights="You can appeal to the tribunal. It does not belong to the council, and "
            "it can tell the council to write a plan. Before you appeal, talk to a mediation "
            "adviser. You can say no to mediation and still appeal.\n\n"
            "The school must still help your child. SENDIASS can help you. It is free.",
        ),
        None,
        ended=True,
    ),
    Stage(
        StageKey.WITHDRAWN,
        StageWords(
            name="Request withdrawn",
            what_happens="The request was taken back. The council has stopped work on it.",
            who_does_what="You, or the person who asked, told the council to stop. No one has "
            "to do anything more now.",
            how_long="No dates run any more. If you ask again, all the weeks are counted from "
            "the day the council gets the new request.",
            you_can="You can ask again at any time. Tell the council if this is a mistake.",
            your_rights="You can ask again. You can send the same reports, and new ones too.\n\n"
            "If you did not want to stop, tell the council in writing. You can complain. "
            "SENDIASS can help you.",
        ),
        None,
        ended=True,
    ),
    Stage(
        StageKey.MOVED_AWAY,
        StageWords(
            name="Moved to another council",
            what_happens="You live in the area of another council now. This council has stopped "
            "work on the request.",
            who_does_what="Your new council decides if it will assess your child. You ask it to "
            "do so. This council can send on the advice it has.",
            how_long="If you ask your new council, all the weeks are counted from the day it "
            "gets your request.",
            you_can="Ask your new council to assess your child. It makes its own choice. Ask "
            "this council to send on the advice it has.",
            your_rights="You have the same rights with your new council. If it says no, you can "
            "ask for mediation, and you can appeal.\n\n"
            "Your new area has a free advice service (SENDIASS) of its own. It can help you.",
        ),
        None,
        ended=True,
    ),
)


def stage(key: StageKey) -> Stage:
    """The stage called `key`."""
    return next(each for each in STAGES if each.key == key)
