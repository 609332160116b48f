"""Single values of a feed, and words and postcodes as people type them."""

import pytest

from portal.directory.folding import folded, looked_for
from portal.directory.given import Given
from portal.directory.opening_hours import clock, standard_hours, weekday_hours
from portal.directory.plain_text import plain_text
from portal.directory.postcodes import Postcode
from portal.domain.refusal import Refused


@pytest.mark.parametrize(
    ("typed", "outward", "inward"),
    [
        pytest.param("SW18 2PU", "SW18", "2PU", id="whole"),
        pytest.param("sw182pu", "SW18", "2PU", id="whole in small letters without a blank"),
        pytest.param("  sw18   2pu ", "SW18", "2PU", id="blanks anywhere"),
        pytest.param("SW18", "SW18", "", id="first half"),
        pytest.param("w1a", "W1A", "", id="first half ending in a letter"),
        pytest.param("N1", "N1", "", id="shortest first half"),
        pytest.param("N1 9GU", "N1", "9GU", id="shortest whole"),
        pytest.param("EC1A1BB", "EC1A", "1BB", id="longest whole"),
    ],
)
def test_a_postcode_is_read(typed: str, outward: str, inward: str) -> None:
    assert Postcode.read(typed) == Postcode(outward, inward)


@pytest.mark.parametrize(
    "typed",
    ["", "London", "18", "SW", "SW18 2P", "SW18 2PUX", "SW18 PU2", "SW18; DROP", "SW\uff118"],
)
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="Enter a postcode, like SW18 2PU, or its first half"):
        Postcode.read(typed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("swim", "Swimming for all", id="the beginning of a word"),
        pytest.param("CLUBS", "A chess club", id="several of one thing"),
        pytest.param("activity", "Free activities", id="one of several: ies"),
        pytest.param("activities", "A free activity", id="several of one: y"),
        pytest.param("class", "Cookery classes", id="one of several: sses"),
        pytest.param("classes", "A cookery class", id="several of one: ss"),
        pytest.param("childrens", "Children’s centre", id="an apostrophe"),
        pytest.param("cafe", "Café", id="an accent"),
        pytest.param("straße", "STRASSE", id="letters that one engine folds and the other not"),
        pytest.param("autism", "(autism)", id="signs around a word"),
        pytest.param("żłobek", "Żłobek Tęcza", id="another alphabet’s letters"),
    ],
)
def test_a_word_is_found(typed: str, text: str) -> None:
    (word,) = looked_for(typed)
    assert f" {word}" in folded(text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param("art", "Start here", id="the middle of a word"),
        pytest.param("swimming", "Swim", id="a longer word"),
        pytest.param("bus", "A bu", id="three letters keep their s"),
    ],
)
def test_a_word_is_not_found(typed: str, text: str) -> None:
    (word,) = looked_for(typed)
    assert f" {word}" not in folded(text)


def test_signs_that_a_search_could_misread_are_no_part_of_words() -> None:
    assert looked_for("50% off_er'; --") == ("50", "off", "er")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Just words", "Just words", id="plain already"),
        pytest.param("<p>One</p><p>Two</p>", "One\n\nTwo", id="paragraphs"),
        pytest.param("One<br>Two<br/>Three", "One\nTwo\nThree", id="line breaks"),
        pytest.param("<ul><li>a</li><li>b</li></ul>", "• a\n• b", id="a list"),
        pytest.param("Fish &amp; chips&nbsp;&pound;3", "Fish & chips £3", id="entities"),
        pytest.param("&lt;p&gt;Twice&lt;/p&gt;", "Twice", id="escaped twice"),
        pytest.param("<script>alert(1)</script>Words", "Words", id="a script"),
        pytest.param("<style>p{}</style>Words<!-- no -->", "Words", id="style and comment"),
        pytest.param('<a href="javascript:x()">Go</a>', "Go", id="a link"),
        pytest.param("Ages < 5 and > 3", "Ages < 5 and > 3", id="signs that are no tag"),
        pytest.param("a\r\n b\t c\x00\u200b", "a\nb c", id="blanks and unseen signs"),
        pytest.param("a\n\n\n\nb", "a\n\nb", id="many empty lines"),
        pytest.param("<p>never closed", "never closed", id="never closed"),
    ],
)
def test_markup_becomes_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("10:00:00", "10am"),
        ("09:30", "9:30am"),
        ("18:00Z", "6pm"),
        ("00:00", "midnight"),
        ("12:00", "midday"),
        ("12:15", "12:15pm"),
        ("00:15", "12:15am"),
        ("23:59:59+01:00", "11:59pm"),
        ("25:00", ""),
        ("noon", ""),
        ("", ""),
    ],
)
def test_times_are_spoken(text: str, spoken: str) -> None:
    assert clock(text) == spoken


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        pytest.param(
            {"byday": "TH,FR", "opens_at": "10:00", "closes_at": "18:00", "freq": "WEEKLY"},
            "Thursday and Friday, 10am to 6pm",
            id="two days a week",
        ),
        pytest.param(
            {"byday": "MO,TU,WE", "freq": "WEEKLY", "interval": 2},
            "Monday, Tuesday and Wednesday, every 2 weeks",
            id="every second week",
        ),
        pytest.param(
            {"byday": "2MO,-1FR", "freq": "MONTHLY"},
            "second Monday and last Friday of the month",
            id="certain days of a month",
        ),
        pytest.param(
            {"byday": "MO", "description": "Mondays, but for August"},
            "Mondays, but for August",
            id="its own words come first",
        ),
        pytest.param({"opens_at": "10:00"}, "from 10am", id="no end"),
        pytest.param({"byday": "XX", "freq": "DAILY"}, "", id="what is not understood"),
        pytest.param({}, "", id="nothing"),
    ],
)
def test_the_standards_schedules_are_spoken(schedule: dict[str, object], words: str) -> None:
    assert standard_hours(Given(schedule, "Service 1")) == words


def test_the_older_shapes_schedules_are_spoken() -> None:
    schedule = {"weekday": "Monday", "opens_at": "10:00", "closes_at": "17:00"}
    assert weekday_hours(Given(schedule, "Service 1")) == "Monday, 10am to 5pm"
