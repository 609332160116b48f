"""Keeping what a person wishes to be told."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.audit.services import Act, record
from portal.notices import queries
from portal.notices.models import NoticeSetting
from portal.notices.wishes import Sort, Wishes


def keep(session: Session, person_id: uuid.UUID, wishes: Wishes, *, now: datetime) -> None:
    """Keep a person's wishes. They hold for whatever is written from now on."""
    # Two clicks at once wait for each other here, so that the second finds the first's row.
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    row = session.get(NoticeSetting, person_id) or NoticeSetting(person_id=person_id)
    row.by_email, row.mobile = wishes.by_email, wishes.mobile
    row.new_steps = Sort.NEW_STEPS in wishes.sorts
    row.answers = Sort.ANSWERS in wishes.sorts
    row.dates = Sort.DATES in wishes.sorts
    row.surveys = Sort.SURVEYS in wishes.sorts
    row.changed_at = now
    session.add(row)
    session.flush()
    record(session, Act.NOTICES_CHANGED, at=now, actor_id=person_id, object_id=person_id)


def turn_emails_off(session: Session, person_id: uuid.UUID, *, now: datetime) -> bool:
    """Send this person no more e-mails about their cases; False where there is no such person.

    Everything else that they chose stays. Turning them off twice changes nothing.
    """
    if session.get(Person, person_id) is None:
        return False
    held = queries.wishes(session, [person_id]).get(person_id, Wishes())
    if held.by_email:
        keep(session, person_id, Wishes(False, held.mobile, held.sorts), now=now)
    return True
