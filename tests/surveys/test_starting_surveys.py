"""The surveys that areas start from: sound, plain, and asking the same of every group."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import textstat

from portal.domain.readings import ENGLISH, LANGUAGES
from portal.domain.stages import STAGES
from portal.feedback.answers import Said
from portal.surveys.definition import CHOICE, COMMENT, KINDS, AskedQuestion
from portal.surveys.models import Audience
from portal.surveys.services import RESERVED_SLUGS
from portal.surveys.starting import ASSESSMENT, FOLDER, KEY, STARTING, TITLE
from portal.surveys.starting_files import StartingSurvey, read_survey, read_translation

SURVEYS = list(STARTING.values())
FOR_ANYBODY = [each for each in SURVEYS if each.key != KEY]
TRANSLATED = [code for code in LANGUAGES if code != ENGLISH]
QUESTIONS = [
    pytest.param(question, id=f"{survey.key}, {question.key}")
    for survey in SURVEYS
    for question in survey.questions
]
OF_SURVEY = pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.key)

# The oldest that somebody must be to read it, by Flesch-Kincaid: its grade and five years.
OLDEST = {Audience.PARENT: 11.0, Audience.YOUNG_PERSON: 8.0, Audience.PROFESSIONAL: 12.0}
PICTURES = {
    "clock",
    "happy",
    "informed",
    "listened",
    "next",
    "plan",
    "talk",
    "understood",
}


def of(audience: Audience) -> list[StartingSurvey]:
    return [survey for survey in SURVEYS if survey.audience is audience]


def words_of(survey: StartingSurvey) -> str:
    """Whatever a person reads in full sentences."""
    said = [survey.introduction]
    for question in survey.questions:
        said += [question.wording, question.help_text]
    return " ".join(each for each in said if each)


def test_there_is_a_file_for_every_survey_and_none_beside() -> None:
    assert {file.stem for file in FOLDER.glob("*.toml")} == set(STARTING)
    for file in FOLDER.glob("*/*.toml"):
        assert file.parent.name in TRANSLATED
        assert file.stem in STARTING


def test_a_key_can_stand_in_an_address() -> None:
    for key in STARTING:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", key)
        assert key not in RESERVED_SLUGS


def test_the_words_of_the_assessment_are_those_that_were_answered() -> None:
    """Answers hang on them: a changed letter starts a new series."""
    said = [
        [each.key, each.kind, each.wording, each.concept, list(each.labels), each.high_is_good]
        for each in ASSESSMENT
    ]
    digest = hashlib.sha256(json.dumps([TITLE, said]).encode()).hexdigest()
    assert digest == "6818c5fb943e42ef7b216c3103f907a617df51961fff6fa0c7551c264efdbc4a"


# What the area needs to know of each group, by the concept that asks for it.
NEEDS = (
    ("Understanding of the process", {Audience.PARENT, Audience.YOUNG_PERSON}),
    ("Confusion and frustration", {Audience.PARENT}),
    ("Views of the child and the family in the plan", set(Audience)),
    ("Being kept informed", {Audience.PARENT, Audience.YOUNG_PERSON}),
    ("Satisfaction", {Audience.PARENT, Audience.YOUNG_PERSON}),
    ("Awareness of activities", {Audience.PARENT, Audience.YOUNG_PERSON}),
    ("On time, as the family felt it", {Audience.PARENT, Audience.YOUNG_PERSON}),
    ("Knowing what comes next", {Audience.PARENT, Audience.YOUNG_PERSON}),
    ("Being asked in time", {Audience.PROFESSIONAL}),
    ("Being told the outcome", {Audience.PROFESSIONAL}),
    ("Use of the professionals’ advice", {Audience.PROFESSIONAL}),
    ("Working together", {Audience.PROFESSIONAL}),
)


@pytest.mark.parametrize(("concept", "audiences"), NEEDS)
def test_every_need_is_asked_of_the_groups_that_know(
    concept: str, audiences: set[Audience]
) -> None:
    asked = {
        survey.audience
        for survey in SURVEYS
        for question in survey.questions
        if question.concept == concept
    }
    assert asked == audiences


def test_a_key_and_a_concept_belong_together_in_every_survey() -> None:
    """So that figures on one concept can be laid side by side, whoever was asked."""
    concepts, keys = defaultdict(set), defaultdict(set)
    for survey in SURVEYS:
        for question in survey.questions:
            if question.kind != COMMENT:
                concepts[question.key].add(question.concept)
                keys[question.concept].add(question.key)
    assert {key: found for key, found in concepts.items() if len(found) > 1} == {}
    assert {concept: found for concept, found in keys.items() if len(found) > 1} == {}


def test_what_is_asked_of_one_group_in_two_surveys_is_answered_on_one_scale() -> None:
    for audience in Audience:
        scales = defaultdict(set)
        for survey in of(audience):
            for question in survey.questions:
                scales[question.key].add((question.kind, question.labels, question.high_is_good))
        assert {key: found for key, found in scales.items() if len(found) > 1} == {}


@OF_SURVEY
def test_a_survey_is_short(survey: StartingSurvey) -> None:
    most = 8 if survey.key == KEY else 7
    comments = [question for question in survey.questions if question.kind == COMMENT]
    assert 3 <= len(survey.questions) <= most
    assert 1 <= len(comments) <= 2
    assert survey.questions[-1] in comments
    assert [each.position for each in survey.questions] == [*range(1, len(survey.questions) + 1)]


@OF_SURVEY
def test_a_survey_asks_in_different_words_each_time(survey: StartingSurvey) -> None:
    wordings = Counter(question.wording for question in survey.questions)
    assert set(wordings.values()) == {1}
    assert len({question.concept for question in survey.questions}) == len(survey.questions)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_whole(question: AskedQuestion) -> None:
    assert question.kind in KINDS
    assert question.wording[-1] in "?."
    assert question.wording[0].isupper()
    assert bool(question.labels) is (question.kind != COMMENT)
    for label in question.labels:
        assert re.fullmatch(r"[a-z].*[^.?!]", label), label


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_does_not_know_need_not_guess(question: AskedQuestion) -> None:
    """Only a question about one's own wish has no "I do not know"."""
    assert question.offers_unknown or question.key == "way_to_hear"


