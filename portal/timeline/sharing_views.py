"""The young person decides which parents may see the case; only they see who can."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.cases import guardian_services, queries
from portal.cases.case_page import this_change
from portal.cases.models import Guardian
from portal.cases.records import ChildRecord
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.clock import today

bp = Blueprint("sharing", __name__)


@bp.get("/<area>/children/<uuid:child_id>/people")
@requires(Permission.CHILDREN_SEE_OWN)
def index(child_id: uuid.UUID) -> str:
    """The parents who were let in, and whether each may see the case."""
    child = _own_case(child_id)
    parents = [
        (row, guardian_services.may_see(row, born=child.born, day=today()))
        for row in _parents(child)
    ]
    return render_template("timeline/sharing.html", child=child, parents=parents, form=ButtonForm())


@bp.post("/<area>/children/<uuid:child_id>/people/<uuid:guardian_id>/agree")
@requires(Permission.CHILDREN_SEE_OWN)
def agree(child_id: uuid.UUID, guardian_id: uuid.UUID) -> Response:
    """Let a parent see the case."""
    child = _own_case(child_id)
    parent = _parent(child, guardian_id)
    try:
        guardian_services.agree(db.session(), parent, born=child.born, change=this_change())
    except Refused as refusal:
        flash(refusal.sentence)
        return redirect(url_for("sharing.index", child_id=child_id))
    flash(f"{parent.person.name} can see this now.")
    return redirect(url_for("sharing.index", child_id=child_id))


@bp.post("/<area>/children/<uuid:child_id>/people/<uuid:guardian_id>/stop")
@requires(Permission.CHILDREN_SEE_OWN)
def stop(child_id: uuid.UUID, guardian_id: uuid.UUID) -> Response:
    """Stop a parent from seeing the case, at once."""
    child = _own_case(child_id)
    parent = _parent(child, guardian_id)
    guardian_services.end_access(db.session(), parent, change=this_change())
    flash(f"{parent.person.name} can no longer see this.")
    return redirect(url_for("sharing.index", child_id=child_id))


def _own_case(child_id: uuid.UUID) -> ChildRecord:
    """The young person's own record, or 404: to a parent these pages are not there."""
    sights = queries.sights(db.session(), current_area().id, current_person().id, as_of=today())
    own = (each for each in sights if each.child.id == child_id and each.as_young_person)
    found = next(own, None) or abort(404)
    return found.child


def _parents(child: ChildRecord) -> list[Guardian]:
    rows = queries.guardians(db.session(), child.id, as_of=today())
    return [row for row in rows if not row.as_young_person]


def _parent(child: ChildRecord, guardian_id: uuid.UUID) -> Guardian:
    if not ButtonForm().validate_on_submit():
        abort(400)
    return next((row for row in _parents(child) if row.id == guardian_id), None) or abort(404)
