"""What the pages that change a case have in common: finding it, changing it, going back."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.accounts.access import current_person
from portal.areas.current import current_area
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.models import Request
from portal.domain.refusal import Refused
from portal.extensions import SAFE_METHODS, db
from portal.web.answers import Page, page, refused
from portal.web.clock import now, today

TEMPLATE = "cases/change.html"


def the_case(request_id: uuid.UUID) -> Request:
    """The case of this address, or 404. A change to it waits for anybody else's."""
    to_change = request.method not in SAFE_METHODS
    found = queries.case(db.session(), current_area().id, request_id, to_change=to_change)
    return found or abort(404)


def this_change() -> Change:
    """A change made by who is signed in, here and now."""
    return Change(current_area().id, current_person().id, today(), now())


def back_to(case: Request) -> Response:
    """Go to the case's page."""
    return redirect(url_for("timeline.case", request_id=case.id))


def change_case(
    form: FlaskForm, case: Request, *, heading: str, act: Callable[[], str], **shown: Any
) -> Page | Response:
    """Show `form`, or do `act` and go back to the case with the sentence that it returns.

    Where `act` is refused the form is shown again with the reason, and nothing is kept.
    """
    shown = {"heading": heading, "case": case, **shown}
    if not form.validate_on_submit():
        return page(TEMPLATE, form, **shown)
    try:
        done = act()
    except Refused as refusal:
        return refused(TEMPLATE, form, refusal, **shown)
    flash(done)
    return back_to(case)
