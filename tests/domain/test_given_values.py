"""Values as people give them, and how refused ones are named in a sentence."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.facts import Ground, Limit
from portal.domain.given_values import at, read_choice, read_day, shown
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.refusal import Refused


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("x", "“x”", id="text"),
        pytest.param(7, "“7”", id="number"),
        pytest.param(
            "two\nlines\tand \x1b[31m", "“two?lines?and ?[31m”", id="no control characters"
        ),
        pytest.param("\ud800", "“?”", id="no half character"),
        pytest.param("a" * 60, f"“{'a' * 60}”", id="60 characters whole"),
        pytest.param("a" * 61, f"“{'a' * 60}…”", id="61 cut short"),
    ],
)
def test_a_given_value_is_shown_short_and_on_one_line(value, text):
    assert shown(value) == text


@pytest.mark.parametrize(
    ("value", "day"),
    [
        pytest.param("2025-03-31", date(2025, 3, 31), id="plain"),
        pytest.param(" 2025-03-31 ", date(2025, 3, 31), id="spaces around"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="leap day"),
    ],
)
def test_a_day_is_read(value, day):
    assert read_day(value, "on") == day


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        pytest.param("", "nothing given", id="empty"),
        pytest.param(None, "nothing given", id="none"),
        pytest.param(True, "“True” given", id="true"),
        pytest.param("31/03/2025", "“31/03/2025” given", id="British"),
        pytest.param("2025-3-31", "“2025-3-31” given", id="one digit"),
        pytest.param("2025-03-31T00:00", "“2025-03-31T00:00” given", id="with a time"),
        pytest.param("٢٠٢٥-٠٣-٣١", "given", id="digits of another script"),
        pytest.param("2025-02-29", "not a day in the calendar", id="no leap year"),
        pytest.param("0000-01-01", "not a day in the calendar", id="year nought"),
    ],
)
def test_what_is_no_day_is_refused_naming_its_place(value, sentence):
    with pytest.raises(Refused) as refused:
        read_day(value, "row 3, on")
    assert refused.value.sentence.startswith("row 3, on: ")
    assert sentence in refused.value.sentence


def test_a_choice_is_read_or_refused_with_all_the_words_there_are():
    assert read_choice(" final ", Limit, "limit") is Limit.FINAL
    with pytest.raises(Refused, match="limit: use one of decide, advice, no_plan, final; “Final”"):
        read_choice("Final", Limit, "limit")
    with pytest.raises(Refused, match=r"ground: use one of .*; nothing given"):
        read_choice(None, Ground, "ground")


def test_places_are_put_in_front_from_the_outside_in():
    with pytest.raises(Refused, match=r"^row 2: on: too late$"), at("row 2"), at("on"):
        raise Refused("too late")


def test_days_are_written_in_english_words():
    assert day_in_words(date(2025, 3, 3)) == "3 March 2025"
    assert day_in_words(date(2024, 12, 31)) == "31 December 2024"
    assert [days_in_words(days) for days in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


@settings(deadline=None)
@given(st.dates())
def test_every_day_can_be_written_and_read_again(day):
    assert read_day(day.isoformat(), "on") == day
    assert str(day.year) in day_in_words(day)
