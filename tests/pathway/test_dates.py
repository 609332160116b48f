"""The date calculator: the law's dates for any day, computed where the timeline's are."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from bs4 import BeautifulSoup

from portal.domain.assessment import timeline
from portal.domain.facts import CaseFacts
from portal.domain.plain_words import day_in_words
from portal.domain.time_limits import CORONAVIRUS_2020, MilestoneKey
from tests.factories import Make
from tests.pages import PageClient

Listen = Callable[[], AbstractContextManager[list[str]]]
DATES = "/wandsworth/pathway/dates"
TODAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def area(make: Make) -> None:
    make.area("wandsworth")


def asked(day: object, month: object, year: object) -> str:
    return f"{DATES}?asked-day={day}&asked-month={month}&asked-year={year}"


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


def test_before_a_day_is_given_there_is_only_the_form(client: PageClient) -> None:
    page = client.page(DATES)
    assert not page.select(".govuk-error-summary, #your-dates")


@pytest.mark.parametrize(
    ("day", "six", "sixteen", "twenty"),
    [
        pytest.param(
            date(2020, 1, 6),
            "17 February 2020",
            "27 April 2020",
            "25 May 2020",
            id="a bank holiday",
        ),
        pytest.param(
            date(2024, 2, 29), "11 April 2024", "20 June 2024", "18 July 2024", id="a leap day"
        ),
        pytest.param(
            date(2025, 7, 14), "25 August 2025", "3 November 2025", "1 December 2025", id="summer"
        ),
        pytest.param(TODAY, "27 April 2026", "6 July 2026", "3 August 2026", id="today"),
    ],
)
def test_the_dates_of_a_day(
    client: PageClient, day: date, six: str, sixteen: str, twenty: str
) -> None:
    words = text_of(client.page(asked(day.day, day.month, day.year)))
    assert f"If the council got your request on {day_in_words(day)}" in words
    for due in (six, sixteen, twenty):
        assert f"By {due}" in words
    found = timeline(CaseFacts(received=day), as_of=TODAY)
    for key in (MilestoneKey.DECIDE_TO_ASSESS, MilestoneKey.TELL_NO_PLAN, MilestoneKey.FINAL_PLAN):
        due_day = found.milestone(key).due
        assert due_day
        assert f"By {day_in_words(due_day)}" in words
        assert found.milestone(key).rule in words


def test_the_week_is_said_while_the_time_runs(client: PageClient) -> None:
    assert "Today is in week 9." in text_of(client.page(asked(12, 1, 2026)))
    assert "Today is in week" not in text_of(client.page(asked(12, 1, 2025)))


def test_a_day_that_has_passed_is_marked_with_what_to_do(client: PageClient) -> None:
    running = text_of(client.page(asked(12, 1, 2026)))
    assert running.count("This day has passed") == 1
    assert "Has a day passed, and you have heard nothing?" in running
    assert "This day has passed" not in text_of(client.page(asked(16, 3, 2026)))


@pytest.mark.parametrize(
    ("day", "is_touched"),
    [
        pytest.param(date(2020, 6, 1), True, id="1 June 2020"),
        pytest.param(date(2019, 6, 3), False, id="a year before"),
        pytest.param(date(2020, 9, 28), False, id="after it"),
    ],
)
def test_a_request_of_the_time_of_coronavirus_has_its_note(
    client: PageClient, day: date, is_touched: bool
) -> None:
    words = text_of(client.page(asked(day.day, day.month, day.year)))
    assert (CORONAVIRUS_2020.words in words) == is_touched
    assert ("SI 2020/471" in words) == is_touched


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param(("", "", ""), "Enter the day you asked, like 27 3 2026", id="nothing"),
        pytest.param((31, 2, 2026), "Enter a real day, like 27 3 2026", id="no such day"),
        pytest.param(("x", 2, 2026), "Enter a real day, like 27 3 2026", id="letters"),
        pytest.param((1, "", 2026), "Enter a real day, like 27 3 2026", id="no month"),
        pytest.param((1, 1, 20261), "Enter a real day, like 27 3 2026", id="a long year"),
        pytest.param((17, 3, 2026), "must be today or earlier", id="tomorrow"),
        pytest.param((31, 8, 2014), "These rules began on 1 September 2014", id="before the law"),
    ],
)
def test_a_day_that_cannot_be_counted_from(
    client: PageClient, given: tuple[object, object, object], sentence: str
) -> None:
    page = client.page(asked(*given), 422)
    assert sentence in page.select_one(".govuk-error-summary").text
    assert sentence in page.select_one("#asked-error").text
    assert not page.select("#your-dates")
    assert page.title.text.startswith("Error: ")
    assert page.select_one("#asked-day")["value"] == str(given[0])


def test_in_another_language_it_stays_in_it(client: PageClient) -> None:
    page = client.page(f"{asked(12, 1, 2026)}&language=pl")
    assert "23 lutego 2026" in text_of(page)
    assert page.select_one("input[name=language]")["value"] == "pl"
    wrong = client.page(f"{asked(31, 2, 2026)}&language=pl", 422)
    assert "real day" not in text_of(wrong)


def test_it_takes_no_more_than_the_area_and_its_contacts(
    client: PageClient, query_count: Listen
) -> None:
    with query_count() as queries:
        client.page(asked(12, 1, 2026))
    assert len(queries) == 2


def test_the_way_there_is_on_the_areas_home_and_on_the_pathway(client: PageClient) -> None:
    for address in ("/wandsworth/", "/wandsworth/pathway"):
        assert client.page(address).select(f"main a[href='{DATES}']")
