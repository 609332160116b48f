"""`flask directory`: taking in the services of a local directory."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.areas.queries import area_called
from portal.directory.download import MOST_BYTES, Fetcher, fetch_services
from portal.directory.feed_file import read_feed, read_page
from portal.directory.import_words import as_document, in_words
from portal.directory.record import Feed
from portal.directory.services import take_in
from portal.domain.given_values import shown
from portal.domain.refusal import Refused
from portal.domain.typed_words import one_line
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

directory = AppGroup("directory", help="Local services.")

USUAL_FEED = "Local Offer"
LONGEST_NAME = 80


@directory.command("import", cls=PlainCommand)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--area", "slug", required=True, help="The area that the services are for.")
@click.option("--from", "address", help="Fetch the feed from this address, all pages.")
@click.option("--feed", "name", default=USUAL_FEED, show_default=True, help="Its name on pages.")
@click.option("--dry-run", is_flag=True, help="Only say what would be kept.")
@speaks
def import_services(
    file: Path | None, slug: str, address: str | None, name: str, dry_run: bool
) -> Answer:
    """Keep the services in FILE, or of the feed --from an address.

    Both are read as Open Referral UK 3.0 or as the older shape of Outpost directories. The
    same feed twice changes nothing; a service that is missing from a whole feed is marked gone.
    """
    name = _feed_name(name)
    _check_area(slug)
    feed = _feed(file, address)
    with committing() as session:
        area = area_called(session, slug)
        assert area is not None
        report = take_in(session, area.id, name, feed, today=today(), now=now())
        if dry_run:
            session.rollback()
    document = {"area": slug, "feed": name, "dry_run": dry_run, "is_whole": feed.is_whole}
    return Answer(
        document | as_document(report), in_words(report, is_whole=feed.is_whole, dry_run=dry_run)
    )


def _feed_name(name: str) -> str:
    tidy = one_line(name)
    if not tidy or len(tidy) > LONGEST_NAME:
        raise Refused(f"--feed: give a name of {LONGEST_NAME} letters or fewer.")
    return tidy


def _check_area(slug: str) -> None:
    """Before a feed is fetched for minutes, that its area is there."""
    with committing() as session:
        if area_called(session, slug) is None:
            raise Refused(f"--area: there is no area {shown(slug)} here.")


def _feed(file: Path | None, address: str | None) -> Feed:
    if (file is None) == (address is None):
        raise Refused("Give either a FILE or --from ADDRESS, and not both.")
    if address is not None:
        return read_feed(fetch_services(address, Fetcher(), _watched), is_whole=True, today=today())
    assert file is not None
    page = read_page(_content(file))
    return read_feed(page.services, is_whole=page.pages == 1, today=today())


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise Refused(f"The file {file} cannot be read: {reason}.") from problem
    if len(content) > MOST_BYTES:
        raise Refused(f"The file {file} is larger than {MOST_BYTES // 1024 // 1024} MB.")
    return content


def _watched(items: Iterable[Any], label: str) -> Iterator[Any]:
    """The items, with a bar on standard error where a person watches."""
    with click.progressbar(
        items, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield from bar
