"""The themes that an area starts with, and how the wording of a theme is written down.

The wordings and examples are the portal's own. A forum changes them as it likes.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class ThemeWording:
    """How a reader knows whether a comment belongs in a theme."""

    name: str
    goes_in: str
    stays_out: str
    examples: tuple[str, str]

    def columns(self) -> dict[str, str]:
        """As a theme's row keeps it: one example a line."""
        return {
            "name": self.name,
            "goes_in": self.goes_in,
            "stays_out": self.stays_out,
            "examples": "\n".join(self.examples),
        }

    @classmethod
    def from_columns(cls, name: str, goes_in: str, stays_out: str, examples: str) -> Self:
        """The wording that `columns` wrote down."""
        first, _, second = examples.partition("\n")
        return cls(name, goes_in, stays_out, (first, second))


STARTING_FRAME = (
    ThemeWording(
        "Waiting and timeliness",
        "How long a step took, a date that was missed, or one that was met.",
        "Not being told about the delay: that is “Being kept informed”.",
        (
            "It took 32 weeks to get our plan.",
            "The decision came two days before the date we were given.",
        ),
    ),
    ThemeWording(
        "Being kept informed",
        "Whether the family heard what was happening without having to ask.",
        "Calls and e-mails that got no answer: that is “Making contact”.",
        (
            "Nobody told us that the panel had met.",
            "I had a short message every fortnight, even when there was no news.",
        ),
    ),
    ThemeWording(
        "Being listened to",
        "Whether the family’s or child’s views were asked for and made a difference.",
        "How polite people were: that is “Staff manner”.",
        (
            "What I wrote about his anxiety was left out.",
            "They changed the draft after my daughter said what helps her.",
        ),
    ),
    ThemeWording(
        "Understanding the process",
        "Whether letters, forms, meetings and rights made sense to the family.",
        "Steps that were clear but late: that is “Waiting and timeliness”.",
        (
            "I still do not know what a draft plan is for.",
            "The guide explained each step in plain words.",
        ),
    ),
    ThemeWording(
        "Quality of the plan",
        "What the plan says: whether it is right, specific, complete and fits the child.",
        "A good plan that the school does not follow: that is “School’s support”.",
        (
            "Parts of it were about another child.",
            "Every need has somebody named who will help with it.",
        ),
    ),
    ThemeWording(
        "Professional advice and health",
        "Reports and visits from psychologists, therapists, doctors and social workers.",
        "How that advice was used in the plan: that is “Quality of the plan”.",
        (
            "The speech therapist never met him before writing the report.",
            "The paediatrician took time to watch her play.",
        ),
    ),
    ThemeWording(
        "Annual review",
        "The yearly review of a plan: the meeting, its papers and what followed.",
        "A review about the move to another school: use “Transitions” as well.",
        (
            "We waited eight months for the amended plan after the review.",
            "The review was about what she wants next year.",
        ),
    ),
    ThemeWording(
        "Transitions",
        "Moving on: to nursery, school, college, work or adult services, or to another area.",
        "The first time a school is named in a plan: that is “Quality of the plan”.",
        (
            "We did not know his secondary school until July.",
            "She visited the college three times before she started.",
        ),
    ),
    ThemeWording(
        "School’s support",
        "What a nursery, school or college does, or does not do, for the child.",
        "Support outside school hours: that is “Activities and short breaks”.",
        (
            "The teaching assistant in the plan has never been there.",
            "His teacher changed the seating so that he can cope.",
        ),
    ),
    ThemeWording(
        "Activities and short breaks",
        "Clubs, holidays, respite and other things to do for children and families.",
        "Travel to school: that is “School’s support”.",
        (
            "There is nothing near us that takes wheelchairs.",
            "Saturday club is the one place where she has friends.",
        ),
    ),
    ThemeWording(
        "Staff manner",
        "How people treated the family: kindness, respect, blame.",
        "Whether views changed anything: that is “Being listened to”.",
        (
            "I was made to feel that it was my parenting.",
            "Our caseworker was warm and never in a hurry.",
        ),
    ),
    ThemeWording(
        "Making contact",
        "Reaching somebody: phones, e-mails, names, and whether an answer comes.",
        "News that the family should have had without asking: that is “Being kept informed”.",
        (
            "I rang five times and only got the answerphone.",
            "Somebody called back the same day.",
        ),
    ),
    ThemeWording(
        "Praise",
        "Thanks and things that went well, also beside another theme.",
        "Thanks out of politeness before a complaint: use the complaint’s theme.",
        (
            "Thank you, the plan has changed our lives.",
            "Please keep doing what you do.",
        ),
    ),
)
