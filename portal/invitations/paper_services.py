"""Printing paper forms, each with a number of its own, and typing each of them in once.

The number on a form is the right to answer once. The code to take the answers back with stands
only on the slip that the family keeps: whoever types the form in never sees it.
"""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.services import Act, record
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.feedback import writing_services
from portal.feedback.drafts import Writing
from portal.feedback.entries import Entry, count_made, is_spent
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.paper_numbers import MOST, number_of, place_of, slip_code
from portal.feedback.seals import new_token
from portal.feedback.services import NOT_OPEN, WaveClosed
from portal.feedback.tickets import spent_digest
from portal.feedback.writing_services import Desk
from portal.surveys import queries
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.wave_states import WaveState, wave_state

MOST_COPIES = 200
UNKNOWN = (
    "We do not know this number here. Check each letter and digit. It may belong to another "
    "area, or to a survey that has closed. Then it cannot be typed in any more."
)
USED = "The form with this number was typed in already. Each number counts once."


class PaperForm(NamedTuple):
    """What a printed form shows: its number, and on its slip the code to take answers back."""

    number: str
    slip: str


def may_print(wave: Wave, today: date) -> bool:
    """Whether forms of this wave can be handed out today."""
    return Channel.PAPER in wave.channels and wave_state(wave, today) is WaveState.OPEN


def print_forms(
    session: Session,
    wave: Wave,
    copies: int,
    *,
    by: uuid.UUID,
    today: date,
    now: datetime,
    secret: str,
) -> list[PaperForm]:
    """This many new forms. Raises `Refused` where none can be printed."""
    days = ["opened_on", "closed_on", "closes_on", "paper_printed"]
    session.refresh(wave, days, with_for_update=True)
    marks = wave_secret(session, wave.id, secret)
    if marks is None or not may_print(wave, today):
        raise Refused("This survey takes no paper forms now, so none were made.")
    places = _next_places(session, wave, copies)
    record(
        session,
        Act.PAPER_PRINTED,
        at=now,
        actor_id=by,
        area_id=wave.survey.area_id,
        object_id=wave.id,
        number=copies,
    )
    return [PaperForm(number_of(place, marks), slip_code(place, marks)) for place in places]


def start_typing(session: Session, area: Area, typed: str, *, secret: str, today: date) -> str:
    """The token under which the form with this number is typed in.

    Raises `Refused` for a number that no form of the area's open waves has, or that was used,
    and `WaveClosed` where the survey is over.
    """
    wave, form, marks = _form_of(session, area, typed, secret)
    if wave_state(wave, today) is not WaveState.OPEN:
        ended = day_in_words(wave.closes_on)
        raise WaveClosed(f"The survey closed on {ended}. Its forms cannot be typed in any more.")
    if is_spent(session, wave.id, spent_digest(form.number, marks)):
        raise Refused(USED)
    token = new_token()
    writing = Writing(form.slip, way=Channel.PAPER, paper=form.number)
    if writing_services.begin(session, wave, token, writing, replacing=False) is None:
        raise WaveClosed(NOT_OPEN)
    return token


def keep(session: Session, desk: Desk, *, secret: str, today: date) -> None:
    """Count a form that was typed in; doing so again changes nothing.

    Raises `Refused` where the form was typed in under another token, and what sending raises.
    """
    marks = wave_secret(session, desk.wave.id, secret)
    number = desk.writing.paper
    if marks and number and is_spent(session, desk.wave.id, spent_digest(number, marks)):
        raise Refused(USED)
    writing_services.send(session, desk, secret=secret, today=today)


def _next_places(session: Session, wave: Wave, copies: int) -> range:
    """The places of this many more forms, counted; the wave is held."""
    if wave.paper_printed + copies > MOST:
        raise Refused("No more forms can be printed for this wave.")
    first = wave.paper_printed + 1
    wave.paper_printed += copies
    session.flush()
    count_made(session, wave.id, Entry(Channel.PAPER), copies)
    return range(first, first + copies)


def _form_of(
    session: Session, area: Area, typed: str, secret: str
) -> tuple[Wave, PaperForm, WaveSecret]:
    """The wave of the paper form with this number, and the form as it was printed."""
    for wave in queries.waves_in(session, area):
        if wave.paper_printed and wave.opened_on and not wave.closed_on:
            marks = wave_secret(session, wave.id, secret)
            place = place_of(typed, marks, wave.paper_printed) if marks else None
            if marks and place:
                return wave, PaperForm(number_of(place, marks), slip_code(place, marks)), marks
    raise Refused(UNKNOWN)
