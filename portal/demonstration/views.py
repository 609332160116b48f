"""Lets the demonstration's page name its families and letters; adds no page of its own."""

from collections.abc import Callable

from flask import Blueprint, current_app

from portal.demonstration.cast import Families, families
from portal.extensions import db
from portal.web.clock import today

bp = Blueprint("cast", __name__)


@bp.app_context_processor
def demonstration_families() -> dict[str, Callable[[], list[Families]]]:
    """Gives templates `demonstration_families`; none, and no code, outside a demonstration."""
    return {"demonstration_families": _families}


def _families() -> list[Families]:
    if current_app.config["PORTAL_ENVIRONMENT"] != "demonstration":
        return []
    return families(db.session(), current_app.config["SECRET_KEY"], today())
