"""The desk of stage texts: administrators write and publish, the forum checks."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.readings import LANGUAGES, STANDARD_ENGLISH, VARIANTS, Variant
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.domain.stages import StageKey
from portal.extensions import db
from portal.texts import queries, services
from portal.texts.differences import differences
from portal.texts.forms import FIELD_NAMES, SendBackForm, WordsForm
from portal.texts.presenter import desk, title_of
from portal.texts.starting import starting_words
from portal.texts.states import standings
from portal.texts.version_page import TEMPLATE, back_to, change, shown, the_text
from portal.texts.wording import PORTALS_OWN
from portal.web.answers import Page, page, refused
from portal.web.clock import now

bp = Blueprint("texts", __name__)


@bp.get("/<area>/texts")
@requires(Permission.TEXTS_SEE)
def index() -> Page:
    """Every text of the area and what waits for whom."""
    return page("texts/index.html", ButtonForm(), **_on_the_desk())


@bp.post("/<area>/texts/start")
@requires(Permission.TEXTS_KEEP)
def start() -> Page | Response:
    """Put the portal's starting texts of one variant to the forum."""
    variant = _variant(request.form)
    if not ButtonForm().validate_on_submit():
        abort(400)
    try:
        started = services.start(
            db.session(), current_area().id, variant, by=current_person().id, now=now()
        )
    except Refused as refusal:
        return refused("texts/index.html", ButtonForm(), refusal, **_on_the_desk())
    flash(f"{variant.name}: the forum has {started} more to check.")
    return redirect(url_for("texts.index"))


@bp.route("/<area>/texts/write", methods=["GET", "POST"])
@requires(Permission.TEXTS_KEEP)
def write() -> Page | Response:
    """Write a new version of the text that the address names, from its newest one."""
    stage, variant = _stage(request.args), _variant(request.args)
    session, area_id = db.session(), current_area().id
    newest = queries.newest(session, area_id, stage, variant)
    standard = queries.published_standard(session, area_id, stage)
    words = newest.words if newest else starting_words(variant)[stage]
    form = WordsForm(data=WordsForm.filled_in(words, newest.number if newest else 0))
    context = {
        "title": title_of(stage, variant),
        "newest": newest,
        "language": LANGUAGES[variant.language],
        "is_standard": variant == STANDARD_ENGLISH,
        "standard": differences(None, standard.words if standard else PORTALS_OWN[stage]),
        "field_names": FIELD_NAMES,
        "target": url_for(
            "texts.write", stage=stage, reading=variant.reading, language=variant.language
        ),
    }
    if not form.validate_on_submit():
        return page("texts/write.html", form, **context)
    try:
        text = services.write(
            session,
            area_id,
            stage,
            variant,
            form.words,
            after=form.seen,
            by=current_person().id,
            now=now(),
        )
    except Refused as refusal:
        return refused("texts/write.html", form, refusal, **context)
    flash(f"Version {text.number} was kept. It waits for the forum now.")
    return back_to(text)


@bp.post("/<area>/texts/publish-checked")
@requires(Permission.TEXTS_KEEP)
def publish_checked() -> Response:
    """Publish whatever the forum has checked."""
    if not ButtonForm().validate_on_submit():
        abort(400)
    published = services.publish_all_checked(
        db.session(), current_area().id, by=current_person().id, now=now()
    )
    flash(f"{published} published. Families read the new words now.")
    return redirect(url_for("texts.index"))


@bp.get("/<area>/texts/<uuid:text_id>")
@requires(Permission.TEXTS_SEE)
def version(text_id: uuid.UUID) -> Page:
    """One version: its words, what is new in it, who signed it, and every other version."""
    return page(TEMPLATE, ButtonForm(), **shown(the_text(text_id)))


@bp.post("/<area>/texts/<uuid:text_id>/check")
@requires(Permission.TEXTS_CHECK)
def check(text_id: uuid.UUID) -> Page | Response:
    """Sign for the forum that families can read this version."""
    text = the_text(text_id)

    def act() -> str:
        services.check(db.session(), text, by=current_person().id, now=now())
        return f"“{title_of(text.stage, text.variant)}” is signed for the forum."

    return change(ButtonForm(), text, act)


@bp.route("/<area>/texts/<uuid:text_id>/send-back", methods=["GET", "POST"])
@requires(Permission.TEXTS_CHECK)
def send_back(text_id: uuid.UUID) -> Page | Response:
    """Say for the forum what should be different."""
    text, form = the_text(text_id), SendBackForm()

    def act() -> str:
        reason = str(form.reason.data)
        services.send_back(db.session(), text, reason, by=current_person().id, now=now())
        return f"“{title_of(text.stage, text.variant)}” was sent back."

    return change(form, text, act, "texts/send_back.html")


@bp.post("/<area>/texts/<uuid:text_id>/publish")
@requires(Permission.TEXTS_KEEP)
def publish(text_id: uuid.UUID) -> Page | Response:
    """Let families read this version."""
    text = the_text(text_id)

    def act() -> str:
        services.publish(db.session(), text, by=current_person().id, now=now())
        return f"“{title_of(text.stage, text.variant)}” is published. Families read it now."

    return change(ButtonForm(), text, act)


@bp.post("/<area>/texts/<uuid:text_id>/ask-again")
@requires(Permission.TEXTS_KEEP)
def ask_again(text_id: uuid.UUID) -> Page | Response:
    """Have the same words checked against the new standard text."""
    text = the_text(text_id)

    def act() -> str:
        services.ask_again(db.session(), text, by=current_person().id, now=now())
        return f"The forum is asked to check “{title_of(text.stage, text.variant)}” again."

    return change(ButtonForm(), text, act)


def _on_the_desk() -> dict[str, Any]:
    found = standings(queries.on_the_desk(db.session(), current_area().id))
    return {"desk": desk(found), "variants": VARIANTS}


def _stage(given: Mapping[str, str]) -> StageKey:
    """The stage that an address or a form names, or 404."""
    asked = given.get("stage", "")
    return StageKey(asked) if asked in list(StageKey) else abort(404)


def _variant(given: Mapping[str, str]) -> Variant:
    """The variant that an address or a form names, or 404."""
    asked = (given.get("reading", ""), given.get("language", ""))
    named = {(variant.reading.value, variant.language): variant for variant in VARIANTS}
    return named.get(asked) or abort(404)