# Wordings that put an answer into somebody's mouth, or ask two things at once.
FORBIDDEN = (
    pytest.param(r"\bdon’t you\b|\bisn’t it\b|\bdo you agree\b|\bwould you agree\b", id="a nudge"),
    pytest.param(r"\bhow (good|bad|great|helpful|useful|much better|excellent)\b", id="praise"),
    pytest.param(r"\b(obviously|of course|clearly|surely|finally)\b", id="taken for granted"),
    pytest.param(r"\b(not|never)\b.*\b(not|never|un\w+)\b", id="two negatives"),
    pytest.param(r"\band/or\b|\bas well as\b|\bboth\b", id="two things at once"),
)
# The child with the family is one voice here, and a scale names both of its ends.
ONE_THING = ("you and your child", "easy or frustrating", "again and again", "a yes or no")
TWO_THINGS = re.compile(r"\b(and|or)\b")


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_question_leads(pattern: str) -> None:
    for survey in SURVEYS:
        for question in survey.questions:
            assert not re.search(pattern, question.wording, re.IGNORECASE), question.wording


@OF_SURVEY
def test_no_question_asks_two_things(survey: StartingSurvey) -> None:
    for question in survey.questions:
        words = question.wording
        for one in ONE_THING:
            words = words.replace(one, "")
        if question.kind != COMMENT:
            assert not TWO_THINGS.search(words), question.wording
            assert question.wording.count("?") + question.wording.count(".") == 1


@OF_SURVEY
def test_a_survey_can_be_read_by_those_it_asks(survey: StartingSurvey) -> None:
    age = textstat.flesch_kincaid_grade(words_of(survey)) + 5
    assert age <= OLDEST[survey.audience], f"Reads at the age of {age:.1f}."


@pytest.mark.parametrize("survey", of(Audience.YOUNG_PERSON), ids=lambda survey: survey.key)
def test_a_young_persons_survey_has_a_picture_beside_every_question(
    survey: StartingSurvey,
) -> None:
    assert {question.picture for question in survey.questions} <= PICTURES
    assert not re.search(r"\b(your child|the child)\b", words_of(survey))
    for question in survey.questions:
        assert len(question.wording.split()) <= 12, question.wording


