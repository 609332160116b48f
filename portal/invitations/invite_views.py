"""The list of those invited by e-mail. It can be added to and emptied, and is never shown."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.invitations import queries, services
from portal.invitations.forms import InviteForm
from portal.invitations.pasted import read_addresses
from portal.invitations.wave_page import the_wave
from portal.surveys.models import Audience, Wave
from portal.web.answers import NOT_ACCEPTED, Page, page, refused
from portal.web.clock import now, today
from portal.web.templating import counted

bp = Blueprint("invitations", __name__)

PAGE = "invitations/invite.html"
NOBODY = "invitations/nobody_invited.html"


@bp.route("/<area>/waves/<uuid:wave_id>/invite", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def invite(wave_id: uuid.UUID) -> Page | Response:
    """Add addresses to the wave's list: pasted ones, or those of families with an account."""
    wave, form = the_wave(wave_id), InviteForm()
    if wave.survey.audience is Audience.PROFESSIONAL:
        del form.families
    try:
        services.check_takes_addresses(wave, today())
    except Refused as refusal:
        status = NOT_ACCEPTED if form.is_submitted() else 200
        return render_template(NOBODY, wave=wave, why_not=refusal.sentence), status
    if not form.validate_on_submit():
        return page(PAGE, form, **_shown(wave))
    by = current_person().id
    try:
        given = _given(wave, form)
        services.add(db.session(), wave, given, by=by, today=today(), now=now())
    except Refused as refusal:
        return refused(PAGE, form, refusal, **_shown(wave))
    listed, _ = _listed(wave)
    flash(f"The list for e-mails now has {counted(listed, 'address', 'addresses')}.")
    return redirect(url_for(".invite", wave_id=wave.id), 303)


@bp.route("/<area>/waves/<uuid:wave_id>/invite/empty", methods=["GET", "POST"])
@requires(Permission.WAVES_KEEP)
def empty(wave_id: uuid.UUID) -> str | Response:
    """Take everybody off the list who was not written to yet, after asking."""
    wave, form = the_wave(wave_id), ButtonForm()
    if form.validate_on_submit():
        services.empty(db.session(), wave)
        flash("Whoever was not written to yet is off the list.")
        return redirect(url_for(".invite", wave_id=wave.id), 303)
    return render_template("invitations/empty_list.html", form=form, **_shown(wave))


def _given(wave: Wave, form: InviteForm) -> list[str]:
    """The addresses that were pasted, and those of the families if they were ticked."""
    found = read_addresses(form.addresses.data) if form.addresses.data else []
    if form.families and form.families.data:
        audience = wave.survey.audience
        families = queries.family_addresses(db.session(), current_area().id, audience, today())
        if not families:
            raise Refused("No family here has an account that fits. Paste addresses instead.")
        found += families
    if not found:
        raise Refused("Paste addresses, or tick the families with an account.")
    return found


def _listed(wave: Wave) -> tuple[int, int]:
    """How many are on the list, and to how many of them the link was sent."""
    return queries.numbers_invited(db.session(), [wave.id]).get(wave.id, (0, 0))


def _shown(wave: Wave) -> dict[str, object]:
    listed, sent = _listed(wave)
    return {"wave": wave, "listed": listed, "sent": sent}
