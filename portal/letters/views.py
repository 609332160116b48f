"""Where a request stands, for somebody with the letter and no account."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

from portal.accounts.access import public
from portal.accounts.forms import ButtonForm
from portal.accounts.views import link_limit, sign_in_limit
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases.facts import where_it_stands
from portal.cases.queries import case_record
from portal.domain.readings import STANDARD_ENGLISH, YOUNG_PERSONS
from portal.domain.refusal import Refused
from portal.extensions import db, limiter
from portal.letters import access_views, linking_views, officer_views, opening_services
from portal.letters.codes import tidied
from portal.letters.device import device_key, forget, remember, this_visit
from portal.letters.endings import Counted
from portal.letters.forms import LONGEST_TYPED, CodeForm
from portal.letters.models import StatusPass
from portal.letters.presenter import present, until_in_words
from portal.texts.queries import stage_words
from portal.timeline.setting import Setting, setting_in
from portal.web.answers import Page, page, refused

bp = Blueprint("letters", __name__)
for part in (officer_views, access_views, linking_views):
    bp.register_blueprint(part.bp)

CODE_PAGE = "letters/code.html"


def typed_reference() -> str:
    """The reference for which a code is tried, there or not, with where it is tried from.

    Tries from elsewhere do not count: nobody can keep a family out by trying its reference.
    """
    reference = tidied(request.form.get("reference", ""))
    return f"{current_area().id} {reference} {get_remote_address()}"


@bp.get("/<area>/status")
@public
def status() -> str | Page:
    """Where the request stands if this device may show it; else ask for reference and code."""
    device = opening_services.on_device(db.session(), device_key(), this_visit())
    wanted = request.args.get("reference")
    shown = chosen(device.passes, wanted)
    if shown is not None:
        return _status(shown, [each for each in device.passes if each is not shown])
    form = CodeForm(formdata=None, reference=(wanted or "")[:LONGEST_TYPED])
    return page(CODE_PAGE, form, closed=device.closed, contacts=_contacts())


@bp.post("/<area>/status")
@public
@limiter.limit(sign_in_limit)
@limiter.limit(link_limit, key_func=typed_reference)
def open_status() -> str | Page | Response:
    """Spend the code.

    A wrong one is answered with 200: that it was tried must be kept, and is kept only then.
    """
    form, visit = CodeForm(), this_visit()
    if not form.validate_on_submit():
        return page(CODE_PAGE, form, contacts=_contacts())
    try:
        opened = opening_services.open_status(
            db.session(),
            reference=str(form.reference.data),
            code=str(form.code.data),
            own_device=bool(form.own_device.data),
            device_key=device_key(),
            visit=visit,
        )
    except Refused as refusal:
        told, not_kept = refused(CODE_PAGE, form, refusal, contacts=_contacts())
        return told, 200 if isinstance(refusal, Counted) else not_kept
    flash("Your code has worked. In 10 minutes it stops working.")
    response = redirect(url_for("letters.status", reference=opened.reference), 303)
    remember(response, opened, visit.now)
    return response


@bp.post("/<area>/status/close")
@public
def close() -> Response:
    """Show nothing more on this device."""
    if not ButtonForm().validate_on_submit():
        abort(400)
    if device_key():
        opening_services.close(db.session(), device_key(), this_visit())
    flash("The page is closed on this device.")
    response = redirect(url_for("letters.status", reference=""), 303)
    forget(response)
    return response


def chosen(passes: Sequence[StatusPass], wanted: str | None) -> StatusPass | None:
    """The pass for the reference that the address names, or the newest where it names none."""
    if wanted is None:
        return passes[0] if passes else None
    key = tidied(wanted)
    return next((each for each in passes if each.letter.reference_key == key), None)


def _contacts() -> object:
    return contacts(db.session(), current_area().id)


def _status(shown: StatusPass, others: list[StatusPass]) -> str:
    letter, visit = shown.letter, this_visit()
    case = case_record(db.session(), current_area().id, letter.request_id) or abort(404)
    return render_template(
        "letters/status.html",
        form=ButtonForm(),
        reference=case.reference,
        received_on=case.received_on,
        first_received_as=case.first_received_as,
        updated=case.last_updated,
        status=present(
            where_it_stands(case, as_of=visit.today),
            case,
            _setting(visit.today, young_person=letter.as_young_person),
            young_person=letter.as_young_person,
        ),
        young_person=letter.as_young_person,
        open_until=until_in_words(shown.expires_at, visit.now),
        linked=letter.linked_at is not None,
        others=[each.letter.request.reference for each in others],
        contacts=_contacts(),
        today=visit.today,
    )


def _setting(day: date, *, young_person: bool) -> Setting:
    """What the page knows beside the case."""
    area, variant = current_area(), YOUNG_PERSONS if young_person else STANDARD_ENGLISH
    return setting_in(area, stage_words(db.session(), area.id, variant), as_of=day)