def test_only_young_peoples_surveys_have_pictures() -> None:
    for audience in (Audience.PARENT, Audience.PROFESSIONAL):
        for survey in of(audience):
            assert not any(question.picture for question in survey.questions)


def test_the_end_of_a_stage_has_one_short_survey_for_each_holder_of_the_right() -> None:
    running = tuple(stage.key for stage in STAGES if not stage.ended)
    after = {survey.audience: survey for survey in SURVEYS if survey.after_stages}
    assert set(after) == {Audience.PARENT, Audience.YOUNG_PERSON}
    for survey in after.values():
        assert survey.after_stages == running
        assert [each.key for each in survey.questions] == [
            *("informed", "next_step", "on_time", "comment")
        ]


CONDITIONAL = [
    pytest.param(survey, question, id=f"{survey.key}, {question.key}")
    for survey in SURVEYS
    for question in survey.questions
    if question.asked_if_key
]


@pytest.mark.parametrize(("survey", "question"), CONDITIONAL)
def test_a_condition_keeps_a_question_from_some_and_not_from_all(
    survey: StartingSurvey, question: AskedQuestion
) -> None:
    earlier = {each.key: each for each in survey.questions}[question.asked_if_key]
    assert earlier.position < question.position
    asked = [question.is_asked({earlier.key: value}) for value in earlier.values]
    assert any(asked)
    assert not all(asked)
    assert not question.is_asked({})


def test_who_saw_the_draft_is_asked_what_of_their_views_is_in_it() -> None:
    asked = STARTING["views"].questions
    yes, no = Said({"saw_draft": 1, "views": 4}), Said({"saw_draft": 0, "views": 4})
    assert yes.to(asked).answers == {"saw_draft": 1, "views": 4}
    assert no.to(asked).answers == {"saw_draft": 0}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("key", [KEY, "stage-end"])
class TestTranslations:
    def test_it_is_whole(self, key: str, language: str) -> None:
        survey = STARTING[key]
        assert set(survey.translations[language]) == {"title", "introduction"}
        for question in survey.questions:
            words = question.in_language(language)
            assert words
            assert len(words["labels"]) == len(set(words["labels"])) == len(question.labels)
            assert bool(words["help_text"]) == bool(question.help_text)

    def test_nothing_is_left_in_english(self, key: str, language: str) -> None:
        survey = STARTING[key]
        said = " ".join(every_word(survey, language))
        assert not re.search(r"\b(the|you|your|of|how|what)\b", said)
        for question in survey.questions:
            words = question.in_language(language)
            assert words
            assert words["wording"][-1] in "?\u061f"
            assert words["wording"].count("?") + words["wording"].count("\u061f") == (
                question.wording.count("?")
            )

    def test_one_scale_has_one_wording(self, key: str, language: str) -> None:
        """What is the same answer in English is the same in the other language."""
        said = defaultdict(set)
        for question in STARTING[key].questions:
            words = question.in_language(language)
            assert words
            said[question.labels].add(tuple(words["labels"]))
        assert {labels: found for labels, found in said.items() if len(found) > 1} == {}


def every_word(survey: StartingSurvey, language: str) -> Iterator[str]:
    yield from survey.translations[language].values()
    for question in survey.questions:
        words = question.in_language(language) or {}
        yield from (words["wording"], words["help_text"], *words["labels"])


def test_urdu_is_written_with_urdu_letters() -> None:
    """Not with Arabic's yeh and kaf, which look the same and are not found by a search."""
    for survey in SURVEYS:
        if "ur" in survey.translations:
            said = " ".join(every_word(survey, "ur"))
            assert not re.search("[\u064a\u0643\u0649A-Za-z]", said)


