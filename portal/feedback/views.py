"""Where answering begins: the surveys that are open, and the start of each.

Nothing about who answers is read, kept or logged.
"""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.extensions import csrf, db, limiter
from portal.feedback import dead_ends, limits, writing_services
from portal.feedback.blueprint import bp
from portal.feedback.dead_ends import chosen_language, is_open_to_all
from portal.feedback.entrance import Door, Shown, enter, entrance
from portal.feedback.forms import token_in, words_in
from portal.feedback.presenter import survey_words
from portal.feedback.ticket_services import wave_of_ticket
from portal.feedback.tickets import read
from portal.surveys import queries
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.web.answers import NOT_ACCEPTED
from portal.web.clock import today
from portal.web.languages import page_language


@bp.get("/<area>/feedback")
@public
def index() -> str | Response:
    """The surveys that anybody may answer today; straight to the only one."""
    area, language = current_area(), page_language()
    waves = [
        wave for wave in queries.open_waves(db.session(), area, today()) if is_open_to_all(wave)
    ]
    if not waves:
        return dead_ends.nothing_open()
    if len(waves) == 1:
        slug = queries.slug_of(waves[0].survey.key, area)
        return redirect(url_for("feedback.start", slug=slug, language=chosen_language()))
    surveys = [
        (
            queries.slug_of(wave.survey.key, area),
            survey_words(wave.definition or {}, wave.survey.title, language),
            wave,
        )
        for wave in waves
    ]
    return render_template("feedback/index.html", surveys=surveys, language=chosen_language())


@bp.get("/<area>/feedback/<slug>")
@public
def start(slug: str) -> Shown | Response:
    """The start of a survey that anybody may answer."""
    door = _open_door(slug)
    return entrance(door) if isinstance(door, Door) else door


@bp.route("/<area>/feedback/<slug>/begin", methods=["GET", "POST"])
@public
@limiter.limit(
    limits.to_start, key_func=limits.for_whom, methods=["POST"], on_breach=dead_ends.too_many
)
def begin(slug: str) -> Shown | Response:
    """Where the start of a survey is sent to; whoever opens it is led to the start."""
    if request.method != "POST":
        way, language = request.args.get("way"), chosen_language()
        return redirect(url_for("feedback.start", slug=slug, way=way, language=language))
    door = _open_door(slug)
    return enter(door) if isinstance(door, Door) else door


@bp.get("/<area>/feedback/ticket/<ticket>")
@public
def ticket(ticket: str) -> Shown | Response:
    """The start of the survey that a one-time link is for. Only sending answers spends it."""
    door = _door_of_ticket(ticket)
    return entrance(door) if isinstance(door, Door) else door


@bp.route("/<area>/feedback/ticket/<ticket>/begin", methods=["GET", "POST"])
@public
@limiter.limit(
    limits.to_start, key_func=limits.for_whom, methods=["POST"], on_breach=dead_ends.too_many
)
def begin_with_ticket(ticket: str) -> Shown | Response:
    """Where the start behind a one-time link is sent to."""
    if request.method != "POST":
        language = chosen_language()
        return redirect(url_for("feedback.ticket", ticket=ticket, language=language))
    door = _door_of_ticket(ticket)
    return enter(door) if isinstance(door, Door) else door


# No form of the answering pages asks for the token that proves a session. Nobody's authority is
# used here: the private token of the form, or the one-time link, is the right to answer.
csrf.exempt(begin)
csrf.exempt(begin_with_ticket)


@bp.get("/<area>/feedback/thank-you")
@public
def thank_you() -> Response:
    """An address of earlier surveys: their confirmation."""
    return redirect(url_for("feedback.index"))


def _open_door(slug: str) -> Door | Response:
    """The way into a survey that anybody may answer; else why there is none."""
    sent = request.method == "POST"
    wave = queries.open_wave(db.session(), current_area(), slug, today())
    if wave is None:
        return _not_open(slug)
    if not is_open_to_all(wave):
        return dead_ends.by_invitation(status=NOT_ACCEPTED if sent else 200)
    return Door(wave, slug, _way(wave))


def _door_of_ticket(ticket: str) -> Door | Response:
    """The way in by a one-time link; else why it opens nothing."""
    area, secret = current_area(), str(current_app.config["SECRET_KEY"])
    try:
        wave = wave_of_ticket(db.session(), area, ticket, secret=secret, today=today())
    except Refused as refusal:
        return _sent_before() or dead_ends.refused(refusal, words_in(request.form.items()))
    told = read(ticket)
    way = told.way if told else Channel.OPEN_LINK
    return Door(wave, queries.slug_of(wave.survey.key, area), way, ticket)


def _not_open(slug: str) -> Response:
    """The survey takes no answers today; whoever was writing gets their words back."""
    if queries.survey_in(db.session(), current_area(), slug) is None:
        raise NotFound
    if request.method == "POST":
        return dead_ends.closed_meanwhile(words_in(request.form.items()))
    return dead_ends.closed(status=200)


def _sent_before() -> Response | None:
    """The confirmation, for somebody who went back to the form and sends it again."""
    area, token = current_area(), token_in(request.form)
    desk = writing_services.desk_behind(db.session(), area, token) if token else None
    if desk is None or not desk.writing.sent:
        return None
    place: dict[str, Any] = {"slug": queries.slug_of(desk.wave.survey.key, area), "token": token}
    language = chosen_language()
    return redirect(url_for("feedback.sent", **place, again="yes", language=language), 303)


def _way(wave: Wave) -> Channel:
    """By the poster, if the address says so and the wave has one; else by the open link."""
    by_poster = request.args.get("way") == Channel.POSTER.value
    has_poster = Channel.POSTER.value in wave.channels
    return Channel.POSTER if by_poster and has_poster else Channel.OPEN_LINK
