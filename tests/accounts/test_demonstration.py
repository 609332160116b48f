"""The buttons that sign in without a link exist in a demonstration and nowhere else."""

import pytest
from flask import Flask

from portal.domain.roles import Role
from tests.factories import Make
from tests.pages import PageClient


@pytest.mark.parametrize("environment", ["production", "development", "testing"])
def test_elsewhere_there_is_no_such_page(
    app: Flask,
    client: PageClient,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    environment: str,
) -> None:
    person = make.person(Role.CASEWORKER, make.area())
    monkeypatch.setitem(app.config, "PORTAL_ENVIRONMENT", environment)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    client.page("/demonstration", 404)
    assert client.post("/demonstration", data={"person": person.id}).status_code == 404
    assert "Demonstration." not in client.get("/").text
    assert client.get("/your-places").status_code == 302


def test_in_a_demonstration_a_button_signs_in(
    app: Flask, client: PageClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PORTAL_ENVIRONMENT", "demonstration")
    person = make.person(Role.CASEWORKER, make.area(), name="Ada Obi")
    page = client.page("/demonstration")
    assert "Caseworker: Ada Obi" in page.text
    arrived = client.send("/demonstration", {"person": str(person.id)})
    assert arrived.headers["Location"] == "/wandsworth/cases"


def test_every_page_of_a_demonstration_says_it_is_one(
    app: Flask, client: PageClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.area()
    monkeypatch.setitem(app.config, "PORTAL_ENVIRONMENT", "demonstration")
    for address in ("/", "/wandsworth/", "/privacy", "/sign-in", "/nowhere/"):
        assert "The families and figures here are fictional." in client.get(address).text


@pytest.mark.parametrize(
    ("person", "status"),
    [
        pytest.param("nobody", 400, id="no id at all"),
        pytest.param("6f4e2b9c-0000-4000-8000-000000000000", 404, id="nobody's id"),
    ],
)
def test_a_made_up_person_is_refused(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch, person: str, status: int
) -> None:
    monkeypatch.setitem(app.config, "PORTAL_ENVIRONMENT", "demonstration")
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    assert client.post("/demonstration", data={"person": person}).status_code == status
