"""The fictional surveys beside the one about the assessment, and what people answered."""

from datetime import date

from portal.demonstration.wave_stories import Came, SurveyStory, WaveStory
from portal.domain.stages import StageKey
from portal.feedback.tickets import Band
from portal.surveys.channels import Channel
from portal.surveys.models import Side

DECIDING = StageKey.DECIDING_WHETHER_TO_ASSESS.value
GATHERING = StageKey.GATHERING_ADVICE.value
FINISHING = StageKey.FINISHING_THE_PLAN.value
ON_TIME, LATE = Band.ON_TIME.value, Band.LATE.value

STAGE_END = (Channel.OPEN_LINK, Channel.STAGE_END)
YOUNG = (Channel.OPEN_LINK, Channel.KIOSK)
BY_EMAIL = (Channel.EMAIL,)
SUMMER = "Summer 2026", date(2026, 6, 1), date(2026, 8, 28)
SINCE_AUTUMN = "Autumn and winter 2026", date(2026, 9, 7), date(2027, 2, 26)
HALF_TERM = "Spring 2026", date(2026, 5, 18), date(2026, 7, 17)
THIS_TERM = "Autumn 2026", date(2026, 10, 5), date(2026, 12, 18)
EARLY_AUTUMN = "Autumn 2026", date(2026, 9, 21), date(2026, 10, 16)
NEW_YEAR = "Winter 2027", date(2027, 1, 18), date(2027, 2, 19)
REMINDER = date(2026, 10, 5)


def ended(stage: str, band: str, number: int, handed_out: int) -> Came:
    """How many families answered of those whose stage ended so."""
    return Came(Channel.STAGE_END, number, handed_out, stage, band)


IN_THE_MAKING = SurveyStory(
    "activities",
    date(2026, 11, 11),
    (Channel.OPEN_LINK,),
    (WaveStory(*NEW_YEAR),),
    agreed=(Side.COUNCIL,),
)
"""Waits for the forum to agree; its wave is planned all the same."""

WANDSWORTH = (
    SurveyStory(
        "stage-end",
        date(2026, 5, 18),
        STAGE_END,
        (
            WaveStory(
                *SUMMER,
                (
                    ended(DECIDING, ON_TIME, 14, 24),
                    ended(DECIDING, LATE, 3, 7),
                    ended(GATHERING, LATE, 5, 15),
                    ended(FINISHING, LATE, 13, 26),
                    ended(FINISHING, ON_TIME, 4, 9),
                    Came(Channel.OPEN_LINK, 10),
                ),
                {"informed": (8, 10, 10, 13, 7), "next_step": (27, 21), "on_time": (30, 18)},
                (
                    "They rang the day they decided. We knew before the letter came.",
                    "We got the plan in the seventh month. Nobody said sorry.",
                    "The advice came all at once and we had two days to read it.",
                    "I liked that I could see the dates. I did not like the dates.",
                    "Our officer changed twice in this stage.",
                    "The nursery told us more than the council did.",
                ),
            ),
            WaveStory(
                *SINCE_AUTUMN,
                (
                    ended(DECIDING, ON_TIME, 5, 11),
                    ended(GATHERING, LATE, 0, 1),
                    ended(FINISHING, LATE, 3, 8),
                    Came(Channel.OPEN_LINK, 1),
                ),
                {"informed": (1, 1, 2, 3, 2), "next_step": (3, 6), "on_time": (4, 5)},
                ("We were told on a Tuesday what would happen on the Friday. It did.",),
            ),
        ),
    ),
    SurveyStory(
        "views-young-people",
        date(2026, 5, 4),
        YOUNG,
        (
            WaveStory(
                *HALF_TERM,
                (Came(Channel.OPEN_LINK, 13), Came(Channel.KIOSK, 9)),
                {"listened": (2, 3, 5, 7, 5), "own_say": (2, 4, 6, 6, 4), "views": (4, 5, 5, 4, 3)},
                (
                    "I drew what I like and the lady kept the picture.",
                    "Too many people asked me the same thing.",
                    "I did not know I was allowed to come to the meeting.",
                    "My plan says I like trains. I do not like trains.",
                ),
            ),
            WaveStory(
                *THIS_TERM,
                (Came(Channel.OPEN_LINK, 4), Came(Channel.KIOSK, 3)),
                {"listened": (0, 1, 2, 2, 2), "own_say": (0, 1, 2, 3, 1), "views": (1, 1, 2, 2, 1)},
                ("It was good that my brother could help me.",),
            ),
        ),
    ),
    SurveyStory(
        "professionals",
        date(2026, 9, 7),
        BY_EMAIL,
        (
            WaveStory(
                *EARLY_AUTUMN,
                (Came(Channel.EMAIL, 28, 46),),
                {
                    "asked_in_time": (4, 7, 8, 6, 2),
                    "together": (3, 8, 9, 5, 2),
                    "told_outcome": (11, 17),
                    "advice_used": (2, 5, 8, 8, 4),
                    "views": (1, 4, 9, 9, 4),
                    "involved": (5, 8, 8, 5, 2),
                },
                (
                    "The request reached me with nine days left. I need the whole six weeks.",
                    "I never hear what happened. I would like to see the plan.",
                    "The new template is shorter. Thank you for that.",
                    "Please tell us when a child has moved school.",
                    "One meeting of all of us would save a month of letters.",
                ),
                remind_on=REMINDER,
            ),
        ),
        invites="adviser",
    ),
    IN_THE_MAKING,
)

