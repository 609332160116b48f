"""Signing in by e-mail link, and granting and ending roles."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.accounts import queries
from portal.accounts.models import Person, RoleGrant, SignInLink, new_session_key
from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.domain.roles import Role, may_hold

LINK_LIFETIME = timedelta(minutes=15)
TOKEN_BYTES = 32


def tidy_address(email: str) -> str:
    """The address as people are known by it: no blanks around it, lower case."""
    return email.strip().lower()


def make_sign_in_link(
    session: Session, email: str, *, next_page: str, now: datetime
) -> tuple[Person, str] | None:
    """A new link's token and whose it is, or None where nobody with a role has the address.

    Only the token's digest is kept. Earlier links keep working until one is used: otherwise
    a stranger could keep somebody out by asking for link after link.
    """
    person = queries.person_at(session, tidy_address(email))
    if person is None or not person.grants:
        return None
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        SignInLink(
            person_id=person.id,
            token_digest=digest_of(token),
            next_page=next_page,
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    session.flush()
    return person, token


def claim_sign_in_link(session: Session, token: str, *, now: datetime) -> tuple[Person, str]:
    """Use the link up, and every other link of its person: who signs in, and what they wanted.

    Raises `Refused` with what to do if the link is unknown, used or too old. Two claims
    at once cannot both succeed: the database marks the row for one of them.
    """
    digest = digest_of(token)
    claimed = session.execute(
        update(SignInLink)
        .where(SignInLink.token_digest == digest)
        .where(SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(used_at=now)
    )
    link = queries.link(session, digest)
    if link is None or claimed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(
            "This link has been used already or is more than 15 minutes old. "
            "Ask for a new link and use the newest e-mail."
        )
    session.execute(
        update(SignInLink)
        .where(SignInLink.person_id == link.person_id, SignInLink.expires_at > now)
        .values(expires_at=now)
    )
    person = queries.person(session, link.person_id)
    if person is None or not person.grants:
        raise Refused("Your access has ended. Ask the casework team of your area for help.")
    record(session, Act.SIGNED_IN, at=now, actor_id=person.id, object_id=person.id)
    return person, link.next_page


def end_sessions(session: Session, person: Person, *, now: datetime) -> None:
    """Sign the person out everywhere: no session that began before is good any more."""
    person.session_key = new_session_key()
    session.flush()
    record(session, Act.SIGNED_OUT, at=now, actor_id=person.id, object_id=person.id)


def digest_of(token: str) -> str:
    """What is kept of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def grant_role(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    area_id: uuid.UUID | None,
    by: uuid.UUID | None,
    now: datetime,
) -> Person:
    """Give a role to the person with this address, who is added if unknown.

    Giving a role that the person holds already changes nothing. Raises `Refused` where it may
    not stand beside another one, and where people would give a role to themselves.
    """
    person = _person(session, tidy_address(email), name)
    if any(held.role == role and held.area_id == area_id for held in person.grants):
        return person
    if person.id == by:
        raise Refused("You cannot give yourself a role. Ask another administrator to do it.")
    if not may_hold(person.grants, role, area_id):
        raise Refused(
            "Nobody may keep cases and read families’ comments in the same area. End this "
            "person’s other role first."
        )
    grant = RoleGrant(role=role, area_id=area_id, granted_at=now)
    person.role_grants.append(grant)
    session.flush()
    record(
        session,
        Act.ROLE_GRANTED,
        at=now,
        actor_id=by,
        area_id=area_id,
        object_id=grant.id,
        role=role.value,
    )
    return person


def _person(session: Session, email: str, name: str) -> Person:
    """The person with this address, added with `name` if unknown."""
    person = queries.person_at(session, email)
    if person is None:
        person = Person(email=email, name=name, role_grants=[])
        session.add(person)
        session.flush()
    return person


def end_role(session: Session, grant: RoleGrant, *, by: uuid.UUID, now: datetime) -> None:
    """End a role from now on. Raises `Refused` where people would end their own."""
    if grant.person_id == by:
        raise Refused("You cannot end your own role. Ask another administrator to do it.")
    if grant.ended_at is not None:
        return
    grant.ended_at = now
    session.flush()
    record(
        session,
        Act.ROLE_ENDED,
        at=now,
        actor_id=by,
        area_id=grant.area_id,
        object_id=grant.id,
        role=grant.role.value,
    )
