"""The pathway and its date calculator, for everybody."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request

from portal.accounts.access import current_person, may, public
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases.queries import cases_of, sights
from portal.directory.queries import services_beside
from portal.domain.assessment import timeline
from portal.domain.facts import CaseFacts
from portal.domain.readings import LANGUAGES, Reading, variant_asked
from portal.domain.roles import Permission
from portal.domain.stages import StageKey
from portal.extensions import db
from portal.pathway.forms import DatesForm
from portal.pathway.presenter import Here, here_on_the_pathway, pathway
from portal.texts.queries import stage_words, variants_published
from portal.waits.presenter import how_long
from portal.waits.queries import newest
from portal.web.answers import Page, page
from portal.web.clock import today

bp = Blueprint("pathway", __name__)


@bp.get("/<area>/pathway")
@public
def index() -> str:
    """Every stage in order, in the reading and language that the address asks for."""
    session, area_id, asked = db.session(), current_area().id, variant_asked(request.args)
    words = stage_words(session, area_id, asked)
    return render_template(
        "pathway/index.html",
        pathway=pathway(words, asked, _own_children(), today()),
        asked=asked,
        published=variants_published(session, area_id),
        readings=Reading,
        languages=LANGUAGES,
        services=services_beside(session, area_id),
        how_long=how_long(newest(session, area_id)),
        contacts=contacts(session, area_id),
    )


@bp.get("/<area>/pathway/dates")
@public
def dates() -> Page:
    """The law's dates for a request that was made on a day, without any case."""
    form, day = DatesForm(request.args), today()
    asked, found = variant_asked(request.args), None
    if form.asked.raw_data is not None and form.accepts(day):
        found = timeline(CaseFacts(received=form.asked.data), as_of=day)
    return page(
        "pathway/dates.html",
        form,
        asked=asked,
        found=found,
        today=day,
        contacts=contacts(db.session(), current_area().id),
    )


def _own_children() -> Mapping[StageKey, Sequence[Here]]:
    """Where the children of a signed-in family are; nothing for anybody else."""
    if not may(Permission.CHILDREN_SEE_OWN):
        return {}
    session, area_id, day = db.session(), current_area().id, today()
    seen = sights(session, area_id, current_person().id, as_of=day)
    holding = [sight for sight in seen if sight.holds(day)]
    cases = cases_of(session, area_id, [sight.child for sight in holding])
    return here_on_the_pathway(holding, cases, as_of=day)
