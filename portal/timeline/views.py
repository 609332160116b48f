"""A family's own children, a child's timeline, and the case page on which officers see both
what the family reads and every fact behind it.
"""

import uuid
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.areas.queries import contacts
from portal.cases import queries
from portal.cases.facts import where_it_stands
from portal.cases.guardian_services import may_see
from portal.domain.readings import STANDARD_ENGLISH, YOUNG_PERSONS, Variant
from portal.domain.roles import Permission
from portal.extensions import db
from portal.questions.presenter import own_lines
from portal.questions.queries import own_questions
from portal.texts.queries import stage_words
from portal.timeline.cards import cards
from portal.timeline.presenter import Story, present
from portal.timeline.setting import Setting, setting_in
from portal.waits.presenter import how_long
from portal.waits.queries import newest
from portal.web.clock import today

bp = Blueprint("timeline", __name__)


@bp.get("/<area>/children")
@requires(Permission.CHILDREN_SEE_OWN)
def children() -> str | Response:
    """The children that this person may see; straight on where there is only one thing."""
    area, day = current_area(), today()
    sights = queries.sights(db.session(), area.id, current_person().id, as_of=day)
    own = [sight.child for sight in sights if sight.holds(day)]
    cases = queries.cases_of(db.session(), area.id, own)
    if len(sights) == len(own) == len(cases) == 1:
        return redirect(url_for("timeline.child", child_id=own[0].id))
    return render_template(
        "timeline/children.html",
        cards=cards(own, cases, as_of=day),
        asked_again=[sight.child for sight in sights if not sight.holds(day)],
        contacts=contacts(db.session(), area.id),
    )


@bp.get("/<area>/children/<uuid:child_id>")
@requires(Permission.CHILDREN_SEE_OWN)
def child(child_id: uuid.UUID) -> str:
    """Where a child's request stands: the newest one, or the one that the address names."""
    area, person, day = current_area(), current_person(), today()
    sights = queries.sights(db.session(), area.id, person.id, as_of=day)
    sight = next((each for each in sights if each.child.id == child_id), None) or abort(404)
    bodies = contacts(db.session(), area.id)
    if not sight.holds(day):
        return render_template("timeline/asked_again.html", child=sight.child, contacts=bodies)
    found = queries.cases_of(db.session(), area.id, [sight.child])
    if not found:
        return render_template("timeline/no_request.html", child=sight.child, contacts=bodies)
    wanted = request.args.get("request", str(found[0].id))
    shown = next((each for each in found if str(each.id) == wanted), None) or abort(404)
    variant = YOUNG_PERSONS if sight.as_young_person else STANDARD_ENGLISH
    story = present(
        where_it_stands(shown, as_of=day),
        shown,
        _setting(day, variant),
        young_person=sight.as_young_person,
    )
    curve, waited = newest(db.session(), area.id), (day - shown.received_on).days
    return render_template(
        "timeline/child.html",
        case=shown,
        story=story,
        sight=sight,
        young_person=sight.as_young_person,
        others=[each for each in found if each is not shown],
        questions=own_lines(own_questions(db.session(), [shown.id], person.id), as_of=day),
        how_long=how_long(curve, waited_days=None if _ended(story) else waited),
        contacts=bodies,
        today=day,
    )


@bp.get("/<area>/cases/<uuid:request_id>")
@requires(Permission.CASES_KEEP)
def case(request_id: uuid.UUID) -> str:
    """One case for the officers: what the family reads, the facts, who may see them."""
    day = today()
    shown = queries.case_record(db.session(), current_area().id, request_id) or abort(404)
    guardians = queries.guardians(db.session(), shown.child.id, as_of=day)
    return render_template(
        "timeline/case.html",
        form=ButtonForm(),
        case=shown,
        story=present(where_it_stands(shown, as_of=day), shown, _setting(day, STANDARD_ENGLISH)),
        guardians=guardians,
        asked_again={
            row.id for row in guardians if not may_see(row, born=shown.child.born, day=day)
        },
        mine=shown.caseworker_id == current_person().id,
        today=day,
    )


def _setting(day: date, variant: Variant) -> Setting:
    """What the page knows beside the case."""
    area = current_area()
    return setting_in(area, stage_words(db.session(), area.id, variant), as_of=day)


def _ended(story: Story) -> bool:
    return story.standing is not None and story.standing.ended
