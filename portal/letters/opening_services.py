"""Spending a letter's code for a pass that shows the status on one device, and closing it."""

import logging
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.accounts.services import TOKEN_BYTES, digest_of
from portal.audit.services import Act, record
from portal.cases.facts import standing_events
from portal.cases.queries import case_record
from portal.domain.refusal import Refused
from portal.letters import endings, queries
from portal.letters.codes import is_code_of, log_name, tidied
from portal.letters.endings import MOST_WRONG_CODES, Counted, Ending
from portal.letters.models import Letter, StatusPass
from portal.letters.standing import Visit, cannot_be_opened, holds_no_more

log = logging.getLogger(__name__)

SHARED_DEVICE, OWN_DEVICE = timedelta(hours=12), timedelta(weeks=12)


@dataclass(frozen=True)
class Opened:
    """What the device keeps, until when, and the reference of what it shows now."""

    key: str
    expires_at: datetime
    reference: str


@dataclass(frozen=True)
class Device:
    """What a device may show, newest first; where that is nothing, `closed` may say why."""

    passes: Sequence[StatusPass]
    closed: str = ""


def open_status(
    session: Session,
    *,
    reference: str,
    code: str,
    own_device: bool,
    device_key: str,
    visit: Visit,
) -> Opened:
    """Spend the code: the device may show where the request stands, for 12 hours or 12 weeks.

    A device that shows another child's status already goes on showing it. Raises `Counted` for
    a reference and a code that do not go together, in the same words whether or not there is
    such a reference; and `Refused`, saying why, where the code is right and opens nothing.

    Typed again within 10 minutes, as after a double tap or where the answer was lost, the code
    opens the page again, and closes it where it was open before.
    """
    letters = queries.letters_to(session, visit.area_id, tidied(reference))
    right = next((each for each in letters if is_code_of(each.id, code, visit.secret)), None)
    if right is None:
        _count_wrong_code(session, letters, reference, visit)
        raise Counted(endings.WRONG_CODE)
    _check(session, right, visit)
    right.used_at = right.used_at or visit.now
    for older in queries.passes_of(session, right.id):
        older.ended_at = visit.now
    session.flush()
    lifetime = OWN_DEVICE if own_device else SHARED_DEVICE
    opened = _give_pass(session, right, device_key, visit.now + lifetime, visit)
    _record(session, Act.LETTER_USED, right.id, visit)
    return opened


def on_device(session: Session, device_key: str, visit: Visit) -> Device:
    """What the device with this key may show of the area."""
    kept = queries.passes(session, visit.area_id, digest_of(device_key)) if device_key else ()
    if not kept:
        return Device(())
    accesses = queries.accesses(session, {each.letter.request.child_id for each in kept})
    why = {each: holds_no_more(each.letter, accesses, visit.today) for each in kept}
    good = [each for each in kept if not why[each] and each.expires_at > visit.now]
    if good:
        return Device(good)
    return Device((), why[kept[0]] or endings.CLOSED_BY_ITSELF)


def close(session: Session, device_key: str, visit: Visit) -> None:
    """Let the device show nothing more of this area."""
    for each in queries.passes(session, visit.area_id, digest_of(device_key)):
        each.ended_at = visit.now
    session.flush()


def _check(session: Session, letter: Letter, visit: Visit) -> None:
    accesses = queries.accesses(session, {letter.request.child_id})
    shown = bool(queries.passes_of(session, letter.id))
    why = cannot_be_opened(letter, accesses, visit, shown=shown)
    case = case_record(session, visit.area_id, letter.request_id)
    if not why and case is not None:
        why = endings.stopped(standing_events(case.events), visit.today)
    if why:
        raise Refused(why)


def _give_pass(
    session: Session, letter: Letter, device_key: str, expires_at: datetime, visit: Visit
) -> Opened:
    """A pass under a new key, to which the device's other passes move.

    A new key each time: whoever read the old one on a shared computer learns nothing more.
    """
    key, before = secrets.token_urlsafe(TOKEN_BYTES), on_device(session, device_key, visit).passes
    for each in before:
        each.key_digest = digest_of(key)
    session.add(
        StatusPass(
            letter_id=letter.id,
            key_digest=digest_of(key),
            opened_at=visit.now,
            expires_at=expires_at,
        )
    )
    session.flush()
    last = max([expires_at, *(each.expires_at for each in before)])
    return Opened(key, last, letter.request.reference)


def _count_wrong_code(
    session: Session, letters: Sequence[Letter], reference: str, visit: Visit
) -> None:
    """Count the try against every letter that waits to be opened, and keep that it was made.

    It is kept for references that do not exist as well, so that the answer takes as long.
    """
    log.warning("Wrong code typed for the reference known as %s", log_name(reference, visit.secret))
    _record(session, Act.CODE_WRONG, letters[0].request_id if letters else None, visit)
    for letter in letters:
        if letter.used_at is None and letter.ended_at is None and visit.today <= letter.good_until:
            letter.wrong_codes += 1
            if letter.wrong_codes >= MOST_WRONG_CODES:
                ending = Ending.WRONG_CODES.value
                letter.ended_at, letter.ending = visit.now, ending
                _record(session, Act.LETTER_ENDED, letter.id, visit, why=ending)


def _record(
    session: Session, act: Act, object_id: uuid.UUID | None, visit: Visit, **details: str
) -> None:
    """Keep that somebody whom nobody knows did this."""
    record(
        session,
        act,
        at=visit.now,
        actor_id=None,
        area_id=visit.area_id,
        object_id=object_id,
        **details,
    )
