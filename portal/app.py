"""Makes the application: a table of contents of the portal."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, jobs
from portal.accounts import demonstration_views, people_views, sign_in
from portal.accounts import views as account_views
from portal.areas import current
from portal.cases import views as case_views
from portal.demonstration import views as demonstration_cast
from portal.directory import views as directory_views
from portal.extensions import csrf, db, limiter, login, migrate
from portal.feedback import preview_views, withdraw_views
from portal.feedback import routes as feedback_routes
from portal.invitations import paper_views, wave_views
from portal.letters import views as letter_views
from portal.mail.senders import sender_from
from portal.measures import casework_views
from portal.measures import views as measure_views
from portal.notices import views as notice_views
from portal.pages import area_views, contact_views
from portal.pages import views as page_views
from portal.pathway import views as pathway_views
from portal.questions import views as question_views
from portal.surveys import views as survey_views
from portal.texts import views as text_views
from portal.themes import views as theme_views
from portal.timeline import sharing_views
from portal.timeline import views as timeline_views
from portal.web import errors, headers, languages, rate_limits, templating, unit_of_work

PROJECT = Path(__file__).resolve().parent.parent

# In the order of the house: each capability may use those above it.
BLUEPRINTS = (
    account_views.bp,
    people_views.bp,
    demonstration_views.bp,
    text_views.bp,
    case_views.bp,
    question_views.bp,
    timeline_views.bp,
    sharing_views.bp,
    letter_views.bp,
    survey_views.bp,
    feedback_routes.bp,
    preview_views.bp,
    withdraw_views.bp,
    wave_views.bp,
    paper_views.bp,
    notice_views.bp,
    directory_views.bp,
    pathway_views.bp,
    theme_views.bp,
    measure_views.bp,
    casework_views.bp,
    page_views.bp,
    area_views.bp,
    contact_views.bp,
    demonstration_cast.bp,
)


def create_app(settings: Mapping[str, Any]) -> Flask:
    """The portal with these settings, as `config.read_settings` gives them."""
    app = Flask(
        "portal",
        root_path=str(PROJECT),
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "static"),
        instance_path=str(PROJECT / "instance"),
    )
    app.config.from_mapping(settings)
    Path(app.instance_path).mkdir(exist_ok=True)
    _set_up_extensions(app)
    for part in (templating, languages, headers, errors, current, sign_in, jobs, cli):
        part.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _set_up_extensions(app: Flask) -> None:
    """Bind every extension; the unit of work last, so that it settles first."""
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.extensions["mail"] = sender_from(app.config)
    db.init_app(app)
    migrate.init_app(app, directory=str(PROJECT / "migrations"))
    csrf.init_app(app)
    app.config["RATELIMIT_STORAGE_URI"] = rate_limits.ADDRESS
    limiter.init_app(app)
    login.init_app(app)
    unit_of_work.init_app(app)
