"""The texts that areas start from: whole, plain, and saying what the standard words say."""

import re

import pytest

from portal.domain.readings import LANGUAGES, STANDARD_ENGLISH, VARIANTS, Reading, Variant
from portal.domain.stages import WORD_FIELDS, StageKey
from portal.texts.starting import FOLDER, starting_words

EASY_READ = starting_words(Variant(Reading.EASY_READ, "en"))
YOUNG_PERSON = starting_words(Variant(Reading.YOUNG_PERSON, "en"))
STANDARD = starting_words(STANDARD_ENGLISH)
TRANSLATED = [code for code in LANGUAGES if code != "en"]
LONGEST_EASY_SENTENCE = 15
MOST_SENTENCES_OF_A_LINE = 2


def paragraphs(text: str) -> list[str]:
    return [each.strip() for each in text.split("\n\n")]


def sentences(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[.?!:](?:\s|$)", text) if each.strip()]


def whole(words: object) -> str:
    """Every field of a stage as one text."""
    return "\n\n".join(getattr(words, field) for field in WORD_FIELDS)


def test_there_is_a_file_for_every_variant_and_none_beside() -> None:
    wanted = {f"{each.reading}-{each.language}.toml" for each in VARIANTS}
    there = {file.name for file in FOLDER.iterdir() if file.suffix == ".toml"}
    assert there == wanted - {"standard-en.toml"}


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_stage_has_a_name_of_its_own_and_whole_paragraphs(variant: Variant) -> None:
    words = starting_words(variant)
    assert set(words) == set(StageKey)
    assert len({each.name for each in words.values()}) == len(StageKey)
    for stage in words.values():
        assert "\n" not in stage.name
        for field in WORD_FIELDS[1:]:
            for paragraph in paragraphs(getattr(stage, field)):
                assert "\n" not in paragraph, f"A line is broken inside: {paragraph}"
                assert paragraph[-1] in ".?!\u06d4\u061f", paragraph


@pytest.mark.parametrize("stage", StageKey)
def test_easy_read_has_one_idea_a_line_and_short_sentences(stage: StageKey) -> None:
    for field in WORD_FIELDS[1:]:
        for line in paragraphs(getattr(EASY_READ[stage], field)):
            assert len(sentences(line)) <= MOST_SENTENCES_OF_A_LINE, line
            for sentence in sentences(line):
                assert len(sentence.split()) <= LONGEST_EASY_SENTENCE, sentence


# A hard word, and what must stand in the same stage where it is used.
EXPLAINED = (
    pytest.param(r"\bEHC\b", r"EHC means|An EHC plan is", id="EHC"),
    pytest.param(r"\badvice\b", r"is called advice|all the advice|the advice", id="advice"),
    pytest.param(r"\bpsychologist\b", r"knows how children learn", id="psychologist"),
    pytest.param(r"\bsocial care\b", r"Social care helps", id="social care"),
    pytest.param(r"\b[Dd]raft\b", r"Draft means|called the draft|said about the draft", id="draft"),
    pytest.param(r"\bmediation\.", r"Mediation is a talk", id="mediation"),
    pytest.param(r"\bappeal\b", r"To appeal means", id="appeal"),
    pytest.param(r"\btribunal\b", r"A tribunal is like a court", id="tribunal"),
    pytest.param(r"\bcertificate\b", r"The paper is called a certificate", id="certificate"),
    pytest.param(r"\bSENDIASS\b", r"free", id="SENDIASS"),
)


@pytest.mark.parametrize(("word", "explanation"), EXPLAINED)
def test_easy_read_explains_a_hard_word_where_it_uses_it(word: str, explanation: str) -> None:
    using = [whole(stage) for stage in EASY_READ.values() if re.search(word, whole(stage))]
    assert using
    for text in using:
        assert re.search(explanation, text), text


@pytest.mark.parametrize("stage", StageKey)
def test_a_young_person_is_spoken_to(stage: StageKey) -> None:
    text = whole(YOUNG_PERSON[stage]).casefold()
    assert re.search(r"\byou\b", text)
    assert not re.search(r"\b(your child|the child|your son|your daughter)\b", text)


# Figures and terms that a family relies on, and the stages in which every reading says them.
TOLD = (
    pytest.param(StageKey.DECIDING_WHETHER_TO_ASSESS, r"6 weeks", id="six weeks to decide"),
    pytest.param(StageKey.GATHERING_ADVICE, r"6 weeks", id="six weeks for advice"),
    pytest.param(StageKey.DECIDING_ON_A_PLAN, r"16(?s:.*)20", id="weeks 16 and 20"),
    pytest.param(StageKey.DRAFT_WITH_FAMILY, r"15 days(?s:.*)day 1", id="fifteen days"),
    pytest.param(StageKey.FINISHING_THE_PLAN, r"20", id="week 20"),
    *(
        pytest.param(stage, r"(two|2) months(?s:.*)(one|1) month(?s:.*)later", id=f"appeal {stage}")
        for stage in (StageKey.PLAN_ISSUED, StageKey.NOT_ASSESSED, StageKey.NO_PLAN)
    ),
    *(
        pytest.param(stage, r"mediation adviser", id=f"adviser {stage}")
        for stage in (StageKey.PLAN_ISSUED, StageKey.NOT_ASSESSED, StageKey.NO_PLAN)
    ),
)


@pytest.mark.parametrize(("stage", "said"), TOLD)
def test_every_english_reading_tells_the_times_of_the_law(stage: StageKey, said: str) -> None:
    for words in (STANDARD, EASY_READ, YOUNG_PERSON):
        assert re.search(said, whole(words[stage])), whole(words[stage])


@pytest.mark.parametrize("stage", StageKey)
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_says_neither_more_nor_less(language: str, stage: StageKey) -> None:
    """The same paragraphs, the same figures and the same services, field by field."""
    translated = starting_words(Variant(Reading.STANDARD, language))[stage]
    for field in WORD_FIELDS:
        english, other = getattr(STANDARD[stage], field), getattr(translated, field)
        assert len(paragraphs(other)) == len(paragraphs(english)), field
        assert re.findall(r"\d+", other) == re.findall(r"\d+", english), field
        assert other.count("SENDIASS") == english.count("SENDIASS"), field


# English terms of time, and how each translation says them.
TERMS = (
    ("pl", r"two months", r"dw(a|óch) miesi"),
    ("pl", r"one month\b", r"jeden miesiąc"),
    ("pl", r"later of the two", r"późniejszy"),
    ("pl", r"mediation", r"mediac"),
    ("pl", r"\bappeal", r"odwoła|Odwoła"),
    ("pl", r"\bcomplain", r"skarg|Skarg"),
    ("pt", r"two months", r"dois meses"),
    ("pt", r"one month\b", r"um mês"),
    ("pt", r"later of the two", r"mais tardia"),
    ("pt", r"mediation", r"mediação"),
    ("pt", r"\bappeal", r"recorrer|recurso"),
    ("pt", r"\bcomplain", r"reclama"),
    ("ur", r"two months", r"دو ماہ"),
    ("ur", r"one month\b", r"ایک ماہ"),
    ("ur", r"later of the two", r"بعد میں"),
    ("ur", r"mediation", r"ثالثی"),
    ("ur", r"\bappeal", r"اپیل"),
    ("ur", r"\bcomplain", r"شکایت"),
)


@pytest.mark.parametrize(("language", "english", "said"), TERMS)
def test_a_translation_says_the_terms_of_the_law(language: str, english: str, said: str) -> None:
    translated = starting_words(Variant(Reading.STANDARD, language))
    using = [stage for stage in StageKey if re.search(english, whole(STANDARD[stage]))]
    assert using
    for stage in using:
        assert re.search(said, whole(translated[stage])), stage


# What stays as the letters say it, so that a family finds it there.
AS_IN_LETTERS = "council|EHC|needs|assessment|mediation|draft|tribunal|SENDIASS"


def test_urdu_is_written_with_urdu_letters() -> None:
    """Not with Arabic's yeh and kaf, which look the same and are not found by a search."""
    words = starting_words(Variant(Reading.STANDARD, "ur"))
    text = " ".join(whole(stage) for stage in words.values())
    assert not re.search("[\u064a\u0643\u0649]", text)
    latin = set(re.findall(r"[A-Za-z]+", text)) - set(AS_IN_LETTERS.split("|"))
    assert not latin


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_english(language: str) -> None:
    words = starting_words(Variant(Reading.STANDARD, language))
    for stage in StageKey:
        for field in WORD_FIELDS:
            assert getattr(words[stage], field) != getattr(STANDARD[stage], field)
            assert not re.search(r"\b(the|you|your)\b", getattr(words[stage], field))
