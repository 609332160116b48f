"""Taking answers back with a receipt code, while the wave they belong to is open."""

import uuid
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.refusal import Refused
from portal.feedback.keys import wave_secret
from portal.feedback.models import Answer, Comment, Response
from portal.feedback.receipts import response_id_for
from portal.surveys.models import Wave
from portal.surveys.queries import open_waves

NOT_FOUND = (
    "We found no answers for this code. Check each letter and number of it. If you have used "
    "the code already, your answers are gone. If the survey has closed, we cannot find them "
    "any more."
)


def withdraw(session: Session, area: Area, receipt: str, secret: str, *, today: date) -> None:
    """Delete the answers of this receipt, their words, and what was said of these.

    The ticket they came with stays spent, and the counts of the ways in stay as they are: both
    know nothing of the answers. Raises `Refused` where no open wave of the area has them; with
    the key of a closed wave the way from a receipt to its answers is gone.
    """
    for wave in open_waves(session, area, today):
        of_wave = wave_secret(session, wave.id, secret)
        response_id = response_id_for(receipt, of_wave) if of_wave else None
        if response_id and _held(session, wave.id, response_id):
            return _delete(session, response_id)
    raise Refused(NOT_FOUND)


def is_taken_back(session: Session, wave: Wave, receipt: str, secret: str) -> bool:
    """Whether the answers that were sent with this receipt are gone.

    False for a closed wave, where nobody can tell.
    """
    of_wave = wave_secret(session, wave.id, secret)
    if of_wave is None:
        return False
    response_id = response_id_for(receipt, of_wave)
    return session.scalar(select(Response.id).where(Response.id == response_id)) is None


def _held(session: Session, wave_id: uuid.UUID, response_id: uuid.UUID) -> bool:
    """Whether an open wave has these answers; if so, nobody moves, reads or closes it meanwhile."""
    if session.get(Response, response_id) is None:
        return False
    hold = select(Wave.id).where(Wave.id == wave_id, Wave.closed_on.is_(None))
    held = session.scalar(hold.with_for_update(key_share=True))
    still_there = select(Response.id).where(Response.id == response_id)
    return held is not None and session.scalar(still_there) is not None


def _delete(session: Session, response_id: uuid.UUID) -> None:
    """One comment at a time: whoever keeps something of a comment is told of each."""
    session.execute(delete(Answer).where(Answer.response_id == response_id))
    for comment in session.scalars(select(Comment).where(Comment.response_id == response_id)):
        session.delete(comment)
    session.flush()
    session.execute(delete(Response).where(Response.id == response_id))
