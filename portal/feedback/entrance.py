"""The start page of a survey, by whichever way somebody comes in, and what it sends."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.domain.bodies import Body
from portal.domain.readings import ENGLISH, LANGUAGES
from portal.extensions import db
from portal.feedback import writing_services
from portal.feedback.asking import Asking, Helper, questions_html
from portal.feedback.dead_ends import chosen_language
from portal.feedback.drafts import Writing
from portal.feedback.forms import Filled, read_form, token_in, with_something_said
from portal.feedback.kiosk import start_of_screen
from portal.feedback.pages import first_unanswered, pages_put
from portal.feedback.presenter import is_on_one_page, languages_of, minutes, survey_words
from portal.feedback.receipts import new_receipt
from portal.feedback.seals import new_token
from portal.surveys.channels import Channel
from portal.surveys.definition import STARS, AskedQuestion, asked_questions
from portal.surveys.models import Audience, Wave
from portal.web.answers import NOT_ACCEPTED
from portal.web.languages import page_language

# Lets a browser that goes back show the page as it was left, with what was typed and the same
# token, so that sending it again counts once. For that the form is sent to another address than
# the page's own, whose copy a browser would drop. A page with somebody's name on it, or on the
# screen of a waiting room, is never kept: it comes back empty and with a new token.
KEPT_FOR_GOING_BACK = {"Cache-Control": "private, no-cache"}

Shown = tuple[str, int, dict[str, str]]


@dataclass(frozen=True)
class Door:
    """A way into an open wave, by a one-time link or without one."""

    wave: Wave
    slug: str
    way: Channel
    ticket: str = ""

    def address(self, language: str) -> str:
        """Where this door is."""
        told = None if language == ENGLISH else language
        if self.ticket:
            return url_for("feedback.ticket", ticket=self.ticket, language=told)
        return url_for("feedback.start", slug=self.slug, way=self._told_way, language=told)

    def begin(self) -> str:
        """Where its form is sent to, in the language of the page."""
        told = chosen_language()
        if self.ticket:
            return url_for("feedback.begin_with_ticket", ticket=self.ticket, language=told)
        return url_for("feedback.begin", slug=self.slug, way=self._told_way, language=told)

    @property
    def _told_way(self) -> str | None:
        return None if self.way is Channel.OPEN_LINK else self.way.value

    @property
    def definition(self) -> dict[str, Any]:
        """What the wave froze when it opened."""
        return self.wave.definition or {}

    @property
    def is_whole(self) -> bool:
        """Whether all questions stand on the start page."""
        return is_on_one_page(self.definition)


def entrance(door: Door) -> Shown:
    """The start, with nothing filled in."""
    return _shown(door, asked_questions(door.wave.definition), Filled(), new_token())


def enter(door: Door) -> Shown | Response:
    """Keep what was sent from the start as a draft and go on; else show it again."""
    asked, token = asked_questions(door.wave.definition), token_in(request.form)
    filled = read_form(asked, request.form) if door.is_whole else Filled()
    if filled.errors:
        return _shown(door, asked, filled, token or new_token())
    if door.is_whole and filled.said.to(asked).is_nothing:
        return _nothing_said(door, asked, filled, token)
    writing = _writing(door, filled)
    kept = (
        writing_services.begin(db.session(), door.wave, token, writing, replacing=door.is_whole)
        if token
        else None
    )
    if kept is None:
        unknown = gettext("We could not tell whether this was sent before. Please send it again.")
        return _shown(door, asked, filled, new_token(), [unknown])
    return _onward(door, asked, token, kept)


def _nothing_said(
    door: Door, asked: tuple[AskedQuestion, ...], filled: Filled, token: str
) -> Shown | Response:
    """An empty form: what was said before under the same token stays as it is.

    A browser that forgot what was typed shows the form empty to whoever goes back to it.
    """
    desk = writing_services.desk_behind(db.session(), current_area(), token) if token else None
    if desk and desk.wave.id == door.wave.id:
        return _onward(door, asked, token, desk.writing)
    wanted = language_wanted()
    if wanted is not None:
        return redirect(door.address(wanted), 303)
    return _shown(door, asked, with_something_said(filled, asked), token or new_token())


def _writing(door: Door, filled: Filled) -> Writing:
    return Writing(
        new_receipt(),
        answers=filled.answers,
        comments=dict(filled.comments),
        code_word=filled.code_word if door.definition.get("asks_code_word") else "",
        way=door.way,
        ticket=door.ticket,
        language=language_wanted() or page_language(),
    )


def _onward(door: Door, asked: tuple[AskedQuestion, ...], token: str, writing: Writing) -> Response:
    """Where a start that was kept leads: to the check, or to the first question of its own page."""
    place: dict[str, Any] = {"slug": door.slug, "token": token}
    if door.is_whole or writing.sent:
        return after_the_whole_form(place, writing)
    place["language"] = chosen_language()
    if request.form.get("then") == "later":
        return redirect(url_for("feedback.later", **place), 303)
    pages = pages_put(asked, writing, code_word=bool(door.definition.get("asks_code_word")))
    page = first_unanswered(pages, writing)
    if page is None:
        return redirect(url_for("feedback.check", **place), 303)
    return redirect(url_for("feedback.question", **place, number=page.number), 303)


def after_the_whole_form(place: dict[str, Any], writing: Writing) -> Response:
    """Where the form with all questions leads, once what it said is kept.

    `place` is the survey's slug and the token. By what stands in `then`: to the private link, to
    the same form in another language, or past the check, which is then sent by the same request
    (307: a browser that was offline, and whose person knows that it will be sent); else to the
    check.
    """
    here, then = chosen_language(), request.form.get("then")
    wanted = language_wanted()
    if writing.sent:
        return redirect(url_for("feedback.sent", **place, language=here, again="yes"), 303)
    if wanted is not None:
        told = None if wanted == ENGLISH else wanted
        return redirect(url_for("feedback.answers", **place, language=told), 303)
    if then == "later":
        return redirect(url_for("feedback.later", **place, language=here), 303)
    code = 307 if then == "send" else 303
    return redirect(url_for("feedback.check", **place, language=here), code)


def language_wanted() -> str | None:
    """The language in which a form asks to be shown again; None where it asks nothing such."""
    then = request.form.get("then")
    return then if then in LANGUAGES else None


def _shown(
    door: Door,
    asked: tuple[AskedQuestion, ...],
    filled: Filled,
    token: str,
    refusals: list[str] | None = None,
) -> Shown:
    """The start page as it is sent to the browser. With errors nothing is kept (422)."""
    definition = door.definition
    words = survey_words(definition, door.wave.survey.title, page_language())
    languages = languages_of(definition.get("translations", {}), asked)
    audience = definition.get("audience", Audience.PARENT.value)
    shown = render_template(
        "feedback/start.html",
        door=door,
        address=door.begin(),
        whole=door.is_whole,
        goes_back_empty=current_user.is_authenticated,
        has_stars=any(question.kind == STARS for question in asked),
        questions=all_questions(asked, filled, audience) if door.is_whole else "",
        form=filled,
        refusals=refusals or [],
        token=token,
        survey=words,
        audience=audience,
        asks_code_word=definition.get("asks_code_word", False),
        minutes=minutes(asked),
        languages=[(code, name, door.address(code)) for code, name in languages],
        language=page_language(),
    )
    is_private = current_user.is_authenticated or start_of_screen()
    headers = {} if is_private else KEPT_FOR_GOING_BACK
    return shown, NOT_ACCEPTED if filled.errors or refusals else 200, headers


def all_questions(asked: tuple[AskedQuestion, ...], filled: Filled, audience: str) -> str:
    """All questions for one page, with whom to contact instead of writing here."""
    contact = contacts(db.session(), current_area().id).get(Body.CASEWORK_TEAM)
    young = audience == Audience.YOUNG_PERSON.value
    return questions_html(Asking(asked, page_language(), young, Helper.of(contact)), filled)
