"""The public page of an area's casework: releases only, never cases."""

from flask import Blueprint, render_template

from portal.accounts.access import public
from portal.areas.current import current_area
from portal.extensions import db
from portal.measures import casework_queries
from portal.measures.casework_presenter import casework_page

bp = Blueprint("casework", __name__)


@bp.get("/<area>/measures/casework")
@public
def index() -> str:
    """Whether advice, news and answers came in time, quarter by quarter."""
    releases = casework_queries.releases_in(db.session(), current_area().id)
    shown = casework_page(releases) if releases else None
    return render_template("measures/casework.html", shown=shown)
