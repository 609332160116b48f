"""Starting and stopping a person's calendar of one child's dates."""

import re
import secrets
import uuid

from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases.change import Change
from portal.cases.models import Guardian

KEY_BYTES = 32
KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def is_key(text: str) -> bool:
    """Whether `text` could be a key: other words need not be looked for."""
    return KEY.fullmatch(text) is not None


def start(session: Session, guardian_id: uuid.UUID, *, change: Change) -> str:
    """Give the person's calendar a new address; an older one stops working. Returns its key.

    The key is all that it takes to read the dates, so it is random and long.
    """
    key = secrets.token_urlsafe(KEY_BYTES)
    _keep(session, guardian_id, key)
    change.audit(session, Act.CALENDAR_STARTED, guardian_id)
    return key


def stop(session: Session, guardian_id: uuid.UUID, *, change: Change) -> None:
    """Make the address stop working. Stopping what was stopped changes nothing."""
    if _keep(session, guardian_id, None) is not None:
        change.audit(session, Act.CALENDAR_STOPPED, guardian_id)


def _keep(session: Session, guardian_id: uuid.UUID, key: str | None) -> str | None:
    """Keep the key; returns the one before it."""
    row = session.get_one(Guardian, guardian_id, with_for_update=True, populate_existing=True)
    before, row.calendar_key = row.calendar_key, key
    session.flush()
    return before
