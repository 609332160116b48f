"""`flask feedback verdicts` and `flask measures verify`, as people and programs call them."""

import json
from datetime import date
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from portal.feedback.models import Answer, Response
from portal.measures import queries
from portal.measures.models import Release
from portal.measures.services import publish_correction
from tests.factories import Make
from tests.measures.held_waves import EARLIER, LATER, NOW, HeldSurvey, a_survey
from tests.pages import PageClient

AUTUMN, WINTER, SPRING = date(2025, 9, 1), date(2025, 11, 3), date(2026, 1, 5)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=arguments)


def document(app: Flask, *arguments: str, ends_with: int = 0) -> Any:
    result = run(app, *arguments, "--json")
    assert (result.exit_code, result.stderr) == (ends_with, "")
    assert len(result.stdout.splitlines()) == 1
    return json.loads(result.stdout)


class TestVerdicts:
    def test_every_question_and_each_wave_against_the_one_before(
        self, app: Flask, held: HeldSurvey
    ) -> None:
        held.hold(AUTUMN, {"satisfaction": EARLIER, "knew": (11, 14)})
        held.hold(WINTER, {"satisfaction": LATER, "knew": (7, 19)})
        held.hold(SPRING, {"satisfaction": LATER, "knew": (4, 5)})
        (survey,) = document(app, "feedback", "verdicts", "assessment-wandsworth")["surveys"]
        assert survey["survey"] == "assessment-wandsworth"
        stars, informed, knew = survey["questions"]
        assert [each["question"] for each in (stars, informed, knew)] == [
            "satisfaction",
            "informed",
            "knew",
        ]
        assert stars["waves"][:2] == [
            {"wave": "September 2025", "base": 40, "share": 0.53, "low": 0.37, "high": 0.67},
            {"wave": "November 2025", "base": 40, "share": 0.67, "low": 0.52, "high": 0.79},
        ]
        assert stars["verdicts"][0]["sentence"].startswith("No clear change: it could be anywhere")
        del stars["verdicts"][0]["sentence"]
        assert stars["verdicts"][0] == {
            "wave": "November 2025",
            "against": "September 2025",
            "verdict": "no clear change",
            "difference": 0.14,
            "probability": 0.6,
            "low": 0.47,
            "high": 0.72,
            "judged_together": 1,
        }
        hidden = {"wave": "January 2026", "base": "c", "share": "c", "low": "c", "high": "c"}
        assert knew["waves"][2] == hidden
        assert [verdict["verdict"] for verdict in knew["verdicts"]] == [
            "no clear change",
            "too few answers",
        ]
        assert "probability" not in knew["verdicts"][0]
        assert {verdict["verdict"] for verdict in informed["verdicts"]} == {"too few answers"}

    def test_publishes_what_is_due_and_nothing_twice(
        self, app: Flask, held: HeldSurvey, session: Session
    ) -> None:
        held.hold(SPRING, {"satisfaction": EARLIER})
        first = document(app, "feedback", "verdicts", "assessment-wandsworth")
        assert document(app, "feedback", "verdicts", "assessment-wandsworth") == first
        assert len(queries.every_release(session)) == 1

    def test_for_people_a_table_and_a_sentence_each(self, app: Flask, held: HeldSurvey) -> None:
        held.hold(WINTER, {"knew": (11, 14)})
        held.hold(SPRING, {"knew": (7, 19)})
        words = run(app, "feedback", "verdicts", "assessment-wandsworth").output
        assert (
            "Did you know what came next? Share: yes.\n"
            "Wave           Answers  Share  Likely between  Verdict\n"
            "November 2025  25       56%    37% and 73%     –\n"
            "January 2026   25       73%    54% and 86%     no clear change\n"
            "January 2026 against November 2025: No clear change: it could be anywhere from "
        ) in words
        assert words.startswith("Your assessment (assessment-wandsworth)\n\n")

    def test_what_is_hidden_is_explained(self, app: Flask, held: HeldSurvey) -> None:
        held.hold(SPRING, {"knew": (4, 5)})
        words = run(app, "feedback", "verdicts", "assessment-wandsworth").output
        assert "January 2026  fewer than 10  c      c               –\n" in words
        assert "\nc: too few answers to show safely\n" in words

    def test_the_beginning_of_keys_covers_several_surveys(
        self, app: Flask, session: Session, make: Make
    ) -> None:
        for key in ("patient-feedback-nhft", "patient-feedback-neas", "patient-feedbacks"):
            a_survey(session, make, None, key=key).hold(SPRING, {"knew": (11, 14)})
        found = document(app, "feedback", "verdicts", "patient-feedback")
        assert [survey["survey"] for survey in found["surveys"]] == [
            "patient-feedback-neas",
            "patient-feedback-nhft",
        ]

    def test_a_survey_with_an_open_wave_has_no_verdicts_yet(
        self, app: Flask, held: HeldSurvey
    ) -> None:
        held.hold(SPRING, {"knew": (11, 14)}, closed=False)
        found = document(app, "feedback", "verdicts", "assessment-wandsworth")
        assert found == {"surveys": [{"survey": "assessment-wandsworth", "questions": []}]}
        words = run(app, "feedback", "verdicts", "assessment-wandsworth").output
        assert words == "Your assessment\n\nNo wave of this survey is closed yet.\n"

    @pytest.mark.parametrize(
        ("keys", "sentence"),
        [
            pytest.param((), "There are: none yet.", id="no survey at all"),
            pytest.param(("b", "a"), "There are: a, b.", id="other surveys"),
        ],
    )
    def test_an_unknown_survey(
        self, app: Flask, make: Make, keys: tuple[str, ...], sentence: str
    ) -> None:
        for key in keys:
            make.survey(key=key)
        result = run(app, "feedback", "verdicts", "nothing", "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"There is no survey called nothing. {sentence}\n"


class TestVerify:
    @pytest.fixture
    def waves(self, held: HeldSurvey) -> list[Any]:
        held_waves = [
            held.hold(WINTER, {"satisfaction": EARLIER}),
            held.hold(SPRING, {"satisfaction": LATER}),
        ]
        held.publish()
        return held_waves

    def test_untouched_releases(self, app: Flask, waves: list[Any]) -> None:
        assert document(app, "measures", "verify") == {
            "releases": 2,
            "recounted": 2,
            "differing": [],
        }
        assert run(app, "measures", "verify").output == (
            "Releases checked: 2. Every digest matches. "
            "Worked out again from the answers, with the same figures: 2.\n"
        )

    def test_nothing_published(self, app: Flask, session: Session) -> None:
        assert document(app, "measures", "verify") == {
            "releases": 0,
            "recounted": 0,
            "differing": [],
        }

    def test_a_changed_release_is_named(
        self, app: Flask, waves: list[Any], session: Session
    ) -> None:
        session.execute(
            update(Release).where(Release.wave_id == waves[0].id).values(reason="None.")
        )
        session.commit()
        found = document(app, "measures", "verify", ends_with=1)
        assert found["differing"] == [
            {
                "survey": "assessment-wandsworth",
                "wave": "November 2025",
                "number": 1,
                "problems": ["its digest does not match what is kept of it"],
            }
        ]
        words = run(app, "measures", "verify")
        assert (words.exit_code, words.output) == (
            1,
            "assessment-wandsworth, November 2025, release 1: "
            "its digest does not match what is kept of it.\n",
        )

    def test_answers_that_came_later_are_noticed(
        self, app: Flask, held: HeldSurvey, waves: list[Any]
    ) -> None:
        held.answer(waves[1], {"satisfaction": (0, 0, 0, 0, 30)})
        (differing,) = document(app, "measures", "verify", ends_with=1)["differing"]
        assert differing["wave"] == "January 2026"
        assert differing["problems"] == ["the answers kept today give other figures"]

    def test_answers_no_longer_kept_are_no_fault(
        self, app: Flask, waves: list[Any], session: Session
    ) -> None:
        session.execute(delete(Answer))
        session.execute(delete(Response).where(Response.wave_id == waves[0].id))
        session.execute(delete(Response))
        session.commit()
        assert document(app, "measures", "verify")["recounted"] == 0

    def test_a_release_that_was_corrected_is_checked_by_its_digest_only(
        self, app: Flask, held: HeldSurvey, waves: list[Any], session: Session
    ) -> None:
        held.answer(waves[1], {"satisfaction": (10, 10, 10, 10, 10)})
        publish_correction(session, waves[1].id, "A box was found.", now=NOW, by=None)
        session.commit()
        assert document(app, "measures", "verify") == {
            "releases": 3,
            "recounted": 2,
            "differing": [],
        }


class TestCorrect:
    @pytest.fixture
    def wave(self, held: HeldSurvey) -> Any:
        wave = held.hold(SPRING, {"satisfaction": EARLIER})
        held.publish()
        held.answer(wave, {"satisfaction": (10, 10, 10, 10, 10)})
        return wave

    @pytest.mark.parametrize("by_id", [False, True], ids=["by its name", "by its id"])
    def test_the_public_page_shows_the_correction_and_why(
        self, app: Flask, client: PageClient, wave: Any, by_id: bool
    ) -> None:
        name = str(wave.id) if by_id else "assessment-wandsworth/January 2026"
        done = run(app, "measures", "correct", name, "--reason", "A box was found.")
        assert (done.exit_code, done.output) == (
            0,
            "Published: release 2 of assessment-wandsworth/January 2026. A box was found.\n",
        )
        words = " ".join(client.page("/wandsworth/measures").text.split())
        assert "Corrected. A box was found." in words
        assert "January 2026, release 1," in words

    def test_as_a_document(self, app: Flask, wave: Any, session: Session) -> None:
        done = document(app, "measures", "correct", str(wave.id), "--reason", "A box.")
        newest = queries.newest_release(session, wave.id)
        assert newest
        assert done == {
            "wave": "assessment-wandsworth/January 2026",
            "number": 2,
            "reason": "A box.",
            "digest": newest.digest,
        }

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            pytest.param(
                ("nothing/here", "--reason", "A box."),
                "There is no published wave called nothing/here. There are: "
                "assessment-wandsworth/January 2026.",
                id="an unknown wave",
            ),
            pytest.param(
                ("assessment-wandsworth/January 2026", "--reason", "  "),
                "Say why the figures are published again.",
                id="an empty reason",
            ),
            pytest.param(
                ("assessment-wandsworth/January 2026",),
                "Missing option '--reason'.",
                id="no reason",
            ),
        ],
    )
    def test_refused_in_one_line(
        self,
        app: Flask,
        wave: Any,
        session: Session,
        arguments: tuple[str, ...],
        sentence: str,
    ) -> None:
        done = run(app, "measures", "correct", *arguments)
        assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{sentence}\n")
        assert len(queries.every_release(session)) == 1

    def test_with_nothing_published_there_is_no_wave_to_correct(
        self, app: Flask, held: HeldSurvey
    ) -> None:
        held.hold(SPRING, {"satisfaction": EARLIER})
        done = run(
            app, "measures", "correct", "assessment-wandsworth/January 2026", "--reason", "x"
        )
        assert (done.exit_code, done.stderr) == (
            2,
            "There is no published wave called assessment-wandsworth/January 2026. "
            "There are: none yet.\n",
        )

    def test_a_name_that_two_waves_share_is_asked_for_by_id(
        self, app: Flask, held: HeldSurvey
    ) -> None:
        waves = [
            held.hold(day, {"satisfaction": EARLIER}, name="Yearly") for day in (AUTUMN, SPRING)
        ]
        held.publish()
        done = run(app, "measures", "correct", "assessment-wandsworth/Yearly", "--reason", "x")
        assert (done.exit_code, done.stderr) == (
            2,
            "Several waves are called assessment-wandsworth/Yearly. Give the id of one: "
            f"{waves[0].id}, {waves[1].id}.\n",
        )
