"""From a letter on paper to an account, by keyboard alone and without JavaScript."""

import re
import time

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import DESK, Portal, Visitor, new_window
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_every_page import CASEWORKER, check_accessible

pytestmark = pytest.mark.journey

SECONDS_OF_PATIENCE = 20


def add_case(officer: Visitor) -> None:
    """Add a request that was received today, by somebody who has no account."""
    officer.become(CASEWORKER)
    officer.press("Add a request")
    officer.fill("First name", "Linnet")
    officer.fill("Last name", "Farrow")
    officer.fill_date("Date of birth", 9, 2, 2019)
    officer.fill_date("Day the request was received", 18, 11, 2026)
    officer.page.get_by_label("Parent or young person").check()
    officer.press("Add this request")
    officer.sees("Linnet Farrow")


def letter(officer: Visitor) -> tuple[str, str]:
    """Make a letter on the case's page: its reference and its code."""
    officer.page.goto(f"{officer.page.url}/letter")
    officer.fill("Full name", "Wren Farrow")
    officer.page.get_by_label("A parent or carer").check()
    officer.press("Make the letter")
    key = officer.page.locator(".portal-letters-key dd")
    key.first.wait_for()
    check_accessible(officer)
    reference, code = key.all_inner_texts()
    return reference, code


def link_to(portal: Portal, address: str) -> str:
    """The newest link to an account that was posted to an address."""
    until = time.monotonic() + SECONDS_OF_PATIENCE
    while time.monotonic() < until:
        letters = [each for each in portal.letters().split("To: ") if each.startswith(address)]
        if found := re.findall(r"/wandsworth/status/link/\S+", "".join(letters)):
            return str(found[-1])
        time.sleep(0.2)
    raise AssertionError(f"No link was posted to {address}.")


def test_from_letter_to_account(
    browser: Browser, portal: Portal, visitor: Visitor, without_javascript: Visitor
) -> None:
    add_case(visitor)
    reference, code = letter(visitor)
    sheet = visitor.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheet)) == 1, "A letter fits on one page."

    parent, page = without_javascript, without_javascript.page
    keys = Keyboard(page)
    parent.go("/wandsworth/")
    keys.press("See where your request stands")
    keys.type_in("Reference", reference.lower())
    keys.type_in("Code", "0000 0000")
    keys.press("Show me")
    parent.sees("That reference and that code do not go together.")
    keys.type_in("Code", code.lower().replace("-", " "))
    keys.tick("This is my own phone or computer")
    keys.press("Show me")
    parent.is_at("Where your request stands")
    parent.sees("Deciding whether to assess")
    parent.sees("on this device, until 10 February 2027")
    assert code not in page.url
    for name in ("Linnet", "Farrow", "Femi"):
        assert name not in page.content()

    keys.press("give your e-mail address")
    keys.type_in("Your e-mail address", "wren@farrow.example.org")
    keys.press("Send me a link")
    parent.sees("We are sending an e-mail to wren@farrow.example.org.")
    parent.go(link_to(portal, "wren@farrow.example.org"))
    for label, number in (("Day", "9"), ("Month", "2"), ("Year", "2019")):
        keys.type_in(label, number)
    keys.press("Open my account")
    parent.is_at("Linnet Farrow’s assessment")

    with new_window(browser, DESK, True) as window:
        other = Visitor(window.new_page(), portal)
        other.go("/wandsworth/status")
        other.fill("Reference", reference)
        other.fill("Code", code)
        other.press("Show me")
        expect(other.page.locator("main")).to_contain_text("This code has been used.")
        check_accessible(other)


def test_the_open_page_is_accessible(
    wide_or_narrow: Visitor, browser: Browser, portal: Portal
) -> None:
    with new_window(browser, DESK, True) as window:
        officer = Visitor(window.new_page(), portal)
        officer.become(CASEWORKER)
        officer.go("/wandsworth/cases?show=late")
        officer.page.locator("main td a, main th a").first.click()
        reference, code = letter(officer)
    wide_or_narrow.go(f"/wandsworth/status?reference={reference}")
    wide_or_narrow.fill("Code", code)
    wide_or_narrow.press("Show me")
    wide_or_narrow.is_at("Where your request stands")
    check_accessible(wide_or_narrow)
    wide_or_narrow.follow("give your e-mail address")
    check_accessible(wide_or_narrow)
