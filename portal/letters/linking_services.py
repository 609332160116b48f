"""From a letter to an account: a link by e-mail, then the child's date of birth."""

import secrets
import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.accounts.queries import person_at
from portal.accounts.services import TOKEN_BYTES, digest_of, grant_role, tidy_address
from portal.audit.services import Act, record
from portal.cases.change import Change
from portal.cases.guardian_services import let_in
from portal.cases.news import NewsKind, tell
from portal.domain.refusal import Refused
from portal.letters import endings, queries
from portal.letters.endings import (
    MOST_WRONG_DATES_FOR_A_LETTER,
    MOST_WRONG_DATES_FOR_A_LINK,
    Counted,
)
from portal.letters.models import AccountLink, Letter
from portal.letters.standing import Visit, ended_for_good, holds_no_more, role_of

LINK_LIFETIME = timedelta(hours=24)


def make_link(session: Session, letter: Letter, email: str, *, visit: Visit) -> str:
    """The token of a link to send to `email`, good for 24 hours and one use.

    Earlier links of the letter end: a mistyped address must not stay able to use one. Raises
    Refused where the letter has opened an account, or ran out of tries. The letter comes from
    a pass that is good.
    """
    _check_letter(letter)
    older = AccountLink.letter_id == letter.id, AccountLink.expires_at > visit.now
    session.execute(update(AccountLink).where(*older).values(expires_at=visit.now))
    forget_addresses(session, now=visit.now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        AccountLink(
            letter_id=letter.id,
            email=tidy_address(email),
            token_digest=digest_of(token),
            created_at=visit.now,
            expires_at=visit.now + LINK_LIFETIME,
        )
    )
    session.flush()
    return token


def forget_addresses(session: Session, *, now: datetime) -> None:
    """Empty the e-mail address of every link that is too old by `now`, in all areas."""
    over = AccountLink.expires_at <= now, AccountLink.email != ""
    session.execute(update(AccountLink).where(*over).values(email=""))


def usable_link(session: Session, token: str, *, visit: Visit, to_use: bool = False) -> AccountLink:
    """The link with this token. Raises Refused, saying why, where it does not work (any more)."""
    link = queries.link(session, visit.area_id, digest_of(token), to_use=to_use)
    if link is None:
        raise Refused(endings.LINK_UNKNOWN)
    if link.used_at is not None:
        raise Refused(endings.LINK_USED)
    if link.wrong_dates >= MOST_WRONG_DATES_FOR_A_LINK:
        raise Refused(endings.LINK_WRONG_DATES)
    if link.expires_at <= visit.now:
        raise Refused(endings.LINK_TOO_OLD)
    _check_letter(link.letter)
    accesses = queries.accesses(session, {link.letter.request.child_id})
    if why := holds_no_more(link.letter, accesses, visit.today):
        raise Refused(why)
    return link


def claim_link(
    session: Session, token: str, born: date, *, visit: Visit
) -> tuple[Person, uuid.UUID]:
    """Make or widen the account of whoever opened the link: who they are, and which child.

    Raises `Counted` where `born` is not the child's date of birth, and `Refused` where the link
    does not work, where the account sees the child already, and where its access was ended.
    """
    link = usable_link(session, token, visit=visit, to_use=True)
    letter = link.letter
    if born != letter.request.child.born:
        _count_wrong_date(session, link, visit)
        raise Counted(endings.WRONG_DATE)
    _check_account(session, letter, link.email, visit)
    person = grant_role(
        session,
        email=link.email,
        name=letter.name,
        role=role_of(letter),
        area_id=visit.area_id,
        by=None,
        now=visit.now,
    )
    link.used_at, link.email = visit.now, ""
    letter.linked_at, letter.linked_person_id = visit.now, person.id
    _let_in(session, letter, person, visit)
    return person, letter.request.child_id


def _let_in(session: Session, letter: Letter, person: Person, visit: Visit) -> None:
    change = Change(visit.area_id, person.id, visit.today, visit.now)
    guardian = let_in(
        session,
        letter.request.child,
        person,
        role=role_of(letter),
        agreed_on=None,
        change=change,
    )
    change.audit(session, Act.ACCOUNT_LINKED, guardian.id)
    change.audit(session, Act.SIGNED_IN, person.id)
    tell(session, letter.request_id, NewsKind.ACCOUNT_LINKED, guardian.id, visit.now)


def _check_letter(letter: Letter) -> None:
    if letter.linked_at is not None:
        raise Refused(endings.LINKED_ALREADY)
    if letter.wrong_dates >= MOST_WRONG_DATES_FOR_A_LETTER:
        raise Refused(endings.LINK_WRONG_DATES)


def _check_account(session: Session, letter: Letter, email: str, visit: Visit) -> None:
    """Refuse an account that sees the child already, or could and may not any more."""
    person = person_at(session, email)
    if person is None:
        return
    accesses = queries.accesses(session, {letter.request.child_id})
    if ended_for_good(accesses, person.id, visit.today):
        raise Refused(endings.ACCESS_ENDED)
    if any(each.person_id == person.id for each in accesses):
        raise Refused(endings.SEES_ALREADY)


def _count_wrong_date(session: Session, link: AccountLink, visit: Visit) -> None:
    link.wrong_dates += 1
    link.letter.wrong_dates += 1
    if link.wrong_dates >= MOST_WRONG_DATES_FOR_A_LINK:
        link.email = ""
    record(
        session,
        Act.BIRTH_DATE_WRONG,
        at=visit.now,
        actor_id=None,
        area_id=visit.area_id,
        object_id=link.letter_id,
    )
