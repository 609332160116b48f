"""Officers make a letter, print it, and end it."""

import uuid
from collections.abc import Callable

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases.case_page import change_case, the_case, this_change
from portal.cases.models import Request
from portal.domain.bodies import Body
from portal.domain.england import day_of
from portal.domain.readings import ENGLISH, LANGUAGES
from portal.domain.refusal import Refused
from portal.domain.roles import Permission, Role
from portal.extensions import db
from portal.letters import queries, services
from portal.letters.codes import code_of, printed
from portal.letters.endings import Ending
from portal.letters.for_officers import LetterLine, letter_lines
from portal.letters.forms import LetterForm
from portal.letters.models import Letter
from portal.letters.qr import qr_picture
from portal.web.answers import Page, page, refused
from portal.web.clock import now, today

bp = Blueprint("officers", __name__)

LETTER = "/<area>/cases/<uuid:request_id>/letters/<uuid:letter_id>"


@bp.app_context_processor
def letters_on_a_case() -> dict[str, Callable[[uuid.UUID], list[LetterLine]]]:
    """Lets the case page ask for its letters."""
    return {"letters_of": lambda case_id: letter_lines(db.session(), case_id, today=today())}


@bp.route("/<area>/cases/<uuid:request_id>/letter", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def new(request_id: uuid.UUID) -> Page | Response:
    """Say who the letter is for. Sending the same form again leads to the same letter."""
    case, form = the_case(request_id), LetterForm()
    if not form.validate_on_submit():
        return page("letters/new.html", form, case=case)
    try:
        letter = services.make_letter(
            db.session(),
            case,
            letter_id=uuid.UUID(form.letter_id.data),
            name=str(form.name.data),
            role=Role(form.role.data),
            change=this_change(),
        )
    except Refused as refusal:
        return refused("letters/new.html", form, refusal, case=case)
    return redirect(url_for("letters.officers.show", request_id=case.id, letter_id=letter.id), 303)


@bp.get(LETTER)
@requires(Permission.CASES_KEEP)
def show(request_id: uuid.UUID, letter_id: uuid.UUID) -> str:
    """The letter to print, for a quarter of an hour; then only that it was made.

    A reload or a step back within that time shows the same letter: printing can fail.
    """
    case = the_case(request_id)
    letter = _letter(case, letter_id)
    if not services.may_be_printed(letter, by=current_person().id, now=now()):
        return render_template("letters/not_shown.html", case=case, letter=letter)
    base = current_app.config["PORTAL_ADDRESS"]
    return render_template(
        "letters/letter.html",
        case=case,
        letter=letter,
        made_on=day_of(letter.made_at),
        code=printed(code_of(letter.id, current_app.config["SECRET_KEY"])),
        address=base + url_for("letters.status"),
        picture=qr_picture(base + url_for("letters.status", reference=case.reference)),
        languages=[each for each in LANGUAGES.values() if each.code != ENGLISH],
        team=contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM),
    )


@bp.route(f"{LETTER}/end", methods=["GET", "POST"])
@requires(Permission.CASES_KEEP)
def end(request_id: uuid.UUID, letter_id: uuid.UUID) -> Page | Response:
    """End a letter, after asking."""
    case, form = the_case(request_id), ButtonForm()
    letter = _letter(case, letter_id)

    def act() -> str:
        services.end_letter(db.session(), letter, Ending.BY_AN_OFFICER, change=this_change())
        return f"The letter to {letter.name} opens nothing any more."

    intro = (
        f"The code in the letter to {letter.name} will not work. Where it was used, the page "
        "closes. An account that was opened with it stays: end that on the case page."
    )
    heading = "End this letter"
    return change_case(form, case, heading=heading, intro=intro, button=heading, act=act)


def _letter(case: Request, letter_id: uuid.UUID) -> Letter:
    """The letter of this case, or 404."""
    letters = queries.letters_of(db.session(), case.id)
    return next((each for each in letters if each.id == letter_id), None) or abort(404)
