"""Local services: the public search, one service’s page, and the stages it is shown beside."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, may, public, requires
from portal.areas.current import current_area
from portal.directory import presenter, queries, services
from portal.directory.forms import SearchForm, StagesForm
from portal.directory.presenter import SERVICES_A_PAGE
from portal.directory.search import Search
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.domain.stages import STAGES
from portal.extensions import db
from portal.web.answers import Page, page, refused
from portal.web.clock import now, today
from portal.web.paging import Paging

bp = Blueprint("directory", __name__)


@bp.get("/<area>/services")
@public
def index() -> Page:
    """The services that the search in the address finds, twenty a page."""
    session, area_id = db.session(), current_area().id
    form = SearchForm(request.args, queries.needs_in(session, area_id))
    if not form.validate():
        return page("directory/index.html", form, results=None)
    postcode = form.postcode
    centre = queries.centre_of(session, area_id, postcode) if postcode else None
    search = Search(
        words=form.beginnings,
        need=form.need.data,
        age=form.years,
        centre=centre,
        within=float(form.within.data) if form.within.data else None,
    )
    total = queries.how_many(session, area_id, search)
    paging = Paging.of(request.args.get("page"), total, size=SERVICES_A_PAGE)
    found = queries.page_of_services(
        session, area_id, search, skip=paging.skip, take=SERVICES_A_PAGE
    )
    distances = presenter.centre_words(centre) if centre and total else ""
    if postcode and not centre:
        districts = queries.known_districts(session, area_id)
        distances = presenter.unknown_words(postcode, districts)
    return page(
        "directory/index.html",
        form,
        results=[presenter.result(each, today()) for each in found],
        total=total,
        paging=paging,
        asked=form.in_address,
        distances=distances,
        looser=presenter.ways_to_find_more(form.in_address),
    )


@bp.get("/<area>/services/<uuid:service_id>")
@public
def service(service_id: uuid.UUID) -> str:
    """One service: how to reach it, who it is for, and how fresh the words are."""
    found = queries.service(db.session(), current_area().id, service_id)
    if found is None:
        abort(404)
    return render_template(
        "directory/service.html",
        service=found,
        facts=presenter.facts(found),
        dialled=presenter.dialled(found.phone),
        stages=presenter.stage_names(found),
        is_stale=presenter.is_stale(found, today()),
        may_keep=may(Permission.AREA_KEEP),
    )


@bp.route("/<area>/services/<uuid:service_id>/stages", methods=["GET", "POST"])
@requires(Permission.AREA_KEEP)
def stages(service_id: uuid.UUID) -> Page | Response:
    """Choose the stages that the service is shown beside."""
    found = queries.service(db.session(), current_area().id, service_id)
    if found is None:
        abort(404)
    form = StagesForm(data={"stages": [tie.stage.value for tie in found.stages]})
    shown = {"service": found, "stages": STAGES}
    if not form.validate_on_submit():
        return page("directory/stages.html", form, **shown)
    chosen = form.stages.data or []
    try:
        services.set_stages(db.session(), found, chosen, by=current_person().id, now=now())
    except Refused as refusal:
        return refused("directory/stages.html", form, refusal, **shown)
    flash(presenter.stages_saved(found))
    return redirect(url_for("directory.service", service_id=found.id))
