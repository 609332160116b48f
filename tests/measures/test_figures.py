"""The figures of a wave as published: the main question, changes in asking, who answered."""

import json
import uuid
from dataclasses import replace
from datetime import date

import pytest

from portal.feedback.definition import AskedQuestion, frozen
from portal.measures.counted_waves import CountedWave
from portal.measures.figures import wave_figures

LABELS = ("very bad", "bad", "neither", "good", "very good")
OVERALL = AskedQuestion("satisfaction", "stars", "How was it?", "Overall", LABELS, position=2)
INFORMED = AskedQuestion("informed", "stars", "Were you told?", "Told", LABELS, position=1)
KNEW = AskedQuestion("knew", "yes_no", "Did you know?", "Knew", position=3)
LOST = AskedQuestion("lost", "yes_no", "Lost?", "Lost", high_is_good=False, position=4)
WORDS = AskedQuestion("words", "comment", "What else?", "Words", position=5)
ASKED = (INFORMED, OVERALL, KNEW, LOST, WORDS)

COUNTS = {
    "satisfaction": {1: 5, 2: 6, 3: 9, 4: 14, 5: 7},
    "informed": {1: 5, 2: 6, 3: 9, 4: 14, 5: 7},
    "knew": {0: 30, 1: 10},
    "lost": {0: 30, 1: 10},
}
BETTER = COUNTS | {"knew": {0: 8, 1: 32}, "lost": {0: 8, 1: 32}}


def wave(by_question=COUNTS, *, asked=ASKED, channel="web", group="families", **given):
    facts = {
        "id": uuid.UUID(int=1),
        "survey_id": uuid.UUID(int=2),
        "area_id": None,
        "survey_key": "assessment",
        "survey_title": "Your assessment",
        "name": "Spring",
        "opens_on": date(2026, 1, 5),
        "closed_on": date(2026, 2, 5),
        "invited": None,
        "definition": frozen(asked, invited_group=group, channel=channel),
        "families": 41,
        "by_question": by_question,
        "published": None,
    }
    return CountedWave(**facts | given)


def changed(question, **given):
    """The same questions with one of them changed."""
    return [replace(each, **given) if each == question else each for each in ASKED]


def questions(figures):
    return {question["key"]: question for question in figures["questions"]}


def verdicts(before, after):
    found = questions(wave_figures(after, before))
    return {key: question["comparison"]["verdict"] for key, question in found.items()}


def test_the_first_wave_is_compared_with_nothing():
    figures = wave_figures(wave(), None)
    assert figures["compared_with"] is None
    assert [question["comparison"] for question in figures["questions"]] == [None] * 4


def test_figures_are_plain_json_and_the_same_every_time():
    figures = wave_figures(wave(BETTER), wave())
    assert json.loads(json.dumps(figures)) == figures == wave_figures(wave(BETTER), wave())


def test_comments_have_no_figures():
    assert "words" not in questions(wave_figures(wave(), None))


def test_the_overall_question_is_judged_alone_and_the_others_together():
    found = questions(wave_figures(wave(BETTER), wave()))
    assert {key: question["primary"] for key, question in found.items()} == {
        "informed": False,
        "satisfaction": True,
        "knew": False,
        "lost": False,
    }
    assert {key: found[key]["comparison"]["judged_together"] for key in found} == {
        "informed": 3,
        "satisfaction": 1,
        "knew": 3,
        "lost": 3,
    }


def test_without_an_overall_question_the_first_is_judged_alone():
    found = questions(wave_figures(wave(asked=(KNEW, INFORMED)), None))
    assert [key for key, question in found.items() if question["primary"]] == ["informed"]


def test_the_good_direction_turns_the_verdict_and_not_the_numbers():
    found = questions(wave_figures(wave(BETTER), wave()))
    knew, lost = found["knew"]["comparison"], found["lost"]["comparison"]
    assert (knew["verdict"], lost["verdict"]) == ("improved", "got worse")
    assert knew["difference"] == lost["difference"] == 55


@pytest.mark.parametrize(
    ("after", "keys", "clause"),
    [
        pytest.param(
            {"asked": changed(KNEW, wording="Did you ever know?")},
            {"knew"},
            "the wording of the question changed",
            id="wording",
        ),
        pytest.param(
            {"asked": changed(OVERALL, labels=("awful", *LABELS[1:]))},
            {"satisfaction"},
            "the answers to choose from changed",
            id="labels",
        ),
        pytest.param(
            {"asked": changed(KNEW, kind="stars", labels=LABELS)},
            {"knew"},
            "the answers to choose from changed",
            id="stars where there was yes or no",
        ),
        pytest.param(
            {"channel": "paper"},
            {"informed", "satisfaction", "knew", "lost"},
            "the way people were asked changed",
            id="channel",
        ),
        pytest.param(
            {"group": "young people"},
            {"informed", "satisfaction", "knew", "lost"},
            "a different group of people was invited",
            id="invited group",
        ),
    ],
)
def test_what_was_asked_otherwise_cannot_be_compared(after, keys, clause):
    found = questions(wave_figures(wave(BETTER, **after), wave()))
    for key, question in found.items():
        told = question["comparison"]["sentence"] == f"Cannot compare: {clause}."
        assert told is (key in keys), key
        assert (question["comparison"]["verdict"] == "cannot compare") is (key in keys)


def test_a_new_question_is_compared_with_nothing():
    before = wave(asked=[question for question in ASKED if question != KNEW])
    comparison = questions(wave_figures(wave(BETTER), before))["knew"]["comparison"]
    assert comparison is None


def test_nine_answers_on_either_side_are_too_few():
    few = COUNTS | {"knew": {0: 4, 1: 5}}
    assert verdicts(wave(few), wave())["knew"] == "too few answers"
    assert verdicts(wave(), wave(few))["knew"] == "too few answers"


def test_answers_other_than_the_published_ones_are_not_compared():
    """Beside the published figures they would show what one late family said."""
    published = wave_figures(wave(), None)
    one_more = COUNTS | {"knew": {0: 30, 1: 11}}
    standing = wave(published=published)
    late = wave(one_more, published=published)
    assert verdicts(standing, wave(BETTER))["knew"] == "improved"
    assert verdicts(late, wave(BETTER))["knew"] == "cannot compare"
    assert verdicts(late, wave(BETTER))["lost"] == "got worse"


@pytest.mark.parametrize(
    ("families", "invited", "shown"),
    [
        pytest.param(41, None, (40, None, None), id="nobody knows how many were invited"),
        pytest.param(41, 82, (40, 80, 50), id="both rounded, and the rate from what is shown"),
        pytest.param(9, 82, ("c", 80, None), id="nine families"),
        pytest.param(41, 9, (40, None, None), id="nine invited"),
        pytest.param(41, 30, (40, 30, None), id="more answered than were invited"),
    ],
)
def test_who_answered(families, invited, shown):
    figures = wave_figures(wave(families=families, invited=invited), None)
    assert (figures["families"], figures["invited"], figures["rate"]) == shown
