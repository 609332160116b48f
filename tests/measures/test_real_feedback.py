"""Real answers of NHS patients from file to verdict: imported, published, compared, checked."""

import json
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.comparisons import compare_stars
from portal.domain.ratings import STARS, StarCounts
from portal.feedback.models import Answer, Response
from portal.measures.distributions import t_critical
from portal.surveys.models import Survey, Wave

FILE = "patient_feedback.csv"


def answer(app: Flask, *arguments: str) -> Any:
    result = app.test_cli_runner().invoke(args=[*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def kept_stars(session: Session, survey: str) -> dict[str, StarCounts]:
    """The stars in the database by wave, counted one by one, in the order of the waves."""
    wanted = (
        select(Wave.name, Answer.value, func.count())
        .join(Response, Response.wave_id == Wave.id)
        .join(Answer, Answer.response_id == Response.id)
        .join(Survey, Survey.id == Wave.survey_id)
        .where(Survey.key == survey)
        .group_by(Wave.name, Wave.opens_on, Answer.value)
        .order_by(Wave.opens_on)
    )
    stars: dict[str, dict[int, int]] = {}
    for wave, value, number in session.execute(wanted):
        stars.setdefault(wave, {})[value] = number
    return {
        wave: StarCounts(tuple(counted.get(star, 0) for star in STARS))
        for wave, counted in stars.items()
    }


def test_real_answers_from_file_to_verdict(app: Flask, session: Session, real_data: Path) -> None:
    file = str(real_data / FILE)
    answer(app, "feedback", "import", file, "--survey", "patient-feedback")
    found = answer(app, "feedback", "verdicts", "patient-feedback")["surveys"]
    assert [survey["survey"] for survey in found] == [
        "patient-feedback-neas",
        "patient-feedback-nhft",
    ]
    hidden = 0
    for survey in found:
        (question,) = survey["questions"]
        stars = kept_stars(session, survey["survey"])
        assert [wave["wave"] for wave in question["waves"]] == list(stars)
        for wave, counts in zip(question["waves"], stars.values(), strict=True):
            assert abs(wave["base"] - counts.total) <= 2
            if wave["share"] == "c":
                hidden += 1
            else:
                assert abs(wave["share"] - counts.four_and_five.value) <= 0.0051
        for verdict in question["verdicts"]:
            before, after = stars[verdict["against"]], stars[verdict["wave"]]
            if verdict["low"] is not None:
                exact = compare_stars(before, after, t_critical=t_critical)
                assert verdict["verdict"] == exact.verdict
                assert exact.low is not None
                assert abs(verdict["low"] - exact.low) <= 0.015
    assert hidden == 1
    checked = answer(app, "measures", "verify")
    assert checked == {"releases": 11, "recounted": 11, "differing": []}


def test_the_same_file_again_changes_no_verdict(
    app: Flask, session: Session, real_data: Path
) -> None:
    file = str(real_data / FILE)
    answer(app, "feedback", "import", file, "--survey", "patient-feedback")
    before = answer(app, "feedback", "verdicts", "patient-feedback")
    answer(app, "feedback", "import", file, "--survey", "patient-feedback")
    assert answer(app, "feedback", "verdicts", "patient-feedback") == before
    assert answer(app, "measures", "verify")["releases"] == 11
