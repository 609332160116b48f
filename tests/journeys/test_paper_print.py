"""Paper forms as a browser prints them: how many sheets a family gets, and what is on them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.surveys import wave_services
from portal.surveys.models import Audience, Side, SurveyAgreement, Wave
from portal.surveys.services import as_row
from portal.surveys.starting import STARTING
from portal.surveys.wave_services import Plan
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, opened
from tests.pages import PageClient

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True, scope="session"),
]

STYLES = Path(__file__).parent.parent.parent / "static" / "build" / "portal.css"
LAST = date(2026, 4, 30)
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
POINTS_TO_PIXELS = 4 / 3


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


def sheets(client: PageClient, make: Make, wave: Wave, area: Area, **chosen: str) -> str:
    """The page with one form of the wave, with its styles in it."""
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    answer = client.send(f"/wandsworth/waves/{wave.id}/paper", {"copies": "1", **chosen})
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.text, "html5lib")
    for link in soup.select("link, script"):
        link.decompose()
    style = soup.new_tag("style")
    style.string = STYLES.read_text()
    soup.head.append(style)
    return str(soup)


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()


PRINTS = [
    pytest.param({}, 14, 2, id="14 points on two sheets"),
    pytest.param({"large": "y"}, 18, 4, id="large print"),
]


@pytest.mark.parametrize(("chosen", "points", "most"), PRINTS)
def test_eight_questions_fit(
    client: PageClient,
    make: Make,
    session: Session,
    area: Area,
    paper: Page,
    chosen: dict[str, str],
    points: int,
    most: int,
) -> None:
    wave = opened(session, area, Plan("Spring", TODAY, LAST, ["paper"]))
    assert len((wave.definition or {})["questions"]) == 8
    paper.set_content(sheets(client, make, wave, area, **chosen))
    sizes = paper.eval_on_selector_all(
        ".portal-paper-sheet :is(p, span, strong)",
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))",
    )
    assert min(sizes) >= points * POINTS_TO_PIXELS - 0.01
    printed = paper.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(printed)) <= most


def test_young_people_see_the_same_symbols(
    client: PageClient, make: Make, session: Session, area: Area, paper: Page
) -> None:
    wave = young_wave(make, session, area)
    paper.set_content(sheets(client, make, wave, area))
    for symbol, number in ((".portal-feedback-stars", 5), (".portal-feedback-sign", 2)):
        found = paper.locator(f".portal-paper-choice {symbol}")
        assert found.count() >= number
        assert found.first.bounding_box()["width"] > 10
        adjusted = "each => getComputedStyle(each).printColorAdjust"
        assert found.first.evaluate(adjusted) == "exact"
    assert paper.locator(".portal-paper-question > .portal-feedback-picture").count() == 4


def young_wave(make: Make, session: Session, area: Area) -> Wave:
    """The young people's starting survey on being informed, open on paper."""
    told = STARTING["informed-young-people"]
    survey = make.survey(
        area, key="told-wandsworth", title=told.title, audience=Audience.YOUNG_PERSON
    )
    for side in Side:
        agreed = SurveyAgreement(survey_id=survey.id, side=side, person_id=make.person().id)
        agreed.on = TODAY
        session.add(agreed)
    for position, asked in enumerate(told.questions, start=1):
        row = as_row(asked, position)
        row.survey_id = survey.id
        session.add(row)
    session.flush()
    plan = Plan("Spring", TODAY, LAST, ["paper"])
    wave = wave_services.plan_wave(session, survey, plan, by=None, today=TODAY, now=NOW)
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    return wave
