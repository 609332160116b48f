"""An area's contacts, standards and colour, for its administrator and the operator."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.areas import queries
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.pages.contact_forms import AreaForm
from portal.pages.contact_services import keep_area
from portal.web.answers import Page, page, refused
from portal.web.clock import now

bp = Blueprint("contacts", __name__)
SHOWN = "areas/contacts.html"


@bp.route("/<area>/contacts", methods=["GET", "POST"])
@requires(Permission.AREA_KEEP)
def index() -> Page | Response:
    """Whom families reach and how, what the team promises, and the area's colour."""
    session, area = db.session(), current_area()
    form = AreaForm.of(queries.facts(session, area))
    if not form.validate_on_submit():
        return page(SHOWN, form)
    try:
        changed = keep_area(session, area, form.facts, by=current_person().id, now=now())
    except Refused as refusal:
        return refused(SHOWN, form, refusal)
    flash("Saved. Families see it from now on." if changed else "Nothing was different.")
    return redirect(url_for("contacts.index"))
