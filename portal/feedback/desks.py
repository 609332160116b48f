"""What a private link opens for the pages behind it; else the page that says why not."""

from typing import Any

from flask import abort, redirect, request, url_for

from portal.areas.current import current_area
from portal.extensions import db, may_write
from portal.feedback import dead_ends, writing_services
from portal.feedback.dead_ends import chosen_language
from portal.feedback.forms import words_in
from portal.feedback.kiosk import last_seat, seat_is_left
from portal.feedback.pages import AskingPage, pages_put
from portal.feedback.presenter import survey_words, words_to_copy
from portal.feedback.writing_services import Desk
from portal.surveys.channels import Channel
from portal.surveys.definition import asked_questions
from portal.surveys.wave_states import WaveState, wave_state
from portal.web.answers import NOT_ACCEPTED
from portal.web.clock import today
from portal.web.languages import page_language


def desk_here(slug: str, token: str) -> Desk:
    """What is being written or was sent, held where it may change.

    On the screen of a waiting room only until the next person sits down. A paper form is typed
    in elsewhere, by people who must not see the family's code.
    """
    desk = writing_services.desk_of(db.session(), current_area(), slug, token, held=may_write())
    if desk and desk.writing.way is Channel.PAPER:
        desk = None
    in_a_waiting_room = is_kiosk(desk) if desk else bool(last_seat())
    if in_a_waiting_room and seat_is_left(token):
        abort(redirect(url_for("feedback.kiosk", slug=slug), 303))
    return desk or abort(dead_ends.no_draft())


def open_desk(slug: str, token: str) -> Desk:
    """What is being written and can be sent; else the confirmation, or the words to copy."""
    desk = desk_here(slug, token)
    if desk.writing.sent:
        again = "yes" if request.method == "POST" else None
        abort(redirect(address(desk, "feedback.sent", again=again), 303))
    if wave_state(desk.wave, today()) is not WaveState.OPEN:
        status = NOT_ACCEPTED if request.method == "POST" else dead_ends.GONE
        abort(dead_ends.closed(status=status, sent=True, words=words_of(desk)))
    return desk


def pages_of(desk: Desk) -> list[AskingPage]:
    """The pages that this person is asked."""
    pairs = bool((desk.wave.definition or {}).get("asks_code_word"))
    return pages_put(asked_questions(desk.wave.definition), desk.writing, code_word=pairs)


def address(desk: Desk, endpoint: str, **more: Any) -> str:
    """A page behind the same private link, in the same language."""
    place: dict[str, Any] = {"slug": slug_here(), "token": desk.token}
    return url_for(endpoint, **place | {"language": chosen_language()} | more)


def slug_here() -> str:
    """The survey's slug in this address."""
    return str((request.view_args or {})["slug"])


def context(desk: Desk) -> dict[str, Any]:
    """What every page behind a private link shows."""
    definition = desk.wave.definition or {}
    return {
        "wave": desk.wave,
        "writing": desk.writing,
        "token": desk.token,
        "slug": slug_here(),
        "survey": survey_words(definition, desk.wave.survey.title, page_language()),
        "audience": definition.get("audience", "parent"),
        "kiosk": is_kiosk(desk),
        "language": page_language(),
        "chosen": chosen_language(),
    }


def is_kiosk(desk: Desk) -> bool:
    """Whether it is written on the screen of a waiting room."""
    return desk.writing.way is Channel.KIOSK


def words_of(desk: Desk) -> list[str]:
    """Everything that was written, once each; on a screen in a waiting room nothing is shown."""
    if is_kiosk(desk):
        return []
    posted = words_in(request.form.items())
    return list(dict.fromkeys([*words_to_copy(desk.writing), *posted]))
