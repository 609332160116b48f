"""The screen in a waiting room: whose answers it may show, kept in its browser's session.

Everybody who taps "Start" takes the seat. When the screen is back at its start, the seat is
left, and no page of the one who sat there is shown any more, however somebody goes back. As long
as somebody sits there every page of the portal clears itself, whatever it says.
"""

from flask import has_request_context, request, session

SEAT, LEFT, START = "kiosk_seat", "kiosk_left", "kiosk_start"


def take_seat(token: str) -> None:
    """Show the answers under this private link, and nobody else's, until this start is back."""
    session[SEAT], session[START] = token, request.path
    session.pop(LEFT, None)


def leave_seat() -> None:
    """Show nobody's answers until the next person starts."""
    if SEAT in session:
        session[LEFT] = session.pop(SEAT)


def last_seat() -> str:
    """The private link of whoever sat here last; empty where nobody did."""
    return str(session.get(SEAT) or session.get(LEFT) or "")


def seat_is_left(token: str) -> bool:
    """Whether the answers under this private link may not be shown here any more."""
    return bool(session.get(SEAT) != token)


def is_start() -> bool:
    """Whether the start of a waiting room's screen was asked for."""
    return request.endpoint == "feedback.kiosk"


def start_of_screen() -> str:
    """The start to which this page must clear itself; empty outside a waiting room.

    What is said instead of the start itself, where the tap on it was refused, goes back too.
    """
    if not has_request_context():
        return ""
    if is_start():
        return request.path if request.method == "POST" else ""
    return str(session.get(START, "")) if SEAT in session else ""
