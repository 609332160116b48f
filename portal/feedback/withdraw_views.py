"""The page on which a family takes its answers back."""

from flask import Blueprint, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.accounts.views import sign_in_limit
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.extensions import db, limiter
from portal.feedback.withdraw_forms import ReceiptForm
from portal.feedback.withdrawal import withdraw
from portal.web.answers import Page, page, refused
from portal.web.clock import today

bp = Blueprint("withdrawal", __name__)

FORM_PAGE = "feedback/withdraw.html"


@bp.route("/<area>/feedback/withdraw", methods=["GET", "POST"])
@public
@limiter.limit(sign_in_limit, methods=["POST"])
def show() -> Page | Response:
    """Ask for the receipt code; delete the answers that it is for."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        return page(FORM_PAGE, form)
    secret = str(current_app.config["SECRET_KEY"])
    try:
        withdraw(db.session(), current_area(), str(form.receipt.data), secret, today=today())
    except Refused as refusal:
        return refused(FORM_PAGE, form, refusal)
    return redirect(url_for("withdrawal.done"), 303)


@bp.get("/<area>/feedback/withdraw/done")
@public
def done() -> str:
    """What is gone, and what stays."""
    return render_template("feedback/withdrawn.html")