MERTON = (
    SurveyStory(
        "stage-end",
        date(2026, 5, 18),
        STAGE_END,
        (
            WaveStory(
                *SUMMER,
                (
                    ended(DECIDING, ON_TIME, 12, 21),
                    ended(GATHERING, ON_TIME, 4, 12),
                    ended(FINISHING, ON_TIME, 6, 13),
                ),
                {"informed": (2, 3, 5, 7, 4), "next_step": (8, 13), "on_time": (7, 15)},
                (
                    "It was quick and they were kind.",
                    "I had to ask who our officer is.",
                    "The letter about the decision was in plain words.",
                ),
            ),
            WaveStory(
                *SINCE_AUTUMN,
                (
                    ended(DECIDING, ON_TIME, 3, 6),
                    ended(GATHERING, LATE, 0, 1),
                    Came(Channel.OPEN_LINK, 1),
                ),
                {"informed": (0, 1, 1, 1, 1), "next_step": (1, 3), "on_time": (1, 3)},
            ),
        ),
    ),
    SurveyStory(
        "views-young-people",
        date(2026, 5, 4),
        YOUNG,
        (
            WaveStory(
                *HALF_TERM,
                (Came(Channel.OPEN_LINK, 9), Came(Channel.KIOSK, 5)),
                {"listened": (1, 2, 3, 5, 3), "own_say": (1, 2, 4, 4, 3), "views": (1, 3, 4, 3, 3)},
                ("They asked me what helps. Headphones help.", "The meeting was long."),
            ),
            WaveStory(
                *THIS_TERM,
                (Came(Channel.OPEN_LINK, 2),),
                {"listened": (0, 0, 1, 1, 0), "own_say": (0, 0, 1, 0, 1), "views": (0, 1, 0, 1, 0)},
            ),
        ),
    ),
    SurveyStory(
        "professionals",
        date(2026, 9, 7),
        BY_EMAIL,
        (
            WaveStory(
                *EARLY_AUTUMN,
                (Came(Channel.EMAIL, 19, 31),),
                {
                    "asked_in_time": (1, 4, 5, 6, 3),
                    "together": (1, 3, 6, 6, 3),
                    "told_outcome": (6, 13),
                    "advice_used": (1, 3, 5, 6, 4),
                    "views": (0, 2, 6, 7, 4),
                    "involved": (2, 4, 5, 5, 3),
                },
                (
                    "Being asked early made all the difference this term.",
                    "Tell us the outcome each time, not only when we ask.",
                ),
                remind_on=REMINDER,
            ),
        ),
        invites="adviser",
    ),
    IN_THE_MAKING,
)

OTHERS: dict[str, tuple[SurveyStory, ...]] = {"wandsworth": WANDSWORTH, "merton": MERTON}
