"""`flask feedback`: answers collected elsewhere."""

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from portal.areas.queries import area_called
from portal.domain.given_values import read_choice, shown
from portal.domain.refusal import Refused
from portal.domain.slugs import slug
from portal.feedback.answer_file import FIELDS, read_answers
from portal.feedback.import_words import as_document, in_words
from portal.feedback.imported_surveys import Source
from portal.feedback.importer import import_answers, new_comments
from portal.feedback.periods import Rhythm
from portal.feedback.services import comment_values, names_for
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

feedback = AppGroup("feedback", help="Answers to surveys.")


@feedback.command("import", cls=PlainCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--survey", "key", help="Where the surveys’ keys begin; else the file’s name.")
@click.option("--wave-by", default="quarter", show_default=True, help="quarter, month or year.")
@click.option("--area", "slug_of_area", help="The area that the answers belong to; else none.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="What a column holds.")
@click.option("--dry-run", is_flag=True, help="Only say what would be kept.")
@speaks
def import_file(
    file: Path,
    key: str | None,
    wave_by: str,
    slug_of_area: str | None,
    maps: tuple[str, ...],
    dry_run: bool,
) -> Answer:
    """Keep the answers in FILE, a CSV in UTF-8 with a header.

    Each organisation in it becomes a survey of its own, KEY-organisation. The fields are
    respondent, organisation, date, question, stars and comment.
    """
    rhythm = read_choice(wave_by, Rhythm, "--wave-by")
    columns = _columns(maps)
    key = slug(file.stem) if key is None else key
    answers = read_answers(_content(file), columns, today())
    with committing() as session:
        source = Source(key, rhythm, _area_id(session, slug_of_area))
        names = names_for(session, source.area_id)
        words = new_comments(session, answers, source)
    scored = {comment: comment_values(comment, *names) for comment in _watched(words)}
    with committing() as session:
        report = import_answers(session, answers, source, scored=scored, today=today(), now=now())
        if dry_run:
            session.rollback()
    document = {"file": str(file), "survey": key, "dry_run": dry_run} | as_document(report)
    return Answer(document, in_words(report, dry_run))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise Refused(f"The file {file} cannot be read: {reason}.") from problem


def _columns(maps: tuple[str, ...]) -> dict[str, str]:
    """The file's own column names with the field that each holds."""
    found: dict[str, str] = {}
    for given in maps:
        column, _, name = given.rpartition("=")
        column = " ".join(column.split()).lower()
        if not column or name not in FIELDS:
            raise Refused(
                f"--map: write COLUMN=FIELD, where FIELD is one of {', '.join(FIELDS)}; "
                f"{shown(given)} given."
            )
        if column in found or name in found.values():
            raise Refused(f"--map: {shown(given)} gives a column or a field a second time.")
        found[column] = name
    return found


def _area_id(session: Session, slug_of_area: str | None) -> uuid.UUID | None:
    if slug_of_area is None:
        return None
    area = area_called(session, slug_of_area)
    if area is None:
        raise Refused(f"--area: there is no area {shown(slug_of_area)} here.")
    return area.id


def _watched(comments: list[str]) -> Iterator[str]:
    """The comments, with a bar on standard error where a person watches."""
    with click.progressbar(
        comments,
        label="Reading comments",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        yield from bar
