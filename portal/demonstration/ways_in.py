"""By which ways the fictional people came in: with links, letters and forms as the portal makes."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration.casework import at_the_office
from portal.demonstration.post import Office
from portal.demonstration.wave_stories import Came
from portal.feedback.entries import Entry, count_made
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.ticket_services import entry_with
from portal.feedback.tickets import Ticket, nonce_for, spent_digest
from portal.invitations.models import Invitation
from portal.invitations.paper_services import print_forms
from portal.invitations.sending_services import ticket_text
from portal.surveys.channels import Channel
from portal.surveys.models import Wave


def marks_of(session: Session, wave: Wave, secret: str) -> WaveSecret:
    """The secret of a wave that is open."""
    marks = wave_secret(session, wave.id, secret)
    assert marks is not None
    return marks


def entries(session: Session, wave: Wave, came: Came, office: Office, on: date) -> Iterator[Entry]:
    """The way in of everybody who came by one way; more may have been handed out."""
    marks = marks_of(session, wave, office.secret)
    if came.way is Channel.EMAIL:
        yield from (entry_with(text, marks) for text in _links(session, wave, came, marks))
    elif came.way is Channel.STAGE_END:
        yield from _after_a_stage(session, wave, came, marks, on)
    elif came.way is Channel.PAPER:
        for number in _forms(session, wave, came, office, on)[: came.number]:
            yield Entry(came.way, spent_digest(number, marks))
    else:
        yield from [Entry(came.way)] * came.number


def stage_ticket(wave: Wave, stage: str, band: str, nonce: bytes, on: date) -> Ticket:
    """A link as the message about a stage's end carries it."""
    return Ticket(wave.id, Channel.STAGE_END, on.replace(day=1), nonce, stage, band)


def _links(session: Session, wave: Wave, came: Came, marks: WaveSecret) -> list[str]:
    """The links of the first people on the list, in the order of their addresses."""
    wanted = select(Invitation).where(Invitation.wave_id == wave.id).order_by(Invitation.email)
    return [ticket_text(each, marks) for each in session.scalars(wanted.limit(came.number))]


def _after_a_stage(
    session: Session, wave: Wave, came: Came, marks: WaveSecret, on: date
) -> Iterator[Entry]:
    told = Entry(came.way, stage=came.stage, band=came.band)
    count_made(session, wave.id, told, came.handed_out)
    for place in range(came.number):
        nonce = nonce_for(marks, f"{came.stage} {came.band} {place}".encode())
        ticket = stage_ticket(wave, came.stage, came.band, nonce, on)
        yield entry_with(ticket.text(marks), marks)


def _forms(session: Session, wave: Wave, came: Came, office: Office, on: date) -> list[str]:
    forms = print_forms(
        session,
        wave,
        came.handed_out,
        by=office.administrator.id,
        today=on,
        now=at_the_office(on),
        secret=office.secret,
    )
    return [form.number for form in forms]
