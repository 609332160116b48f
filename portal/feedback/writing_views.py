"""The pages behind a private link: questions, check, send, and come back later."""

from dataclasses import replace

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.bodies import Body
from portal.domain.readings import ENGLISH
from portal.extensions import csrf, db, limiter
from portal.feedback import dead_ends, limits, writing_services
from portal.feedback.blueprint import PLACE, bp
from portal.feedback.dead_ends import chosen_language
from portal.feedback.desks import (
    address,
    context,
    desk_here,
    is_kiosk,
    open_desk,
    pages_of,
    slug_here,
    words_of,
)
from portal.feedback.drafts import Writing
from portal.feedback.entries import TicketSpent
from portal.feedback.forms import CODE_WORD, Filled, field_name, read_form, with_something_said
from portal.feedback.pages import (
    AskingPage,
    first_unanswered,
    page_after,
    page_before,
    page_numbered,
)
from portal.feedback.services import WaveClosed, masked_comments
from portal.feedback.whole_form_views import is_whole
from portal.feedback.withdrawal import is_taken_back
from portal.feedback.writing_services import Desk
from portal.surveys.definition import COMMENT, asked_questions
from portal.surveys.wave_states import WaveState, wave_state
from portal.web.answers import NOT_ACCEPTED, Page
from portal.web.clock import today
from portal.web.languages import page_language
from portal.web.unit_of_work import only_reading


@bp.get(PLACE)
@public
def resume(slug: str, token: str) -> Response:
    """Back to where somebody stopped: the first question that they left open."""
    desk = open_desk(slug, token)
    page = first_unanswered(pages_of(desk), desk.writing)
    written = None if desk.writing.language == ENGLISH else desk.writing.language
    language = chosen_language() or written
    if page is None:
        return redirect(address(desk, "feedback.check", language=language))
    if is_whole(desk):
        return redirect(address(desk, "feedback.answers", language=language))
    return redirect(address(desk, "feedback.question", number=page.number, language=language))


@bp.route(f"{PLACE}/<int:number>", methods=["GET", "POST"])
@public
def question(slug: str, token: str, number: int) -> str | Page | Response:
    """One question; what is said is kept before the next one is shown."""
    desk = open_desk(slug, token)
    page = page_numbered(pages_of(desk), number)
    if page is None:
        return _not_asked(desk, number)
    if request.method == "GET":
        return _ask(desk, page, Filled.of(desk.writing), _back(desk, page))
    filled = read_form([page.question] if page.question else [], request.form)
    if filled.errors:
        return _ask(desk, page, filled, _back(desk, page)), NOT_ACCEPTED
    writing = _with_answer(desk.writing, page, filled)
    writing_services.write_on(db.session(), desk, writing)
    return redirect(_next_address(replace(desk, writing=writing), page), 303)


@bp.route(f"{PLACE}/check", methods=["GET", "POST"])
@public
@limiter.limit(
    limits.to_send, key_func=limits.for_whom, methods=["POST"], on_breach=dead_ends.too_many
)
def check(slug: str, token: str) -> str | Page | Response:
    """All answers once more; sending them counts them once."""
    if request.method == "GET":
        return _check_page(open_desk(slug, token), [])
    with only_reading():
        desk = open_desk(slug, token)
        comments = masked_comments(db.session(), desk.wave, desk.writing.said)
    filled = with_something_said(Filled.of(desk.writing), asked_questions(desk.wave.definition))
    if filled.errors:
        return _check_page(desk, [*filled.errors.values()]), NOT_ACCEPTED
    secret = str(current_app.config["SECRET_KEY"])
    try:
        writing_services.send_as_read(db.session(), desk, comments, secret=secret, today=today())
    except WaveClosed:
        return dead_ends.closed_meanwhile(words_of(desk))
    except TicketSpent as refusal:
        return dead_ends.refused(refusal, words_of(desk))
    return redirect(address(desk, "feedback.sent"), 303)


@bp.get(f"{PLACE}/later")
@public
def later(slug: str, token: str) -> str:
    """The private link under which the answers so far can be found again."""
    desk = open_desk(slug, token)
    link = address(desk, "feedback.resume", _external=True)
    return render_template("feedback/later.html", link=link, **context(desk))


