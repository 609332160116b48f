"""`flask waits refresh`: the figures now, for every area."""

import json
from datetime import date, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from portal.waits.queries import newest
from tests.factories import Make

RECEIVED = date(2025, 9, 1)


def test_it_says_for_each_area_what_was_worked_out(
    app: Flask, session: Session, make: Make
) -> None:
    area, officer = make.area("wandsworth"), make.person()
    make.area("merton")
    request = make.request(make.child(area), RECEIVED, caseworker_id=officer.id)
    make.event(request, "final_plan_issued", RECEIVED + timedelta(days=133), officer)

    done = app.test_cli_runner().invoke(args=["waits", "refresh", "--json"])

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "areas": [
            {
                "area": "merton",
                "received_from": "2024-03-16",
                "cases": 0,
                "plans": 0,
                "skipped": 0,
                "median_days": None,
            },
            {
                "area": "wandsworth",
                "received_from": "2025-09-01",
                "cases": 1,
                "plans": 1,
                "skipped": 0,
                "median_days": 133,
            },
        ]
    }
    assert newest(session, area.id) is not None


def test_it_says_so_in_words(app: Flask, make: Make) -> None:
    make.area("merton")
    done = app.test_cli_runner().invoke(args=["waits", "refresh"])
    assert done.stdout == (
        "merton: 0 requests since 2024-03-16, 0 with a plan, half not reached; 0 left out.\n"
    )


def test_without_areas_it_says_so(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["waits", "refresh"])
    assert (done.exit_code, done.stdout) == (0, "There are no areas yet.\n")
