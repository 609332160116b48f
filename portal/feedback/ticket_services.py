"""What a one-time link opens, and why it may open nothing."""

from datetime import date

from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.refusal import Refused
from portal.feedback.entries import SPENT, Entry, TicketSpent, is_spent
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.services import NOT_OPEN, WaveClosed
from portal.feedback.tickets import is_genuine, read, spent_digest
from portal.surveys.models import Wave
from portal.surveys.queries import wave_in
from portal.surveys.wave_states import WaveState, wave_state

UNKNOWN = "We do not know this link. Open it again from your message, or copy all of it."


class UnknownTicket(Refused):
    """No link of ours, or one of another area."""


def wave_of_ticket(session: Session, area: Area, text: str, *, secret: str, today: date) -> Wave:
    """The wave that a one-time link asks for an answer in, with its survey.

    Raises `UnknownTicket` for nonsense, a forged link and another area's, `WaveClosed` for any
    link to a wave that takes no answers (then nobody can tell which are genuine), and
    `TicketSpent` for one that was used.
    """
    ticket = read(text)
    wave = wave_in(session, area, ticket.wave_id) if ticket else None
    if ticket is None or wave is None:
        raise UnknownTicket(UNKNOWN)
    marks = wave_secret(session, wave.id, secret)
    if marks is None or wave_state(wave, today) is not WaveState.OPEN:
        raise WaveClosed(NOT_OPEN)
    if not is_genuine(text, ticket, marks):
        raise UnknownTicket(UNKNOWN)
    if is_spent(session, wave.id, spent_digest(text, marks)):
        raise TicketSpent(SPENT)
    return wave


def entry_with(text: str, marks: WaveSecret) -> Entry:
    """The way in that a genuine ticket opens."""
    ticket = read(text)
    if ticket is None:
        raise UnknownTicket(UNKNOWN)
    return Entry(ticket.way, spent_digest(text, marks), ticket.stage, ticket.band)
