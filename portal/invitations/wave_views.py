"""The waves of an area's surveys, for its administrator."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db, wake
from portal.feedback.entries import FEWEST_ALIKE
from portal.feedback.queries import responses_by_wave, ways_by_wave
from portal.invitations import invite_views, poster_views, services
from portal.invitations import queries as lists
from portal.invitations.forms import NewWaveForm, WaveForm
from portal.invitations.wave_page import the_wave
from portal.invitations.wave_rows import Counted, wave_rows
from portal.surveys import queries, wave_services
from portal.surveys.channels import Channel
from portal.surveys.models import Side
from portal.surveys.wave_services import Plan
from portal.web.answers import Page, page, refused
from portal.web.clock import now, today

bp = Blueprint("waves", __name__)
bp.register_blueprint(invite_views.bp)
bp.register_blueprint(poster_views.bp)

PLAN = "invitations/plan_wave.html"


@bp.get("/<area>/waves")
@requires(Permission.WAVES_KEEP)
def index() -> str:
    """Every wave, what state it is in, and what can be done with it."""
    session = db.session()
    waves = queries.waves_in(session, current_area())
    ids = [wave.id for wave in waves]
    counted = Counted(
        responses_by_wave(session, waves),
        ways_by_wave(session, waves),
        lists.numbers_invited(session, ids),
        lists.sides_agreed(session, [wave.survey_id for wave in waves]),
    )
    return render_template(
        "invitations/waves.html",
        rows=wave_rows(waves, counted, today()),
        slug_of=lambda key: queries.slug_of(key, current_area()),
        base=current_app.config["PORTAL_ADDRESS"],
    )


@bp.route("/<area>/waves/plan", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def plan() -> Page | Response:
    """Plan a wave."""
    form = NewWaveForm()
    surveys = {str(each.id): each for each in _surveys_to_plan()}
    form.offer((survey_id, survey.title) for survey_id, survey in surveys.items())
    if not form.validate_on_submit():
        return page(PLAN, form, heading="Plan a wave", fewest_alike=FEWEST_ALIKE)
    try:
        wave_services.plan_wave(
            db.session(),
            surveys[form.survey.data],
            _planned(form),
            by=current_person().id,
            today=today(),
            now=now(),
        )
    except Refused as refusal:
        return refused(PLAN, form, refusal, heading="Plan a wave", fewest_alike=FEWEST_ALIKE)
    flash(
        f"The wave “{form.name.data}” is planned. It opens by itself, once both sides have agreed."
    )
    return redirect(url_for("waves.index"), 303)


@bp.route("/<area>/waves/<uuid:wave_id>/change", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def change(wave_id: uuid.UUID) -> Page | Response:
    """Change a wave that has not opened."""
    wave = the_wave(wave_id)
    form = WaveForm(obj=wave)
    if not form.validate_on_submit():
        return page(PLAN, form, heading="Change this wave", fewest_alike=FEWEST_ALIKE)
    try:
        wave_services.change_plan(
            db.session(), wave, _planned(form), by=current_person().id, today=today(), now=now()
        )
    except Refused as refusal:
        return refused(PLAN, form, refusal, heading="Change this wave", fewest_alike=FEWEST_ALIKE)
    if Channel.EMAIL not in wave.channels:
        services.empty(db.session(), wave)
    flash(f"The wave “{form.name.data}” is changed.")
    return redirect(url_for("waves.index"), 303)


@bp.route("/<area>/waves/<uuid:wave_id>/open", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def open_now(wave_id: uuid.UUID) -> Page | Response:
    """Open a wave before its day, after asking."""
    survey_id = the_wave(wave_id).survey_id
    answer = _confirm(
        wave_id,
        wave_services.open_wave,
        "invitations/open_wave.html",
        "is open. People can answer",
        both_agreed=queries.agreed_sides(db.session(), survey_id) == len(Side),
    )
    if isinstance(answer, Response):
        wake(db.session(), "outbox")
    return answer


@bp.route("/<area>/waves/<uuid:wave_id>/close", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def close_now(wave_id: uuid.UUID) -> Page | Response:
    """Close a wave for good, after asking; its figures are published next."""
    answer = _confirm(
        wave_id,
        wave_services.close_wave,
        "invitations/close_wave.html",
        "is closed. Its figures come in a few minutes",
    )
    if isinstance(answer, Response):
        services.forget(db.session(), wave_id, now=now())
        wake(db.session(), "releases")
    return answer


def _confirm(
    wave_id: uuid.UUID, act: Callable[..., None], template: str, done: str, **context: Any
) -> Page | Response:
    """Ask first, then do `act` to the wave and say that it is done."""
    wave, form = the_wave(wave_id), ButtonForm()
    if not form.validate_on_submit():
        return page(template, form, wave=wave, **context)
    try:
        act(db.session(), wave, by=current_person().id, today=today(), now=now())
    except Refused as refusal:
        return refused(template, form, refusal, wave=wave, **context)
    flash(f"The wave “{wave.name}” {done}.")
    return redirect(url_for("waves.index"), 303)


def _surveys_to_plan() -> list[Any]:
    return [
        each for each in queries.surveys_in(db.session(), current_area()) if each.ended_on is None
    ]


def _planned(form: WaveForm) -> Plan:
    return Plan(
        name=form.name.data or "",
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        channels=form.channels.data or [],
        invited=form.invited.data,
        invited_group=form.invited_group.data or "",
        remind_on=form.remind_on.data,
    )
