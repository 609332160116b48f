"""Writing answers under a private link, and sending them once."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback import drafts
from portal.feedback.drafts import Writing
from portal.feedback.entries import Entry
from portal.feedback.keys import WaveSecret, pair_mark, wave_secret
from portal.feedback.receipts import response_id_for
from portal.feedback.services import NOT_OPEN, Comments, WaveClosed, record_response
from portal.feedback.ticket_services import entry_with
from portal.feedback.tickets import spent_digest
from portal.surveys.models import Wave
from portal.surveys.queries import slug_of, wave_in


@dataclass(frozen=True)
class Desk:
    """A draft with its wave (which comes with its survey) and the token of its private link."""

    wave: Wave
    token: str
    writing: Writing


def desk_of(
    session: Session, area: Area, slug: str, token: str, *, held: bool = False
) -> Desk | None:
    """What is being written under this private link; None where it opens nothing here.

    `held` lets nobody else change it until this transaction ends.
    """
    desk = desk_behind(session, area, token, held=held)
    return desk if desk and slug_of(desk.wave.survey.key, area) == slug else None


def desk_behind(session: Session, area: Area, token: str, *, held: bool = False) -> Desk | None:
    """What is being written under this token in any of the area's surveys."""
    found = drafts.find(session, token, held=held)
    wave = wave_in(session, area, found[0]) if found else None
    return Desk(wave, token, found[1]) if found and wave else None


def begin(
    session: Session, wave: Wave, token: str, writing: Writing, *, replacing: bool
) -> Writing | None:
    """Start a draft under the form's token; None where the token belongs to another survey.

    A form that was sent before has its draft: it gets the new answers if it is `replacing`, and
    stays as it is where the answers are on their way already. A code word that the form does not
    say again stays, because browsers do not keep it (the field asks them not to).
    """
    if drafts.start(session, wave.id, token, writing):
        return writing
    found = drafts.find(session, token, held=True)
    if found is None or found[0] != wave.id:
        return None
    kept = found[1]
    if kept.sent or not replacing:
        return kept
    kept = replace(
        kept,
        answers=writing.answers,
        comments=writing.comments,
        code_word=writing.code_word or kept.code_word,
        language=writing.language,
    )
    drafts.keep(session, token, kept)
    return kept


def write_on(session: Session, desk: Desk, writing: Writing) -> None:
    """Keep what was added to a draft. To be called while the draft is held."""
    drafts.keep(session, desk.token, writing)


def send_as_read(
    session: Session, desk: Desk, comments: Comments, *, secret: str, today: date
) -> None:
    """Send the answers of a draft that was read, and its `comments` masked, before it was held.

    Somebody may have changed or sent it since: then what stands now counts.
    """
    found = drafts.find(session, desk.token, held=True)
    if found is None:
        raise WaveClosed(NOT_OPEN)
    now = replace(desk, writing=found[1])
    send(session, now, secret=secret, today=today, comments=comments if now == desk else None)


def send(
    session: Session, desk: Desk, *, secret: str, today: date, comments: Comments | None = None
) -> None:
    """Send the answers of a draft; sending them again changes nothing.

    Of the draft only the receipt stays. Raises what `record_response` raises; then the draft
    stays as it is. To be called while the draft is held.
    """
    if desk.writing.sent:
        return
    marks = wave_secret(session, desk.wave.id, secret)
    if marks is None:
        raise WaveClosed(NOT_OPEN)
    writing, survey_id = desk.writing, desk.wave.survey_id
    word = writing.code_word
    record_response(
        session,
        desk.wave,
        writing.said,
        response_id=response_id_for(writing.receipt, marks),
        today=today,
        entry=_entry(writing, marks),
        pair_mark=pair_mark(survey_id, word, secret) if word else None,
        comments=comments,
    )
    drafts.keep(session, desk.token, writing.as_sent())


def _entry(writing: Writing, marks: WaveSecret) -> Entry:
    """The way in, with what the ledger keeps of a one-time link or of a paper form's number."""
    if writing.ticket:
        return entry_with(writing.ticket, marks)
    if writing.paper:
        return Entry(writing.way, spent_digest(writing.paper, marks))
    return Entry(writing.way)
