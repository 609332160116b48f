"""The waves of an area's survey, for its administrator."""

import uuid
from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db, wake
from portal.feedback import queries, wave_services
from portal.feedback.forms import WaveForm
from portal.feedback.presenter import wave_rows
from portal.feedback.wave_services import Plan
from portal.web.answers import Page, page, refused
from portal.web.clock import now, today

bp = Blueprint("waves", __name__)


@bp.get("/<area>/waves")
@requires(Permission.WAVES_KEEP)
def index() -> str:
    """Every wave, what state it is in, and what can be done with it."""
    waves = queries.waves_in(db.session(), current_area())
    responses = queries.responses_by_wave(db.session(), waves)
    return render_template("feedback/waves.html", rows=wave_rows(waves, responses, today()))


@bp.route("/<area>/waves/plan", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def plan() -> Page | Response:
    """Plan a wave."""
    form = WaveForm()
    if not form.validate_on_submit():
        return page("feedback/plan_wave.html", form, heading="Plan a wave")
    try:
        wave_services.plan_wave(
            db.session(),
            current_area(),
            _planned(form),
            by=current_person().id,
            today=today(),
            now=now(),
        )
    except Refused as refusal:
        return refused("feedback/plan_wave.html", form, refusal, heading="Plan a wave")
    flash(f"The wave “{form.name.data}” is planned. It opens by itself.")
    return redirect(url_for("waves.index"), 303)


@bp.route("/<area>/waves/<uuid:wave_id>/change", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def change(wave_id: uuid.UUID) -> Page | Response:
    """Change a wave that has not opened."""
    wave = queries.wave_in(db.session(), current_area(), wave_id)
    if wave is None:
        abort(404)
    form = WaveForm(obj=wave)
    if not form.validate_on_submit():
        return page("feedback/plan_wave.html", form, heading="Change this wave")
    try:
        wave_services.change_plan(
            db.session(), wave, _planned(form), by=current_person().id, today=today(), now=now()
        )
    except Refused as refusal:
        return refused("feedback/plan_wave.html", form, refusal, heading="Change this wave")
    flash(f"The wave “{form.name.data}” is changed.")
    return redirect(url_for("waves.index"), 303)


@bp.route("/<area>/waves/<uuid:wave_id>/open", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def open_now(wave_id: uuid.UUID) -> Page | Response:
    """Open a wave before its day, after asking."""
    return _confirm(
        wave_id, wave_services.open_wave, "feedback/open_wave.html", "is open. Families can answer"
    )


@bp.route("/<area>/waves/<uuid:wave_id>/close", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def close_now(wave_id: uuid.UUID) -> Page | Response:
    """Close a wave for good, after asking; its figures are published next."""
    answer = _confirm(
        wave_id,
        wave_services.close_wave,
        "feedback/close_wave.html",
        "is closed. Its figures come in a few minutes",
    )
    if isinstance(answer, Response):
        wake(db.session(), "releases")
    return answer


def _confirm(
    wave_id: uuid.UUID, act: Callable[..., None], template: str, done: str
) -> Page | Response:
    """Ask first, then do `act` to the wave and say that it is done."""
    wave = queries.wave_in(db.session(), current_area(), wave_id)
    if wave is None:
        abort(404)
    form = ButtonForm()
    if not form.validate_on_submit():
        return page(template, form, wave=wave)
    try:
        act(db.session(), wave, by=current_person().id, today=today(), now=now())
    except Refused as refusal:
        return refused(template, form, refusal, wave=wave)
    flash(f"The wave “{wave.name}” {done}.")
    return redirect(url_for("waves.index"), 303)


def _planned(form: WaveForm) -> Plan:
    return Plan(
        name=form.name.data or "",
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        channel=form.channel.data,
        invited=form.invited.data,
    )
