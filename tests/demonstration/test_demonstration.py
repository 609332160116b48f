"""The demonstration: the same every time, at every stage, and never over real families."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.areas.models import Area
from portal.cases.facts import facts_of
from portal.cases.models import Request
from portal.cases.queries import case_record
from portal.domain.assessment import Timeline, timeline
from portal.domain.facts import Ground
from portal.domain.stages import StageKey
from portal.extensions import Base, db, limiter
from portal.measures.models import Release
from tests.conftest import settings

TODAY = date(2026, 11, 18)
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNLIKE = {"id", "digest", "reference", "session_key"}


def demonstration(folder: Path, **given: Any) -> Flask:
    environment = {
        "PORTAL_ENVIRONMENT": "demonstration",
        "PORTAL_TODAY": TODAY.isoformat(),
        "DATABASE_URL": f"sqlite:///{folder / 'demonstration.sqlite'}",
        "QUEUE_FILE": folder / "queue.sqlite",
    }
    return create_app(settings(**environment | given))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = demonstration(tmp_path_factory.mktemp("demonstration"))
    done = app.test_cli_runner().invoke(args=["demo", "--json"])
    assert done.exit_code == 0, done.output
    yield app
    with app.app_context():
        db.engine.dispose()
    limiter.enabled = False


def told(app: Flask) -> dict[str, list[str]]:
    """Every row of every table without what is random or tied to it."""
    found: dict[str, list[str]] = {}
    with app.app_context(), db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            columns = [
                column
                for column in table.columns
                if column.name not in UNLIKE and not column.name.endswith("_id")
            ]
            if columns:
                rows = connection.execute(select(*columns))
                found[table.name] = sorted(RANDOM_ID.sub("", repr(tuple(row))) for row in rows)
    return found


def timelines(app: Flask) -> list[Timeline]:
    """Where every request of the demonstration stands."""
    with app.app_context(), db.session() as session:
        found = []
        for area in session.scalars(select(Area)):
            for request_id in session.scalars(select(Request.id)):
                record = case_record(session, area.id, request_id)
                if record is not None:
                    found.append(timeline(facts_of(record), as_of=TODAY))
        return found


def test_there_are_cases_at_every_stage(written: Flask) -> None:
    assert {each.stage for each in timelines(written)} == set(StageKey)


def test_some_are_late_and_some_on_time(written: Flask) -> None:
    late = {any(step.days_late for step in each.milestones) for each in timelines(written)}
    assert late == {True, False}


def test_there_is_an_exception_on_every_ground(written: Flask) -> None:
    grounds = {
        exception.exception.ground for each in timelines(written) for exception in each.exceptions
    }
    assert grounds == set(Ground)


def test_every_wave_that_closed_has_its_release(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        releases = session.scalars(select(Release)).all()
        assert len(releases) == 6
        verdicts = {
            question["comparison"]["verdict"]
            for release in releases
            for question in release.figures["questions"]
            if question.get("comparison")
        }
    assert {"improved", "got worse", "no clear change", "too few answers"} <= verdicts


def test_it_is_the_same_every_time(written: Flask, tmp_path: Path) -> None:
    first = told(written)
    again = demonstration(tmp_path)
    assert again.test_cli_runner().invoke(args=["demo"]).exit_code == 0
    assert told(again) == first
    limiter.enabled = False


def test_writing_it_again_begins_anew(written: Flask) -> None:
    before = told(written)
    done = written.test_cli_runner().invoke(args=["demo", "--json"])
    assert done.exit_code == 0, done.output
    assert told(written) == before


def test_it_is_refused_in_production(written: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(written.config, "PORTAL_ENVIRONMENT", "production")
    done = written.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 2
    assert "fictional families do not belong here" in done.output


def test_real_families_are_never_written_over(
    written: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(written.config, "PORTAL_ENVIRONMENT", "development")
    before = told(written)
    done = written.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 2
    assert "This database holds areas already." in done.output
    assert told(written) == before
