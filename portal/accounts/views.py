"""Signing in and out."""

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response

from portal.accounts import emails, services
from portal.accounts.access import current_person, public, signed_in
from portal.accounts.forms import ButtonForm, SignInForm
from portal.accounts.landing import landing_page, starts
from portal.accounts.sign_in import start_session
from portal.domain.refusal import Refused
from portal.extensions import db, limiter
from portal.web.answers import Page, page, refused
from portal.web.clock import now
from portal.web.next_page import safe_next_page
from portal.web.post import post

bp = Blueprint("accounts", __name__)


def sign_in_limit() -> str:
    """How often one network address may try, from the settings."""
    return str(current_app.config["SIGN_IN_LIMIT"])


def link_limit() -> str:
    """How many links may be asked for one e-mail address, from the settings."""
    return str(current_app.config["LINK_LIMIT"])


def asked_address() -> str:
    """The e-mail address that a link is asked for, known here or not."""
    return services.tidy_address(request.form.get("email", ""))


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(sign_in_limit, methods=["POST"])
@limiter.limit(link_limit, key_func=asked_address, methods=["POST"])
def sign_in() -> Page | Response:
    """Ask for an address; say the same whether or not it is known."""
    form = SignInForm()
    if not form.validate_on_submit():
        return page("accounts/sign_in.html", form)
    wanted = safe_next_page(request.args.get("next"))
    made = services.make_sign_in_link(db.session(), form.email.data, next_page=wanted, now=now())
    if made is not None:
        person, token = made
        address = current_app.config["PORTAL_ADDRESS"] + url_for("accounts.claim", token=token)
        post(emails.sign_in_link(person.email, address))
    return redirect(url_for("accounts.check_your_email"))


@bp.get("/sign-in/check-your-email")
@public
def check_your_email() -> str:
    """What to do now."""
    return render_template("accounts/check_your_email.html")


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
@public
@limiter.limit(sign_in_limit, methods=["POST"])
def claim(token: str) -> Page | Response:
    """Opening the link shows a button; only pressing it signs in.

    Mail scanners open links to look for harm, and must not use this one up.
    """
    form = ButtonForm()
    if not form.validate_on_submit():
        return page("accounts/claim.html", form)
    try:
        person, wanted = services.claim_sign_in_link(db.session(), token, now=now())
    except Refused as refusal:
        return refused("accounts/link_refused.html", form, refusal)
    start_session(person, now())
    return redirect(safe_next_page(wanted) or landing_page(person))


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Forget who this was, here and on every other device."""
    services.end_sessions(db.session(), current_person(), now=now())
    logout_user()
    session.clear()
    return redirect(url_for("pages.home"))


@bp.get("/your-places")
@signed_in
def your_places() -> str:
    """For people with more than one role: where each of them leads."""
    return render_template("accounts/your_places.html", starts=starts(current_person()))
