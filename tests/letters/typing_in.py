"""What somebody with a letter does at the status page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.letters.codes import code_of, printed
from portal.letters.models import Letter
from tests.pages import PageClient

STATUS = "/wandsworth/status"
OPEN = "Your code has worked."


def type_in(
    client: PageClient, code: str, reference: str = "CK7-MQ42", *, own: bool = False
) -> TestResponse:
    """Open the page for typing in a code, type it, and go where that leads."""
    typed = {"reference": reference, "code": code} | ({"own_device": "y"} if own else {})
    return client.send(f"{STATUS}?reference=", typed, follow=True)


def code_in(app: Flask, letter: Letter) -> str:
    """The code as it is printed in a letter."""
    return printed(code_of(letter.id, app.config["SECRET_KEY"]))


@contextmanager
def on_the_day(app: Flask, monkeypatch: pytest.MonkeyPatch, day: date) -> Iterator[None]:
    """The portal's today is `day`."""
    with monkeypatch.context() as patch:
        patch.setitem(app.config, "PORTAL_TODAY", day)
        yield
