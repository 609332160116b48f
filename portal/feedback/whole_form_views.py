"""The form with all questions, filled in from the draft behind a private link."""

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.extensions import csrf, db
from portal.feedback import writing_services
from portal.feedback.blueprint import PLACE, bp
from portal.feedback.desks import address, context, is_kiosk, open_desk, slug_here
from portal.feedback.drafts import Writing
from portal.feedback.entrance import after_the_whole_form, all_questions, language_wanted
from portal.feedback.forms import Filled, read_form, with_something_said
from portal.feedback.presenter import is_on_one_page, languages_of
from portal.feedback.writing_services import Desk
from portal.surveys.definition import asked_questions
from portal.web.answers import NOT_ACCEPTED, Page
from portal.web.languages import page_language


@bp.route(f"{PLACE}/answers", methods=["GET", "POST"])
@public
def answers(slug: str, token: str) -> str | Page | Response:
    """All questions with what was said so far, for whoever goes back to change something."""
    desk = open_desk(slug, token)
    if not is_whole(desk):
        return redirect(address(desk, "feedback.resume"), 303)
    if request.method == "GET":
        return _form(desk, Filled.of(desk.writing))
    asked = asked_questions(desk.wave.definition)
    filled = read_form(asked, request.form)
    if language_wanted() is None:
        filled = with_something_said(filled, asked)
    if filled.errors:
        return _form(desk, filled), NOT_ACCEPTED
    writing = _with_answers(desk, filled)
    writing_services.write_on(db.session(), desk, writing)
    return after_the_whole_form({"slug": slug_here(), "token": desk.token}, writing)


csrf.exempt(answers)  # The token in the address is the right to answer, and nobody's session.


def is_whole(desk: Desk) -> bool:
    """Whether all questions stand on one page; on a waiting room's screen they never do."""
    return is_on_one_page(desk.wave.definition or {}) and not is_kiosk(desk)


def _with_answers(desk: Desk, filled: Filled) -> Writing:
    """The draft with what the form says in place of what it said before."""
    asks_code_word = (desk.wave.definition or {}).get("asks_code_word")
    return replace(
        desk.writing,
        answers=filled.answers,
        comments=dict(filled.comments),
        code_word=filled.code_word if asks_code_word else "",
        language=language_wanted() or page_language(),
    )


def _form(desk: Desk, filled: Filled) -> str:
    definition = desk.wave.definition or {}
    asked, shown = asked_questions(definition), context(desk)
    return render_template(
        "feedback/answers.html",
        **shown,
        address=address(desk, "feedback.answers"),
        whole=True,
        questions=all_questions(asked, filled, shown["audience"]),
        form=filled,
        refusals=[],
        asks_code_word=definition.get("asks_code_word", False),
        languages=_languages(desk, definition),
        back=address(desk, "feedback.check"),
    )


def _languages(desk: Desk, definition: dict[str, Any]) -> list[tuple[str, str, str]]:
    asked = asked_questions(definition)
    return [
        (code, name, address(desk, "feedback.answers", language=code))
        for code, name in languages_of(definition.get("translations", {}), asked)
    ]
