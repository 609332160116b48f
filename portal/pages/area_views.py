"""An area's front page and colours, and the operator's list of areas."""

from flask import Blueprint, Response, render_template

from portal.accounts.access import public, requires
from portal.areas import queries
from portal.areas.current import current_area
from portal.domain.colours import colour
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db

bp = Blueprint("areas", __name__)


@bp.get("/<area>/")
@public
def home() -> str:
    """What a family can do here, and whom it can ask."""
    contacts = queries.contacts(db.session(), current_area().id)
    return render_template("areas/home.html", contacts=contacts)


@bp.get("/<area>/colours.css")
@public
def colours() -> Response:
    """The area's own colours, as a style sheet: the security policy allows no inline style.

    What is kept is checked again here, because anything else than a colour would be code.
    """
    area = current_area()
    try:
        brand, on_brand = colour(area.brand_colour), colour(area.brand_text_colour)
        sheet = f":root {{ --area-brand: {brand}; --area-on-brand: {on_brand}; }}"
    except Refused:
        sheet = ""
    return Response(sheet, mimetype="text/css", headers={"Cache-Control": "public, max-age=300"})


@bp.get("/areas")
@requires(Permission.AREAS_KEEP)
def index() -> str:
    """Every area of this install, with the way to its people."""
    return render_template("areas/index.html", areas=queries.every_area(db.session()))
