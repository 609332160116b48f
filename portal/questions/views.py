"""The officers' side: the duty inbox, taking a question on, answering and closing it."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.areas.current import current_area
from portal.cases.case_page import this_change
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.questions import family_views, inbox, queries, services
from portal.questions.closing import REASONS
from portal.questions.forms import AnswerForm, CloseForm, TakeForm
from portal.questions.limits import LONGEST_ANSWER
from portal.questions.presenter import inbox_line
from portal.web.answers import Page, page
from portal.web.clock import today

bp = Blueprint("questions", __name__)
bp.register_blueprint(family_views.bp)


@bp.get("/<area>/questions")
@requires(Permission.CASES_KEEP)
def index() -> str:
    """The area's questions: those that wait, the soonest promised day first."""
    found = inbox.find(
        db.session(),
        current_area().id,
        show=inbox.read_show(request.args.get("show")),
        page=request.args.get("page"),
        officer_id=current_person().id,
        as_of=today(),
    )
    return render_template("questions/index.html", found=found)


@bp.route("/<area>/questions/<uuid:question_id>", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def question(question_id: uuid.UUID) -> Page | Response:
    """One question, and its answer: to be read, or to be written."""
    form = AnswerForm()
    if request.method == "GET":
        return _shown(question_id, form)
    row = queries.question_to_change(db.session(), current_area().id, question_id) or abort(404)
    if not form.validate():
        return _shown(question_id, form)
    try:
        services.answer(db.session(), row, str(form.answer.data), change=this_change())
    except Refused as refusal:
        return _shown(question_id, form, refusal)
    flash("Your answer was sent. Only the person who asked can read it.")
    return redirect(url_for("questions.index"), 303)


@bp.post("/<area>/questions/<uuid:question_id>/take")
@requires(Permission.CASES_KEEP)
def take(question_id: uuid.UUID) -> Page | Response:
    """Make this question one's own."""
    row = queries.question_to_change(db.session(), current_area().id, question_id) or abort(404)
    form = TakeForm()
    if not form.validate():
        abort(400)
    try:
        had_by = uuid.UUID(form.had_by.data) if form.had_by.data else None
        services.take(db.session(), row, had_by=had_by, change=this_change())
    except Refused as refusal:
        return _shown(question_id, AnswerForm(formdata=None), refusal)
    except ValueError:
        abort(400)
    flash("You have this question now.")
    return redirect(url_for("questions.question", question_id=question_id), 303)


@bp.post("/<area>/questions/<uuid:question_id>/close")
@requires(Permission.CASES_KEEP)
def close(question_id: uuid.UUID) -> Page | Response:
    """Close a question without an answer, where whoever asked can no longer see the case."""
    area, form = current_area(), CloseForm()
    row = queries.question_to_change(db.session(), area.id, question_id) or abort(404)
    found = queries.question(db.session(), area.id, question_id, as_of=today()) or abort(404)
    if not form.validate():
        abort(400)
    try:
        services.close(
            db.session(),
            row,
            because=form.because.data,
            asker_sees=found.asker_sees,
            change=this_change(),
        )
    except Refused as refusal:
        return _shown(question_id, AnswerForm(formdata=None), refusal)
    flash("The question is closed without an answer.")
    return redirect(url_for("questions.index"), 303)


def _shown(question_id: uuid.UUID, form: AnswerForm, refusal: Refused | None = None) -> Page:
    """The page of a question as it is now; what was written into the form stays."""
    area = current_area()
    found = queries.question(db.session(), area.id, question_id, as_of=today()) or abort(404)
    return page(
        "questions/question.html",
        form,
        line=inbox_line(found, as_of=today()),
        mine=found.taken_by_id == current_person().id,
        longest=LONGEST_ANSWER,
        reasons=REASONS,
        refusals=[refusal.sentence] if refusal else [],
    )
