"""Background work: a queue bound to the application, and what runs on it when.

The queue only wakes a worker. What is to be done stands in the database (a wave that is
closed and has no release yet, for one), so a worker that dies loses nothing: the sweep
finds it again.
"""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from huey import SqliteHuey, crontab
from huey.serializer import SignedSerializer

from portal.feedback.arrival import ANSWERED, forget_order
from portal.feedback.wave_services import open_and_close_due
from portal.measures.services import publish_due_releases
from portal.terminal import PlainCommand
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

WORKERS = 1


def init_app(app: Flask) -> None:
    """Give the application its queue, with every task on it."""
    file = Path(app.config["QUEUE_FILE"])
    file.parent.mkdir(parents=True, exist_ok=True)
    queue = SqliteHuey(
        "portal",
        filename=str(file),
        results=False,
        serializer=SignedSerializer(secret=app.config["SECRET_KEY"]),
    )

    def publish() -> None:
        """Open and close waves on their days, then publish what is closed.

        Whenever there was something to do, the order in which answers came is forgotten: one
        transaction a table, so that nobody waits for it longer than need be.
        """
        with app.app_context():
            with committing() as session:
                changed = open_and_close_due(session, today=today(), now=now())
                published = publish_due_releases(session, today=today(), now=now())
            for table in ANSWERED if changed or published else ():
                with committing() as session:
                    forget_order(session, table)

    app.extensions["queue"] = queue
    app.extensions["wake"] = {"releases": queue.task(name="publish")(publish)}
    queue.periodic_task(crontab(minute="*"), name="publish_sweep")(publish)


jobs = AppGroup("jobs", help="Background work.")


@jobs.command("work", cls=PlainCommand)
def work_off() -> None:
    """Do waiting jobs, and look every minute for what was left; stop with Ctrl-C."""
    click.echo("Waiting for jobs.")
    current_app.extensions["queue"].create_consumer(workers=WORKERS).run()
