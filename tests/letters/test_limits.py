"""How often a code may be tried from one network address: for one reference, and for any."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from portal.app import create_app
from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.extensions import db, limiter
from portal.web.rate_limits import DatabaseStorage
from portal.web.unit_of_work import committing
from tests.conftest import settings
from tests.letters.typing_in import STATUS
from tests.pages import PageClient

PLACE = STATUS.replace("wandsworth", "limited")


@pytest.fixture
def limited(database_url: str, migrated_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """An application with its limits on and one area, outside any test transaction."""
    given = settings(
        DATABASE_URL=database_url,
        QUEUE_FILE=tmp_path / "queue.sqlite",
        SIGN_IN_LIMIT="4 per 15 minutes",
        LINK_LIMIT="2 per 15 minutes",
    )
    app = create_app(given | {"RATELIMIT_ENABLED": True})
    app.test_client_class = PageClient
    area = Area(
        slug="limited",
        name="Limited",
        council="Limited Council",
        reply_standard_working_days=5,
        update_promise_days=14,
        brand_colour="#1d3c5a",
        brand_text_colour="#ffffff",
    )
    with app.app_context(), committing() as session:
        session.add(area)
    yield app
    with app.app_context():
        with committing() as session:
            session.execute(delete(AuditEntry).where(AuditEntry.area_id == area.id))
            session.execute(delete(Area).where(Area.id == area.id))
        DatabaseStorage().reset()
        db.engine.dispose()
    # The limiter is one for the process, and took its settings from the newest application.
    limiter.enabled = False


def tries(app: Flask, *given: tuple[str, str]) -> list[int]:
    """What each try answers: a network address and a reference."""
    statuses = []
    for network, reference in given:
        client = app.test_client()
        assert isinstance(client, PageClient)
        client.environ_base["REMOTE_ADDR"] = network
        typed = {"reference": reference, "code": "0000-0000"}
        statuses.append(client.send(PLACE, typed).status_code)
    return statuses


def test_one_reference_is_tried_so_often_from_one_network_address(limited: Flask) -> None:
    """However it is typed, and whether or not there is such a reference."""
    given = [("192.0.2.1", typed) for typed in ("CK7-MQ42", "ck7 mq42", "CK7MQ42")]
    assert tries(limited, *given) == [200, 200, 429]


def test_nobody_keeps_a_family_out_by_trying_its_reference(limited: Flask) -> None:
    strangers = [("192.0.2.1", "CK7-MQ42")] * 3
    assert tries(limited, *strangers, ("192.0.2.2", "CK7-MQ42")) == [200, 200, 429, 200]


def test_one_network_address_tries_so_many_references(limited: Flask) -> None:
    given = [("192.0.2.1", f"CK7-MQ4{number}") for number in "23467"]
    assert tries(limited, *given) == [200, 200, 200, 200, 429]


def test_reading_the_page_is_not_a_try(limited: Flask) -> None:
    client = limited.test_client()
    assert {client.get(PLACE).status_code for _ in range(6)} == {200}