# A file as it should be, and what is wrong with one that was changed so.
WHOLE = """
title = "A title"
introduction = "Why."
invited_group = "families"
audience = "parent"
layout = "one_page"
[[questions]]
key = "seen"
kind = "yes_no"
concept = "Seeing"
wording = "Did you see it?"
help_text = "The draft."
labels = ["no", "yes"]
[[questions]]
key = "clear"
kind = "stars"
concept = "Clarity"
wording = "How clear was it?"
labels = ["a", "b", "c", "d", "e"]
asked_if_key = "seen"
asked_if_values = [1]
"""
FAULTS = (
    pytest.param('title = "A title"', "title = ", "Invalid value", id="no TOML"),
    pytest.param('title = "A title"', "", "title is missing", id="no title"),
    pytest.param('"Why."', '" "', "no words", id="an empty introduction"),
    pytest.param('"parent"', '"parents"', "not a valid Audience", id="unknown audience"),
    pytest.param('"one_page"', '"pages"', "not a valid Layout", id="unknown layout"),
    pytest.param('"stars"', '"faces"', "unknown kind", id="unknown kind"),
    pytest.param('"e"]', '"d"]', "say the same", id="the same answer twice"),
    pytest.param(', "e"]', "]", "Give 5 answers", id="too few stars"),
    pytest.param('key = "clear"', 'key = "seen"', "asked twice", id="a key twice"),
    pytest.param("[1]", "[2]", "among the answers", id="an answer not offered"),
    pytest.param("[1]", "[]", "at least one answer", id="a condition without answers"),
    pytest.param('asked_if_key = "seen"', 'asked_if_key = "x"', "earlier", id="no such question"),
    pytest.param('concept = "Clarity"', "", "concept is missing", id="no concept"),
    pytest.param("help_text", "hint", "hint is unknown", id="an unknown word"),
    pytest.param(
        'layout = "one_page"',
        'layout = "one_page"\nafter_stages = ["no"]',
        "not a valid StageKey",
        id="unknown stage",
    ),
)


def test_a_whole_file_is_read() -> None:
    survey = read_survey(WHOLE, "seeing")
    assert survey.key == "seeing"
    assert survey.translations == {}
    assert survey.questions[1].asked_if_values == (1,)


@pytest.mark.parametrize(("right", "wrong", "because"), FAULTS)
def test_a_faulty_file_is_named_with_its_fault(right: str, wrong: str, because: str) -> None:
    assert right in WHOLE
    with pytest.raises(ValueError, match=rf"seeing.*{because}"):
        read_survey(WHOLE.replace(right, wrong), "seeing")


IN_POLISH = """
title = "Tytuł"
introduction = "Dlaczego."
[questions.seen]
wording = "Czy widzieli to Państwo?"
help_text = "Projekt."
labels = ["nie", "tak"]
[questions.clear]
wording = "Jak jasne to było?"
labels = ["a", "b", "c", "d", "e"]
"""
TRANSLATION_FAULTS = (
    pytest.param('title = "Tytuł"', "", "title is missing", id="no title"),
    pytest.param("[questions.clear]", "[questions.other]", "clear is missing", id="no question"),
    pytest.param('help_text = "Projekt."', "", "help_text is missing", id="no help text"),
    pytest.param('"Projekt."', '" "', "no words", id="blank help text"),
    pytest.param(', "tak"]', "]", "1 labels, not 2", id="too few labels"),
    pytest.param('"tak"', '""', "no words", id="an empty label"),
)


def test_a_whole_translation_is_read() -> None:
    survey = read_translation(IN_POLISH, read_survey(WHOLE, "seeing"), "pl")
    assert survey.translations["pl"]["title"] == "Tytuł"
    words: Any = survey.questions[0].in_language("pl")
    assert words == {
        "wording": "Czy widzieli to Państwo?",
        "help_text": "Projekt.",
        "labels": ["nie", "tak"],
    }
    assert replace(survey.questions[0], translations=None) == read_survey(WHOLE, "x").questions[0]


@pytest.mark.parametrize(("right", "wrong", "because"), TRANSLATION_FAULTS)
def test_a_faulty_translation_is_named_with_its_fault(right: str, wrong: str, because: str) -> None:
    assert right in IN_POLISH
    with pytest.raises(ValueError, match=rf"pl/seeing.*{because}"):
        read_translation(IN_POLISH.replace(right, wrong), read_survey(WHOLE, "seeing"), "pl")


def test_choices_have_a_way_out_where_none_fits() -> None:
    for survey in SURVEYS:
        for question in survey.questions:
            if question.kind == CHOICE:
                assert 3 <= len(question.labels) <= 8
