"""Paper: forms to print, and typing in those that came back. What was typed in nobody reads here.

The code word that pairs a family's waves is not asked on paper: whoever types would read it.
"""

import uuid
from dataclasses import replace

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import force_locale
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.accounts.views import sign_in_limit
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.bodies import Body
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import SAFE_METHODS, db, limiter
from portal.feedback import writing_services
from portal.feedback.forms import Filled, read_form, with_something_said
from portal.feedback.presenter import languages_of, survey_words
from portal.feedback.writing_services import Desk
from portal.invitations import paper_services
from portal.invitations.paper_forms import NumberForm, PrintForm
from portal.invitations.paper_services import PaperForm
from portal.invitations.wave_page import the_wave
from portal.surveys.channels import Channel
from portal.surveys.definition import AskedQuestion, asked_questions
from portal.surveys.models import Wave
from portal.web.answers import NOT_ACCEPTED, Page, page, refused
from portal.web.clock import now, today
from portal.web.languages import LOCALES

bp = Blueprint("paper", __name__)

PRINT_PAGE, NUMBER_PAGE = "invitations/paper.html", "invitations/paper_number.html"


def who_types() -> str:
    """For whom tries are counted: people of one office share an address."""
    return str(session.get("_user_id") or get_remote_address())


@bp.route("/<area>/waves/<uuid:wave_id>/paper", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def print_forms(wave_id: uuid.UUID) -> Page:
    """Choose how many forms; the answer is the page to print, with numbers used nowhere else."""
    wave = the_wave(wave_id)
    if not paper_services.may_print(wave, today()):
        status = 200 if request.method in SAFE_METHODS else NOT_ACCEPTED
        return render_template("invitations/no_paper.html", wave=wave), status
    form = PrintForm()
    asked = asked_questions(wave.definition)
    form.offer(languages_of((wave.definition or {}).get("translations", {}), asked))
    if not form.validate_on_submit():
        return page(PRINT_PAGE, form, wave=wave)
    try:
        forms = _make_forms(wave, int(form.copies.data or 0))
    except Refused as refusal:
        return refused(PRINT_PAGE, form, refusal, wave=wave)
    language, large = form.chosen_language, bool(form.large.data)
    return _sheets(wave, asked, forms, language=language, large=large), 200


@bp.route("/<area>/paper", methods=["GET", "POST"])
@requires(Permission.PAPER_TYPE)
@limiter.limit(sign_in_limit, key_func=who_types, methods=["POST"])
def number() -> Page | Response:
    """Ask for the number on the form."""
    form = NumberForm()
    if not form.validate_on_submit():
        return page(NUMBER_PAGE, form)
    try:
        token = paper_services.start_typing(
            db.session(), current_area(), str(form.number.data), secret=_secret(), today=today()
        )
    except Refused as refusal:
        return refused(NUMBER_PAGE, form, refusal)
    return redirect(url_for("paper.answers", token=token), 303)


@bp.route("/<area>/paper/<token>", methods=["GET", "POST"])
@requires(Permission.PAPER_TYPE)
def answers(token: str) -> Page | Response:
    """All questions of the form on one page."""
    desk = _desk(token)
    if desk.writing.sent:
        return redirect(url_for("paper.kept"))
    asked = asked_questions(desk.wave.definition)
    if request.method in SAFE_METHODS:
        return _ask(desk, asked, _as_typed(desk))
    filled = with_something_said(read_form(asked, request.form), asked)
    if filled.errors:
        return _ask(desk, asked, filled)
    writing = replace(desk.writing, answers=filled.answers, comments=dict(filled.comments))
    writing_services.write_on(db.session(), desk, writing)
    return redirect(url_for("paper.check", token=token), 303)


@bp.route("/<area>/paper/<token>/check", methods=["GET", "POST"])
@requires(Permission.PAPER_TYPE)
def check(token: str) -> Page | Response:
    """What was typed in, once more; keeping it counts it once and closes it to everybody here."""
    desk, form = _desk(token), ButtonForm()
    if desk.writing.sent:
        return redirect(url_for("paper.kept"), 303)
    asked = asked_questions(desk.wave.definition)
    shown = {"desk": desk, "asked": asked, "filled": _as_typed(desk)}
    if not form.validate_on_submit():
        return page("invitations/paper_check.html", form, **shown)
    try:
        paper_services.keep(db.session(), desk, secret=_secret(), today=today())
    except Refused as refusal:
        return refused("invitations/paper_check.html", form, refusal, **shown)
    return redirect(url_for("paper.kept"), 303)


@bp.get("/<area>/paper/kept")
@requires(Permission.PAPER_TYPE)
def kept() -> str:
    """The form is counted; nothing of it can be opened again."""
    return render_template("invitations/paper_kept.html")


def _make_forms(wave: Wave, copies: int) -> list[PaperForm]:
    """New forms, with numbers used nowhere else."""
    return paper_services.print_forms(
        db.session(),
        wave,
        copies,
        by=current_person().id,
        today=today(),
        now=now(),
        secret=_secret(),
    )


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _desk(token: str) -> Desk:
    """The paper form being typed in, held where it is about to change; else 404."""
    held = request.method not in SAFE_METHODS
    desk = writing_services.desk_behind(db.session(), current_area(), token, held=held)
    if desk is None or desk.writing.way is not Channel.PAPER:
        abort(404)
    return desk


def _as_typed(desk: Desk) -> Filled:
    choices = {
        key: "none" if value is None else str(value) for key, value in desk.writing.answers.items()
    }
    return Filled(choices, desk.writing.comments)


def _ask(desk: Desk, asked: tuple[AskedQuestion, ...], filled: Filled) -> Page:
    shown = render_template(
        "invitations/paper_answers.html",
        desk=desk,
        asked=asked,
        form=filled,
        audience=(desk.wave.definition or {}).get("audience"),
    )
    return shown, NOT_ACCEPTED if filled.errors else 200


def _sheets(
    wave: Wave,
    asked: tuple[AskedQuestion, ...],
    forms: list[PaperForm],
    *,
    language: str,
    large: bool,
) -> str:
    """The forms to print, in their language and size of print."""
    definition = wave.definition or {}
    withdraw = current_app.config["PORTAL_ADDRESS"] + url_for("withdrawal.show")
    with force_locale(LOCALES[language]):
        return render_template(
            "invitations/paper_sheets.html",
            wave=wave,
            asked=asked,
            forms=forms,
            large=large,
            language=language,
            survey=survey_words(definition, wave.survey.title, language),
            audience=definition.get("audience"),
            withdraw=withdraw,
            team=contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM),
        )
