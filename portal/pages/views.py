"""The portal's own pages: choosing an area, and what the portal promises."""

from flask import Blueprint, render_template

from portal.accounts.access import public
from portal.areas import queries
from portal.extensions import db

bp = Blueprint("pages", __name__)


@bp.get("/")
@public
def home() -> str:
    """Choose your area."""
    return render_template("pages/home.html", areas=queries.every_area(db.session()))


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """How usable the portal is, and what to do where it is not."""
    return render_template("pages/accessibility.html")


@bp.get("/privacy")
@public
def privacy() -> str:
    """What is kept about whom, why, and who sees it."""
    return render_template("pages/privacy.html")


@bp.get("/cookies")
@public
def cookies() -> str:
    """The cookies that the portal sets."""
    return render_template("pages/cookies.html")


@bp.get("/health")
@public
def health() -> dict[str, str]:
    """Says that the portal runs and reaches its database."""
    queries.every_area(db.session())
    return {"status": "well"}
