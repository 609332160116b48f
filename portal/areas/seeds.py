"""The two areas this portal was first made for, as they start on a new install.

Their telephone numbers come from the range kept for drama and their addresses from
example.org, so that nobody is rung by a demonstration. A real install starts without them:
an administrator gives the real ones.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.areas.models import Area, Contact
from portal.areas.queries import area_called
from portal.domain.bodies import Body
from portal.domain.colours import text_colour_on


@dataclass(frozen=True)
class ContactSeed:
    """One body of an area and how it is reached."""

    body: Body
    name: str
    what_for: str
    phone: str
    email: str


@dataclass(frozen=True)
class AreaSeed:
    """An area with its standards in days and its colours."""

    slug: str
    name: str
    council: str
    brand_colour: str
    contacts: tuple[ContactSeed, ...]
    reply_standard_working_days: int = 5
    update_promise_days: int = 14


CASEWORK = "Runs the assessment. Ask about dates, letters and what happens next."
ADVICE = "Free, impartial and confidential advice. It does not work for the council."
FORUM = "Parents and carers who speak up for families and read what you tell us."

SEEDS = (
    AreaSeed(
        "wandsworth",
        "Wandsworth",
        "Wandsworth Borough Council",
        "#1d3c5a",
        (
            ContactSeed(
                Body.CASEWORK_TEAM,
                "Special Needs Assessment Service (SNAS)",
                CASEWORK,
                "020 7946 0101",
                "snas@wandsworth.example.org",
            ),
            ContactSeed(
                Body.ADVICE_SERVICE,
                "Wandsworth Information, Advice and Support Service (WIASS)",
                ADVICE,
                "020 7946 0102",
                "wiass@wandsworth.example.org",
            ),
            ContactSeed(
                Body.FORUM,
                "Positive Parent Action",
                FORUM,
                "020 7946 0103",
                "hello@positive-parent-action.example.org",
            ),
        ),
    ),
    AreaSeed(
        "merton",
        "Merton",
        "Merton Council",
        "#5b2a5c",
        (
            ContactSeed(
                Body.CASEWORK_TEAM,
                "SEND Integrated Service (SENDIS)",
                CASEWORK,
                "020 7946 0201",
                "sendis@merton.example.org",
            ),
            ContactSeed(
                Body.ADVICE_SERVICE,
                "Merton Information, Advice and Support Service",
                ADVICE,
                "020 7946 0202",
                "advice@merton.example.org",
            ),
            ContactSeed(
                Body.FORUM,
                "Kids First",
                FORUM,
                "020 7946 0203",
                "hello@kids-first.example.org",
            ),
        ),
    ),
)


def plant(session: Session, seed: AreaSeed, *, fictional: bool) -> Area:
    """The area of this seed, added with its contacts unless it is there already.

    Only a `fictional` area gets the invented telephone numbers and e-mail addresses.
    """
    area = area_called(session, seed.slug)
    if area is not None:
        return area
    area = Area(
        slug=seed.slug,
        name=seed.name,
        council=seed.council,
        reply_standard_working_days=seed.reply_standard_working_days,
        update_promise_days=seed.update_promise_days,
        brand_colour=seed.brand_colour,
        brand_text_colour=text_colour_on(seed.brand_colour),
        contacts=[
            Contact(
                body=each.body,
                name=each.name,
                what_for=each.what_for,
                phone=each.phone if fictional else "",
                email=each.email if fictional else "",
                website="",
            )
            for each in seed.contacts
        ],
    )
    session.add(area)
    session.flush()
    return area
