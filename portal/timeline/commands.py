"""`flask timeline` and `flask timeliness`: the arithmetic of the law over a file."""

import click

from portal.domain.assessment import timeline
from portal.domain.case_file import read_case
from portal.domain.case_table import read_cases
from portal.domain.given_values import read_day
from portal.domain.rights_holder import rights_holder
from portal.domain.timeliness import six_readings
from portal.terminal import Answer, PlainCommand, speaks
from portal.timeline.files import read_json, read_table
from portal.timeline.printed import (
    readings_document,
    readings_words,
    timeline_document,
    timeline_words,
)

# The option is not marked required: click would answer with three lines instead of one.
AS_OF_HELP = "The day to look from, as YYYY-MM-DD. Always needed."


@click.command("timeline", cls=PlainCommand)
@click.argument("file")
@click.option("--as-of", help=AS_OF_HELP)
@speaks
def timeline_command(file: str, as_of: str | None) -> Answer:
    """The statutory timeline of the one case in FILE (JSON)."""
    day = read_day(as_of, "--as-of")
    facts = read_case(read_json(file))
    found = timeline(facts, as_of=day)
    holder = None if facts.born is None else rights_holder(facts.born, day)
    return Answer(timeline_document(found), timeline_words(found, holder))


@click.command("timeliness", cls=PlainCommand)
@click.argument("file")
@click.option("--as-of", help=AS_OF_HELP)
@speaks
def timeliness_command(file: str, as_of: str | None) -> Answer:
    """The six readings of "in 20 weeks" over the cases in FILE (CSV)."""
    day = read_day(as_of, "--as-of")
    readings = six_readings(read_cases(read_table(file)), as_of=day)
    return Answer(readings_document(readings), readings_words(readings, day))
