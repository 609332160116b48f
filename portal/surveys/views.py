"""The surveys of an area, for its administrator and its forum, who make them together."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, abort, flash, render_template, request
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, may, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.surveys import (
    making_queries,
    presenter,
    queries,
    question_views,
    services,
    translation_views,
)
from portal.surveys.agreement_services import agree as keep_agreement
from portal.surveys.fingerprints import check_seen, fingerprint
from portal.surveys.forms import NewSurveyForm, SurveyForm
from portal.surveys.freezing import as_it_stands
from portal.surveys.models import Side
from portal.surveys.starting import STARTING
from portal.surveys.survey_page import (
    SPEAKS_FOR,
    TEMPLATE,
    agreed_to,
    back_to,
    change,
    own_sides,
    shown,
    the_survey,
)
from portal.web.answers import Page, page, refused
from portal.web.clock import now, today

bp = Blueprint("surveys", __name__)
bp.register_blueprint(question_views.bp)
bp.register_blueprint(translation_views.bp)

EMPTY = "empty"


@bp.get("/<area>/surveys")
@requires(Permission.SURVEYS_MAKE)
def index() -> str:
    """Every survey of the area: whom it asks, who agreed, and when it was asked."""
    session, area = db.session(), current_area()
    rows = presenter.survey_rows(
        queries.surveys_in(session, area),
        making_queries.question_counts(session, area),
        making_queries.agreed_in(session, area),
        making_queries.wave_days_in(session, area),
        today(),
    )
    return render_template("surveys/index.html", rows=rows)


@bp.route("/<area>/surveys/new", methods=["GET", "POST"])
@requires(Permission.SURVEYS_MAKE)
def new() -> Page | Response:
    """Choose what to start from, then make the survey."""
    chosen = request.args.get("start", "")
    start = STARTING.get(chosen)
    if start is None and chosen != EMPTY:
        return page(
            "surveys/start.html",
            ButtonForm(),
            starting=STARTING.values(),
            audiences=presenter.AUDIENCES,
        )
    form = NewSurveyForm(
        data={"title": start.title, "audience": start.audience.value} if start else None
    )
    if not form.validate_on_submit():
        return page("surveys/new.html", form, start=start, chosen=chosen)
    try:
        survey = services.make_survey(
            db.session(),
            current_area(),
            title=form.title.data or "",
            audience=form.chosen_audience,
            start=start,
            by=current_person().id,
            now=now(),
        )
    except Refused as refusal:
        return refused("surveys/new.html", form, refusal, start=start, chosen=chosen)
    flash(f"The survey “{survey.title}” is made. Nobody is asked before both sides agree.")
    return back_to(survey)


@bp.get("/<area>/surveys/<uuid:survey_id>")
@requires(Permission.SURVEYS_MAKE)
def show(survey_id: uuid.UUID) -> Page:
    """One survey, as it would be asked now."""
    survey = the_survey(survey_id)
    return page(TEMPLATE, ButtonForm(), survey=survey, **shown(survey))


@bp.route("/<area>/surveys/<uuid:survey_id>/change", methods=["GET", "POST"])
@requires(Permission.SURVEYS_MAKE)
def change_survey(survey_id: uuid.UUID) -> Page | Response:
    """Change what is said of the survey beside its questions."""
    survey = the_survey(survey_id)
    said = services.particulars_of(survey)
    form = SurveyForm(data=SurveyForm.filled_in(said, fingerprint(asdict(said))))

    def act() -> str:
        check_seen(form.seen.data or "", asdict(said))
        changed = services.change_survey(
            db.session(), survey, form.said, by=current_person().id, now=now()
        )
        return "The survey is changed. Both sides must agree." if changed else "Nothing changed."

    return change(form, survey, act, "surveys/change.html")


@bp.post("/<area>/surveys/<uuid:survey_id>/agree")
@requires(Permission.SURVEYS_MAKE)
def agree(survey_id: uuid.UUID) -> Page | Response:
    """Agree for one side to the survey, as the person has read it."""
    survey, side = the_survey(survey_id), _own_side(request.form)

    def act() -> str:
        stands = as_it_stands(db.session(), survey)
        check_seen(request.form.get("seen", ""), agreed_to(stands, survey))
        keep_agreement(db.session(), survey, side, by=current_person().id, today=today(), now=now())
        return f"You have agreed to the survey for {presenter.SIDES[side]}."

    return change(ButtonForm(), survey, act)


@bp.route("/<area>/surveys/<uuid:survey_id>/end", methods=["GET", "POST"])
@requires(Permission.SURVEYS_MAKE)
def end(survey_id: uuid.UUID) -> Page | Response:
    """End the survey for good, after asking."""
    survey = the_survey(survey_id)

    def act() -> str:
        services.end_survey(
            db.session(),
            survey,
            own_sides(),
            by=current_person().id,
            today=today(),
            now=now(),
        )
        return f"The survey “{survey.title}” has ended."

    return change(ButtonForm(), survey, act, "surveys/end.html")


def _own_side(given: Mapping[str, str]) -> Side:
    """The side that a form names; only who speaks for a side agrees for it."""
    named = {side.value: side for side in Side}.get(given.get("side", ""))
    if named is None:
        abort(400)
    return named if may(SPEAKS_FOR[named]) else abort(403)
