"""The public feedback form. Nothing about who sends it is read, kept or logged."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.bodies import Body
from portal.domain.typed_words import tidy_words
from portal.extensions import db
from portal.feedback import queries, services
from portal.feedback.definition import LONGEST_COMMENT, asked_questions
from portal.feedback.forms import feedback_form
from portal.web.answers import NOT_ACCEPTED, Page, page
from portal.web.clock import today

bp = Blueprint("feedback", __name__)

# Lets a browser that goes back show the page as it was left, with the same token, so that
# sending it again counts once. Where it asks for the page anew, the form comes back empty (it
# says autocomplete="off"). A page with somebody's name on it is never kept.
KEPT_FOR_GOING_BACK = {"Cache-Control": "private, no-cache"}

SENT_TWICE_IS_UNKNOWN = "We could not tell whether this was sent before. Please send it again."


@bp.route("/<area>/feedback", methods=["GET", "POST"])
@public
def form() -> Page | tuple[str, int, dict[str, str]] | Response:
    """Ask how the assessment went; anybody may answer, without saying who they are."""
    area, sent = current_area(), request.method == "POST"
    wave = queries.open_wave(db.session(), area, today(), held_open=sent)
    if wave is None:
        return _nothing_open()
    questions = asked_questions(wave.definition)
    form = feedback_form(questions)
    accepted = form.validate_on_submit()
    if not (accepted and form.number):
        if not form.number:
            form.number_itself()
        shown, status = page(
            "feedback/form.html",
            form,
            questions=questions,
            wave=wave,
            longest=LONGEST_COMMENT,
            contact=contacts(db.session(), area.id).get(Body.CASEWORK_TEAM),
            refusals=[SENT_TWICE_IS_UNKNOWN] if accepted else [],
        )
        return shown, status, {} if current_user.is_authenticated else KEPT_FOR_GOING_BACK
    services.record_response(
        db.session(),
        wave,
        form.said(),
        response_id=services.response_id_for(form.number),
        today=today(),
    )
    return redirect(url_for("feedback.thank_you"), 303)


@bp.get("/<area>/feedback/thank-you")
@public
def thank_you() -> str:
    """What happens next with the answers."""
    wave = queries.open_wave(db.session(), current_area(), today())
    return render_template("feedback/thank_you.html", wave=wave)


def _nothing_open() -> Page:
    """No survey is open. Whoever was writing while it closed gets their words back."""
    words = tidy_words(request.form.get("comment"))
    sent = request.method == "POST"
    upcoming = queries.next_wave(db.session(), current_area(), today())
    return (
        render_template("feedback/closed.html", upcoming=upcoming, words=words, sent=sent),
        NOT_ACCEPTED if sent else 200,
    )
