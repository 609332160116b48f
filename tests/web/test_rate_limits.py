"""Tries are counted in the database, alike for every process."""

import hashlib
import hmac
import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.app import create_app
from portal.extensions import db, limiter
from portal.web.rate_limits import DatabaseStorage
from tests.conftest import settings
from tests.pages import PageClient

PROCESSES = 4
TRIES_EACH = 10


@pytest.fixture
def limited(database_url: str, migrated_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """An application with its limits on, on the migrated database, outside any test transaction."""
    given = settings(
        DATABASE_URL=database_url,
        QUEUE_FILE=tmp_path / "queue.sqlite",
        SIGN_IN_LIMIT="3 per 15 minutes",
        LINK_LIMIT="2 per 15 minutes",
    )
    app = create_app(given | {"RATELIMIT_ENABLED": True})
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        DatabaseStorage().reset()
        db.engine.dispose()
    # The limiter is one for the process, and took its settings from the newest application.
    limiter.enabled = False


def test_the_fourth_try_is_told_to_wait(limited: Flask) -> None:
    client = limited.test_client()
    assert isinstance(client, PageClient)
    for number in range(3):
        asked = client.send("/sign-in", {"email": f"nobody-{number}@example.org"})
        assert asked.status_code == 302
    refused = client.send("/sign-in", {"email": "somebody@example.org"})
    assert refused.status_code == 429
    assert "Wait 15 minutes" in refused.text


def test_one_address_is_sent_no_more_than_its_share_from_anywhere(limited: Flask) -> None:
    """The same for a known and an unknown address, and whatever network they come from."""
    statuses = []
    for number in range(3):
        client = limited.test_client()
        assert isinstance(client, PageClient)
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        answer = client.send("/sign-in", {"email": " Nobody@Example.org"})
        statuses.append(answer.status_code)
    assert statuses == [302, 302, 429]


def test_reading_the_page_is_not_a_try(limited: Flask) -> None:
    client = limited.test_client()
    for _ in range(6):
        assert client.get("/sign-in").status_code == 200


def test_what_is_kept_holds_no_address(limited: Flask) -> None:
    limited.test_client().post("/sign-in", data={})
    client = limited.test_client()
    assert isinstance(client, PageClient)
    client.send("/sign-in", {"email": "nobody@example.org"})
    with limited.app_context(), db.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM rate_counts").all()
    assert rows
    assert "127.0.0.1" not in repr(rows)


def kept_digests(app: Flask) -> set[str]:
    with app.app_context(), db.engine.connect() as connection:
        return set(connection.exec_driver_sql("SELECT key_digest FROM rate_counts").scalars())


def test_a_copy_of_the_database_cannot_be_searched_for_an_address(limited: Flask) -> None:
    """Whoever knows the key of a count finds it only with the portal's secret, for one day."""
    with limited.app_context():
        DatabaseStorage().incr("LIMITER/127.0.0.1/sign-in", 60)
    known, day = b"LIMITER/127.0.0.1/sign-in", int(time.time()) // (24 * 60 * 60)
    tried = {hashlib.new(name, known).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")}
    with_secret = hmac.digest(
        limited.config["SECRET_KEY"].encode(), f"tries {day} ".encode() + known, hashlib.sha256
    )
    assert kept_digests(limited) == {with_secret.hex()}
    assert not kept_digests(limited) & tried


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"SECRET_KEY": "x" * 32}, id="another-portal"),
        pytest.param({"tomorrow": True}, id="another-day"),
    ],
)
def test_the_same_address_looks_different(
    limited: Flask, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    with limited.app_context():
        DatabaseStorage().incr("address", 60 * 60 * 48)
        if secret := changes.get("SECRET_KEY"):
            monkeypatch.setitem(limited.config, "SECRET_KEY", secret)
        else:
            tomorrow = time.time() + 24 * 60 * 60
            monkeypatch.setattr("portal.web.rate_limits.time.time", lambda: tomorrow)
        assert DatabaseStorage().get("address") == 0
        DatabaseStorage().incr("address", 60)
    assert len(kept_digests(limited)) == 2


def test_counting_forgets_what_is_over(limited: Flask) -> None:
    with limited.app_context():
        storage = DatabaseStorage()
        assert storage.incr("a", 60) == 1
        assert storage.incr("a", 60) == 2
        assert storage.get("a") == 2
        assert storage.incr("b", -1) == 1
        assert storage.get("b") == 0
        assert storage.incr("b", 60) == 1
        storage.clear("a")
        assert storage.get("a") == 0
        assert storage.check()


def count_up(url: str, queue: str) -> None:
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=queue))
    with app.app_context():
        for _ in range(TRIES_EACH):
            DatabaseStorage().incr("shared", 600)
        db.engine.dispose()


def test_processes_counting_at_once_lose_nothing(
    limited: Flask, database_url: str, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    arguments = (database_url, str(tmp_path / "queue.sqlite"))
    running = [context.Process(target=count_up, args=arguments) for _ in range(PROCESSES)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * PROCESSES
    with limited.app_context():
        assert DatabaseStorage().get("shared") == PROCESSES * TRIES_EACH
