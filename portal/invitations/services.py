"""The list of those invited to a wave by e-mail: adding to it, emptying it, forgetting it."""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.extensions import wake
from portal.invitations import queries
from portal.invitations.models import Invitation
from portal.outbox.services import take_back
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.wave_states import WaveState, wave_state

LETTERS = "invitation"
REMINDERS = "reminder"


def add(
    session: Session,
    wave: Wave,
    addresses: Collection[str],
    *,
    by: uuid.UUID | None,
    today: date,
    now: datetime,
) -> int:
    """Put these addresses on the wave's list; how many were not there yet.

    Where the wave is open they are written to at once, else when it opens. Raises `Refused` for
    a wave that is over, or that invites nobody by e-mail. `wave` comes with its survey.
    """
    wave = queries.held_wave(session, wave.id)
    check_takes_addresses(wave, today)
    new = set(addresses) - queries.addresses_on_list(session, wave.id)
    # In the order of their random ids, so that no copy of the table shows how they were listed.
    rows = sorted(
        ({"id": uuid.uuid4(), "wave_id": wave.id, "email": email} for email in new),
        key=lambda row: str(row["id"]),
    )
    if rows:
        session.execute(insert(Invitation), rows)
        _note(session, Act.PEOPLE_INVITED, wave, len(rows), by, now)
        wake(session, "outbox")
    return len(rows)


def check_takes_addresses(wave: Wave, today: date) -> None:
    """Raise `Refused` for a wave that is over, or that invites nobody by e-mail."""
    if Channel.EMAIL not in wave.channels:
        raise Refused("This wave invites nobody by e-mail. Plan one that does.")
    if wave_state(wave, today) not in (WaveState.PLANNED, WaveState.OPEN):
        raise Refused("This wave takes no more answers, so nobody can be invited to it.")


def empty(session: Session, wave: Wave) -> None:
    """Take off the list whoever was not written to yet."""
    waiting = Invitation.wave_id == wave.id, Invitation.invited_on.is_(None)
    session.execute(delete(Invitation).where(*waiting))


def forget(session: Session, wave_id: uuid.UUID, *, now: datetime) -> None:
    """Forget everybody who was invited to a wave that is over, and send what waits no more."""
    for kind in (LETTERS, REMINDERS):
        take_back(session, key_of(kind, wave_id), problem="WaveClosed", now=now)
    session.execute(delete(Invitation).where(Invitation.wave_id == wave_id))


def key_of(kind: str, wave_id: uuid.UUID) -> str:
    """How the keys of a wave's letters begin in the outbox."""
    return f"{kind}:{wave_id.hex}:"


def note_reminded(session: Session, wave: Wave, number: int, now: datetime) -> None:
    """Keep in the audit record that the reminder was made for a list of so many people."""
    _note(session, Act.PEOPLE_REMINDED, wave, number, None, now)


def _note(
    session: Session, act: Act, wave: Wave, number: int, by: uuid.UUID | None, now: datetime
) -> None:
    record(
        session,
        act,
        at=now,
        actor_id=by,
        area_id=wave.survey.area_id,
        object_id=wave.id,
        number=number,
    )
