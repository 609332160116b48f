"""A way in of every kind that anybody may try, for the demonstration's own page.

The codes here can be worked out by whoever has the portal's secret. They are shown nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.demonstration.other_surveys import GATHERING, LATE
from portal.demonstration.ways_in import stage_ticket
from portal.feedback.entries import is_spent
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.paper_numbers import number_of
from portal.feedback.tickets import nonce_for, spent_digest
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.queries import open_waves, slug_of

NONCE = b"anybody may try"


@dataclass(frozen=True)
class WaysToTry:
    """What an area has open: a one-time link, a paper form's number, and surveys by their slugs.

    Each is empty where there is none, `ticket` and `number` also once they are used.
    """

    ticket: str = ""
    number: str = ""
    kiosk: str = ""
    poster: str = ""


def ways_to_try(session: Session, area: Area, secret: str, today: date) -> WaysToTry:
    """The ways into the surveys that are open on a day."""
    waves = open_waves(session, area, today)
    return WaysToTry(
        ticket=_first(_ticket(session, wave, secret) for wave in _by(waves, Channel.STAGE_END)),
        number=_first(_number(session, wave, secret) for wave in _by(waves, Channel.PAPER)),
        kiosk=_first(slug_of(wave.survey.key, area) for wave in _by(waves, Channel.KIOSK)),
        poster=_first(slug_of(wave.survey.key, area) for wave in _by(waves, Channel.POSTER)),
    )


def _by(waves: Iterable[Wave], channel: Channel) -> Iterable[Wave]:
    return (wave for wave in waves if channel.value in wave.channels)


def _first(found: Iterable[str]) -> str:
    return next(filter(None, found), "")


def _ticket(session: Session, wave: Wave, secret: str) -> str:
    """The same link for everybody, until somebody has used it."""
    marks = wave_secret(session, wave.id, secret)
    if marks is None:
        return ""
    nonce = nonce_for(marks, NONCE)
    text = stage_ticket(wave, GATHERING, LATE, nonce, wave.opens_on).text(marks)
    return _unused(session, wave, marks, [text])


def _number(session: Session, wave: Wave, secret: str) -> str:
    """The first form of the wave that was not typed in yet."""
    marks = wave_secret(session, wave.id, secret)
    if marks is None:
        return ""
    printed = (number_of(place, marks) for place in range(1, wave.paper_printed + 1))
    return _unused(session, wave, marks, printed)


def _unused(session: Session, wave: Wave, marks: WaveSecret, texts: Iterable[str]) -> str:
    left = (text for text in texts if not is_spent(session, wave.id, spent_digest(text, marks)))
    return _first(left)
