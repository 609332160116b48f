"""Who told us to send no surveys by e-mail, asked by the addresses that are to be written to."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.notices.models import NoticeSetting


def unwilling(session: Session, addresses: Collection[str]) -> frozenset[str]:
    """Those of these addresses whose people turned surveys off, or all e-mails."""
    said_no = or_(NoticeSetting.surveys.is_(False), NoticeSetting.by_email.is_(False))
    wanted = select(Person.email).join(NoticeSetting, NoticeSetting.person_id == Person.id)
    return frozenset(session.scalars(wanted.where(Person.email.in_(addresses), said_no)))
