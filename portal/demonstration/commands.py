"""`flask demo`: writes the demonstration, anew each time."""

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import MetaData

from config import DEMONSTRATION_TODAY
from portal.areas.queries import every_area
from portal.demonstration.services import write
from portal.domain.refusal import Refused
from portal.extensions import Base, db
from portal.invitations.emails import composer
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.unit_of_work import committing


@click.command("demo", cls=PlainCommand)
@with_appcontext
@speaks
def demo() -> Answer:
    """Write two areas with fictional families, officers and surveys.

    A demonstration's own database is emptied first. Any other must be empty already: real
    families are never written over.
    """
    environment = current_app.config["PORTAL_ENVIRONMENT"]
    if environment == "production":
        raise Refused("This is a production portal: fictional families do not belong here.")
    if environment == "demonstration":
        _empty()
    flask_migrate.upgrade()
    with committing() as session:
        if every_area(session):
            raise Refused(
                "This database holds areas already. Name an empty one in DATABASE_URL, or set "
                "PORTAL_ENVIRONMENT=demonstration to use the demonstration's own."
            )
        secret = current_app.config["SECRET_KEY"]
        written = write(session, secret=secret, compose=composer())
    words = ", ".join(f"{number} {what}" for what, number in written.items())
    return Answer(
        written, f"Written: {words}. All of it is fictional, as seen on {DEMONSTRATION_TODAY}."
    )


def _empty() -> None:
    """Drop the portal's tables as they are: an older version may have made them otherwise."""
    own = {*Base.metadata.tables, "alembic_version"}
    found = MetaData()
    found.reflect(db.engine, only=lambda name, _: name in own)
    found.drop_all(db.engine)
