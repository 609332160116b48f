"""What every answer says about safety, and what a broken page shows."""

import re

import pytest
from flask import Flask

from config import read_settings
from portal.domain.roles import Role
from tests.factories import Make
from tests.pages import PageClient


def test_scripts_run_only_with_this_pages_nonce(client: PageClient) -> None:
    first, second = client.get("/"), client.get("/")
    nonces = []
    for answer in (first, second):
        policy = answer.headers["Content-Security-Policy"]
        found = re.search(r"'nonce-([^']+)'", policy)
        assert found
        nonces.append(found[1])
        assert set(re.findall(r'nonce="([^"]+)"', answer.text)) == {found[1]}
        assert "unsafe-inline" not in policy
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
def test_every_page_carries(client: PageClient, header: str, value: str) -> None:
    assert client.get("/").headers[header] == value


def test_production_asks_for_https(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    assert "max-age=31536000" in client.get("/").headers["Strict-Transport-Security"]


def test_a_page_that_is_not_there(client: PageClient) -> None:
    assert client.page("/nowhere-at-all/", 404).h1.text == "Page not found"


def test_a_method_that_is_not_there(client: PageClient) -> None:
    assert client.post("/health").status_code == 405


def test_a_fault_of_ours_is_owned_and_shows_nothing(
    app: Flask, client: PageClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.area()

    def breaks() -> str:
        raise RuntimeError("Sam Okafor")

    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "pages.privacy", breaks)
    answer = client.get("/privacy")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.text
    assert "Sam Okafor" not in answer.text


def test_the_wrong_role_is_told_so_and_a_stranger_finds_nothing(
    client: PageClient, make: Make
) -> None:
    home, other = make.area("wandsworth"), make.area("merton")
    client.sign_in(make.person(Role.CASEWORKER, home))
    assert client.page(f"/{home.slug}/people", 403).h1.text == "This page is not for your role"
    assert client.page(f"/{other.slug}/people", 404).h1.text == "Page not found"


def test_a_visitor_is_asked_to_sign_in_and_brought_back(client: PageClient, make: Make) -> None:
    make.area("wandsworth")
    answer = client.get("/wandsworth/people")
    assert answer.headers["Location"] == "/sign-in?next=/wandsworth/people"


def test_the_areas_colours_are_its_own(client: PageClient, make: Make) -> None:
    make.area("merton", brand_colour="#5b2a5c")
    answer = client.get("/merton/colours.css")
    assert answer.mimetype == "text/css"
    assert "--area-brand: #5b2a5c" in answer.text
    assert client.page("/merton/").select_one('link[href^="/merton/colours.css?v="]')


@pytest.mark.parametrize(
    ("host", "status"),
    [
        pytest.param("send.example.org", 200, id="its own name"),
        pytest.param("127.0.0.1", 200, id="this machine's health check"),
        pytest.param("evil.example", 400, id="a name of somebody else"),
    ],
)
def test_production_answers_to_its_own_name_only(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch, host: str, status: int
) -> None:
    given = {"SECRET_KEY": "x" * 32, "MAIL_FROM": "a@example.org"}
    settings = read_settings(given | {"PORTAL_ADDRESS": "https://send.example.org"})
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", settings["TRUSTED_HOSTS"])
    assert client.get("/health", headers={"Host": host}).status_code == status


def test_health_reaches_the_database(client: PageClient) -> None:
    assert client.get("/health").json == {"status": "well"}


@pytest.mark.parametrize("address", ["/", "/privacy", "/cookies", "/accessibility", "/sign-in"])
def test_the_portals_own_pages_open_before_any_area_is_set_up(
    client: PageClient, address: str
) -> None:
    client.page(address)
