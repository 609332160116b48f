"""Whose a session is, from signing in until signing out or twelve hours later."""

import secrets
import uuid
from datetime import datetime

from flask import Flask, current_app, session
from flask_login import login_user

from portal.accounts import queries
from portal.accounts.access import may
from portal.accounts.models import Person
from portal.extensions import db, login
from portal.web.clock import now

SIGNED_IN_AT = "signed_in_at"


def init_app(app: Flask) -> None:
    """Load the person of a session, and let templates ask what they may do."""
    login.user_loader(_load)
    app.context_processor(
        lambda: {"may": may, "demonstration": app.config["PORTAL_ENVIRONMENT"] == "demonstration"}
    )


def start_session(person: Person, at: datetime) -> None:
    """Be `person` from now on; nothing of an earlier session is kept."""
    session.clear()
    login_user(person)
    session.permanent = True
    session[SIGNED_IN_AT] = at.timestamp()


def _load(session_id: str) -> Person | None:
    """The person of a session, unless it was ended, is too old, or no role of theirs is left."""
    person_id, _, key = session_id.partition(" ")
    person = queries.person(db.session(), uuid.UUID(person_id))
    if person is None or not person.grants or _is_over():
        return None
    return person if secrets.compare_digest(person.session_key, key) else None


def _is_over() -> bool:
    age: float = now().timestamp() - session.get(SIGNED_IN_AT, 0)
    return age > current_app.permanent_session_lifetime.total_seconds()
