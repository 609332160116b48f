"""Commands over releases: `flask feedback verdicts`, `flask measures verify` and `correct`."""

import json
from collections.abc import Sequence

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.orm import Session

from portal.domain.refusal import Refused
from portal.measures import queries
from portal.measures.checks import checked_casework, checked_releases
from portal.measures.printed import checks_document, checks_lines, survey_document, survey_lines
from portal.measures.series import published_surveys
from portal.measures.services import publish_correction, publish_due_releases
from portal.surveys.models import Survey
from portal.surveys.queries import surveys_called
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

SOMETHING_DIFFERS = 1

measures = AppGroup("measures", help="Published figures.")


@click.command("verdicts", cls=PlainCommand)
@click.argument("survey")
@with_appcontext
@speaks
def verdicts(survey: str) -> Answer:
    """Print every question of SURVEY, each wave against the one before.

    SURVEY is the key of a survey, or what the keys of several begin with: patient-feedback
    covers patient-feedback-neas and patient-feedback-nhft. Closed waves that are not
    published yet are published first.
    """
    with committing() as session:
        found = _surveys(session, survey)
        publish_due_releases(session, today=today(), now=now())
        releases = queries.releases_of(session, [each.id for each in found])
        published = {each.key: each for each in published_surveys(releases)}
    return Answer(
        {"surveys": [survey_document(each.key, published.get(each.key)) for each in found]},
        "\n\n\n".join(survey_lines(each.title, published.get(each.key)) for each in found),
    )


@measures.command("verify", cls=PlainCommand)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
def verify(as_json: bool) -> None:
    """Take every release's digest again, and work its figures out again where answers remain.

    Figures from cases are checked by their digest alone: cases go on being corrected. Ends
    with 1 when anything differs, with one line for each release that does.
    """
    with committing() as session:
        checked, casework = checked_releases(session), checked_casework(session)
    document = json.dumps(checks_document(checked, casework), ensure_ascii=False)
    click.echo(document if as_json else checks_lines(checked, casework))
    if any(each.problems for each in checked) or any(each.problems for each in casework):
        raise SystemExit(SOMETHING_DIFFERS)


@measures.command("correct", cls=PlainCommand)
@click.argument("wave")
@click.option("--reason", required=True, help="Why, for everybody to read.")
@speaks
def correct(wave: str, reason: str) -> Answer:
    """Publish the figures of WAVE again, from the answers kept today, saying why.

    WAVE is a survey's key and the wave's name with a slash between, or the wave's id. The
    older release stays published beside the new one.
    """
    with committing() as session:
        found = _published_wave(session, wave)
        release = publish_correction(session, found.id, reason, now=now(), by=None)
        document = {
            "wave": found.reference,
            "number": release.number,
            "reason": release.reason,
            "digest": release.digest,
        }
    return Answer(
        document,
        f"Published: release {document['number']} of {found.reference}. {document['reason']}",
    )


def _published_wave(session: Session, name: str) -> queries.PublishedWaveName:
    published = queries.published_waves(session)
    found = [each for each in published if name in (each.reference, str(each.id))]
    if len(found) > 1:
        ids = ", ".join(str(each.id) for each in found)
        raise Refused(f"Several waves are called {name}. Give the id of one: {ids}.")
    if not found:
        there = ", ".join(each.reference for each in published) or "none yet"
        raise Refused(f"There is no published wave called {name}. There are: {there}.")
    return found[0]


def _surveys(session: Session, name: str) -> Sequence[Survey]:
    found = surveys_called(session, name)
    if not found:
        keys = ", ".join(queries.survey_keys(session)) or "none yet"
        raise Refused(f"There is no survey called {name}. There are: {keys}.")
    return found
