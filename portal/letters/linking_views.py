"""From a letter to an account: asking for an e-mail address, then for a date of birth."""

from flask import Blueprint, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.accounts.sign_in import start_session
from portal.accounts.views import asked_address, link_limit, sign_in_limit
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.refusal import Refused
from portal.extensions import db, limiter
from portal.letters import emails, linking_services, opening_services
from portal.letters.codes import tidied
from portal.letters.device import device_key, this_visit
from portal.letters.endings import Counted
from portal.letters.forms import BirthDateForm, LinkForm
from portal.letters.models import Letter
from portal.web.answers import Page, page, refused
from portal.web.clock import now
from portal.web.post import post

bp = Blueprint("link", __name__)

ASK_PAGE, CLAIM_PAGE, REFUSED_PAGE = (
    "letters/link.html",
    "letters/claim.html",
    "letters/link_refused.html",
)


@bp.route("/<area>/status/link", methods=["GET", "POST"])
@public
@limiter.limit(sign_in_limit, methods=["POST"])
@limiter.limit(link_limit, key_func=asked_address, methods=["POST"])
def ask() -> Page | Response:
    """Ask for an e-mail address, of somebody whose device may show the status."""
    form = LinkForm(reference=request.args.get("reference", ""))
    letter = _letter_on_device(str(form.reference.data or ""))
    if letter is None:
        return redirect(url_for("letters.status"))
    if not form.validate_on_submit():
        return page(ASK_PAGE, form)
    area, address = current_area(), str(form.email.data)
    try:
        token = linking_services.make_link(db.session(), letter, address, visit=this_visit())
    except Refused as refusal:
        return refused(ASK_PAGE, form, refusal)
    link = current_app.config["PORTAL_ADDRESS"] + url_for("letters.link.claim", token=token)
    post(emails.account_link(address, council=area.council, address=link))
    flash(
        f"We are sending an e-mail to {address}. Open the link in it within 24 hours. If it does "
        "not come in 10 minutes, ask again."
    )
    return redirect(url_for("letters.status", reference=letter.request.reference), 303)


@bp.route("/<area>/status/link/<token>", methods=["GET", "POST"])
@public
@limiter.limit(sign_in_limit, methods=["POST"])
def claim(token: str) -> Page | Response:
    """Ask for the date of birth; only the right one uses the link up.

    A wrong one is answered with 200: that it was tried must be kept, and is kept only then.
    """
    form, visit = BirthDateForm(), this_visit()
    people = contacts(db.session(), current_area().id)
    try:
        if not form.validate_on_submit():
            linking_services.usable_link(db.session(), token, visit=visit)
            return page(CLAIM_PAGE, form, contacts=people)
        person, child_id = linking_services.claim_link(
            db.session(), token, form.born.data, visit=visit
        )
    except Counted as refusal:
        return refused(CLAIM_PAGE, form, refusal, contacts=people)[0], 200
    except Refused as refusal:
        told, status = refused(REFUSED_PAGE, form, refusal, contacts=people)
        return told, 200 if request.method == "GET" else status
    start_session(person, now())
    flash("Your account is open. From now on, sign in with your e-mail address.")
    return redirect(url_for("timeline.child", child_id=child_id), 303)


def _letter_on_device(reference: str) -> Letter | None:
    """The letter with this reference, or the newest where none is named, if the device shows it."""
    passes = opening_services.on_device(db.session(), device_key(), this_visit()).passes
    key = tidied(reference)
    fitting = [each.letter for each in passes if key in ("", each.letter.reference_key)]
    return fitting[0] if fitting else None
