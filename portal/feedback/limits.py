"""How often answers may be started and sent, so that no machine fills the portal with them.

People of one household or office share a network address, and so do all who sit in one waiting
room: its screen has a generous count of its own, for each survey.
"""

from flask import current_app, request
from flask_limiter.util import get_remote_address
from limits import parse_many

from portal.feedback import kiosk

GENEROUSLY = 10
"""How many times the limit for sent answers may be started, or sent from a waiting room."""


def to_send() -> str:
    """How many answers may be sent, from the settings."""
    return _times(GENEROUSLY if _in_a_waiting_room() else 1)


def to_start() -> str:
    """How many times answering may be started; many look in and do not go on."""
    return _times(GENEROUSLY)


def for_whom() -> str:
    """What tries are counted for: a network address, or a waiting room's screen there."""
    place = f" {kiosk.start_of_screen()}" if _in_a_waiting_room() else ""
    return f"{get_remote_address()}{place}"


def only_clears() -> bool:
    """Whether a waiting room's screen asks to be cleared, which may never have to wait."""
    return "clear" in request.form


def _in_a_waiting_room() -> bool:
    token = (request.view_args or {}).get("token")
    return kiosk.is_start() or bool(token and not kiosk.seat_is_left(token))


def _times(factor: int) -> str:
    limits = parse_many(current_app.config["FEEDBACK_LIMIT"])
    return "; ".join(
        f"{factor * each.amount} per {each.multiples} {each.GRANULARITY.name}" for each in limits
    )
