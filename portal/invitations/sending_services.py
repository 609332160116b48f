"""Writing the letters of an open wave: to each invited address once, and one reminder.

A letter's key in the outbox names the wave and nothing else. That it is written once stands in
the invitation, in the same transaction, so the outbox never tells whose letter it was.
"""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.areas.models import Area, Contact
from portal.feedback.entries import Entry, count_made
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.tickets import Ticket, nonce_for, spent_digest
from portal.invitations import queries
from portal.invitations.models import Invitation
from portal.invitations.services import LETTERS, REMINDERS, key_of, note_reminded
from portal.mail.message import Message
from portal.outbox.services import write_all
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.wave_states import WaveState, wave_state

AT_ONCE = 50
"""How many letters one transaction writes: those who send answers meanwhile wait for it."""


@dataclass(frozen=True)
class Letter:
    """One letter. `ticket` is the text of the one-time link, which nothing keeps but the letter.

    `reminds` says that one went before. `has_account` says that the reader can choose in this
    portal what is sent to them.
    """

    to: str
    wave: Wave
    area: Area
    team: Contact | None
    ticket: str
    reminds: bool
    has_account: bool


@dataclass(frozen=True)
class Sending:
    """What it takes to write letters.

    `secret` is the portal's own. `unwilling` gives those of some addresses that belong to people
    who told us to send no surveys.
    """

    secret: str
    compose: Callable[[Letter], Message]
    unwilling: Callable[[Session, Collection[str]], Collection[str]]
    today: date
    now: datetime


def invite_some(session: Session, wave_id: uuid.UUID, sending: Sending) -> bool:
    """Write to some who wait for their link; False where nobody does, or the wave is not open.

    Whoever told us to send no surveys is taken off the list.
    """
    if (found := _open(session, wave_id, sending)) is None:
        return False
    wave, secret = found
    before = queries.numbers_invited(session, [wave_id]).get(wave_id, (0, 0))[1]
    some = queries.to_invite(session, wave_id, AT_ONCE)
    unwilling = sending.unwilling(session, [each.email for each in some])
    willing = []
    for each in some:
        if each.email in unwilling:
            session.delete(each)
        else:
            each.invited_on = sending.today
            willing.append(each)
    _write(session, wave, secret, willing, sending, kind=LETTERS)
    if willing:
        count_made(session, wave_id, Entry(Channel.EMAIL), len(willing))
        _say_how_many(wave, before, len(willing))
    session.flush()
    return bool(some)


def remind_some(session: Session, wave_id: uuid.UUID, sending: Sending) -> bool:
    """Remind some who have not used their link; False where nobody is left to look at.

    Everybody who is looked at is marked alike, whether they are reminded or not: who used the
    link is worked out from the ledger, and kept nowhere.
    """
    found = _open(session, wave_id, sending)
    if found is None or found[0].remind_on is None or found[0].remind_on > sending.today:
        return False
    wave, secret = found
    some = queries.to_remind(session, wave_id, found[0].remind_on, AT_ONCE)
    digests = {each.id: spent_digest(ticket_text(each, secret), secret) for each in some}
    spent = queries.spent_among(session, wave_id, digests.values())
    unwilling = sending.unwilling(session, [each.email for each in some])
    for each in some:
        each.reminded_on = sending.today
    left = [each for each in some if digests[each.id] not in spent and each.email not in unwilling]
    _write(session, wave, secret, left, sending, kind=REMINDERS)
    if some:
        note_reminded(session, wave, len(some), sending.now)
    session.flush()
    return bool(some)


def ticket_text(invitation: Invitation, secret: WaveSecret) -> str:
    """The one-time link of somebody invited: the same whenever it is made again."""
    if invitation.invited_on is None:
        raise ValueError("Only somebody who is written to has a ticket.")
    ticket = Ticket(
        invitation.wave_id,
        Channel.EMAIL,
        invitation.invited_on.replace(day=1),
        nonce_for(secret, invitation.id.bytes),
    )
    return ticket.text(secret)


def _open(session: Session, wave_id: uuid.UUID, sending: Sending) -> tuple[Wave, WaveSecret] | None:
    """The wave, held, with its secret; None where it takes no answers or writes no e-mails."""
    wave = queries.held_wave(session, wave_id)
    is_open = wave_state(wave, sending.today) is WaveState.OPEN
    secret = wave_secret(session, wave_id, sending.secret)
    return (wave, secret) if is_open and secret and Channel.EMAIL in wave.channels else None


def _write(
    session: Session,
    wave: Wave,
    secret: WaveSecret,
    invitations: Sequence[Invitation],
    sending: Sending,
    *,
    kind: str,
) -> None:
    area = queries.area_of(session, wave.survey)
    team = queries.team_of(session, area.id)
    accounts = queries.with_account(session, area.id, [each.email for each in invitations])
    letters = (
        Letter(
            to=each.email,
            wave=wave,
            area=area,
            team=team,
            ticket=ticket_text(each, secret),
            reminds=kind == REMINDERS,
            has_account=each.email in accounts,
        )
        for each in invitations
    )
    start = key_of(kind, wave.id)
    messages = {start + uuid.uuid4().hex: sending.compose(letter) for letter in letters}
    write_all(session, messages, now=sending.now)


def _say_how_many(wave: Wave, before: int, more: int) -> None:
    """Let the list say how many were invited, where nobody else can answer or said otherwise."""
    if wave.channels == [Channel.EMAIL] and wave.invited in (None, before):
        wave.invited = before + more
