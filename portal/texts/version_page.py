"""The page of one version of a stage text: what it says, what is new in it, who signed it."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.areas.current import current_area
from portal.domain.readings import LANGUAGES, STANDARD_ENGLISH
from portal.domain.refusal import Refused
from portal.domain.stages import StageWords
from portal.extensions import SAFE_METHODS, db
from portal.texts import queries
from portal.texts.differences import differences
from portal.texts.forms import FIELD_NAMES
from portal.texts.models import StageText
from portal.texts.presenter import STATES, title_of
from portal.texts.states import is_outdated, state_of
from portal.texts.wording import PORTALS_OWN
from portal.web.answers import Page, page, refused

TEMPLATE = "texts/version.html"


def the_text(text_id: uuid.UUID) -> StageText:
    """The version of this address, or 404. Signing it waits for anybody else's signing."""
    to_change = request.method not in SAFE_METHODS
    found = queries.text(db.session(), current_area().id, text_id, to_change=to_change)
    return found or abort(404)


def back_to(text: StageText) -> Response:
    """Go to the version's page."""
    return redirect(url_for("texts.version", text_id=text.id))


def change(
    form: FlaskForm, text: StageText, act: Callable[[], str], template: str = TEMPLATE
) -> Page | Response:
    """Do `act` and go to the desk with the sentence that it returns.

    Where `act` is refused the page is shown again with the reason, and nothing is kept.
    """
    if not form.validate_on_submit():
        return page(template, form, **shown(text))
    try:
        done = act()
    except Refused as refusal:
        return refused(template, form, refusal, **shown(text))
    flash(done)
    return redirect(url_for("texts.index"))


def shown(text: StageText) -> dict[str, Any]:
    """What the page tells of a version."""
    session = db.session()
    every = queries.versions(session, text.area_id, text.stage, text.variant)
    standard = queries.published_standard(session, text.area_id, text.stage)
    outdated = is_outdated(text, standard)
    before = _before(text, every)
    base = queries.base_of(session, text if outdated or before is None else before)
    return {
        "text": text,
        "title": title_of(text.stage, text.variant),
        "state": state_of(text),
        "states": {each.id: STATES[state_of(each)] for each in every},
        "is_newest": every[0].number == text.number,
        "is_standard": text.variant == STANDARD_ENGLISH,
        "is_outdated": outdated,
        "differences": differences(_words_before(text, before), text.words),
        "before": _called(text, before),
        "standard": differences(base, standard.words if standard else PORTALS_OWN[text.stage]),
        "versions": every,
        "language": LANGUAGES[text.language],
        "field_names": FIELD_NAMES,
    }


def _before(text: StageText, every: Sequence[StageText]) -> StageText | None:
    """What a version is held against: what families read before it, else the one before."""
    older = [each for each in every if each.number < text.number]
    read = next((each for each in older if each.published_at is not None), None)
    return read or (older[0] if older else None)


def _words_before(text: StageText, before: StageText | None) -> StageWords | None:
    if before is not None:
        return before.words
    return PORTALS_OWN[text.stage] if text.variant == STANDARD_ENGLISH else None


def _called(text: StageText, before: StageText | None) -> str:
    """What a version is held against, in words; empty for nothing."""
    if before is None:
        return "the portal’s own words" if text.variant == STANDARD_ENGLISH else ""
    published = ", which was published before it" if before.published_at is not None else ""
    return f"version {before.number}{published}"
