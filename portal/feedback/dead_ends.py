"""The pages for those who cannot go on: a closed survey, a link that opens nothing.

Whoever wrote something is shown it again, to be copied: nothing is lost. The screen of a waiting
room, from which nobody can copy, shows none of it.
"""

from collections.abc import Sequence
from typing import NoReturn

from flask import abort, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.extensions import db
from portal.feedback.entries import TicketSpent
from portal.feedback.forms import words_in
from portal.feedback.kiosk import start_of_screen
from portal.feedback.services import WaveClosed
from portal.surveys import queries
from portal.surveys.channels import WITHOUT_TICKET
from portal.surveys.models import Wave
from portal.web.answers import NOT_ACCEPTED
from portal.web.clock import today
from portal.web.languages import page_language

GONE, NOT_FOUND, TOO_MANY = 410, 404, 429


def closed(*, status: int, sent: bool = False, words: Sequence[str] = ()) -> Response:
    """The survey takes no answers (any more); when the next one opens, if that is planned.

    `sent` says that somebody was answering, and `words` are what they wrote.
    """
    planned = queries.next_waves(db.session(), current_area(), today())
    upcoming = next((wave for wave in planned if is_open_to_all(wave)), None)
    shown = render_template(
        "feedback/closed.html", upcoming=upcoming, sent=sent, words=_to_show(words)
    )
    return make_response(shown, status)


def refused(refusal: Refused, words: Sequence[str] = ()) -> Response:
    """Why a one-time link does not count, and the way to a survey that is open to everybody."""
    if isinstance(refusal, WaveClosed):
        return closed(status=GONE, sent=bool(words), words=words)
    if isinstance(refusal, TicketSpent):
        return _link_page("used", GONE, words)
    return _link_page("unknown", NOT_FOUND, words)


def by_invitation(*, status: int) -> Response:
    """Only people with a link of their own can answer."""
    return _link_page("invited", status)


def no_draft() -> Response:
    """Nothing is being written under this private link."""
    return _link_page("forgotten", NOT_FOUND)


def too_many(_: object) -> NoReturn:
    """Stop a request of which too many came from one network address.

    Behind a private link the draft stays; who was about to start one gets their words back.
    """
    token = (request.view_args or {}).get("token")
    words = [] if token or start_of_screen() else words_in(request.form.items())
    shown = render_template("feedback/wait.html", kept=bool(token), words=words)
    abort(make_response(shown, TOO_MANY))


def is_open_to_all(wave: Wave) -> bool:
    """Whether anybody may answer, without a one-time link."""
    return not WITHOUT_TICKET.isdisjoint(wave.channels)


def nothing_open() -> Response:
    """No survey of the area is open to everybody today."""
    return closed(status=200)


def closed_meanwhile(words: Sequence[str]) -> Response:
    """The survey closed between the page and what was sent from it."""
    return closed(status=NOT_ACCEPTED, sent=True, words=words)


def _link_page(why: str, status: int, words: Sequence[str] = ()) -> Response:
    waves = queries.open_waves(db.session(), current_area(), today())
    instead = (
        url_for("feedback.index", language=chosen_language())
        if any(is_open_to_all(wave) for wave in waves) and not start_of_screen()
        else ""
    )
    shown = render_template("feedback/link.html", why=why, words=_to_show(words), instead=instead)
    return make_response(shown, status)


def _to_show(words: Sequence[str]) -> Sequence[str]:
    """What somebody wrote, except where the next person would read it."""
    return () if start_of_screen() else words


def chosen_language() -> str | None:
    """The language for the next address; None for English, which needs no word."""
    language = page_language()
    return None if language == "en" else language
