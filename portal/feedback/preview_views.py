"""A survey as it would be asked now, for those who make it."""

import uuid
from typing import Any

from flask import Blueprint, abort, render_template, url_for

from portal.accounts.access import requires
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.bodies import Body
from portal.domain.readings import ENGLISH
from portal.domain.roles import Permission
from portal.extensions import db
from portal.feedback.presenter import languages_of, minutes, survey_words
from portal.surveys.definition import STARS, asked_questions
from portal.surveys.freezing import as_it_stands
from portal.surveys.making_queries import survey_with
from portal.surveys.models import Layout, Survey
from portal.web.headers import let_own_pages_frame_this
from portal.web.languages import page_language

bp = Blueprint("preview", __name__)


@bp.get("/<area>/surveys/<uuid:survey_id>/preview")
@requires(Permission.SURVEYS_MAKE)
def show(survey_id: uuid.UUID) -> str:
    """The form in a frame as wide as a phone, in any language; nothing can be sent."""
    survey = _survey(survey_id)
    definition = as_it_stands(db.session(), survey)
    asked = asked_questions(definition)
    languages = [
        (code, name, url_for("preview.show", survey_id=survey_id, language=_named(code)))
        for code, name in languages_of(definition["translations"], asked)
    ]
    return render_template(
        "feedback/preview.html",
        survey=survey,
        asked=asked,
        whole=survey.layout is Layout.ONE_PAGE,
        languages=languages,
        language=page_language(),
        frame=url_for(".phone", survey_id=survey_id, language=_named(page_language())),
    )


@bp.get("/<area>/surveys/<uuid:survey_id>/preview/phone")
@requires(Permission.SURVEYS_MAKE)
def phone(survey_id: uuid.UUID) -> str:
    """What stands in the frame: a page of its own, so that it is laid out for its own width."""
    survey = _survey(survey_id)
    let_own_pages_frame_this()
    return render_template("feedback/preview_phone.html", **_form_of(survey))


def _survey(survey_id: uuid.UUID) -> Survey:
    return survey_with(db.session(), current_area(), survey_id) or abort(404)


def _form_of(survey: Survey) -> dict[str, Any]:
    """What the form would show. It has no door, because nobody can come in yet."""
    definition = as_it_stands(db.session(), survey)
    asked = asked_questions(definition)
    return {
        "door": None,
        "asked": asked,
        "survey": survey_words(definition, survey.title, page_language()),
        "audience": survey.audience.value,
        "whole": survey.layout is Layout.ONE_PAGE,
        "asks_code_word": survey.asks_code_word,
        "has_stars": any(question.kind == STARS for question in asked),
        "minutes": minutes(asked),
        "language": page_language(),
        "contact": contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM),
    }


def _named(code: str) -> str | None:
    return None if code == ENGLISH else code
