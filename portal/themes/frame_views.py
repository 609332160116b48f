"""The theme frame: what goes into each theme of an area, kept by its forum."""

import uuid

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.accounts.forms import ButtonForm
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.themes import services, theme_queries
from portal.themes.forms import ThemeForm
from portal.web.answers import Page, page, refused
from portal.web.clock import now

bp = Blueprint("frame", __name__)


@bp.route("/<area>/themes/frame", methods=["GET", "POST"])
@requires(Permission.THEMES_KEEP)
def index() -> Page | Response:
    """Every theme with its wording; an area without any may take the usual ones."""
    form = ButtonForm()
    if not form.validate_on_submit():
        frame = theme_queries.frame(db.session(), current_area().id)
        return page("themes/frame.html", form, frame=frame)
    services.ensure_frame(db.session(), current_area().id)
    flash("Your forum now has the usual themes. Change their wording as you like.")
    return redirect(url_for("themes.frame.index"))


@bp.route("/<area>/themes/frame/add", methods=["GET", "POST"])
@requires(Permission.THEMES_KEEP)
def add() -> Page | Response:
    """Add a theme at the end."""
    form = ThemeForm()
    if not form.validate_on_submit():
        return page("themes/theme.html", form, theme=None)
    try:
        services.add_theme(
            db.session(), current_area().id, form.wording, by=current_person().id, now=now()
        )
    except Refused as refusal:
        return refused("themes/theme.html", form, refusal, theme=None)
    flash(f"The theme “{form.name.data}” was added.")
    return redirect(url_for("themes.frame.index"))


@bp.route("/<area>/themes/frame/<uuid:theme_id>", methods=["GET", "POST"])
@requires(Permission.THEMES_KEEP)
def change(theme_id: uuid.UUID) -> Page | Response:
    """Change the wording of one theme."""
    theme = theme_queries.theme(db.session(), current_area().id, theme_id)
    if theme is None:
        abort(404)
    form = ThemeForm(data=ThemeForm.filled_in(theme.wording))
    if not form.validate_on_submit():
        return page("themes/theme.html", form, theme=theme)
    try:
        services.change_theme(db.session(), theme, form.wording, by=current_person().id, now=now())
    except Refused as refusal:
        return refused("themes/theme.html", form, refusal, theme=theme)
    flash(f"The theme “{form.name.data}” was changed.")
    return redirect(url_for("themes.frame.index"))
