"""The public page of an area's measures, and the releases behind it for its board."""

import uuid

from flask import Blueprint, abort, render_template

from portal.accounts.access import public, requires
from portal.areas.current import current_area
from portal.domain.roles import Permission
from portal.extensions import db
from portal.measures import queries, release_presenter
from portal.measures.published import Published, in_words

bp = Blueprint("measures", __name__)


@bp.get("/<area>/measures")
@public
def index() -> str:
    """What families said, from one survey to the next: releases only, never answers."""
    releases = queries.releases_in(db.session(), current_area().id)
    surveys = in_words(Published.of(releases)) if releases else ""
    return render_template("measures/index.html", surveys=surveys)


@bp.get("/<area>/measures/releases")
@requires(Permission.RELEASES_CHECK)
def releases() -> str:
    """Every release with its digest, and whether it still matches."""
    found = queries.releases_in(db.session(), current_area().id)
    listed = release_presenter.newest_first(found)
    return render_template("measures/releases.html", releases=listed)


@bp.get("/<area>/measures/releases/<uuid:release_id>")
@requires(Permission.RELEASES_CHECK)
def release(release_id: uuid.UUID) -> str:
    """One release: every figure, how it was asked, and the digest."""
    found = queries.release_in(db.session(), current_area().id, release_id)
    if found is None:
        abort(404)
    return render_template("measures/release.html", release=release_presenter.in_full(found))
