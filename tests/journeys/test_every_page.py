"""Every main page, as each role sees it, on a phone and at a desk: axe finds nothing wrong."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route

from tests.journeys.conftest import HEIGHTS, PHONE, Portal, Visitor

pytestmark = pytest.mark.journey

NOBODY = ""
PARENT = "Parent or carer: Alison Bennett"
YOUNG_PERSON = "Young person: Kezia Boateng"
CASEWORKER = "Caseworker: Femi Adeyemi"
MANAGER = "Manager: Ruth Kelleher"
FORUM = "Forum representative: Shazia Malik"
BOARD = "Board member: Peter Long"
ADMINISTRATOR = "Administrator: Dawn Ellis"
OPERATOR = "Operator: Olu Grant"

PAGES = (
    (NOBODY, "/"),
    (NOBODY, "/wandsworth/"),
    (NOBODY, "/merton/"),
    (NOBODY, "/wandsworth/status"),
    (NOBODY, "/wandsworth/status/link/any"),
    (NOBODY, "/wandsworth/pathway"),
    (NOBODY, "/wandsworth/pathway?reading=easy_read"),
    (NOBODY, "/wandsworth/pathway?reading=young_person"),
    (NOBODY, "/wandsworth/pathway?language=pl"),
    (NOBODY, "/wandsworth/pathway?language=pt"),
    (NOBODY, "/wandsworth/pathway?language=ur"),
    (NOBODY, "/wandsworth/pathway/dates"),
    (NOBODY, "/wandsworth/pathway/dates?asked-day=1&asked-month=9&asked-year=2026"),
    (NOBODY, "/wandsworth/pathway/dates?asked-day=1&asked-month=9&asked-year=2026&language=ur"),
    (NOBODY, "/wandsworth/services"),
    (NOBODY, "/wandsworth/services?words=swimming&age=9"),
    (NOBODY, "/wandsworth/services?words=nothinglikethis"),
    (NOBODY, "/wandsworth/measures/casework"),
    (NOBODY, "/sign-in"),
    (NOBODY, "/sign-in/check-your-email"),
    (NOBODY, "/sign-in/link/any"),
    (NOBODY, "/demonstration"),
    (NOBODY, "/privacy"),
    (NOBODY, "/cookies"),
    (NOBODY, "/accessibility"),
    (NOBODY, "/wandsworth/feedback"),
    (NOBODY, "/wandsworth/feedback/thank-you"),
    (NOBODY, "/wandsworth/measures"),
    (NOBODY, "/wandsworth/measures/casework"),
    (NOBODY, "/merton/measures"),
    (PARENT, "/wandsworth/children"),
    (PARENT, "/wandsworth/pathway"),
    (PARENT, "/wandsworth/notices"),
    (YOUNG_PERSON, "/wandsworth/children"),
    (CASEWORKER, "/wandsworth/cases"),
    (CASEWORKER, "/wandsworth/cases/new"),
    (CASEWORKER, "/wandsworth/cases?show=silent"),
    (CASEWORKER, "/wandsworth/questions"),
    (MANAGER, "/wandsworth/cases"),
    (FORUM, "/wandsworth/themes"),
    (FORUM, "/wandsworth/themes/frame"),
    (FORUM, "/wandsworth/texts"),
    (BOARD, "/wandsworth/measures/releases"),
    (ADMINISTRATOR, "/wandsworth/waves"),
    (ADMINISTRATOR, "/wandsworth/people"),
    (ADMINISTRATOR, "/wandsworth/contacts"),
    (ADMINISTRATOR, "/wandsworth/texts"),
    (
        ADMINISTRATOR,
        "/wandsworth/texts/write?stage=gathering_advice&reading=standard&language=ur",
    ),
    (OPERATOR, "/areas"),
    (OPERATOR, "/your-places"),
)

WCAG_22_AA = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def check_accessible(visitor: Visitor) -> None:
    """axe finds nothing, and nothing is wider than the screen."""
    found = Axe().run(visitor.page, options=WCAG_22_AA)
    assert found.violations_count == 0, found.generate_report()
    too_wide = visitor.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide <= 0, f"{visitor.page.url} is {too_wide} px wider than the screen."


@pytest.mark.parametrize(("role", "path"), PAGES, ids=lambda value: str(value) or "nobody")
def test_a_page_is_accessible(wide_or_narrow: Visitor, role: str, path: str) -> None:
    if role:
        wide_or_narrow.become(role)
    wide_or_narrow.go(path)
    check_accessible(wide_or_narrow)


# Pages that stand behind another page's link: who opens them, from where, which link.
BEHIND = (
    (NOBODY, "/wandsworth/services", "/wandsworth/services/"),
    (PARENT, "/wandsworth/children", "/questions/new"),
    (PARENT, "/wandsworth/children", "/calendar"),
    (YOUNG_PERSON, "/wandsworth/children", "/people"),
    (CASEWORKER, "/wandsworth/questions", "/wandsworth/questions/"),
    (FORUM, "/wandsworth/texts", "/wandsworth/texts/"),
    (ADMINISTRATOR, "/wandsworth/texts", "/wandsworth/texts/"),
    (CASEWORKER, "/wandsworth/cases", "/wandsworth/cases/"),
    (FORUM, "/wandsworth/themes", "/wandsworth/themes/comments/"),
    (BOARD, "/wandsworth/measures/releases", "/wandsworth/measures/releases/"),
    (ADMINISTRATOR, "/wandsworth/people", "/end"),
    (ADMINISTRATOR, "/wandsworth/waves", "/close"),
)


@pytest.mark.parametrize(("role", "path", "part"), BEHIND, ids=lambda value: str(value))
def test_a_page_behind_a_link_is_accessible(
    wide_or_narrow: Visitor, role: str, path: str, part: str
) -> None:
    if role:
        wide_or_narrow.become(role)
    wide_or_narrow.go(path)
    links = wide_or_narrow.page.locator(f"main a[href*='{part}']:not([href$='/new'])")
    links.first.click()
    wide_or_narrow.page.wait_for_url(lambda address: part in address)
    check_accessible(wide_or_narrow)


# What an officer can do with a case, each on its own page.
def test_every_page_of_a_case_is_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.become(CASEWORKER)
    wide_or_narrow.go("/wandsworth/cases")
    wide_or_narrow.page.locator(
        "main a[href*='/wandsworth/cases/']:not([href$='/new'])"
    ).first.click()
    wide_or_narrow.page.wait_for_url("**/cases/*-*")
    case = wide_or_narrow.page.url
    path = case.removeprefix(wide_or_narrow.portal.address)
    inside = wide_or_narrow.page.locator(f"main a[href^='{path}/']")
    addresses = sorted({str(link.get_attribute("href")) for link in inside.all()})
    assert len(addresses) >= 4
    for address in addresses:
        wide_or_narrow.go(address)
        check_accessible(wide_or_narrow)


@pytest.mark.parametrize("path", ["/wandsworth/feedback", "/sign-in", "/wandsworth/status"])
def test_a_form_sent_empty_is_accessible_too(wide_or_narrow: Visitor, path: str) -> None:
    wide_or_narrow.go(path)
    wide_or_narrow.page.locator(
        "main form button[type=submit], main form input[type=submit]"
    ).last.click()
    wide_or_narrow.sees("There is a problem")
    check_accessible(wide_or_narrow)


WRONG = (
    "/wandsworth/pathway/dates?asked-day=31&asked-month=2&asked-year=2026",
    "/wandsworth/pathway/dates?asked-day=31&asked-month=2&asked-year=2026&language=ur",
    "/wandsworth/services?age=ninety",
    "/wandsworth/notices/unsubscribe/any",
    "/wandsworth/nothing-here",
)


@pytest.mark.parametrize("path", WRONG)
def test_a_page_that_says_what_is_wrong_is_accessible(wide_or_narrow: Visitor, path: str) -> None:
    answer = wide_or_narrow.page.goto(wide_or_narrow.portal.address + path)
    assert answer is not None
    assert 400 <= answer.status < 500
    check_accessible(wide_or_narrow)


def test_a_wrong_code_is_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.go("/wandsworth/status")
    wide_or_narrow.fill("Reference", "CK7-MQ42")
    wide_or_narrow.fill("Code", "0000 0000")
    wide_or_narrow.press("Show me")
    wide_or_narrow.sees("That reference and that code do not go together.")
    check_accessible(wide_or_narrow)


# Pages on which JavaScript changes something: without it they are whole all the same.
WITHOUT_JAVASCRIPT = (
    "/wandsworth/pathway",
    "/wandsworth/pathway?language=ur",
    "/wandsworth/pathway/dates?asked-day=1&asked-month=9&asked-year=2026",
    "/wandsworth/services",
    "/wandsworth/status",
    "/wandsworth/feedback",
    "/wandsworth/measures/casework",
)


@pytest.fixture
def unscripted(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    """Somebody on a phone, to whom pages come without their scripts.

    Where a browser runs no JavaScript at all, axe cannot run in it either.
    """

    def without_scripts(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        words = re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=words)

    with browser.new_context(viewport={"width": PHONE, "height": HEIGHTS[PHONE]}) as window:
        page = window.new_page()
        page.route(lambda address: not address.rpartition("/")[2].endswith(".css"), without_scripts)
        yield Visitor(page, portal)


@pytest.mark.parametrize("path", WITHOUT_JAVASCRIPT)
def test_a_page_without_javascript_is_accessible(unscripted: Visitor, path: str) -> None:
    unscripted.go(path)
    assert not unscripted.page.locator(".js-enabled").count()
    check_accessible(unscripted)


IN_FORCED_COLOURS = (
    (NOBODY, "/wandsworth/pathway", ".govuk-tag, .govuk-button, main a"),
    (NOBODY, "/wandsworth/status", ".govuk-button, input[type=text]"),
    (PARENT, "/wandsworth/children", ".govuk-tag, .govuk-button"),
)

# Where the system's own colours replace ours, words must still stand out from what is behind.
UNSEEN = """all => all.filter(each => {
    const seen = getComputedStyle(each);
    return each.offsetParent && seen.color === seen.backgroundColor;
}).map(each => each.outerHTML)"""


@pytest.mark.parametrize(("role", "path", "parts"), IN_FORCED_COLOURS)
def test_nothing_is_lost_in_forced_colours(
    browser: Browser, portal: Portal, role: str, path: str, parts: str
) -> None:
    with browser.new_context(
        viewport={"width": 360, "height": 740}, forced_colors="active", color_scheme="dark"
    ) as window:
        visitor = Visitor(window.new_page(), portal)
        if role:
            visitor.become(role)
        visitor.go(path)
        assert visitor.page.evaluate("matchMedia('(forced-colors: active)').matches")
        found = visitor.page.locator(f"main :is({parts})")
        assert found.count()
        assert found.evaluate_all(UNSEEN) == []
        too_wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert too_wide <= 0
