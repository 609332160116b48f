"""A calendar of a child's dates: the page to start it, and the file that calendars read."""

import uuid
from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from portal.accounts.access import current_person, public, requires
from portal.accounts.forms import ButtonForm
from portal.areas.bank_holidays import bank_holidays
from portal.areas.current import current_area
from portal.cases import queries as case_queries
from portal.cases.case_page import this_change
from portal.cases.facts import where_it_stands
from portal.cases.records import CaseRecord, Sight
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.notices import calendar_services, queries
from portal.notices.calendar import Entry, entries
from portal.notices.calendar_file import MEDIA_TYPE, calendar_file
from portal.web.answers import Page
from portal.web.answers import page as answer
from portal.web.clock import today

bp = Blueprint("calendar", __name__)


@bp.route("/<area>/children/<uuid:child_id>/calendar", methods=["GET", "POST"])
@requires(Permission.CHILDREN_SEE_OWN)
def page(child_id: uuid.UUID) -> Page | Answer:
    """Start, replace or stop the calendar of a child's dates; say how to add it."""
    sight, form = _own_sight(child_id), ButtonForm()
    if form.validate_on_submit():
        CHANGES.get(request.form.get("wanted", ""), _unheard_of)(sight)
        return redirect(url_for("notices.calendar.page", child_id=child_id), 303)
    return answer("notices/calendar.html", form, child=sight.child, address=_address(sight))


@bp.get("/<area>/calendar/<token>.ics")
@public
def feed(token: str) -> Response:
    """The dates, for whoever has the address: calendar programs cannot sign in."""
    area, day = current_area(), today()
    if not calendar_services.is_key(token):
        abort(404)
    sight = queries.calendar_sight(db.session(), area.id, token, as_of=day)
    if sight is None or not sight.holds(day):
        abort(404)
    cases = case_queries.cases_of(db.session(), area.id, [sight.child])
    shown = [entry for case in cases for entry in _entries(case)]
    more = current_app.config["PORTAL_ADDRESS"] + url_for("timeline.children")
    file = calendar_file(
        shown,
        reference=cases[0].reference if cases else "",
        host=current_app.config["PORTAL_HOST"],
        page=more,
    )
    return Response(file, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _own_sight(child_id: uuid.UUID) -> Sight:
    """How this person sees the child, or 404 where they may not."""
    day = today()
    found = case_queries.sights(db.session(), current_area().id, current_person().id, as_of=day)
    own = (each for each in found if each.child.id == child_id and each.holds(day))
    return next(own, None) or abort(404)


def _start(sight: Sight) -> None:
    calendar_services.start(db.session(), sight.guardian_id, change=this_change())
    flash("Your calendar is ready. Add it to your phone or computer with the link below.")


def _stop(sight: Sight) -> None:
    calendar_services.stop(db.session(), sight.guardian_id, change=this_change())
    flash("Your calendar is stopped. Its old address does not work any more.")


def _unheard_of(sight: Sight) -> None:
    abort(400)


# What the buttons of the page ask for.
CHANGES: dict[str, Callable[[Sight], None]] = {"make": _start, "stop": _stop}


def _address(sight: Sight) -> str:
    """The address of the calendar's file; empty while there is none."""
    if sight.calendar_key is None:
        return ""
    file = url_for("notices.calendar.feed", token=sight.calendar_key)
    return f"{current_app.config['PORTAL_ADDRESS']}{file}"


def _entries(case: CaseRecord) -> list[Entry]:
    """The entries of a request; none while its facts contradict each other."""
    found = where_it_stands(case, as_of=today())
    if isinstance(found, Refused):
        return []
    years = range(case.received_on.year, today().year + 2)
    return entries(case, found, holidays=bank_holidays(years))
