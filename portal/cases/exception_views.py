"""Recording exceptions, their end, and taking a wrong one back."""

import uuid

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.accounts.forms import ButtonForm
from portal.cases import exception_services
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.forms import ExceptionEndForm, ExceptionForm
from portal.cases.words import GROUNDS
from portal.domain.facts import Ground, Limit, RecordedException
from portal.domain.roles import Permission
from portal.extensions import db
from portal.web.answers import Page

bp = Blueprint("exceptions", __name__)

ABOUT = (
    "An exception says why the law does not hold a step to its date. It does not move the "
    "date: the step still counts as late, and the family sees both. You are named as the one "
    "who decided it."
)


@bp.route("/<area>/cases/<uuid:request_id>/exceptions/new", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new(request_id: uuid.UUID) -> Page | Response:
    """Record an exception."""
    case, form = the_case(request_id), ExceptionForm()

    def act() -> str:
        exception_services.record_exception(
            db.session(),
            case,
            RecordedException(
                Limit(form.limit.data),
                Ground(form.ground.data),
                form.starts_on.data,
                form.ends_on.data,
            ),
            family_told_on=form.family_told_on.data,
            change=this_change(),
        )
        return "The exception was recorded. The law’s dates have not moved."

    return change_case(form, case, heading="Record an exception", intro=ABOUT, act=act)


@bp.route(
    "/<area>/cases/<uuid:request_id>/exceptions/<uuid:exception_id>/end", methods=["GET", "POST"]
)
@requires(Permission.CASES_KEEP)
def end(request_id: uuid.UUID, exception_id: uuid.UUID) -> Page | Response:
    """Record that a ground holds no more."""
    case, form = the_case(request_id), ExceptionEndForm()
    row = next((row for row in case.exceptions if row.id == exception_id), None) or abort(404)

    def act() -> str:
        day = form.ends_on.data
        exception_services.end_exception(db.session(), case, row, ends_on=day, change=this_change())
        return "The end of the exception was recorded."

    intro = f"{GROUNDS[Ground(row.ground)]}. The law asks you to act soon after it has ended."
    return change_case(form, case, heading="Record when it ended", intro=intro, act=act)


@bp.route(
    "/<area>/cases/<uuid:request_id>/exceptions/<uuid:exception_id>/withdraw",
    methods=["GET", "POST"],
)
@requires(Permission.CASES_KEEP)
def withdraw(request_id: uuid.UUID, exception_id: uuid.UUID) -> Page | Response:
    """Take back an exception that was wrong."""
    case, form = the_case(request_id), ButtonForm()
    row = next((row for row in case.exceptions if row.id == exception_id), None) or abort(404)

    def act() -> str:
        exception_services.withdraw_exception(db.session(), case, row, change=this_change())
        return "The exception was withdrawn. It stays in the history."

    intro = f"{GROUNDS[Ground(row.ground)]}. The family sees that you took it back, and when."
    heading = "Withdraw this exception"
    return change_case(form, case, heading=heading, intro=intro, button=heading, act=act)
