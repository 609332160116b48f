"""One button a role: exists in a demonstration and nowhere else."""

import uuid

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from portal.accounts import queries
from portal.accounts.access import demonstration_only
from portal.accounts.forms import ButtonForm
from portal.accounts.landing import landing_page
from portal.accounts.sign_in import start_session
from portal.audit.services import Act, record
from portal.extensions import db
from portal.web.answers import Page, page
from portal.web.clock import now

bp = Blueprint("demonstration", __name__)


@bp.get("/demonstration")
@demonstration_only
def choose() -> Page:
    """Everybody one can be, by area: the first person of each role."""
    people = queries.one_person_of_each_role(db.session())
    return page("accounts/demonstration.html", ButtonForm(), by_area=people)


@bp.post("/demonstration")
@demonstration_only
def become() -> Response:
    """Sign in as the chosen person, without a link."""
    if not ButtonForm().validate_on_submit():
        abort(400)
    try:
        person = queries.person(db.session(), uuid.UUID(request.form["person"]))
    except (KeyError, ValueError):
        abort(400)
    if person is None or not person.grants:
        abort(404)
    record(db.session(), Act.SIGNED_IN, at=now(), actor_id=person.id, object_id=person.id)
    start_session(person, now())
    return redirect(landing_page(person))
