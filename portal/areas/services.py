"""Changing an area: whom to contact in it, its standards in days and its colour."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy.orm import Session

from portal.areas.facts import FEWEST_DAYS, MOST_DAYS, AreaFacts
from portal.areas.models import Area, Contact
from portal.areas.queries import contacts
from portal.domain.colours import colour, text_colour_on
from portal.domain.refusal import Refused


def change_area(session: Session, area: Area, facts: AreaFacts) -> list[str]:
    """Make the area as `facts` say; the names of the fields that are different now.

    The text colour follows from the brand colour. Raises Refused for what is no colour and
    for days outside 1 to 60.
    """
    days = (facts.reply_standard_working_days, facts.update_promise_days)
    if not all(FEWEST_DAYS <= number <= MOST_DAYS for number in days):
        raise Refused(f"Enter a number of days between {FEWEST_DAYS} and {MOST_DAYS}.")
    brand = colour(facts.brand_colour)
    own = {
        "reply_standard_working_days": facts.reply_standard_working_days,
        "update_promise_days": facts.update_promise_days,
        "brand_colour": brand,
        "brand_text_colour": text_colour_on(brand),
    }
    changed = _changed(area, own)
    there = contacts(session, area.id)
    for body, given in facts.contacts.items():
        contact = there.get(body) or Contact(area_id=area.id, body=body)
        changed += [f"{body.value}.{name}" for name in _changed(contact, asdict(given))]
        session.add(contact)
    session.flush()
    return changed


def _changed(row: Area | Contact, values: Mapping[str, object]) -> list[str]:
    """Set what is different, and name it."""
    different = [name for name, value in values.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    return different
