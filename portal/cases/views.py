"""The list of cases, adding one, and taking one on.

A case's own page stands with the timeline, which it shows.
"""

import uuid

from flask import Blueprint, abort, flash, render_template, request
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.cases import (
    advice_views,
    child_views,
    event_views,
    exception_views,
    guardian_views,
    listing,
    received_views,
    services,
    update_views,
)
from portal.cases.case_page import back_to, the_case, this_change
from portal.cases.child_services import ChildDetails
from portal.cases.forms import NewRequestForm
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.answers import Page, page, refused
from portal.web.clock import today

bp = Blueprint("cases", __name__)
for part in (
    received_views,
    update_views,
    child_views,
    event_views,
    advice_views,
    exception_views,
    guardian_views,
):
    bp.register_blueprint(part.bp)


@bp.get("/<area>/cases")
@requires(Permission.CASES_KEEP)
def index() -> str:
    """The area's cases, the latest first."""
    found = listing.find(
        db.session(),
        current_area().id,
        show=listing.read_show(request.args.get("show")),
        page=request.args.get("page"),
        person_id=current_person().id,
        promise_days=current_area().update_promise_days,
        as_of=today(),
    )
    return render_template("cases/index.html", found=found)


@bp.route("/<area>/cases/new", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new() -> Page | Response:
    """Add a child and a request."""
    form = NewRequestForm()
    if not form.validate_on_submit():
        return page("cases/new.html", form)
    child = ChildDetails(str(form.first_name.data), str(form.last_name.data), form.born.data)
    try:
        added = services.add_request(
            db.session(),
            child,
            received_on=form.received_on.data,
            source=form.source.data,
            change=this_change(),
        )
    except Refused as refusal:
        return refused("cases/new.html", form, refusal)
    flash(f"The request was added. Its reference is {added.request.reference}.")
    if added.child_was_known:
        flash(f"{child.first_name} {child.last_name} was here already and has this request now.")
    return back_to(added.request)


@bp.post("/<area>/cases/<uuid:request_id>/take-on")
@requires(Permission.CASES_KEEP)
def take_on(request_id: uuid.UUID) -> Response:
    """Make this case one's own."""
    case = the_case(request_id)
    if not ButtonForm().validate_on_submit():
        abort(400)
    services.take_on(db.session(), case, change=this_change())
    flash("This case is yours now. The family sees your name.")
    return back_to(case)
