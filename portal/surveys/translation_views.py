"""The page on which a survey's makers translate it."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.domain.readings import ENGLISH, LANGUAGES
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.surveys.freezing import as_it_stands
from portal.surveys.models import Survey
from portal.surveys.survey_page import the_survey
from portal.surveys.translation_forms import named, translation_form
from portal.surveys.translation_services import translate
from portal.surveys.translation_sheet import Sheet, mark_of, sheet_of, translated
from portal.web.answers import Page, page, refused
from portal.web.clock import now

bp = Blueprint("translations", __name__)
TEMPLATE = "surveys/translation.html"


@bp.route("/<area>/surveys/<uuid:survey_id>/translations/<language>", methods=["GET", "POST"])
@requires(Permission.SURVEYS_MAKE)
def show(survey_id: uuid.UUID, language: str) -> Page | Response:
    """The survey's words in English and in another language, to be filled in."""
    if language not in LANGUAGES or language == ENGLISH:
        abort(404)
    session, survey = db.session(), the_survey(survey_id)
    sheet = sheet_of(as_it_stands(session, survey), language)
    form = translation_form(sheet)
    context = _shown(survey, sheet, language)
    if not form.validate_on_submit():
        return page(TEMPLATE, form, **context)
    try:
        seen, by = str(form.seen.data), current_person().id
        is_new = translate(session, survey, language, form.said, seen=seen, by=by, now=now())
    except Refused as refusal:
        form.seen.data = mark_of(sheet)
        return refused(TEMPLATE, form, refusal, **context)
    flash(_done(survey, language) if is_new else "Nothing was changed.")
    return redirect(url_for(".show", survey_id=survey.id, language=language), 303)


def _shown(survey: Survey, sheet: Sheet, language: str) -> dict[str, Any]:
    return {
        "survey": survey,
        "sheet": sheet,
        "language": LANGUAGES[language],
        "others": [each for code, each in LANGUAGES.items() if code not in (ENGLISH, language)],
        "translated": translated(sheet),
        "named": named,
    }


def _done(survey: Survey, language: str) -> str:
    sheet = sheet_of(as_it_stands(db.session(), survey), language)
    done, name = f"{translated(sheet)} of {len(sheet)}", LANGUAGES[language].english_name
    return f"Saved: {done} are in {name} now. Both sides must agree to the survey again."
