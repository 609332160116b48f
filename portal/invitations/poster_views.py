"""The poster of a wave: a page to print on A4, with a code to scan."""

import uuid

from flask import Blueprint, current_app, render_template, url_for

from portal.accounts.access import requires
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.bodies import Body
from portal.domain.roles import Permission
from portal.extensions import db
from portal.feedback.presenter import minutes
from portal.invitations.emails import title_of
from portal.invitations.wave_page import the_wave
from portal.letters.qr import qr_picture
from portal.surveys.channels import Channel
from portal.surveys.definition import asked_questions
from portal.surveys.freezing import definition_of
from portal.surveys.queries import slug_of
from portal.surveys.wave_states import WaveState, wave_state
from portal.web.clock import today

bp = Blueprint("poster", __name__)


@bp.get("/<area>/waves/<uuid:wave_id>/poster")
@requires(Permission.WAVES_KEEP)
def show(wave_id: uuid.UUID) -> str:
    """The poster; of a wave that has none or is over, only why there is none."""
    wave = the_wave(wave_id)
    over = wave_state(wave, today()) not in (WaveState.PLANNED, WaveState.OPEN)
    if over or Channel.POSTER not in wave.channels:
        return render_template("invitations/no_poster.html", wave=wave, over=over)
    definition = wave.definition or definition_of(db.session(), wave)
    slug = slug_of(wave.survey.key, current_area())
    base = current_app.config["PORTAL_ADDRESS"]
    typed = base.partition("://")[2]
    return render_template(
        "invitations/poster.html",
        wave=wave,
        title=title_of(definition, wave.survey.title),
        minutes=minutes(asked_questions(definition)),
        address=typed + url_for("feedback.start", slug=slug),
        picture=qr_picture(base + url_for("feedback.start", slug=slug, way=Channel.POSTER.value)),
        team=contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM),
    )
