"""Reading areas and their contacts."""

import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from portal.areas.facts import AreaFacts, ContactFacts
from portal.areas.models import Area, Contact
from portal.domain.bodies import Body

# Asked by every page of an area, so they are made ready once.
CALLED = select(Area).where(Area.slug == bindparam("slug"))
CONTACTS = select(Contact).where(Contact.area_id == bindparam("area_id"))


def every_area(session: Session) -> Sequence[Area]:
    """All areas by name."""
    return session.scalars(select(Area).order_by(Area.name)).all()


def area_called(session: Session, slug: str) -> Area | None:
    """The area whose address is `slug`."""
    return session.scalar(CALLED, {"slug": slug})


def contacts(session: Session, area_id: uuid.UUID) -> dict[Body, Contact]:
    """Whom to contact in the area, in the order a family needs them."""
    rows = session.scalars(CONTACTS, {"area_id": area_id})
    by_body = {row.body: row for row in rows}
    return {body: by_body[body] for body in Body if body in by_body}


def cannot_be_reached(session: Session, area_id: uuid.UUID) -> list[Body]:
    """The area's bodies for which there is neither a telephone number nor an e-mail address."""
    known = contacts(session, area_id)
    reached = {body for body, contact in known.items() if contact.phone or contact.email}
    return [body for body in Body if body not in reached]


def facts(session: Session, area: Area) -> AreaFacts:
    """What an administrator keeps about the area, as it is."""
    known = contacts(session, area.id)
    return AreaFacts(
        reply_standard_working_days=area.reply_standard_working_days,
        update_promise_days=area.update_promise_days,
        brand_colour=area.brand_colour,
        contacts={body: _contact_facts(contact) for body, contact in known.items()},
    )


def _contact_facts(contact: Contact) -> ContactFacts:
    return ContactFacts(
        name=contact.name,
        what_for=contact.what_for,
        phone=contact.phone,
        email=contact.email,
        website=contact.website,
    )
