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
    (NOBODY, "/wandsworth/feedback/assessment"),
    (NOBODY, "/wandsworth/feedback/assessment?language=ur"),
    (NOBODY, "/wandsworth/feedback/assessment/kiosk"),
    (NOBODY, "/wandsworth/feedback/what-you-said"),
    (NOBODY, "/wandsworth/feedback/withdraw"),
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
    (FORUM, "/wandsworth/surveys"),
    (FORUM, "/wandsworth/surveys/new"),
    (FORUM, "/wandsworth/paper"),
    (BOARD, "/wandsworth/measures/releases"),
    (ADMINISTRATOR, "/wandsworth/waves"),
    (ADMINISTRATOR, "/wandsworth/waves/plan"),
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
    (ADMINISTRATOR, "/wandsworth/waves", "/invite"),
    (ADMINISTRATOR, "/wandsworth/waves", "/poster"),
    (ADMINISTRATOR, "/wandsworth/waves", "/paper"),
    (FORUM, "/wandsworth/surveys", "/wandsworth/surveys/"),
    (NOBODY, "/demonstration", "/wandsworth/feedback/ticket/"),
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


ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def one_of_each_kind(visitor: Visitor, inside: str) -> dict[str, str]:
    """An address behind the page's links for each kind of page within `inside`."""
    links = visitor.page.locator(f"main a[href*='{inside}']").all()
    found = [str(link.get_attribute("href")).partition("#")[0] for link in links]
    return {re.sub(ID, "", address): address for address in reversed(found)}


# What the makers of a survey can do with it, each on its own page, and its preview.
def test_every_page_of_a_survey_is_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.become(FORUM)
    wide_or_narrow.go("/wandsworth/surveys")
    wide_or_narrow.follow("How this stage went for you")
    wide_or_narrow.page.wait_for_url(re.compile(rf"/surveys/{ID.pattern}$"))
    check_accessible(wide_or_narrow)
    own = wide_or_narrow.page.url.removeprefix(wide_or_narrow.portal.address)
    pages = one_of_each_kind(wide_or_narrow, own)
    ends = {address.removeprefix("/wandsworth/surveys//") for address in pages}
    assert ends >= {
        *("change", "end", "preview", "questions/", "questions//condition", "questions//remove"),
        *("questions/add", "translations/pl", "translations/pt", "translations/ur"),
    }
    more = ["preview?language=ur", "preview/phone", "preview/phone?language=ur"]
    kinds = ("stars", "agreement", "yes_no", "choice", "comment")
    more += [f"questions/add?kind={kind}" for kind in kinds]
    for address in (*pages.values(), *(f"{own}/{each}" for each in more)):
        wide_or_narrow.go(address)
        check_accessible(wide_or_narrow)


def test_every_page_of_the_waves_is_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.become(ADMINISTRATOR)
    wide_or_narrow.go("/wandsworth/waves")
    pages = one_of_each_kind(wide_or_narrow, "/wandsworth/waves/")
    ends = {address.rpartition("/")[2] for address in pages}
    assert ends >= {"plan", "close", "invite", "poster"}
    for address in pages.values():
        wide_or_narrow.go(address)
        check_accessible(wide_or_narrow)


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("assessment", id="all questions on one page"),
        pytest.param("how-this-stage-went-for-you", id="for the end of a stage"),
    ],
)
def test_every_page_of_answering_is_accessible(wide_or_narrow: Visitor, slug: str) -> None:
    wide_or_narrow.go(f"/wandsworth/feedback/{slug}")
    check_accessible(wide_or_narrow)
    start = wide_or_narrow.page.get_by_role("button", name="Start now")
    if start.count():
        start.click()
    while not wide_or_narrow.page.url.partition("?")[0].endswith("/check"):
        check_accessible(wide_or_narrow)
        choices = wide_or_narrow.page.locator("main input[type=radio]")
        if choices.count():
            choices.first.check(force=True)
        here = re.escape(wide_or_narrow.page.url.partition("#")[0])
        wide_or_narrow.press("Continue")
        # The script first writes the form's own address into the history, which is no new page.
        wide_or_narrow.page.wait_for_url(re.compile(f"^(?!{here}$).*/(check|[0-9]+)$"))
    check_accessible(wide_or_narrow)
    wide_or_narrow.press("Send")
    wide_or_narrow.page.wait_for_url("**/sent*")
    check_accessible(wide_or_narrow)


def test_the_pages_of_a_paper_form_are_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.go("/demonstration")
    ways = "h3:has-text('Ways to answer a survey in Wandsworth') + ul"
    number = wide_or_narrow.page.locator(f"{ways} strong").inner_text()
    wide_or_narrow.become(FORUM)
    wide_or_narrow.go("/wandsworth/paper")
    wide_or_narrow.fill("Number on the form", number)
    wide_or_narrow.press("Continue")
    wide_or_narrow.page.wait_for_url(re.compile("/paper/."))
    check_accessible(wide_or_narrow)
    wide_or_narrow.page.locator("main input[type=radio]").first.check(force=True)
    wide_or_narrow.press("Continue")
    wide_or_narrow.page.wait_for_url("**/check")
    check_accessible(wide_or_narrow)


def test_the_pages_of_a_kiosk_are_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.go("/demonstration")
    wide_or_narrow.follow("A screen in a waiting room in Wandsworth")
    check_accessible(wide_or_narrow)
    wide_or_narrow.press("Tap to start")
    wide_or_narrow.page.wait_for_url("**/writing/**")
    check_accessible(wide_or_narrow)


@pytest.mark.parametrize(
    "path", ["/wandsworth/feedback/assessment", "/sign-in", "/wandsworth/status"]
)
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
    "/wandsworth/feedback/assessment",
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
