"""Reading who is invited to a wave, always as numbers where a page shows it."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from portal.accounts.models import Person
from portal.areas.models import Area, Contact
from portal.areas.queries import contacts
from portal.areas.scope import within
from portal.cases.models import CasePosition, Child, Guardian, Request
from portal.domain.bodies import Body
from portal.domain.rights_holder import parent_may_see
from portal.feedback.models import SpentTicket
from portal.invitations.models import Invitation
from portal.surveys.models import Audience, Side, Survey, SurveyAgreement, Wave

SINCE_IT_ENDED = timedelta(days=365)
"""For how long after a request ended its family is invited with the others."""


def numbers_invited(
    session: Session, wave_ids: Iterable[uuid.UUID]
) -> Mapping[uuid.UUID, tuple[int, int]]:
    """How many stand on the list of each wave, and to how many of them the link was sent."""
    counted = (
        select(Invitation.wave_id, func.count(), func.count(Invitation.invited_on))
        .where(Invitation.wave_id.in_(list(wave_ids)))
        .group_by(Invitation.wave_id)
    )
    return {wave_id: (listed, sent) for wave_id, listed, sent in session.execute(counted)}


def addresses_on_list(session: Session, wave_id: uuid.UUID) -> set[str]:
    """The addresses that are invited to a wave."""
    return set(session.scalars(select(Invitation.email).where(Invitation.wave_id == wave_id)))


def family_addresses(
    session: Session, area_id: uuid.UUID, audience: Audience, today: date
) -> set[str]:
    """The addresses of the families with an account whose request is open or ended of late.

    Parents are asked where the survey is theirs, and young people where it is theirs; of
    parents those who may see the case today. Professionals have no account here.
    """
    late = CasePosition.ended_on >= today - SINCE_IT_ENDED
    let_in = and_(Guardian.since <= today, or_(Guardian.until.is_(None), Guardian.until > today))
    wanted = (
        select(Person.email, Guardian.as_young_person, Guardian.agreed_on, Child.born)
        .join(Guardian, Guardian.person_id == Person.id)
        .join(Child, Child.id == Guardian.child_id)
        .join(Request, Request.child_id == Child.id)
        .join(CasePosition, CasePosition.request_id == Request.id)
        .where(Child.area_id == area_id, let_in, or_(CasePosition.ended_on.is_(None), late))
        .distinct()
    )
    asked = {Audience.PARENT: False, Audience.YOUNG_PERSON: True}
    return {
        email
        for email, as_young_person, agreed_on, born in session.execute(wanted)
        if asked.get(audience) is as_young_person
        and (as_young_person or parent_may_see(born, today, agreed_on=agreed_on))
    }


def sides_agreed(
    session: Session, survey_ids: Iterable[uuid.UUID]
) -> Mapping[uuid.UUID, frozenset[Side]]:
    """Which sides have agreed to each of these surveys; absent where neither has."""
    wanted = select(SurveyAgreement.survey_id, SurveyAgreement.side).where(
        SurveyAgreement.survey_id.in_(set(survey_ids))
    )
    found: dict[uuid.UUID, frozenset[Side]] = {}
    for survey_id, side in session.execute(wanted):
        found[survey_id] = found.get(survey_id, frozenset()) | {side}
    return found


def waves_to_write_for(session: Session, today: date) -> Sequence[uuid.UUID]:
    """The open waves with people to invite, or to remind today."""
    new = Invitation.invited_on.is_(None)
    to_remind = and_(
        Wave.remind_on <= today,
        Invitation.invited_on < Wave.remind_on,
        Invitation.reminded_on.is_(None),
    )
    wanted = (
        select(Wave.id)
        .join(Invitation, Invitation.wave_id == Wave.id)
        .where(Wave.opened_on.is_not(None), Wave.closed_on.is_(None), Wave.closes_on >= today)
        .where(or_(new, to_remind))
        .distinct()
    )
    return session.scalars(wanted).all()


def waves_to_forget(session: Session, today: date) -> Sequence[uuid.UUID]:
    """The waves with a list of addresses that take answers no more, or never did."""
    over = or_(Wave.closed_on.is_not(None), Wave.closes_on < today)
    wanted = select(Wave.id).join(Invitation, Invitation.wave_id == Wave.id).where(over)
    return session.scalars(wanted.distinct()).all()


def held_wave(session: Session, wave_id: uuid.UUID) -> Wave:
    """The wave with its survey, kept from closing and from other answers and letters meanwhile."""
    wanted = (
        select(Wave)
        .join(Wave.survey)
        .options(contains_eager(Wave.survey))
        .where(Wave.id == wave_id)
        .with_for_update(of=Wave, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalars(wanted).one()


def to_invite(session: Session, wave_id: uuid.UUID, limit: int) -> Sequence[Invitation]:
    """Some of those who were not sent their link yet, in an order that says nothing."""
    wanted = select(Invitation).where(
        Invitation.wave_id == wave_id, Invitation.invited_on.is_(None)
    )
    return session.scalars(wanted.order_by(Invitation.id).limit(limit)).all()


def to_remind(
    session: Session, wave_id: uuid.UUID, remind_on: date, limit: int
) -> Sequence[Invitation]:
    """Some of those invited before the reminder's day whom nobody looked at for it yet."""
    wanted = select(Invitation).where(
        Invitation.wave_id == wave_id,
        Invitation.invited_on < remind_on,
        Invitation.reminded_on.is_(None),
    )
    return session.scalars(wanted.order_by(Invitation.id).limit(limit)).all()


def spent_among(session: Session, wave_id: uuid.UUID, digests: Collection[str]) -> set[str]:
    """Which of these tickets the ledger has."""
    of_wave = SpentTicket.wave_id == wave_id, SpentTicket.digest.in_(digests)
    return set(session.scalars(select(SpentTicket.digest).where(*of_wave)))


def with_account(session: Session, area_id: uuid.UUID, emails: Collection[str]) -> set[str]:
    """Which of these addresses belong to families who can choose what this area sends them."""
    wanted = (
        select(Person.email)
        .join(Guardian, Guardian.person_id == Person.id)
        .join(Child, Child.id == Guardian.child_id)
        .where(Person.email.in_(emails))
    )
    return set(session.scalars(within(wanted, Child, area_id)))


def area_of(session: Session, survey: Survey) -> Area:
    """The area whose survey it is."""
    return session.get_one(Area, survey.area_id)


def team_of(session: Session, area_id: uuid.UUID) -> Contact | None:
    """Whom to tell that one wants no such letters: the council's team."""
    return contacts(session, area_id).get(Body.CASEWORK_TEAM)
