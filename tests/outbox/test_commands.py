"""`flask outbox`: what waits and what was given up, without a word of whom it is about."""

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.outbox.services import claim, settle_failed, write
from tests.factories import Make
from tests.outbox.conftest import EARLIER, letter
from tests.tray import Tray

WHEN = EARLIER.isoformat()


@pytest.fixture
def _two_letters(session: Session) -> None:
    """One that was given up, one that waits."""
    write(session, letter("gone@example.org"), key="a", now=EARLIER)
    gone = claim(session, host="p.example", now=EARLIER)
    assert gone
    settle_failed(session, gone, problem="SMTPDataError 554", for_good=True, now=EARLIER)
    write(session, letter("amina@example.org"), key="b", now=EARLIER)
    session.commit()


@pytest.mark.usefixtures("_two_letters")
def test_the_list_says_what_waits_and_what_was_given_up(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["outbox", "list"])
    first, waits, gone = done.stdout.splitlines()
    assert first == "1 waiting, 1 given up."
    assert waits.endswith(f"test-letter  email  0 tries  next try {WHEN}")
    assert gone.endswith(f"test-letter  email  1 try  given up {WHEN}  SMTPDataError 554")
    assert "example.org" not in done.stdout


@pytest.mark.usefixtures("_two_letters")
def test_the_document_says_the_same(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["outbox", "list", "--json"])
    document = json.loads(done.stdout)
    ((waits,), (gone,)) = document["waiting"], document["given_up"]
    assert (waits["kind"], waits["attempts"], waits["next_attempt_at"]) == (
        *("test-letter", 0),
        WHEN,
    )
    assert (gone["problem"], gone["settled_at"]) == ("SMTPDataError 554", WHEN)
    assert "example.org" not in done.stdout


def test_nothing_waits(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["outbox", "list", "--json"])
    assert json.loads(done.stdout) == {"waiting": [], "given_up": []}


@pytest.mark.usefixtures("_two_letters")
def test_send_sends_what_is_due(app: Flask, tray: Tray, make: Make) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["outbox", "send"]).stdout == "1 sent, 0 put off, 0 given up.\n"
    assert [message.to for message in tray.messages] == ["amina@example.org"]
    again = run(args=["outbox", "send", "--json"])
    assert json.loads(again.stdout) == {"sent": 0, "put_off": 0, "given_up": 0}


def test_the_background_task_sends_too(app: Flask, session: Session, tray: Tray) -> None:
    write(session, letter(), key="a", now=EARLIER)
    session.commit()
    app.extensions["wake"]["outbox"].call_local()
    assert [message.to for message in tray.messages] == ["amina@example.org"]