@bp.get(f"{PLACE}/sent")
@public
def sent(slug: str, token: str) -> str | Response:
    """The answers are kept: what happens next, and the code to take them back."""
    desk = desk_here(slug, token)
    if not desk.writing.sent:
        return redirect(address(desk, "feedback.check"))
    is_open = wave_state(desk.wave, today()) is WaveState.OPEN
    again = request.args.get("again") == "yes"
    shown = {"is_open": is_open, "again": again, "taken_back": is_open and _is_taken_back(desk)}
    return render_template("feedback/sent.html", **shown, **context(desk))


def _is_taken_back(desk: Desk) -> bool:
    """Whether the answers that this confirmation is for were deleted with their code."""
    secret = str(current_app.config["SECRET_KEY"])
    return is_taken_back(db.session(), desk.wave, desk.writing.receipt, secret)


# The token in the address is the right to answer: no form here asks for one of the session.
csrf.exempt(question)
csrf.exempt(check)


def _not_asked(desk: Desk, number: int) -> Response:
    """Onwards from a question that is not put to this person; 404 where the survey has none."""
    definition = desk.wave.definition or {}
    last = len(asked_questions(definition)) + bool(definition.get("asks_code_word"))
    if not 1 <= number <= last:
        abort(404)
    return redirect(address(desk, "feedback.resume"), 303)


def _with_answer(writing: Writing, page: AskingPage, filled: Filled) -> Writing:
    """The draft with what this page said; leaving it empty takes an earlier answer away."""
    asked, language = page.question, page_language()
    if asked is None:
        return replace(writing, code_word=filled.code_word, language=language)
    if asked.kind == COMMENT:
        comments = writing.comments | dict(filled.comments)
        return replace(writing, comments=comments, language=language)
    others = {key: value for key, value in writing.answers.items() if key != asked.key}
    return replace(writing, answers=others | filled.answers, language=language)


def _ask(desk: Desk, page: AskingPage, filled: Filled, back: str) -> str:
    pages, asked = pages_of(desk), page.question
    contact = None
    if asked is not None and asked.kind == COMMENT:
        contact = contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM)
    return render_template(
        "feedback/question.html",
        page=page,
        form=filled,
        refusals=[],
        back=back,
        contact=contact,
        place=[each.number for each in pages].index(page.number) + 1,
        last_place=len(pages),
        checking=_is_checking(),
        code_word_name=CODE_WORD,
        **context(desk),
    )


def _check_page(desk: Desk, refusals: list[str]) -> str:
    pages = pages_of(desk)
    back = (
        address(desk, "feedback.answers")
        if is_whole(desk)
        else address(desk, "feedback.question", number=pages[-1].number)
    )
    return render_template(
        "feedback/check.html",
        pages=pages,
        form=Filled.of(desk.writing),
        refusals=refusals,
        back=back,
        changes=[(page, _change(desk, page)) for page in pages],
        **context(desk),
    )


def _change(desk: Desk, page: AskingPage) -> str:
    """Where an answer can be changed: in the form with all questions, or on its own page."""
    if not is_whole(desk):
        return address(desk, "feedback.question", number=page.number, back="check")
    name = field_name(page.question) if page.question else CODE_WORD
    return address(desk, "feedback.answers", _anchor=name)


def _is_checking() -> bool:
    """Whether somebody came from the page with all answers, and goes back there."""
    return request.values.get("back") == "check"


def _back(desk: Desk, page: AskingPage) -> str:
    """Where "Back" leads: the page before, or the start."""
    if _is_checking():
        return address(desk, "feedback.check")
    before = page_before(pages_of(desk), page.number)
    if before is not None:
        return address(desk, "feedback.question", number=before.number)
    if desk.writing.ticket:
        link = desk.writing.ticket
        return url_for("feedback.ticket", ticket=link, language=chosen_language())
    start = "feedback.kiosk" if is_kiosk(desk) else "feedback.start"
    return url_for(start, slug=slug_here(), language=chosen_language())


def _next_address(desk: Desk, page: AskingPage) -> str:
    if request.form.get("then") == "later":
        return address(desk, "feedback.later")
    following = None if _is_checking() else page_after(pages_of(desk), page.number)
    if following is None:
        return address(desk, "feedback.check")
    return address(desk, "feedback.question", number=following.number)
