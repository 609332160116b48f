"""A sign-in link travels from the form to a real mail server, after the commit."""

import re
import socket
import threading
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from portal.domain.roles import Role
from portal.mail.senders import SmtpSender
from tests.factories import Make
from tests.pages import PageClient


class Sink:
    """Keeps the letters that arrive."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.came = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(envelope.content.decode())
        self.came.set()
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_link_in_the_letter_signs_in(
    app: Flask, client: PageClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.person(Role.CASEWORKER, make.area(), email="officer@example.org")
    sink, port = Sink(), free_port()
    sender = SmtpSender("127.0.0.1", port, "portal@example.org", security="none")
    monkeypatch.setitem(app.extensions, "mail", sender)
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        client.send("/sign-in", {"email": person.email})
        assert sink.came.wait(5)
    finally:
        controller.stop()
    link = re.search(r"(/sign-in/link/\S+)", sink.letters[0])
    assert link
    assert client.send(link[1], {}).headers["Location"] == "/wandsworth/cases"


def test_a_dead_mail_server_changes_no_answer_and_logs_no_address(
    app: Flask,
    client: PageClient,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    person = make.person(Role.CASEWORKER, make.area(), email="officer@example.org")
    sender = SmtpSender("127.0.0.1", free_port(), "portal@example.org", security="none")
    monkeypatch.setitem(app.extensions, "mail", sender)
    response = client.send("/sign-in", {"email": person.email})
    assert response.status_code == 302
    assert "An e-mail of kind sign-in-link was not sent: ConnectionRefusedError" in caplog.text
    assert "officer" not in caplog.text
