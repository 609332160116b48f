"""How many answers one network address may send: the draft of one too many stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.app import create_app
from portal.extensions import db, limiter
from portal.feedback import drafts
from portal.feedback.models import Response
from portal.web.rate_limits import DatabaseStorage
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.feedback.answering import answer, write
from tests.feedback.conftest import opened, plan
from tests.pages import PageClient


@pytest.fixture(params=ENGINES)
def limited(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application with its limits on, and a database of its own."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    given = settings(
        DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite", FEEDBACK_LIMIT="2 per hour"
    )
    app = create_app(given | {"RATELIMIT_ENABLED": True})
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        session = db.session()
        area = Make(session).area("wandsworth")
        planned = replace(plan(), channels=["open_link", "kiosk"])
        opened(session, area, planned)
        db.session.remove()
        yield app
        db.session.remove()
        DatabaseStorage().reset()
        db.engine.dispose()
    # The limiter is one for the process, and took its settings from the newest application.
    limiter.enabled = False


def test_one_too_many_waits_and_keeps_its_draft(limited: Flask) -> None:
    client: PageClient = limited.test_client()  # type: ignore[assignment]
    for _ in range(2):
        assert answer(client, {"answer-views": "2"}).status_code == 303
    check = write(client, {"answer-views": "2", "comment-comment": "Not lost"})
    refused = client.send(check, {})

    assert refused.status_code == 429
    assert "Wait an hour" in refused.text
    assert f'href="{check}"' in refused.text
    assert "Not lost" in client.page(check).text
    db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(Response)) == 2
    found = drafts.find(db.session(), check.split("/")[5])
    db.session.remove()
    assert found is not None
    assert not found[1].sent


KIOSK = "/wandsworth/feedback/assessment/kiosk"


def answer_in_the_waiting_room(client: PageClient) -> int:
    """One person after another; the status of what the last button answered."""
    page = str(client.send(KIOSK, {}, form=KIOSK).location)
    page = str(client.send(page, {"answer-understanding": "2"}, form=page).location)
    check = page.rpartition("/")[0] + "/check"
    sent = client.send(check, {}, form=check)
    if sent.status_code == 303:
        client.send(str(sent.location), {}, form=KIOSK)
    return int(sent.status_code)


def test_a_waiting_room_has_a_generous_count_of_its_own(limited: Flask) -> None:
    client: PageClient = limited.test_client()  # type: ignore[assignment]
    statuses = [answer_in_the_waiting_room(client) for _ in range(5)]
    phone: PageClient = limited.test_client()  # type: ignore[assignment]

    assert statuses == [303] * 5
    assert answer(phone, {"answer-views": "2"}).status_code == 303, "Of the same address."


def test_starting_is_limited_generously(limited: Flask) -> None:
    client: PageClient = limited.test_client()  # type: ignore[assignment]
    start = "/wandsworth/feedback/assessment"
    given = {"answer-views": "2", "comment-comment": "Not lost"}
    statuses = [client.send(start, given).status_code for _ in range(20)]
    refused = client.send(start, given)

    assert statuses == [303] * 20
    assert refused.status_code == 429
    assert "We have not saved yours" in refused.text
    assert "Not lost" in refused.text


def test_a_crowded_waiting_room_is_cleared(limited: Flask) -> None:
    client: PageClient = limited.test_client()  # type: ignore[assignment]
    statuses = [client.send(KIOSK, {}, form=KIOSK).status_code for _ in range(21)]
    refused = client.post(KIOSK, data={"csrf_token": _token(client)})

    assert statuses == [303] * 20 + [429]
    assert "data-portal-clears" in refused.text
    assert "Ask the people here" in refused.text
    assert client.post(KIOSK, data={"csrf_token": _token(client), "clear": "y"}).location == KIOSK


def _token(client: PageClient) -> str:
    return str(client.page(KIOSK).select_one("main [name=csrf_token]")["value"])
