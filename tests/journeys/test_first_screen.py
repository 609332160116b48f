"""The first screen of a cheap phone answers a family's seven questions, in every state.

Nothing is opened, nothing is scrolled, no JavaScript runs.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.journeys.state_pages import Pages, pages, phone
from tests.journeys.states import LONGEST, STATES, WITH_ANSWERS, State
from tests.journeys.test_every_page import WCAG_22_AA

pytestmark = pytest.mark.journey

HEIGHT = 640
EVERY_STATE = [pytest.param(each, id=each.key) for each in (*WITH_ANSWERS, LONGEST)]

# After these nothing more is to come, so that no row says what comes next.
NOTHING_NEXT = ("refused", "no-plan", "withdrawn", "moved")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages(tmp_path_factory.mktemp("states")) as shown:
        yield shown


@pytest.fixture(scope="module")
def cheap_phone(browser: Browser) -> Iterator[Page]:
    with phone(browser, HEIGHT) as page:
        yield page


def rows_of(box: Locator) -> dict[str, Locator]:
    """The rows of the box by what they are called."""
    rows = box.locator(".portal-timeline-facts > div").all()
    return {row.locator("dt").inner_text(): row.locator("dd") for row in rows}


def is_on_the_screen(part: Locator) -> bool:
    """Whether all of it can be seen without scrolling, down and sideways."""
    box = part.bounding_box()
    assert box
    down, right = box["y"] + box["height"], box["x"] + box["width"]
    return box["y"] >= 0 and down <= HEIGHT and box["x"] >= 0 and right <= 360


@pytest.mark.parametrize("state", EVERY_STATE)
def test_seven_answers_are_on_the_first_screen(
    shown: Pages, cheap_phone: Page, state: State
) -> None:
    shown.open(cheap_phone, state.key)
    box = cheap_phone.locator(".portal-timeline-now")
    assert is_on_the_screen(box), f"It ends at {box.bounding_box()}."
    rows = rows_of(box)
    wanted = {"Now", "For you", "Ask", "Updated"}
    if state.key not in NOTHING_NEXT:
        wanted.add("Next")
    assert wanted <= rows.keys()
    assert all(is_on_the_screen(row) and row.inner_text().strip() for row in rows.values())
    stage, *tags = box.locator(".portal-timeline-stage").inner_text().split("\n")
    assert stage
    assert tags, "Nothing says whether it is on time."
    asked = rows["Ask"]
    assert "Femi Adeyemi" in asked.inner_text()
    assert asked.locator("a[href='tel:02079460101']").is_visible()
    assert asked.locator("a[href='mailto:snas@wandsworth.example.org']").is_visible()


DATED = [
    pytest.param("deciding", "Next", "The law says by 20 December 2026.", id="deciding"),
    pytest.param("deciding-late", "Next", "That date has passed.", id="late"),
    pytest.param(
        "deciding-late-with-reason", "Next", "We expect to decide by 27 November 2026.", id="why"
    ),
    pytest.param("promise-broken", "News", "That was 10 days ago. We are sorry.", id="silent"),
    pytest.param("gathering-your-views", "For you", "Send the council your views.", id="views"),
    pytest.param("draft", "For you", "Say what you think by 28 November 2026.", id="draft"),
    pytest.param("draft", "Final plan", "The law says by 24 December 2026.", id="final"),
    pytest.param(
        "finishing-late", "Next", "We expect to send the final plan by 27 November 2026.", id="both"
    ),
    pytest.param("final-plan", "For you", "you can appeal until", id="rights"),
    pytest.param("refused", "For you", "you can appeal until", id="refused"),
]


@pytest.mark.parametrize(("key", "row", "words"), DATED)
def test_it_says_what_and_by_when(
    shown: Pages, cheap_phone: Page, key: str, row: str, words: str
) -> None:
    shown.open(cheap_phone, key)
    assert words in rows_of(cheap_phone.locator(".portal-timeline-now"))[row].inner_text()


@pytest.fixture(scope="module")
def phone_that_runs_axe(browser: Browser) -> Iterator[Page]:
    with phone(browser, HEIGHT, javascript=True) as page:
        yield page


@pytest.mark.parametrize("state", [pytest.param(each, id=each.key) for each in STATES])
def test_every_state_is_accessible(shown: Pages, phone_that_runs_axe: Page, state: State) -> None:
    page = phone_that_runs_axe
    shown.open(page, state.key)
    found = Axe().run(page, options=WCAG_22_AA)
    assert found.violations_count == 0, found.generate_report()
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) <= 0


def test_a_young_person_is_spoken_to_on_their_own_page(shown: Pages, cheap_phone: Page) -> None:
    shown.open(cheap_phone, "young-person")
    assert cheap_phone.get_by_role("heading", level=1).inner_text() == "Your assessment"
    assert "your child" not in cheap_phone.locator("main").inner_text().lower()
