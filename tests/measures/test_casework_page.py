"""The public page of casework: releases and nothing else, in words that families can read."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Request
from portal.domain.roles import Role
from portal.measures import casework_queries
from portal.measures.casework_services import publish_correction, publish_finished_quarter
from tests.factories import Make
from tests.house.test_reading_age import check, sentences_of
from tests.measures.casework_cohort import (
    COHORT,
    LATE,
    ON_TIME,
    PUBLISHED,
    WINTER,
    assess,
    day,
    heard,
)
from tests.pages import PageClient

PAGE = "/wandsworth/measures/casework"
QUARTERS = [date(2026, 1, 15), PUBLISHED.date()]


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area)


@pytest.fixture
def cases(make: Make, area: Area, officer: Person) -> list[Request]:
    return assess(make, area, officer, COHORT)


def publish(session: Session, *days: date) -> None:
    for today in days or QUARTERS:
        publish_finished_quarter(session, today=today, now=PUBLISHED)
    session.commit()


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


def tables(page: BeautifulSoup, key: str) -> list[list[list[str]]]:
    return [
        [
            [" ".join(cell.text.split()) for cell in row.select("th, td")]
            for row in table.select("tbody tr")
        ]
        for table in page.select(f"section:has(#{key}) table")
    ]


def test_before_anything_is_published(client: PageClient, area: Area) -> None:
    assert "Nothing has been published yet." in text_of(client.page(PAGE))


def test_cases_alone_show_nothing(client: PageClient, cases: list[Request]) -> None:
    assert "Nothing has been published yet." in text_of(client.page(PAGE))


def test_everybody_finds_it_from_the_measures(client: PageClient, area: Area) -> None:
    assert client.page("/wandsworth/measures").select_one(f"main a[href='{PAGE}']")


def test_advice_by_body_and_quarter(
    client: PageClient, session: Session, cases: list[Request]
) -> None:
    publish(session)
    page = client.page(PAGE)
    by_body, by_quarter = tables(page, "advice")
    assert by_body == [
        ["Educational psychologists", "40", "30", "10", "75%"],
        ["Health", "40", "30", "10", "75%"],
        ["Social care", "40", "30", "10", "75%"],
        ["Schools, nurseries and colleges", "40", "40", "0", "100%"],
        ["Others", "–", "–", "–", "too few to show safely"],
        ["All together", "160", "130", "30", "81%"],
    ]
    assert by_quarter == [
        ["January to March 2026", "160", "130", "30", "81%"],
        ["October to December 2025", "fewer than 10", "–", "–", "too few to show safely"],
    ]
    assert "January to March 2026: 81% of about 160 were in time." in text_of(page)


def test_bodies_that_are_all_hidden_are_one_sentence(
    client: PageClient, make: Make, session: Session, area: Area, officer: Person
) -> None:
    assess(make, area, officer, [ON_TIME] * 6 + [LATE] * 3)
    publish(session, PUBLISHED.date())
    page = client.page(PAGE)
    assert tables(page, "advice") == [[["January to March 2026", "35", "25", "10", "75%"]]]
    assert "Too few were asked to show safely who was in time." in text_of(page)


def test_promises_and_questions(
    client: PageClient, make: Make, session: Session, officer: Person, cases: list[Request]
) -> None:
    for case in cases:
        heard(make, case, day(10))
    for answered in [date(2026, 1, 12)] * 11 + [None]:
        make.family_question(
            cases[0],
            officer,
            answer=answered and "Soon.",
            answered_on=answered,
            answered_at=answered and PUBLISHED,
            answered_by_id=answered and officer.id,
        )
    publish(session, PUBLISHED.date())
    page = client.page(PAGE)
    assert tables(page, "promises") == [[["January to March 2026", "240", "40", "200", "17%"]]]
    assert tables(page, "questions") == [
        [["January to March 2026", "10", "–", "–", "too few to show safely"]]
    ]
    words = text_of(page)
    assert "January to March 2026: 17% of about 240 were kept." in words
    assert "There were about 10. The counts are too small to show safely." in words
    assert "at least every 14 days" in words


def test_a_correction_says_why(
    client: PageClient, session: Session, area: Area, cases: list[Request]
) -> None:
    publish(session, PUBLISHED.date())
    publish_correction(session, area, WINTER, "A day was wrong.", now=PUBLISHED, by=None)
    session.commit()
    page = client.page(PAGE)
    words = text_of(page)
    assert "Corrected. A day was wrong." in words
    for release in casework_queries.releases_in(session, area.id):
        assert f"release {release.number}, 15 April 2026." in words
        assert release.digest in words
    assert len(tables(page, "advice")[1]) == 1


def test_another_areas_figures_are_not_there(
    client: PageClient, make: Make, session: Session, cases: list[Request]
) -> None:
    make.area("merton")
    publish(session, PUBLISHED.date())
    assert "81%" not in text_of(client.page("/merton/measures/casework"))


@pytest.mark.parametrize("published", [True, False], ids=["with figures", "with none"])
def test_it_can_be_read_at_the_age_of_eleven(
    client: PageClient, session: Session, cases: list[Request], published: bool
) -> None:
    if published:
        publish(session)
    check(sentences_of(client.page(PAGE)))


def test_it_takes_as_few_queries_however_many_quarters(
    client: PageClient,
    session: Session,
    cases: list[Request],
    query_count: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    counts = []
    for days in ([date(2025, 4, 15)], [date(2025, 7, 15), date(2025, 10, 15), *QUARTERS]):
        publish(session, *days)
        client.page(PAGE)
        with query_count() as asked:
            client.page(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4
