"""Several surveys in one area: each with its audience named, and none mixed with another."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.measures.checks import checked_releases
from portal.measures.digest import digest_of
from portal.measures.models import Release
from portal.surveys.models import Audience
from tests.factories import Make
from tests.measures.held_waves import EARLIER, MUCH_BETTER, HeldSurvey, a_survey
from tests.pages import PageClient

MEASURES = "/wandsworth/measures"
WINTER, SPRING = date(2025, 11, 3), date(2026, 1, 5)
EVERYTHING = {"satisfaction": EARLIER, "informed": (5, 6, 9, 14, 7), "knew": (25, 15)}
BETTER = {"satisfaction": MUCH_BETTER, "informed": (5, 6, 9, 14, 7), "knew": (8, 52)}

Surveys = Callable[..., HeldSurvey]


@pytest.fixture
def survey_of(session: Session, make: Make, area: Area) -> Surveys:
    """Makes one more survey of the area, for this audience."""

    def made(audience: Audience, **given: Any) -> HeldSurvey:
        return a_survey(session, make, area, audience=audience, **given)

    return made


def text_of(element: BeautifulSoup | Tag) -> str:
    return " ".join(element.text.split())


def survey_on(page: BeautifulSoup, held: HeldSurvey) -> Tag:
    section = page.select_one(f"section[aria-labelledby=survey-{held.survey.key}]")
    assert section
    return section


def test_each_names_its_audience_and_is_linked_from_the_top(
    client: PageClient, held: HeldSurvey, survey_of: Surveys
) -> None:
    young = survey_of(Audience.YOUNG_PERSON, key="a-young-wandsworth", title="Your say")
    workers = survey_of(Audience.PROFESSIONAL, key="b-work-wandsworth", title="Working together")
    for survey in (held, young, workers):
        survey.hold(SPRING, EVERYTHING, invited=82)
        survey.publish()
    page = client.page(MEASURES)
    links = page.select("main nav li")
    assert [text_of(link) for link in links] == [
        "Your assessment (parents and carers)",
        "Your say (young people)",
        "Working together (professionals)",
    ]
    for link in page.select("main nav a"):
        assert page.find(id=str(link["href"])[1:])
    assert [text_of(heading) for heading in page.select("section > h2")] == [
        "Parents and carers Your assessment",
        "Young people Your say",
        "Professionals Working together",
    ]
    for survey, people in ((held, "families"), (young, "young people"), (workers, "professionals")):
        said = text_of(survey_on(page, survey))
        assert f"About 40 {people} answered. About 80 were invited" in said
        assert f"{people.capitalize()} chose whether to answer." in said
        assert people == "families" or "families" not in said.lower()


def test_one_survey_needs_no_list_of_surveys(client: PageClient, held: HeldSurvey) -> None:
    held.hold(SPRING, EVERYTHING)
    held.publish()
    page = client.page(MEASURES)
    assert not page.select("main nav")
    assert "Parents and carers" in text_of(survey_on(page, held))


def test_figures_of_one_audience_never_reach_another(
    client: PageClient, held: HeldSurvey, survey_of: Surveys
) -> None:
    """The same key, wave and questions elsewhere: the parents\u2019 section stays to the letter."""
    for day, counts in ((WINTER, EVERYTHING), (SPRING, BETTER)):
        held.hold(day, counts)
    held.publish()
    alone = survey_on(client.page(MEASURES), held)
    young = survey_of(Audience.YOUNG_PERSON)
    for day in (WINTER - timedelta(days=70), WINTER, SPRING):
        young.hold(day, {"satisfaction": (30, 9, 8, 7, 6), "knew": (50, 10)})
    young.publish()
    assert survey_on(client.page(MEASURES), held) == alone


def test_an_open_wave_leaves_what_stood_before(
    client: PageClient, held: HeldSurvey, survey_of: Surveys
) -> None:
    young = survey_of(Audience.YOUNG_PERSON)
    held.hold(WINTER, EVERYTHING)
    held.publish()
    before = client.page(MEASURES).main
    held.hold(SPRING, BETTER, closed=False)
    young.hold(SPRING, BETTER, closed=False)
    assert held.publish() == 0
    assert client.page(MEASURES).main == before


def test_as_few_queries_however_many_surveys(
    client: PageClient,
    survey_of: Surveys,
    query_count: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    asked = []
    for audience in (Audience.PARENT, Audience.YOUNG_PERSON, Audience.PROFESSIONAL):
        survey = survey_of(audience)
        survey.hold(SPRING, EVERYTHING)
        survey.publish()
        with query_count() as statements:
            client.page(MEASURES)
        asked.append(len(statements))
    assert asked == [2, 2, 2]


class TestNewKinds:
    def test_agreement(self, client: PageClient, held: HeldSurvey) -> None:
        held.ask("agreement", key="blamed", wording="I was blamed.", high_is_good=False)
        held.hold(WINTER, EVERYTHING | {"blamed": (5, 5, 6, 15, 20)})
        held.hold(SPRING, EVERYTHING | {"blamed": (20, 15, 6, 5, 5)})
        held.publish()
        page = client.page(MEASURES)
        section = page.select_one("section[id$=-blamed]")
        assert section
        said = text_of(section)
        good = "“strongly disagree” or “disagree”"
        assert f"20% chose {good} in November 2025. 69% did in January 2026." in said
        assert "Improved" in said
        assert "The later answers are better." in said
        assert (
            "strongly disagree: 20, disagree: 15, neither: 5, agree: 5, strongly agree: 5" in said
        )
        assert "Mean" not in said

    def test_no_is_good(self, client: PageClient, held: HeldSurvey) -> None:
        held.ask("yes_no", key="lost", wording="Did you feel lost?", high_is_good=False)
        held.hold(WINTER, EVERYTHING | {"lost": (8, 52)})
        held.hold(SPRING, EVERYTHING | {"lost": (45, 15)})
        held.publish()
        section = client.page(MEASURES).select_one("section[id$=-lost]")
        assert section
        said = text_of(section)
        assert "Improved" in said
        assert "more gave the better answer." in said
        assert "For this question a lower share is better." in said

    def test_choices(self, client: PageClient, held: HeldSurvey) -> None:
        held.ask("choice", wording="How did you hear from us?")
        held.hold(WINTER, EVERYTHING | {"reached": (21, 19, 0)})
        held.hold(SPRING, EVERYTHING | {"reached": (30, 9, 2)})
        held.publish()
        page = client.page(MEASURES)
        section = page.select_one("section[id$=-reached]")
        assert section
        hidden = "too few answers to show safely"
        tables = [
            [[text_of(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")]
            for table in section.select("table")
        ]
        assert tables == [
            [
                ["by phone", "30", "73%"],
                ["by post", hidden, "not shown"],
                ["not at all", hidden, "not shown"],
            ],
            [["by phone", "20", "53%"], ["by post", "20", "48%"], ["not at all", "0", "0%"]],
        ]
        assert not section.select(".govuk-tag")
        assert "Of 3 questions" in text_of(page)

    def test_a_survey_of_choices_alone(
        self, client: PageClient, session: Session, make: Make, area: Area
    ) -> None:
        only = HeldSurvey(session, make, make.survey(area), {})
        only.ask("choice")
        only.hold(SPRING, {"reached": (21, 19, 0)})
        only.publish()
        said = text_of(survey_on(client.page(MEASURES), only))
        assert "No verdict: these questions have no better answer" in said
        assert "At a glance" not in said

    def test_a_follow_up_says_to_whom_it_was_put(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        held.ask("yes_no", key="why", wording="Told why?", asked_if_key="knew", asked_if_values=[0])
        held.hold(SPRING, EVERYTHING | {"why": (12, 13)})
        held.publish()
        section = client.page(MEASURES).select_one("section[id$=-why]")
        assert section
        assert "Asked only of those who answered “no” to: Did you know what came next?" in text_of(
            section
        )
        assert "25" in text_of(section)


class TestWays:
    def test_they_stand_in_who_answered(self, client: PageClient, held: HeldSurvey) -> None:
        wave = held.hold(SPRING, EVERYTHING, channels=["email", "kiosk", "paper"])
        held.came(wave, email=30, paper=12)
        held.publish()
        details = survey_on(client.page(MEASURES), held).select_one("details")
        assert details
        rows = [[text_of(cell) for cell in row.select("th, td")] for row in details.select("tr")]
        assert rows[1:] == [
            ["A one-time link sent by e-mail", "30"],
            ["A screen in a waiting room", "0"],
            ["On paper or by phone, typed in afterwards", "10"],
        ]

    def test_the_board_sees_them_with_choices_and_audience(
        self, client: PageClient, held: HeldSurvey, session: Session, make: Make, area: Area
    ) -> None:
        held.ask("choice", wording="How did you hear from us?")
        wave = held.hold(SPRING, EVERYTHING | {"reached": (21, 19, 0)}, channels=["email"])
        held.came(wave, email=41)
        held.publish()
        release = session.scalars(select(Release)).one()
        client.sign_in(make.person(Role.BOARD_MEMBER, area))
        page = client.page(f"{MEASURES}/releases/{release.id}")
        assert page.main
        said = page.main.get_text(" ", strip=True)
        assert "Audience Parents and carers" in said
        assert "A one-time link sent by e-mail 40" in said
        assert "by phone 20 53%" in said


class TestOlderReleases:
    def test_they_still_read_and_verify(
        self, client: PageClient, app: Flask, held: HeldSurvey, session: Session
    ) -> None:
        """As releases were before audiences, ways and choices: without any of these."""
        wave = held.hold(SPRING, EVERYTHING)
        assert wave.definition
        older = {name: wave.definition[name] for name in ("invited_group", "channel")}
        kept = ("key", "kind", "wording", "concept", "labels", "high_is_good", "position")
        wave.definition = older | {
            "questions": [
                {name: question[name] for name in kept} for question in wave.definition["questions"]
            ]
        }
        session.commit()
        held.publish()
        release = session.scalars(select(Release)).one()
        assert {"ways", "choices"}.isdisjoint(release.figures)
        assert release.digest == digest_of(
            release.figures,
            wave_id=release.wave_id,
            number=1,
            reason="",
            published_at=release.published_at,
        )
        (checked,) = checked_releases(session)
        assert (checked.recounted, checked.problems) == (True, ())
        assert "Parents and carers" in text_of(survey_on(client.page(MEASURES), held))

    def test_new_ones_verify_with_ways_and_choices(
        self, held: HeldSurvey, session: Session
    ) -> None:
        held.ask("choice")
        for day in (WINTER, SPRING):
            wave = held.hold(day, EVERYTHING | {"reached": (21, 19, 0)}, channels=["email"])
            held.came(wave, email=41)
        held.publish()
        for checked in checked_releases(session):
            assert (checked.recounted, checked.problems) == (True, ())
