"""Background work: a queue bound to the application, and what runs on it when.

The queue only wakes a worker. What is to be done stands in the database (a wave that is
closed and has no release yet, a message that is not sent), so a worker that dies loses
nothing: the next look finds it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from huey import SqliteHuey, crontab
from huey.serializer import SignedSerializer

from portal.cases.positions import place_unplaced
from portal.feedback.arrival import ANSWERED, forget_order
from portal.feedback.clearing_services import forget_old_drafts
from portal.invitations.tasks import write_letters
from portal.letters.linking_services import forget_addresses
from portal.measures.casework_services import publish_finished_quarter
from portal.measures.services import publish_due_releases
from portal.notices.tasks import remind_of_dates, spread_news
from portal.notices.unwilling import unwilling
from portal.outbox.delivery import deliver_due
from portal.surveys.wave_services import open_and_close_due
from portal.terminal import PlainCommand
from portal.waits.queries import areas_without_figure
from portal.waits.services import refresh
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

WORKERS = 1


def publish_releases() -> None:
    """Open and close waves on their days, then publish what is closed.

    Whenever there was something to do, the order in which answers came is forgotten: one
    transaction a table, so that nobody waits for it longer than need be.
    """
    with committing() as session:
        changed = open_and_close_due(session, today=today(), now=now())
        published = publish_due_releases(session, today=today(), now=now())
    for table in ANSWERED if changed or published else ():
        with committing() as session:
            forget_order(session, table)


def send_outbox() -> None:
    """Write to those invited to waves, and the news that families are told; send what is due.

    Letters come first, since that also takes back those of waves that have closed.
    """
    write_letters(unwilling)
    spread_news()
    deliver_due(current_app.extensions["mail"], host=current_app.config["PORTAL_HOST"], clock=now)


def place_requests() -> None:
    """Give a place in the officers' list to requests that came without one."""
    with committing() as session:
        place_unplaced(session)


def work_out_waits() -> None:
    """Work out each area's curve of waits once a day: soon after midnight, or later if missed."""
    with committing() as session:
        areas = areas_without_figure(session, today())
    for area_id in areas:
        with committing() as session:
            refresh(session, area_id, today=today())


def publish_casework() -> None:
    """Publish the last finished quarter of every area that has no release of it yet."""
    with committing() as session:
        publish_finished_quarter(session, today=today(), now=now())


def forget_link_addresses() -> None:
    """Forget the e-mail addresses of links to an account that ended unused."""
    with committing() as session:
        forget_addresses(session, now=now())


def forget_drafts() -> None:
    """Forget what people were writing in waves that closed some weeks ago."""
    with committing() as session:
        forget_old_drafts(session, today=today())


@dataclass(frozen=True)
class Task:
    """Something done in the background: whenever it is woken, and at these times."""

    name: str
    act: Callable[[], None]
    minute: str
    hour: str = "*"


TASKS = (
    Task("releases", publish_releases, minute="*"),
    Task("outbox", send_outbox, minute="*"),
    Task("places", place_requests, minute="*"),
    Task("waits", work_out_waits, minute="17"),
    # Every hour of the day, so that a missed one is caught up.
    Task("reminders", remind_of_dates, minute="37", hour="8-18"),
    Task("casework", publish_casework, minute="47"),
    Task("links", forget_link_addresses, minute="57"),
    Task("drafts", forget_drafts, minute="27"),
)


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
    app.extensions["queue"] = queue
    app.extensions["wake"] = {}
    for task in TASKS:
        act = _within(app, task.act)
        app.extensions["wake"][task.name] = queue.task(name=task.name)(act)
        times = crontab(minute=task.minute, hour=task.hour)
        queue.periodic_task(times, name=f"{task.name}_sweep")(act)


def _within(app: Flask, act: Callable[[], None]) -> Callable[[], None]:
    @wraps(act)
    def acting() -> None:
        with app.app_context():
            act()

    return acting


jobs = AppGroup("jobs", help="Background work.")


@jobs.command("work", cls=PlainCommand)
def work_off() -> None:
    """Do waiting jobs, and look every minute for what was left; stop with Ctrl-C."""
    click.echo("Waiting for jobs.")
    current_app.extensions["queue"].create_consumer(workers=WORKERS).run()
