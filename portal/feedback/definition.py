"""What the portal asks families about the assessment, and how a wave freezes it.

The wording is our own. Every scale runs from 1, the worst, to 5, the best, so that more
stars always mean better. A question whose words change is another question: give it a new
key, or the survey a new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

STARS, YES_NO, COMMENT = "stars", "yes_no", "comment"
LONGEST_COMMENT = 1200

KEY = "assessment"
TITLE = "How the assessment went for you"
INTRODUCTION = (
    "We ask every family the same questions again and again. So everybody can see whether "
    "things get better."
)
INVITED_GROUP = (
    "Families whose child or young person has had, or asked for, an education, health and "
    "care (EHC) needs assessment"
)
CHANNELS = (
    "The portal’s own page, open to everybody",
    "A link sent to families by e-mail or text message",
    "On paper or by phone, typed in afterwards",
)


@dataclass(frozen=True)
class AskedQuestion:
    """One question as it was asked; `labels` are the worded answers, worst first."""

    key: str
    kind: str
    wording: str
    concept: str
    labels: tuple[str, ...] = ()
    high_is_good: bool = True
    position: int = 0


_HOW_WELL = ("not at all", "not very well", "partly", "well", "very well")

ASSESSMENT = (
    AskedQuestion(
        "understanding",
        STARS,
        "How well do you understand how the assessment works?",
        "Understanding of the process",
        _HOW_WELL,
    ),
    AskedQuestion(
        "ease",
        STARS,
        "How easy or frustrating was the assessment to go through?",
        "Confusion and frustration",
        ("very frustrating", "frustrating", "neither easy nor frustrating", "easy", "very easy"),
    ),
    AskedQuestion(
        "informed",
        STARS,
        "How well were you kept informed?",
        "Being kept informed",
        _HOW_WELL,
    ),
    AskedQuestion(
        "views",
        STARS,
        "How much of what you and your child said is in the plan?",
        "Views of the child and the family in the plan",
        ("none of it", "a little of it", "some of it", "most of it", "all of it"),
    ),
    AskedQuestion(
        "professionals",
        STARS,
        "How well did the professionals get to know your child’s needs?",
        "Work of the professionals",
        _HOW_WELL,
    ),
    AskedQuestion(
        "satisfaction",
        STARS,
        "How happy are you with the assessment as a whole?",
        "Satisfaction",
        ("very unhappy", "unhappy", "neither happy nor unhappy", "happy", "very happy"),
    ),
    AskedQuestion(
        "next_step",
        YES_NO,
        "Did you know at each step what would happen next?",
        "Knowing what comes next",
        ("no", "yes"),
    ),
    AskedQuestion(
        COMMENT,
        COMMENT,
        "What went well? What should change?",
        "In families’ own words",
    ),
)


def survey_key(area_slug: str) -> str:
    """The key of an area's survey about the assessment."""
    return f"{KEY}-{area_slug}"


def frozen(
    questions: Iterable[AskedQuestion], *, invited_group: str, channel: str
) -> dict[str, Any]:
    """What a wave asks of whom and how, as JSON, to be compared with later waves."""
    in_order = sorted(questions, key=lambda question: question.position)
    return {
        "questions": [
            asdict(question) | {"labels": list(question.labels)} for question in in_order
        ],
        "invited_group": invited_group,
        "channel": channel,
    }


def asked_questions(definition: Mapping[str, Any] | None) -> tuple[AskedQuestion, ...]:
    """The questions of a frozen definition in the order they are asked; none before it froze."""
    return tuple(
        AskedQuestion(**question | {"labels": tuple(question["labels"])})
        for question in (definition["questions"] if definition else ())
    )
