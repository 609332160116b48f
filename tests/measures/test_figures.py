"""The figures of a wave as published: the main question, changes in asking, who answered."""

import json
import uuid
from dataclasses import replace
from datetime import date

import pytest

from portal.measures.counted_waves import CountedWave
from portal.measures.figures import wave_figures
from portal.surveys.definition import AskedQuestion, frozen

LABELS = ("very bad", "bad", "neither", "good", "very good")
OVERALL = AskedQuestion("satisfaction", "stars", "How was it?", "Overall", LABELS, position=2)
INFORMED = AskedQuestion("informed", "stars", "Were you told?", "Told", LABELS, position=1)
KNEW = AskedQuestion("knew", "yes_no", "Did you know?", "Knew", position=3)
LOST = AskedQuestion("lost", "yes_no", "Lost?", "Lost", high_is_good=False, position=4)
HEARD = AskedQuestion("heard", "choice", "How?", "Hearing", ("phone", "post"), position=6)
WORDS = AskedQuestion("words", "comment", "What else?", "Words", position=5)
ASKED = (INFORMED, OVERALL, KNEW, LOST, WORDS)

COUNTS = {
    "satisfaction": {1: 5, 2: 6, 3: 9, 4: 14, 5: 7},
    "informed": {1: 5, 2: 6, 3: 9, 4: 14, 5: 7},
    "knew": {0: 30, 1: 10},
    "lost": {0: 30, 1: 10},
}
BETTER = COUNTS | {"knew": {0: 8, 1: 32}, "lost": {0: 8, 1: 32}}


MORE = {"audience": "parent", "layout": "one_page", "version": 1}


def wave(
    by_question=COUNTS, *, asked=ASKED, channel="web", group="families", frozen_too=MORE, **given
):
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
        "definition": frozen(asked, invited_group=group, channel=channel, **frozen_too),
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
            {"asked": changed(KNEW, help_text="A guess will do.")},
            {"knew"},
            "the help beside the question changed",
            id="help",
        ),
        pytest.param(
            {"asked": changed(KNEW, offers_unknown=False)},
            {"knew"},
            "“I do not know” was offered in only one of the two surveys",
            id="I do not know",
        ),
        pytest.param(
            {"asked": changed(LOST, asked_if_key="knew", asked_if_values=(0,))},
            {"lost"},
            "the answers that lead to the question changed",
            id="condition",
        ),
        pytest.param(
            {"asked": changed(LOST, high_is_good=True)},
            {"lost"},
            "which answers count as good changed",
            id="good direction",
        ),
        pytest.param(
            {"frozen_too": MORE | {"layout": "a_question_a_page"}},
            {"informed", "satisfaction", "knew", "lost"},
            "the way people were asked changed",
            id="layout",
        ),
        pytest.param(
            {"frozen_too": MORE | {"audience": "young_person"}},
            {"informed", "satisfaction", "knew", "lost"},
            "a different group of people was invited",
            id="audience",
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


FOLLOW_UP = replace(LOST, asked_if_key="knew", asked_if_values=(0,))
REWORDED = [replace(KNEW, wording="Did you ever know?"), FOLLOW_UP]


def test_a_question_that_follows_another_one_cannot_be_compared():
    found = questions(wave_figures(wave(BETTER, asked=REWORDED), wave(asked=[KNEW, FOLLOW_UP])))
    assert (
        found["lost"]["comparison"]["sentence"]
        == "Cannot compare: the answers that lead to the question changed."
    )


TRANSLATED = [replace(each, translations={"pl": {"wording": "Co?"}}) for each in ASKED]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({"frozen_too": MORE | {"version": 7}}, id="version"),
        pytest.param({"frozen_too": MORE | {"title": "New", "introduction": "New"}}, id="title"),
        pytest.param({"asked": TRANSLATED}, id="language"),
        pytest.param({"frozen_too": {}}, id="frozen before it could be said"),
    ],
)
def test_what_can_still_be_compared(after):
    found = verdicts(wave(), wave(BETTER, **after))
    assert "cannot compare" not in found.values()
    assert found["knew"] == "improved"


