"""Telling a family how its case goes."""

import uuid

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from portal.accounts.access import requires
from portal.accounts.forms import ButtonForm
from portal.cases import queries, update_services
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.models import Request
from portal.cases.update_forms import LONGEST, NO_STEP, NOTHING_LATE, TellFamilyForm
from portal.cases.update_services import Telling
from portal.domain.roles import Permission
from portal.domain.time_limits import MilestoneKey
from portal.extensions import db
from portal.web.answers import Page
from portal.web.clock import today

NOBODY_READS = (
    "Nobody in the family can read this yet. Invite them, or make a letter with a code, so that "
    "what you write reaches somebody."
)

bp = Blueprint("updates", __name__)


@bp.route("/<area>/cases/<uuid:request_id>/updates/new", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new(request_id: uuid.UUID) -> Page | Response:
    """Tell the family something: it answers the promise to tell."""
    case = the_case(request_id)
    form = TellFamilyForm(late_reason=_reason_so_far(case))
    readers = queries.guardians(db.session(), case.child_id, as_of=today())

    def act() -> str:
        update_services.tell_family(db.session(), case, _told(form), change=this_change())
        return "The family can read this now. They get an e-mail that says so."

    intro = None if readers else NOBODY_READS
    return change_case(form, case, heading="Tell the family", intro=intro, act=act, longest=LONGEST)


@bp.route(
    "/<area>/cases/<uuid:request_id>/updates/<uuid:update_id>/take-back", methods=["GET", "POST"]
)
@requires(Permission.CASES_KEEP)
def take_back(request_id: uuid.UUID, update_id: uuid.UUID) -> Page | Response:
    """Take back what was told by mistake, after asking."""
    case, form = the_case(request_id), ButtonForm()
    told = next((row for row in case.updates if row.id == update_id), None) or abort(404)

    def act() -> str:
        update_services.take_back(db.session(), case, told, change=this_change())
        return "The family no longer reads this. They see that you took something back."

    intro = f"“{told.words}” Nobody in the family will read this again. E-mails that went out stay."
    heading = "Take this back"
    return change_case(form, case, heading=heading, intro=intro, button=heading, act=act)


def _reason_so_far(case: Request) -> str:
    standing = [row for row in case.updates if row.taken_back_at is None]
    return (standing[-1].late_reason if standing else None) or NOTHING_LATE


def _told(form: TellFamilyForm) -> Telling:
    reason, step = form.late_reason.data, form.expected_step.data
    return Telling(
        words=str(form.words.data),
        late_reason=None if reason == NOTHING_LATE else reason,
        expected_step=None if step == NO_STEP else MilestoneKey(step),
        expected_on=form.expected_on.data,
    )
