"""The start of a survey on the screen of a waiting room, which clears itself.

Its questions come one a page, whatever the survey's layout. The answers that were not sent are
forgotten when the screen clears itself, or when the next person starts.
"""

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.areas.current import current_area
from portal.extensions import db, limiter
from portal.feedback import dead_ends, drafts, kiosk, limits, writing_services
from portal.feedback.blueprint import bp
from portal.feedback.dead_ends import chosen_language
from portal.feedback.drafts import Writing
from portal.feedback.presenter import languages_of, survey_words
from portal.feedback.receipts import new_receipt
from portal.feedback.seals import new_token
from portal.surveys import queries
from portal.surveys.channels import Channel
from portal.surveys.definition import asked_questions
from portal.surveys.models import Wave
from portal.web.answers import NOT_ACCEPTED
from portal.web.clock import today
from portal.web.languages import page_language

NOT_HERE = 404


@bp.app_context_processor
def _to_templates() -> dict[str, Callable[[], str]]:
    return {"start_of_screen": kiosk.start_of_screen}


@bp.route("/<area>/feedback/<slug>/kiosk", methods=["GET", "POST"], endpoint="kiosk")
@public
@limiter.limit(
    limits.to_start,
    key_func=limits.for_whom,
    methods=["POST"],
    exempt_when=limits.only_clears,
    on_breach=dead_ends.too_many,
)
def kiosk_start(slug: str) -> str | Response | tuple[str, int]:
    """Tap to start. Sent with `clear`, it makes the screen forget instead."""
    clear = "clear" in request.form
    if request.method == "POST":
        drafts.forget_one(db.session(), kiosk.last_seat())
    if request.method == "GET" or clear:
        kiosk.leave_seat()
    if clear:
        return redirect(url_for("feedback.kiosk", slug=slug), 303)
    wave = queries.open_wave(db.session(), current_area(), slug, today())
    if wave is None or Channel.KIOSK.value not in wave.channels:
        return _nothing_here(slug, is_open=wave is not None)
    if request.method == "GET":
        return _start_screen(slug, wave)
    return redirect(_begin(slug, wave), 303)


def _begin(slug: str, wave: Wave) -> str:
    """Start a draft in this seat; the address of its first question."""
    token, language = new_token(), page_language()
    writing = Writing(new_receipt(), way=Channel.KIOSK, language=language)
    writing_services.begin(db.session(), wave, token, writing, replacing=False)
    kiosk.take_seat(token)
    language_asked = chosen_language()
    return url_for("feedback.question", slug=slug, token=token, number=1, language=language_asked)


def _start_screen(slug: str, wave: Wave) -> str:
    definition = wave.definition or {}
    asked = asked_questions(definition)
    return render_template(
        "feedback/kiosk.html",
        slug=slug,
        wave=wave,
        survey=survey_words(definition, wave.survey.title, page_language()),
        languages=languages_of(definition.get("translations", {}), asked),
        language=page_language(),
        chosen=chosen_language(),
    )


def _nothing_here(slug: str, *, is_open: bool) -> Response | tuple[str, int]:
    """A sentence where the survey is closed, or asks nobody in waiting rooms."""
    if queries.survey_in(db.session(), current_area(), slug) is None:
        abort(404)
    if not is_open:
        status = NOT_ACCEPTED if request.method == "POST" else 200
        return dead_ends.closed(status=status)
    return render_template("feedback/kiosk_not_here.html", slug=slug), NOT_HERE
