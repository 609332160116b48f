"""The fictional local services of the demonstration.

Their telephone numbers are from the range kept for drama, their addresses end in example.org,
and their postcodes hold letters that no real postcode ends in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.directory import queries
from portal.directory.record import Feed, GivenPlace, GivenService
from portal.directory.services import set_stages, take_in
from portal.domain.stages import StageKey

FEED = "Local Offer"
LEVEL = "Level entrance"
TOILET = "Accessible toilet"
EARLY = (StageKey.DECIDING_WHETHER_TO_ASSESS, StageKey.GATHERING_ADVICE)
ENDS = (StageKey.NOT_ASSESSED, StageKey.NO_PLAN)


@dataclass(frozen=True)
class Offered:
    """A service of the demonstration and the stages it is shown beside."""

    service: GivenService
    beside: Sequence[StageKey] = ()


def plant_services(session: Session, area: Area, now: datetime) -> int:
    """Give the area its fictional services, beside their stages; how many there are."""
    offered = OFFERED.get(area.slug, ())
    if not offered:
        return 0
    feed = Feed(tuple(each.service for each in offered), is_whole=True)
    take_in(session, area.id, FEED, feed, today=now.date(), now=now)
    beside = {each.service.source_id: each.beside for each in offered}
    for row in queries.services_of_feed(session, area.id, FEED):
        service = queries.service(session, area.id, row.id)
        assert service is not None
        set_stages(session, service, beside[row.source_id], by=None, now=now)
    return len(offered)


def _place(
    name: str, street: str, postcode: str, north: float, east: float, *access: str
) -> GivenPlace:
    return GivenPlace(
        name=name,
        address=f"{street}, London, {postcode}",
        postcode=postcode,
        outward=postcode.partition(" ")[0],
        latitude=north,
        longitude=east,
        access=access,
    )


WANDSWORTH = (
    Offered(
        GivenService(
            source_id="w-1",
            name="Otters swimming club",
            description="A quiet hour in the pool each week for disabled children. A parent or "
            "carer goes in too. The lights are low and there is no music.",
            organisation="Otters of Wandle Reach",
            url="https://otters.example.org/",
            email="hello@otters.example.org",
            phone="020 7946 0301",
            minimum_age=4,
            maximum_age=11,
            opening=("Sunday, 9am to 10am, in term time",),
            cost="£4 a family",
            is_free=False,
            needs=("Autism", "Physical needs"),
            categories=("Sports and fitness", "Things to do"),
            updated_on=date(2026, 9, 14),
            places=(
                _place("Wandle Reach Pool", "2 Lido Lane", "SW18 4VK", 51.4521, -0.1934, LEVEL),
            ),
        )
    ),
    Offered(
        GivenService(
            source_id="w-2",
            name="Tea and Talk parent group",
            description="Parents and carers meet, drink tea and talk about assessments, schools "
            "and sleep. Come for ten minutes or for the whole morning. Babies are welcome.",
            organisation="Heathside Families",
            email="tea@heathside.example.org",
            phone="020 7946 0302",
            opening=("Tuesday, 10am to midday",),
            is_free=True,
            categories=("Parent groups", "Advice and support"),
            updated_on=date(2026, 10, 2),
            places=(
                _place("Heathside Hall", "41 Common Rise", "SW17 8VC", 51.4302, -0.1641, LEVEL),
                _place("Putney Tide Library", "9 Tide Row", "SW15 2CM", 51.4607, -0.2164),
            ),
        ),
        (*EARLY, *ENDS),
    ),
    Offered(
        GivenService(
            source_id="w-3",
            name="Form Fillers",
            description="Volunteers who have been through an assessment themselves sit down with "
            "you. They help you to write your views and to read the draft plan.",
            organisation="Heathside Families",
            url="https://forms.heathside.example.org/",
            phone="020 7946 0303",
            opening=("By appointment",),
            is_free=True,
            categories=("Advice and support",),
            updated_on=date(2026, 8, 20),
            places=(GivenPlace(name="Online or by phone"),),
        ),
        (*EARLY, StageKey.DRAFT_WITH_FAMILY),
    ),
    Offered(
        GivenService(
            source_id="w-4",
            name="Hands and Voices signing choir",
            description="Deaf and hearing children sing and sign together.",
            organisation="Southside Sound",
            url="https://choir.southside.example.org/",
            email="choir@southside.example.org",
            minimum_age=6,
            maximum_age=16,
            opening=("Thursday, 4:30pm to 5:30pm",),
            cost="£2 a week",
            is_free=False,
            needs=("Hearing",),
            categories=("Dance, drama and music", "Things to do"),
            updated_on=date(2026, 6, 30),
            places=(
                _place(
                    "Southside Studio", "17 Viaduct Arches", "SW11 5KM", 51.4653, -0.1630, LEVEL
                ),
            ),
        )
    ),
    Offered(
        GivenService(
            source_id="w-5",
            name="The Den holiday club",
            description="Games, cooking and trips in the school holidays, with one helper for "
            "every two children.",
            organisation="The Den",
            email="book@the-den.example.org",
            phone="020 7946 0305",
            minimum_age=5,
            maximum_age=17,
            who_for="Children with an education, health and care plan, or waiting for one.",
            opening=("School holidays, Monday to Friday, 9:30am to 3:30pm",),
            cost="£12 a day. Ask about free places.",
            is_free=False,
            needs=("Autism", "Learning disability", "Physical needs"),
            categories=("Holiday clubs", "Short breaks"),
            updated_on=date(2026, 7, 6),
            places=(_place("The Den", "3 Furze Way", "SW15 4IO", 51.4459, -0.2402, LEVEL, TOILET),),
        ),
        (StageKey.PLAN_ISSUED,),
    ),
    Offered(
        GivenService(
            source_id="w-6",
            name="Little Steps stay and play",
            description="Soft play and sensory toys for under-fives who are slow to walk or talk.",
            organisation="Heathside Families",
            minimum_age=0.5,
            maximum_age=5,
            opening=("Friday, 1pm to 2:30pm, in term time",),
            is_free=True,
            needs=("Speech and language", "Physical needs"),
            categories=("Early years",),
            updated_on=date(2026, 9, 1),
            places=(
                _place("Heathside Hall", "41 Common Rise", "SW17 8VC", 51.4302, -0.1641, LEVEL),
            ),
        )
    ),
    Offered(
        GivenService(
            source_id="w-7",
            name="Next Stop travel training",
            description="A trainer goes with a young person to school or college until they can "
            "do it alone.",
            organisation="Next Stop",
            phone="020 7946 0307",
            minimum_age=13,
            maximum_age=25,
            needs=("Autism", "Learning disability"),
            categories=("Growing up",),
            updated_on=date(2025, 5, 12),
        ),
        (StageKey.PLAN_ISSUED,),
    ),
    Offered(
        GivenService(
            source_id="w-8",
            name="Sibling Saturdays",
            description="A morning for brothers and sisters of disabled children: pizza, games, "
            "and somebody to talk to.",
            organisation="The Den",
            email="siblings@the-den.example.org",
            minimum_age=7,
            maximum_age=14,
            opening=("First Saturday of the month, 10am to 1pm",),
            is_free=True,
            notice="There is a waiting list of about two months.",
            categories=("Brothers and sisters",),
            updated_on=date(2026, 10, 19),
            places=(_place("The Den", "3 Furze Way", "SW15 4IO", 51.4459, -0.2402, LEVEL, TOILET),),
        )
    ),
)

MERTON = (
    Offered(
        GivenService(
            source_id="m-1",
            name="Wheels for All cycling",
            description="Bikes with three wheels, hand bikes and tandems to try in the park. "
            "Helpers come along.",
            organisation="Ravensmill Riders",
            url="https://riders.example.org/",
            phone="020 7946 0401",
            minimum_age=6,
            opening=("Saturday, 10am to midday, March to October",),
            cost="£1",
            is_free=False,
            needs=("Physical needs", "Learning disability"),
            categories=("Sports and fitness", "Things to do"),
            updated_on=date(2026, 9, 25),
            places=(_place("Ravensmill Park", "Mill Gate", "SM4 5CK", 51.3982, -0.1993, LEVEL),),
        )
    ),
    Offered(
        GivenService(
            source_id="m-2",
            name="Waiting Room parent group",
            description="For parents and carers who wait for an assessment or a plan. You meet "
            "others who wait, and somebody from the advice service comes each time.",
            organisation="Abbey Lane Centre",
            email="parents@abbey-lane.example.org",
            phone="020 7946 0402",
            opening=("Wednesday, 9:30am to 11am",),
            is_free=True,
            categories=("Parent groups", "Advice and support"),
            updated_on=date(2026, 10, 8),
            places=(
                _place("Abbey Lane Centre", "60 Abbey Lane", "SW19 2VM", 51.4156, -0.1921, LEVEL),
            ),
        ),
        (*EARLY, StageKey.DECIDING_ON_A_PLAN, *ENDS),
    ),
    Offered(
        GivenService(
            source_id="m-3",
            name="Plan Readers",
            description="Bring your draft plan. A trained volunteer reads it with you and helps "
            "you to write what you want to change.",
            organisation="Abbey Lane Centre",
            phone="020 7946 0403",
            opening=("Monday, 6pm to 8pm",),
            is_free=True,
            categories=("Advice and support",),
            updated_on=date(2026, 9, 3),
            places=(
                _place("Abbey Lane Centre", "60 Abbey Lane", "SW19 2VM", 51.4156, -0.1921, LEVEL),
                GivenPlace(name="Online"),
            ),
        ),
        (StageKey.DRAFT_WITH_FAMILY, StageKey.FINISHING_THE_PLAN),
    ),
    Offered(
        GivenService(
            source_id="m-4",
            name="Calm Coders",
            description="A small computer club in a quiet room. Nobody has to talk.",
            organisation="Figtree Library Friends",
            email="coders@figtree.example.org",
            minimum_age=8,
            maximum_age=15,
            opening=("Saturday, 2pm to 3:30pm",),
            is_free=True,
            needs=("Autism", "Social, emotional and mental health"),
            categories=("Clubs and groups", "Things to do"),
            updated_on=date(2026, 5, 17),
            places=(_place("Figtree Library", "8 Figtree Parade", "CR4 3OI", 51.4035, -0.1668),),
        )
    ),
    Offered(
        GivenService(
            source_id="m-5",
            name="Talking Time",
            description="Songs and games that help young children to talk. A speech and language "
            "therapist comes once a month.",
            organisation="Figtree Library Friends",
            minimum_age=1.5,
            maximum_age=4,
            opening=("Thursday, 10am to 11am, in term time",),
            is_free=True,
            needs=("Speech and language", "Hearing"),
            categories=("Early years",),
            updated_on=date(2026, 9, 11),
            places=(_place("Figtree Library", "8 Figtree Parade", "CR4 3OI", 51.4035, -0.1668),),
        ),
        EARLY,
    ),
    Offered(
        GivenService(
            source_id="m-6",
            name="Saturday Lodge short breaks",
            description="A day out for a child, and a day off for you.",
            organisation="Saturday Lodge",
            url="https://lodge.example.org/",
            email="days@lodge.example.org",
            phone="020 7946 0406",
            minimum_age=5,
            maximum_age=18,
            who_for="Children who cannot go to other clubs without much help.",
            opening=("Saturday, 10am to 4pm",),
            cost="£8 a day",
            is_free=False,
            needs=("Learning disability", "Physical needs", "Autism"),
            categories=("Short breaks",),
            updated_on=date(2026, 8, 2),
            places=(
                _place(
                    "Saturday Lodge", "1 Copse Rise", "SW20 8KV", 51.4121, -0.2288, LEVEL, TOILET
                ),
            ),
        ),
        (StageKey.PLAN_ISSUED,),
    ),
    Offered(
        GivenService(
            source_id="m-7",
            name="Blue Door youth drop-in",
            description="Talk to a youth worker about school, friends or feeling low.",
            organisation="Blue Door",
            phone="020 7946 0407",
            minimum_age=13,
            maximum_age=25,
            opening=("Monday and Thursday, 4pm to 7pm",),
            is_free=True,
            closed_for_now=True,
            notice="Closed until January while the roof is mended. Ring us instead.",
            needs=("Social, emotional and mental health",),
            categories=("Growing up", "Advice and support"),
            updated_on=date(2026, 11, 4),
            places=(_place("Blue Door", "27 Tramway Path", "CR4 4VC", 51.3961, -0.1702, LEVEL),),
        ),
        ENDS,
    ),
    Offered(
        GivenService(
            source_id="m-8",
            name="Sofa Cinema",
            description="Films with the lights up and the sound down. Walk about as you like.",
            organisation="Wimble Picture House",
            url="https://pictures.example.org/",
            opening=("Last Sunday of the month, 10:30am",),
            cost="£3",
            is_free=False,
            needs=("Autism", "Learning disability"),
            categories=("Things to do",),
            updated_on=date(2025, 9, 28),
            places=(
                _place(
                    "Wimble Picture House", "88 Broad Hill", "SW19 7MK", 51.4228, -0.2051, LEVEL
                ),
            ),
        )
    ),
)

OFFERED: Mapping[str, Sequence[Offered]] = {"wandsworth": WANDSWORTH, "merton": MERTON}
