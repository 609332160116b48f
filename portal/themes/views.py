"""The forum's desk: the comments of its area, and the themes they are put into."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_person, requires
from portal.areas.current import current_area
from portal.domain.refusal import Refused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.surveys.presenter import AUDIENCES
from portal.themes import frame_views, presenter, queries, services, theme_queries
from portal.themes.asked import asked_in
from portal.themes.filters import Filters
from portal.themes.forms import ReadingForm
from portal.themes.presenter import COMMENTS_A_PAGE
from portal.web.answers import Page, page, refused
from portal.web.clock import today
from portal.web.paging import Paging

bp = Blueprint("themes", __name__)
bp.register_blueprint(frame_views.bp)


@bp.get("/<area>/themes")
@requires(Permission.THEMES_KEEP)
def index() -> str:
    """The comments that the filters in the address leave, twenty a page, and the themes.

    The themes' figures are those of one survey, since no two may be mixed.
    """
    session, area_id, filters = db.session(), current_area().id, _filters()
    asked, tally = asked_in(session, area_id), queries.tally(session, area_id, today())
    survey_id = tally.survey_of(filters.survey, filters.wave)
    themes = theme_queries.theme_figures(session, area_id, asked, survey_id)
    there = {theme.id for theme in themes}
    if not filters.are_among(surveys=tally.surveys, waves=tally.waves, themes=there):
        abort(404)
    shown = queries.how_many(session, area_id, asked, filters)
    paging = Paging.of(request.args.get("page"), shown, size=COMMENTS_A_PAGE)
    return render_template(
        "themes/index.html",
        tally=tally,
        themes=themes,
        survey_id=survey_id,
        survey=tally.surveys.get(survey_id) if survey_id else None,
        comments=queries.page_of_comments(
            session, area_id, asked, filters, skip=paging.skip, take=COMMENTS_A_PAGE
        ),
        shown=shown,
        paging=paging,
        filters=filters.in_address(),
        choices=presenter.choices(tally, themes, filters),
        mean_stars=presenter.mean_stars,
        title_and_audience=presenter.title_and_audience,
        sentiment_words=presenter.SENTIMENT,
        audiences=AUDIENCES,
    )


@bp.route("/<area>/themes/comments/<uuid:comment_id>", methods=["GET", "POST"])
@requires(Permission.THEMES_KEEP)
def comment(comment_id: uuid.UUID) -> Page | Response:
    """One comment: read it, say which themes it belongs to, go on to the next."""
    session, area_id, filters = db.session(), current_area().id, _filters()
    asked = asked_in(session, area_id)
    comment = queries.comment(session, area_id, asked, comment_id)
    if comment is None:
        abort(404)
    following = queries.next_unread(session, area_id, asked, filters, after=comment)
    form = ReadingForm(data={"themes": comment.theme_ids})
    shown = {
        "comment": comment,
        "following": following,
        "frame": theme_queries.frame(session, area_id),
        "filters": filters.in_address(),
        "sentiment_words": presenter.SENTIMENT,
        "audiences": AUDIENCES,
    }
    if not form.validate_on_submit():
        return page("themes/comment.html", form, **shown)
    by, chosen = current_person().id, form.themes.data or []
    try:
        services.set_themes(session, comment_id, area_id, chosen, by=by, today=today())
    except Refused as refusal:
        return refused("themes/comment.html", form, refusal, **shown)
    flash(presenter.saved(queries.how_many(session, area_id, asked, Filters(read=False))))
    if following is None:
        return redirect(url_for("themes.index", **filters.in_address()))
    return redirect(url_for("themes.comment", comment_id=following, **filters.in_address()))


def _filters() -> Filters:
    try:
        return Filters.from_address(request.args)
    except Refused:
        abort(404)
