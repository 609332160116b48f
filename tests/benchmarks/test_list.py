"""The officers' list takes hardly longer for thousands of open cases than for fifty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.sessions import SecureCookieSessionInterface

from config import read_settings
from portal.accounts.sign_in import SIGNED_IN_AT
from portal.app import create_app
from portal.web.clock import now
from tests.benchmarks.many_cases import FEW, MANY, fill
from tests.benchmarks.visiting import Visitor, ratio
from tests.serving import demonstration_environment, flask, free_port, web_server

AT_MOST = 2.0


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[Visitor]:
    """A caseworker of both areas, signed in to a real server."""
    port = free_port()
    environment = demonstration_environment(tmp_path, port)
    flask(environment, "db", "upgrade")
    person = fill(environment)
    app = create_app(read_settings(environment))
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer
    with app.app_context():
        signed_in = {"_user_id": person.get_id(), "_fresh": True, SIGNED_IN_AT: now().timestamp()}
    with web_server(environment, tmp_path / "log", port, "wsgi:app") as address:
        yield Visitor(address, f"session={signer.dumps(signed_in)}")


def test_the_list_of_thousands(officer: Visitor) -> None:
    many, few = f"/{MANY}/cases", f"/{FEW}/cases"
    assert b"5,000 cases" in officer.get(many)
    assert b"50 cases" in officer.get(few)
    assert ratio("list", officer, many, officer, few, at_most=AT_MOST) <= AT_MOST