def test_a_definition_older_than_help_and_conditions_reads_as_without_them():
    older = wave()
    for question in older.definition["questions"]:
        for name in ("help_text", "offers_unknown", "asked_if_key", "asked_if_values", "picture"):
            del question[name]
    del older.definition["audience"], older.definition["layout"]
    assert verdicts(older, wave(BETTER)) == verdicts(wave(), wave(BETTER))


def test_choices_are_counted_and_never_judged():
    asked, counts = [*ASKED, HEARD], COUNTS | {"heard": {1: 21, 2: 19}}
    figures = wave_figures(wave(counts, asked=asked), wave(counts, asked=asked))
    assert figures["choices"] == [
        {"key": "heard", "base": 40, "counts": [20, 20], "shares": [53, 48]}
    ]
    found = questions(figures)
    assert "heard" not in found
    assert found["knew"]["comparison"]["judged_together"] == 3
    assert "choices" not in wave_figures(wave(), None)


def test_a_follow_up_that_would_tell_a_hidden_count_shows_nothing():
    """Three families said no to “Did you know?”; who was asked more would tell that."""
    asked = [KNEW, replace(LOST, asked_if_key="knew", asked_if_values=(1,))]
    asked += [replace(HEARD, asked_if_key="knew", asked_if_values=(1,))]
    told = {"knew": {0: 3, 1: 40}, "lost": {0: 20, 1: 20}, "heard": {1: 20, 2: 20}}
    open_ = told | {"knew": {0: 13, 1: 40}}
    figures = wave_figures(wave(told, asked=asked), wave(open_, asked=asked))
    lost = questions(figures)["lost"]
    assert (lost["base"], lost["counts"], lost["share"]) == ("c", ["c", "c"], "c")
    assert lost["comparison"]["verdict"] == "too few answers"
    assert lost["comparison"]["sentence"].startswith("Too few answers to show safely")
    assert figures["choices"][0]["counts"] == ["c", "c"]
    shown = wave_figures(wave(open_, asked=asked), None)
    assert questions(shown)["lost"]["base"] == 40
    assert shown["choices"][0]["counts"] == [20, 20]


@pytest.mark.parametrize(
    ("by_way", "families", "ways"),
    [
        pytest.param(
            {"email": 21, "poster": 12, "paper": 8},
            41,
            {"email": 20, "poster": 10, "paper": 10},
            id="each way, rounded",
        ),
        pytest.param(
            {"email": 30, "poster": 9, "paper": 2},
            41,
            {"email": 30, "poster": "c", "paper": "c"},
            id="two on paper take the next with them",
        ),
        pytest.param({"email": 42, "paper": 0}, 41, {"email": 40, "paper": 0}, id="one took back"),
        pytest.param({"email": 12, "paper": 0}, 9, {"email": "c", "paper": "c"}, id="nine left"),
        pytest.param({"email": 20}, 41, None, id="open before ways were counted"),
        pytest.param({}, 41, None, id="closed before ways were counted"),
    ],
)
def test_the_mix_of_ways(by_way, families, ways):
    assert wave_figures(wave(by_way=by_way, families=families), None).get("ways") == ways


@pytest.mark.parametrize(
    ("audience", "people"),
    [("parent", "families"), ("young_person", "young people"), ("professional", "professionals")],
)
def test_sentences_name_those_who_were_asked(audience, people):
    facts = {"frozen_too": MORE | {"audience": audience}}
    one = COUNTS | {"knew": {0: 1, 1: 39}}
    sentence = questions(wave_figures(wave(one, **facts), wave(**facts)))["knew"]["comparison"]
    assert f"so few {people} answered one way" in sentence["sentence"]


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
