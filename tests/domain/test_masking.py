"""What is masked in a comment, and what is left to be read."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.masking import masked

FAMILIES = (
    "Aisha Khan",
    "Zoë O’Neill",
    "Jean-Luc Okonkwo-Smith",
    "Łukasz Wiśniewski",
    "Siân Will",
    "Anna van der Berg",
    "Mohammed al-Hassan",
    "Mark Young",
    "May Long",
    "Nguyễn Thị Lan",
    "Dr Priya D’Souza",
    "Jo Li",
)
ALLOWED = ("Wandsworth", "Richmond", "Positive Parent Action")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # names that the portal knows
        pytest.param("We told Aisha.", "We told [name].", id="a known first name"),
        pytest.param("Aisha waited a year.", "[name] waited a year.", id="at the start"),
        pytest.param("we told aisha twice", "we told [name] twice", id="in small letters"),
        pytest.param("WE TOLD AISHA TWICE", "WE TOLD [name] TWICE", id="in capitals"),
        pytest.param("Aisha Khan is seven.", "[name] is seven.", id="a full name is one mask"),
        pytest.param("Aisha’s plan is late.", "[name]’s plan is late.", id="a curly possessive"),
        pytest.param("aisha's plan is late.", "[name]'s plan is late.", id="a straight possessive"),
        pytest.param("The Khans’ plan", "The [name]’ plan", id="a family in the plural"),
        pytest.param("for Zoë and me", "for [name] and me", id="a diaeresis"),
        pytest.param("for Zoe and me", "for [name] and me", id="the diaeresis left out"),
        pytest.param("for Zoe\u0308 and me", "for [name] and me", id="a combining accent"),
        pytest.param("the O'Neill family", "the [name] family", id="an apostrophe inside"),
        pytest.param("the O’neill family", "the [name] family", id="a curly one inside"),
        pytest.param("when D’Souza rang", "when [name] rang", id="a Goan name"),
        pytest.param("tell jean-luc now", "tell [name] now", id="a hyphenated first name"),
        pytest.param("Jean-Luc’s school", "[name]’s school", id="hyphen and possessive"),
        pytest.param("Mr Smith-Okonkwo rang", "[name] rang", id="half of a double name"),
        pytest.param("for Lukasz only", "for [name] only", id="a Polish letter left out"),
        pytest.param("for Łukasz only", "for [name] only", id="a Polish letter"),
        pytest.param("when Sian came", "when [name] came", id="a Welsh accent left out"),
        pytest.param("Anna van der Berg came", "[name] came", id="Dutch particles"),
        pytest.param("for Mohammed al-Hassan.", "for [name].", id="an Arabic particle"),
        pytest.param("with Nguyễn Thị Lan", "with [name]", id="a Vietnamese name"),
        pytest.param("We asked Jo twice.", "We asked [name] twice.", id="two letters"),
        pytest.param("jo is no word we mask", "jo is no word we mask", id="two small letters"),
        pytest.param("Aisha and Zoë came", "[name] and [name] came", id="two people, two masks"),
        pytest.param("Aisha, Zoë and Jo came", "[name], [name] and [name] came", id="a list"),
        # known names that are everyday words
        pytest.param("we will wait", "we will wait", id="will is a word"),
        pytest.param("when Will waited", "when [name] waited", id="Will is a name inside"),
        pytest.param("Will they answer?", "Will they answer?", id="Will starts a question"),
        pytest.param("Will is nine.", "[name] is nine.", id="Will is a child at the start"),
        pytest.param("my son mark was left", "my son [name] was left", id="after my son"),
        pytest.param("MY SON MARK WAS LEFT", "MY SON [name] WAS LEFT", id="after MY SON"),
        pytest.param("Long waits for young people", "Long waits for young people", id="adjectives"),
        pytest.param("it may take long", "it may take long", id="may and long"),
        # names that nobody told it
        pytest.param("Then Jayden cried.", "Then [name] cried.", id="a capital inside"),
        pytest.param("Karen said no.", "[name] said no.", id="a first word that says"),
        pytest.param("Karen’s manners", "[name]’s manners", id="a first word that owns"),
        pytest.param("Karen Jones did it", "[name] did it", id="a first word with a surname"),
        pytest.param(
            "Thanks to Bev. Bev listened to us.",
            "Thanks to [name]. [name] listened to us.",
            id="a first word seen inside",
        ),
        pytest.param("my son jayden is six", "my son [name] is six", id="a son in small letters"),
        pytest.param("my son needs help", "my son needs help", id="my son needs"),
        pytest.param("our child deserves it", "our child deserves it", id="our child deserves"),
        pytest.param("ask Ngozi Adichie", "ask [name]", id="a Nigerian name"),
        pytest.param("with Oğuz and Çağla", "with [name] and [name]", id="Turkish names"),
        pytest.param("with Дмитрий there", "with [name] there", id="a Cyrillic name"),
        pytest.param("like McAllister did", "like [name] did", id="a capital in the middle"),
        pytest.param("Grace of the Trust", "Grace of the Trust", id="an unknown first word"),
        pytest.param("by Aaron SMITH", "by [name]", id="a surname in capitals"),
        pytest.param("“Sarah was kind”", "“[name] was kind”", id="in quotation marks"),
        pytest.param("the officer (Dawn)", "the officer ([name])", id="in brackets"),
        pytest.param("went to Oak Lodge", "went to [name]", id="the name of a school"),
        pytest.param(
            "- Tunde was late\n- Ola was not",
            "- [name] was late\n- [name] was not",
            id="in a list of lines",
        ),
        # titles
        pytest.param("Mrs Okafor was kind", "[name] was kind", id="Mrs"),
        pytest.param("Dr. Shah was kind", "[name] was kind", id="Dr with a full stop"),
        pytest.param("we saw dr shah", "we saw [name]", id="a title in small letters"),
        pytest.param("we saw mrs okafor", "we saw [name]", id="mrs in small letters"),
        pytest.param("MR PATEL NEVER RANG", "[name] NEVER RANG", id="shouting a title"),
        pytest.param("Mr and Mrs Bello came", "Mr and [name] came", id="Mr and Mrs"),
        pytest.param("Miss Head told us", "[name] told us", id="a surname that is a word"),
        pytest.param("Ms K rang", "[name] rang", id="a title and an initial"),
        pytest.param("the dr said so", "the dr said so", id="a doctor without a name"),
        pytest.param("I saw a doctor. But why?", "I saw a doctor. But why?", id="a new sentence"),
        pytest.param("Professor Ann Lee", "[name]", id="a title and two names"),
        pytest.param("Cllr D. Patel", "[name]", id="a title, an initial, a name"),
        # initials
        pytest.param("my child K. was left", "my child [name]. was left", id="an initial"),
        pytest.param("J. Smith rang", "[name] rang", id="an initial with a surname"),
        pytest.param("J.S. rang", "[name] rang", id="two initials"),
        pytest.param("section F and I of plan B", "section F and I of plan B", id="sections"),
        pytest.param("sections B, F and G", "sections B, F and G", id="several sections"),
        pytest.param("in A&E at 3", "in A&E at 3", id="A&E"),
        pytest.param("Good :D", "Good :D", id="a smiling face"),
        # not names
        pytest.param("I’m sure I’d wait. It’s OK.", "I’m sure I’d wait. It’s OK.", id="I’m, it’s"),
        pytest.param("Don’t ring. Can’t help.", "Don’t ring. Can’t help.", id="don’t, can’t"),
        pytest.param("In June on a Monday", "In June on a Monday", id="months and days"),
        pytest.param("the EHCP and the SENCO", "the EHCP and the SENCO", id="acronyms"),
        pytest.param("the EHCPs, TAs and EPs", "the EHCPs, TAs and EPs", id="plural acronyms"),
        pytest.param("NHS and CAMHS, in English", "NHS and CAMHS, in English", id="NHS, English"),
        pytest.param("Wandsworth or Richmond", "Wandsworth or Richmond", id="the area’s names"),
        pytest.param("ask Positive Parent Action", "ask Positive Parent Action", id="the forum"),
        pytest.param(
            "The Local Authority and the Head Teacher",
            "The Local Authority and the Head Teacher",
            id="offices with capitals",
        ),
        pytest.param(
            "Educational Psychologist and Speech and Language Therapist",
            "Educational Psychologist and Speech and Language Therapist",
            id="professions with capitals",
        ),
        pytest.param(
            "NOBODY LISTENED TO US AND WE WAITED SO LONG",
            "NOBODY LISTENED TO US AND WE WAITED SO LONG",
            id="shouting",
        ),
        pytest.param("Communication was poor.", "Communication was poor.", id="a first noun"),
        pytest.param("Great!Very kind staff", "Great!Very kind staff", id="no blank after a stop"),
        pytest.param("Well. Very good", "Well. Very good", id="every sentence has a start"),
        pytest.param("1. Listen more\n2. Reply", "1. Listen more\n2. Reply", id="a numbered list"),
        pytest.param("", "", id="nothing"),
        pytest.param("👍🏽 great <b>help</b>", "👍🏽 great <b>help</b>", id="signs and HTML"),
        pytest.param("المدرسة جيدة", "المدرسة جيدة", id="Arabic is left"),
        # addresses, numbers, dates
        pytest.param("mail a.khan+x@mail.example.org!", "mail [e-mail]!", id="an e-mail address"),
        pytest.param("a khan at gmail dot com", "a [e-mail]", id="a spelled-out address"),
        pytest.param("ring 07700 900123 now", "ring [phone] now", id="a mobile"),
        pytest.param("ring 020 7946 0123", "ring [phone]", id="London"),
        pytest.param("ring (020) 7946-0123", "ring [phone]", id="brackets and hyphen"),
        pytest.param("ring +44 (0)20 7946 0123", "ring [phone]", id="+44"),
        pytest.param("ring 00447700900123", "ring [phone]", id="0044"),
        pytest.param("ring 0800 1111", "ring [phone]", id="a short number"),
        pytest.param("at SW18 2PU", "at [postcode]", id="a postcode"),
        pytest.param("at sw182pu", "at [postcode]", id="a postcode in small letters"),
        pytest.param("in KS2 3rd week", "in KS2 3rd week", id="a key stage is no postcode"),
        pytest.param("UPN A123456789012", "UPN [number]", id="a pupil’s number"),
        pytest.param("NHS no 943 476 5919", "NHS no [number]", id="an NHS number"),
        pytest.param("NHS no 9434765919", "NHS no [number]", id="an NHS number unspaced"),
        pytest.param("ref WAN/2026/0123", "ref [number]", id="a case reference"),
        pytest.param("ref T-2B45C6", "ref [number]", id="a mixed reference"),
        pytest.param("born 01/05/2016", "born [date]", id="a date of birth"),
        pytest.param("born 1.5.16", "born [date]", id="a short date"),
        pytest.param("born on 1st May 2016", "born on [date]", id="a date in words"),
        pytest.param("on May 1st, 2016 we", "on [date] we", id="the month first"),
        pytest.param("born 2016-05-01", "born [date]", id="an ISO date"),
        pytest.param("born in March 2016", "born in [date]", id="a month of birth"),
        pytest.param("we had 3 may have had 4", "we had 3 may have had 4", id="3 may is no date"),
        pytest.param("20 weeks, 6 months, £120,000", "20 weeks, 6 months, £120,000", id="amounts"),
        pytest.param("in 2023 and 2024", "in 2023 and 2024", id="years"),
        pytest.param("already [name] here", "already [name] here", id="a mask stays a mask"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert masked(text, FAMILIES, ALLOWED) == expected


def test_masking_twice_masks_no_more() -> None:
    once = masked("Mrs Okafor told Aisha on 1 May 2016 to ring 07700 900123.", FAMILIES)

    assert once == "[name] told [name] on [date] to ring [phone]."
    assert masked(once, FAMILIES) == once


def test_real_comments_stay_readable(real_data: Path) -> None:
    """Of every 1,000 words that patients wrote, masks take no more than four."""
    with (real_data / "patient_feedback.csv").open(encoding="utf-8", newline="") as file:
        comments = [row["comment"] for row in csv.DictReader(file)]
    words = sum(len(comment.split()) for comment in comments)
    masks = sum(len(re.findall(r"\[name\]", masked(comment, ()))) for comment in comments)

    assert 0 < masks < words / 250


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_a_known_name_never_stands_whatever_is_around_it(before: str, after: str) -> None:
    assert " Aisha " not in masked(f"{before} Aisha {after}", FAMILIES)
