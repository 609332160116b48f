"""The stage texts of the demonstration: written, checked by the forum, published, and one
that has changed since, so that what was made from it is being updated.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.demonstration.casework import at_the_office
from portal.domain.readings import STANDARD_ENGLISH, VARIANTS, Reading, Variant
from portal.domain.stages import StageKey
from portal.texts import queries, services
from portal.texts.wording import PORTALS_OWN

FIRST_WRITTEN, FIRST_CHECKED, FIRST_PUBLISHED = (
    date(2026, 6, 1),
    date(2026, 6, 15),
    date(2026, 6, 22),
)
CHANGED_WRITTEN, CHANGED_CHECKED, CHANGED_PUBLISHED = (
    date(2026, 10, 5),
    date(2026, 10, 12),
    date(2026, 10, 14),
)
SENT_BACK = date(2026, 10, 20)

PUBLISHED: dict[str, tuple[Variant, ...]] = {
    "wandsworth": VARIANTS,
    "merton": (STANDARD_ENGLISH, Variant(Reading.EASY_READ, "en")),
}
# What one area changed after its forum asked for it: all that was made from it is outdated.
CHANGED = StageKey.GATHERING_ADVICE
CHANGED_YOU_CAN = (
    "Go to the visits. Name anyone else the council should ask. Tell the council if you "
    "already have a good report.\n\n"
    "Ask when each person will see your child. Write the days down."
)
ASKED_AGAIN = Variant(Reading.STANDARD, "pl")
NOT_LIKED = StageKey.DRAFT_WITH_FAMILY
REASON = "Please say that families can bring someone with them to the meeting."


def plant_texts(session: Session, area: Area, administrator: Person, forum: Person) -> None:
    """Write the texts of one area, each signed by the person whose part it is."""
    for variant in PUBLISHED[area.slug]:
        services.start(
            session, area.id, variant, by=administrator.id, now=at_the_office(FIRST_WRITTEN)
        )
        _check_and_publish(
            session, area, administrator, forum, checked=FIRST_CHECKED, published=FIRST_PUBLISHED
        )
    if area.slug == "wandsworth":
        _change_one(session, area, administrator, forum)
        _send_one_back(session, area, administrator, forum)


def _check_and_publish(
    session: Session,
    area: Area,
    administrator: Person,
    forum: Person,
    *,
    checked: date,
    published: date,
) -> None:
    for text in queries.on_the_desk(session, area.id):
        if text.checked_at is None:
            services.check(session, text, by=forum.id, now=at_the_office(checked))
    services.publish_all_checked(
        session, area.id, by=administrator.id, now=at_the_office(published)
    )


def _change_one(session: Session, area: Area, administrator: Person, forum: Person) -> None:
    words = replace(PORTALS_OWN[CHANGED], you_can=CHANGED_YOU_CAN)
    services.write(
        session,
        area.id,
        CHANGED,
        STANDARD_ENGLISH,
        words,
        after=1,
        by=administrator.id,
        now=at_the_office(CHANGED_WRITTEN),
    )
    _check_and_publish(
        session, area, administrator, forum, checked=CHANGED_CHECKED, published=CHANGED_PUBLISHED
    )
    outdated = queries.newest(session, area.id, CHANGED, ASKED_AGAIN)
    if outdated is not None:
        services.ask_again(
            session, outdated, by=administrator.id, now=at_the_office(CHANGED_PUBLISHED)
        )


def _send_one_back(session: Session, area: Area, administrator: Person, forum: Person) -> None:
    words = PORTALS_OWN[NOT_LIKED]
    text = services.write(
        session,
        area.id,
        NOT_LIKED,
        STANDARD_ENGLISH,
        replace(words, you_can=f"{words.you_can}\n\nThe council chooses the day."),
        after=1,
        by=administrator.id,
        now=at_the_office(CHANGED_WRITTEN),
    )
    services.send_back(session, text, REASON, by=forum.id, now=at_the_office(SENT_BACK))
