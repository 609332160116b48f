"""Every main page, as each role sees it, on a phone and at a desk: axe finds nothing wrong."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Visitor

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
    (NOBODY, "/merton/measures"),
    (PARENT, "/wandsworth/children"),
    (YOUNG_PERSON, "/wandsworth/children"),
    (CASEWORKER, "/wandsworth/cases"),
    (CASEWORKER, "/wandsworth/cases/new"),
    (MANAGER, "/wandsworth/cases"),
    (FORUM, "/wandsworth/themes"),
    (FORUM, "/wandsworth/themes/frame"),
    (BOARD, "/wandsworth/measures/releases"),
    (ADMINISTRATOR, "/wandsworth/waves"),
    (ADMINISTRATOR, "/wandsworth/people"),
    (ADMINISTRATOR, "/wandsworth/contacts"),
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
    wide_or_narrow.become(role)
    wide_or_narrow.go(path)
    links = wide_or_narrow.page.locator(f"main a[href*='{part}']:not([href$='/new'])")
    links.first.click()
    assert part in wide_or_narrow.page.url
    check_accessible(wide_or_narrow)


# What an officer can do with a case, each on its own page.
def test_every_page_of_a_case_is_accessible(wide_or_narrow: Visitor) -> None:
    wide_or_narrow.become(CASEWORKER)
    wide_or_narrow.go("/wandsworth/cases")
    wide_or_narrow.page.locator(
        "main a[href*='/wandsworth/cases/']:not([href$='/new'])"
    ).first.click()
    case = wide_or_narrow.page.url
    path = case.removeprefix(wide_or_narrow.portal.address)
    inside = wide_or_narrow.page.locator(f"main a[href^='{path}/']")
    addresses = sorted({str(link.get_attribute("href")) for link in inside.all()})
    assert len(addresses) >= 4
    for address in addresses:
        wide_or_narrow.go(address)
        check_accessible(wide_or_narrow)


@pytest.mark.parametrize("path", ["/wandsworth/feedback", "/sign-in"])
def test_a_form_sent_empty_is_accessible_too(wide_or_narrow: Visitor, path: str) -> None:
    wide_or_narrow.go(path)
    wide_or_narrow.page.locator(
        "main form button[type=submit], main form input[type=submit]"
    ).last.click()
    wide_or_narrow.sees("There is a problem")
    check_accessible(wide_or_narrow)
