"""`flask measures casework` and `correct-casework`, and what `verify` says of them."""

import json
from datetime import date
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.domain.roles import Role
from portal.measures import casework_queries
from portal.measures.casework_models import CaseworkRelease
from portal.measures.casework_services import publish_finished_quarter
from tests.factories import Make
from tests.measures.casework_cohort import COHORT, PUBLISHED, assess


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area)


@pytest.fixture
def published(session: Session, make: Make, area: Area, officer: Person) -> None:
    make.area("merton")
    assess(make, area, officer, COHORT)
    publish_finished_quarter(session, today=PUBLISHED.date(), now=PUBLISHED)
    session.commit()


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["measures", *arguments])


def document(app: Flask, *arguments: str, ends_with: int = 0) -> Any:
    result = run(app, *arguments, "--json")
    assert (result.exit_code, result.stderr) == (ends_with, "")
    assert len(result.stdout.splitlines()) == 1
    return json.loads(result.stdout)


class TestPrinting:
    def test_each_areas_newest_quarter(
        self, app: Flask, session: Session, area: Area, published: None
    ) -> None:
        merton, wandsworth = document(app, "casework")["releases"]
        assert (merton["area"], wandsworth["area"]) == ("merton", "wandsworth")
        assert wandsworth["first_day"] == "2026-01-01"
        assert wandsworth["last_day"] == "2026-03-31"
        assert wandsworth["advice"]["together"] == {
            "counted": 160,
            "in_time": 130,
            "late": 30,
            "share": 81,
        }
        (release,) = casework_queries.releases_in(session, area.id)
        assert (wandsworth["number"], wandsworth["digest"]) == (1, release.digest)

    def test_for_people(self, app: Flask, published: None) -> None:
        assert run(app, "casework").output.split("\n\n")[1] == (
            "Wandsworth, January to March 2026, release 1\n"
            "  Advice in six weeks: 81% of about 160 were in time.\n"
            "  Promises to keep in touch: 0% of about 240 were kept.\n"
            "  Questions answered in time: There were fewer than 10, which is too few to say.\n"
        )

    def test_with_nothing_published(self, app: Flask, area: Area) -> None:
        assert document(app, "casework") == {"releases": []}
        assert run(app, "casework").output.startswith("Nothing has been published of any area")


class TestCorrecting:
    def test_publishes_the_next_number(self, app: Flask, published: None) -> None:
        done = run(app, "correct-casework", "merton", "2026-01-01", "--reason", "A wrong day.")
        assert (done.exit_code, done.output) == (
            0,
            "Published: release 2 of January to March 2026 in Merton. A wrong day.\n",
        )
        merton, _ = document(app, "casework")["releases"]
        assert (merton["number"], merton["reason"]) == (2, "A wrong day.")

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            pytest.param(
                ("kent", "2026-01-01", "--reason", "x"),
                "There is no area called kent. Give the word that is in its address.",
                id="an unknown area",
            ),
            pytest.param(
                ("merton", "winter", "--reason", "x"),
                "Give the quarter's first day, such as 2026-07-01.",
                id="no date",
            ),
            pytest.param(
                ("merton", "2026-02-01", "--reason", "x"),
                "2026-02-01 begins no quarter. Quarters begin in January, April, July, October.",
                id="not a quarter's first day",
            ),
            pytest.param(
                ("merton", "2025-01-01", "--reason", "x"),
                "Nothing of January to March 2025 has been published yet in Merton.",
                id="a quarter that was not published",
            ),
            pytest.param(
                ("merton", "2026-01-01", "--reason", " "),
                "Say why the figures are published again.",
                id="no reason",
            ),
        ],
    )
    def test_refused_in_one_line(
        self,
        app: Flask,
        session: Session,
        published: None,
        arguments: tuple[str, ...],
        sentence: str,
    ) -> None:
        done = run(app, "correct-casework", *arguments)
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{sentence}\n")
        assert len(casework_queries.every_release(session)) == 2


class TestVerify:
    def test_untouched(self, app: Flask, published: None) -> None:
        assert document(app, "verify") == {"releases": 2, "recounted": 0, "differing": []}
        assert run(app, "verify").output.startswith("Releases checked: 2. Every digest matches.")

    @pytest.mark.parametrize(
        "changed",
        [
            pytest.param({"reason": "None."}, id="the reason"),
            pytest.param(
                {"figures": {"area": "Wandsworth", "first_day": "2026-01-01"}}, id="figures"
            ),
        ],
    )
    def test_a_changed_release_is_named(
        self, app: Flask, session: Session, area: Area, published: None, changed: dict[str, Any]
    ) -> None:
        mine = CaseworkRelease.area_id == area.id
        session.execute(update(CaseworkRelease).where(mine).values(**changed))
        session.commit()
        (differing,) = document(app, "verify", ends_with=1)["differing"]
        assert (differing["casework"], differing["number"]) == ("Wandsworth", 1)
        assert differing["problems"] == ["its digest does not match what is kept of it"]
        words = run(app, "verify")
        assert words.exit_code == 1
        assert words.output.startswith("Wandsworth, January to March 2026, release 1: its digest")

    def test_a_release_moved_to_another_quarter_is_named(
        self, app: Flask, session: Session, area: Area, published: None
    ) -> None:
        mine = CaseworkRelease.area_id == area.id
        moved = {"begins_on": date(2025, 10, 1)}
        session.execute(update(CaseworkRelease).where(mine).values(**moved))
        session.commit()
        (differing,) = document(app, "verify", ends_with=1)["differing"]
        assert differing["quarter"] == "October to December 2025"
