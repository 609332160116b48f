"""The portal's commands, each a few lines over a service."""

from flask import Flask

from portal.accounts.commands import people
from portal.areas.commands import areas
from portal.demonstration.commands import demo
from portal.directory.commands import directory
from portal.feedback.commands import feedback
from portal.jobs import jobs
from portal.measures.casework_commands import casework, correct_casework
from portal.measures.commands import compare, suppress
from portal.measures.release_commands import measures, verdicts
from portal.outbox.commands import outbox
from portal.timeline.commands import timeline_command, timeliness_command
from portal.waits.commands import waits

COMMANDS = (
    timeline_command,
    timeliness_command,
    compare,
    suppress,
    directory,
    feedback,
    measures,
    areas,
    people,
    outbox,
    waits,
    jobs,
    demo,
)


def init_app(app: Flask) -> None:
    """Add every command to `flask`; verdicts stand with the feedback they are about."""
    feedback.add_command(verdicts)
    measures.add_command(casework)
    measures.add_command(correct_casework)
    for command in COMMANDS:
        app.cli.add_command(command)
