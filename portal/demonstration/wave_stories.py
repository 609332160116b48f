"""The shape of a fictional survey: its waves, by which ways people came, and what they said.

Each question has a count for every answer, in the order of its numbers: one star first, no
before yes. Fewer answers than people means that some left it out. The answers are dealt to
people in an order fixed by a seed, so a question asked of some only keeps a part of its counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.surveys.channels import Channel
from portal.surveys.models import Side

Counts = tuple[int, ...]


@dataclass(frozen=True)
class Came:
    """How many answered by one way, and how many letters, links or forms were handed out.

    `stage` and `band` are what links in a stage's last message tell; empty for other ways.
    """

    way: Channel
    number: int
    handed_out: int = 0
    stage: str = ""
    band: str = ""


@dataclass(frozen=True)
class WaveStory:
    """One wave: its days, how people came, what they answered, and the words they left.

    `invites_families` writes to every family with an account, besides those handed out.
    """

    name: str
    opens: date
    closes: date
    came: tuple[Came, ...] = ()
    counts: Mapping[str, Counts] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    invited: int | None = None
    remind_on: date | None = None
    invites_families: bool = False


@dataclass(frozen=True)
class SurveyStory:
    """One survey, made from the one that the portal calls `start`; who agreed, and its waves.

    `invites` is how the addresses begin of the made-up people who are written to.
    """

    start: str
    made_on: date
    channels: tuple[Channel, ...]
    waves: tuple[WaveStory, ...]
    agreed: tuple[Side, ...] = (Side.COUNCIL, Side.FORUM)
    invites: str = "family"
