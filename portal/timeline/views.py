"""A family's own children, a child's timeline, and the case page on which officers see both
what the family reads and every fact behind it.
"""

import uuid

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases import queries
from portal.cases.facts import where_it_stands
from portal.domain.roles import Permission, Role
from portal.extensions import db
from portal.timeline.cards import cards
from portal.timeline.presenter import present
from portal.web.clock import today

bp = Blueprint("timeline", __name__)


@bp.get("/<area>/children")
@requires(Permission.CHILDREN_SEE_OWN)
def children() -> str | Response:
    """The children that this person may see; straight on where there is only one thing."""
    area, day = current_area(), today()
    own = queries.own_children(db.session(), area.id, current_person().id, as_of=day)
    cases = queries.own_cases(db.session(), area.id, current_person().id, as_of=day)
    if len(own) == 1 and len(cases) == 1:
        return redirect(url_for("timeline.child", child_id=own[0].id))
    return render_template(
        "timeline/children.html",
        cards=cards(own, cases, as_of=day),
        contacts=contacts(db.session(), area.id),
    )


@bp.get("/<area>/children/<uuid:child_id>")
@requires(Permission.CHILDREN_SEE_OWN)
def child(child_id: uuid.UUID) -> str:
    """Where a child's request stands: the newest one, or the one that the address names."""
    area, person, day = current_area(), current_person(), today()
    found = queries.own_cases(db.session(), area.id, person.id, as_of=day, child_id=child_id)
    if not found:
        own = queries.own_children(db.session(), area.id, person.id, as_of=day)
        seen = next((each for each in own if each.id == child_id), None) or abort(404)
        return render_template(
            "timeline/no_request.html", child=seen, contacts=contacts(db.session(), area.id)
        )
    wanted = request.args.get("request", str(found[0].id))
    shown = next((each for each in found if str(each.id) == wanted), None) or abort(404)
    young_person = _is_young_person()
    return render_template(
        "timeline/child.html",
        case=shown,
        story=present(where_it_stands(shown, as_of=day), shown, young_person=young_person),
        young_person=young_person,
        others=[each for each in found if each is not shown],
        contacts=contacts(db.session(), area.id),
        today=day,
    )


@bp.get("/<area>/cases/<uuid:request_id>")
@requires(Permission.CASES_KEEP)
def case(request_id: uuid.UUID) -> str:
    """One case for the officers: what the family reads, the facts, who may see them."""
    day = today()
    shown = queries.case_record(db.session(), current_area().id, request_id) or abort(404)
    return render_template(
        "timeline/case.html",
        form=ButtonForm(),
        case=shown,
        story=present(where_it_stands(shown, as_of=day), shown),
        guardians=queries.guardians(db.session(), shown.child.id, as_of=day),
        mine=shown.caseworker_id == current_person().id,
        today=day,
    )


def _is_young_person() -> bool:
    """Whether the visitor is here as a young person, and not also as somebody's parent."""
    here = {grant.role for grant in current_person().grants if grant.area_id == current_area().id}
    return Role.YOUNG_PERSON in here and Role.PARENT_OR_CARER not in here
