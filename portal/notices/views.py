"""A person's choice of notices, and turning e-mails off without signing in."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, public, requires
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases import queries as case_queries
from portal.domain.bodies import Body
from portal.domain.roles import Permission
from portal.extensions import SAFE_METHODS, csrf, db
from portal.notices import calendar_views, queries, wish_services
from portal.notices.forms import WishesForm
from portal.notices.tokens import person_of
from portal.notices.wishes import Wishes
from portal.web.answers import Page, page
from portal.web.clock import now, today

bp = Blueprint("notices", __name__)
bp.register_blueprint(calendar_views.bp)


@bp.route("/<area>/notices", methods=["GET", "POST"])
@requires(Permission.CHILDREN_SEE_OWN)
def index() -> Page | Response:
    """What we tell this person, and how."""
    person, form = current_person(), WishesForm()
    if not current_app.config["NOTIFY_API_KEY"]:
        del form.by_text, form.mobile
    if form.validate_on_submit():
        wish_services.keep(db.session(), person.id, form.read(), now=now())
        flash("We have kept what you chose.")
        return redirect(url_for("notices.index"), 303)
    wishes = queries.wishes(db.session(), [person.id]).get(person.id, Wishes())
    if not form.is_submitted():
        form.show(wishes)
    return page(
        "notices/index.html",
        form=form,
        wishes=wishes,
        email=person.email,
        children=case_queries.own_children(
            db.session(), current_area().id, person.id, as_of=today()
        ),
    )


@bp.route("/<area>/notices/unsubscribe/<token>", methods=["GET", "POST"])
@public
def unsubscribe(token: str) -> Page:
    """Turn a person's e-mails off: by the button here, or by the one of their mail program.

    A mail program sends neither a cookie nor our forms' token with its one click (RFC 8058);
    the signed word in the address is what lets it. Opening the page changes nothing, because
    mail scanners open links.
    """
    team = contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM)
    person_id = person_of(token, current_app.config["SECRET_KEY"])
    done = False
    if request.method not in SAFE_METHODS and person_id is not None:
        done = wish_services.turn_emails_off(db.session(), person_id, now=now())
    if person_id is None or (request.method not in SAFE_METHODS and not done):
        return render_template("notices/unknown_link.html", team=team), 404
    return render_template("notices/unsubscribe.html", token=token, done=done, team=team), 200


csrf.exempt(unsubscribe)
