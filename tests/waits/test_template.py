"""The part of a page that says how long it really takes."""

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template

from portal.domain.waits import Curve, Step
from portal.waits.presenter import HowLong, how_long

CURVE = Curve(date(2024, 11, 20), (Step(120, 0.9, 86), Step(166, 0.5, 60)), cases=86, plans=61)


def shown(app: Flask, said: HowLong | None) -> BeautifulSoup:
    with app.test_request_context():
        return BeautifulSoup(render_template("waits/how_long.html", how_long=said), "html.parser")


def test_everything_that_is_said_stands_there_beside_the_law_s_20_weeks(app: Flask) -> None:
    said = how_long(CURVE, waited_days=30)
    assert said is not None
    words = shown(app, said).get_text(" ", strip=True)
    for sentence in (said.half, said.most, said.counted, said.further, "20 weeks"):
        assert sentence is not None
        assert sentence in words


@pytest.mark.parametrize(
    "curve", [None, replace(CURVE, cases=29)], ids=["no-curve-yet", "too-few-requests"]
)
def test_where_there_is_too_little_it_says_that(app: Flask, curve: Curve | None) -> None:
    words = shown(app, how_long(curve)).get_text(" ", strip=True)
    assert "We cannot say yet how long it really takes here." in words
    assert "None" not in words
