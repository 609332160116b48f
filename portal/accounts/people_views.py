"""The people of an area and their roles, for its administrator."""

import uuid

from flask import Blueprint, abort, current_app, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.accounts import emails, queries, services
from portal.accounts.access import current_person, requires
from portal.accounts.forms import STAFF_ROLES, ButtonForm, GrantRoleForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission, Role
from portal.extensions import db
from portal.outbox.services import write
from portal.web.answers import Page, page, refused
from portal.web.clock import now

bp = Blueprint("people", __name__)


@bp.route("/<area>/people", methods=["GET", "POST"])
@requires(Permission.PEOPLE_KEEP)
def index() -> Page | Response:
    """Who has which role; give another one."""
    area, form = current_area(), GrantRoleForm()
    if not form.validate_on_submit():
        held = queries.grants_in(db.session(), area.id)
        return page("accounts/people.html", form, held=held, words=STAFF_ROLES)
    role = Role(form.role.data)
    try:
        person = services.grant_role(
            db.session(),
            email=form.email.data,
            name=form.name.data,
            role=role,
            area_id=area.id,
            by=current_person().id,
            now=now(),
        )
    except Refused as refusal:
        held = queries.grants_in(db.session(), area.id)
        return refused("accounts/people.html", form, refusal, held=held, words=STAFF_ROLES)
    _tell(person.id, person.email, role)
    # Not the name that is kept: the address may belong to somebody of another area.
    flash(f"{form.name.data} now has the role: {STAFF_ROLES[role]}.")
    return redirect(url_for("people.index"))


@bp.route("/<area>/people/<uuid:grant_id>/end", methods=["GET", "POST"])
@requires(Permission.PEOPLE_KEEP)
def end(grant_id: uuid.UUID) -> Page | Response:
    """End one role, after asking."""
    grant = queries.grant_in(db.session(), current_area().id, grant_id)
    if grant is None or grant.role not in STAFF_ROLES:
        abort(404)
    form = ButtonForm()
    shown = {"grant": grant, "role": STAFF_ROLES[grant.role]}
    if not form.validate_on_submit():
        return page("accounts/end_role.html", form, **shown)
    try:
        services.end_role(db.session(), grant, by=current_person().id, now=now())
    except Refused as refusal:
        return refused("accounts/end_role.html", form, refusal, **shown)
    flash(f"{grant.person.name} no longer has the role: {STAFF_ROLES[grant.role]}.")
    return redirect(url_for("people.index"))


def _tell(person_id: uuid.UUID, email: str, role: Role) -> None:
    """Write to somebody who was given a role; given again, they are told again."""
    moment = now()
    address = current_app.config["PORTAL_ADDRESS"] + url_for("accounts.sign_in")
    message = emails.role_given(email, STAFF_ROLES[role], current_area().name, address)
    key = f"role-given:{person_id}:{role.value}:{moment.isoformat()}"
    write(db.session(), message, key=key, now=moment)
