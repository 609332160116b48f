"""The areas that come with the portal."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area, Contact
from tests.pages import PageClient


def test_planting_twice_changes_nothing(app: Flask, session: Session) -> None:
    for _ in range(2):
        done = app.test_cli_runner().invoke(args=["areas", "plant"])
        assert done.output == "Here now: Wandsworth, Merton.\n"
    assert len(session.scalars(select(Area)).all()) == 2
    assert len(session.scalars(select(Contact)).all()) == 6


def test_one_area_alone(app: Flask, session: Session) -> None:
    done = app.test_cli_runner().invoke(args=["areas", "plant", "merton", "--json"])
    assert done.output == '{"areas": ["Merton"], "without_contacts": []}\n'


def test_a_familys_front_page_names_whom_to_ask(app: Flask, client: PageClient) -> None:
    app.test_cli_runner().invoke(args=["areas", "plant"])
    words = client.page("/wandsworth/").text
    for name in ("(SNAS)", "(WIASS)", "Positive Parent Action", "020 7946 0101"):
        assert name in words
    words = client.page("/merton/").text
    for name in ("(SENDIS)", "Kids First"):
        assert name in words
