"""One thread through the portal: from a family's request to a board's verdict."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Portal, Visitor
from tests.journeys.test_every_page import (
    ADMINISTRATOR,
    CASEWORKER,
    FORUM,
    PARENT,
    check_accessible,
)

pytestmark = pytest.mark.journey

PATIENCE = 90_000


def link_in(portal: Portal, to: str) -> str:
    """The newest sign-in link that was posted to an address."""
    letters = [each for each in portal.letters().split("To: ") if each.startswith(to)]
    found = re.findall(r"/sign-in/link/\S+", "".join(letters))
    assert found, f"No link was posted to {to}."
    return str(found[-1])


def test_from_a_request_to_the_familys_page(visitor: Visitor, portal: Portal) -> None:
    """A caseworker adds a request and invites the parent, who signs in and sees the dates."""
    visitor.become(CASEWORKER)
    visitor.press("Add a request")
    visitor.fill("First name", "Juno")
    visitor.fill("Last name", "Marlow")
    visitor.fill_date("Date of birth", 4, 6, 2018)
    visitor.fill_date("Day the request was received", 28, 9, 2026)
    visitor.page.get_by_label("Parent or young person").check()
    visitor.press("Add this request")
    visitor.sees("Juno Marlow")
    visitor.follow("Invite")
    visitor.page.get_by_label("Full name").fill("Robin Marlow")
    visitor.page.get_by_label("E-mail address").fill("robin@marlow.example.org")
    visitor.page.get_by_role("radio", name="Parent or carer").check()
    visitor.press("Send the invitation")
    visitor.sees("Robin Marlow")
    visitor.press("Sign out")

    visitor.go("/sign-in")
    visitor.fill("E-mail address", "robin@marlow.example.org")
    visitor.press("Send me a link")
    visitor.is_at("Check your e-mail")
    expect(visitor.page.locator("main")).to_contain_text("If we know that address")
    visitor.go(link_in(portal, "robin@marlow.example.org"))
    visitor.press("Sign in")
    visitor.is_at("Juno Marlow’s assessment")
    visitor.sees("9 days late")
    visitor.sees("9 November 2026")
    check_accessible(visitor)


def test_one_parent_does_not_see_the_other(visitor: Visitor) -> None:
    visitor.become(PARENT)
    visitor.is_at("Theo Bennett’s assessment")
    words = visitor.page.content()
    assert "Mark Bennett" not in words
    assert "mark.bennett" not in words


def test_feedback_needs_no_javascript_and_no_account(without_javascript: Visitor) -> None:
    visitor = without_javascript
    visitor.go("/wandsworth/feedback")
    visitor.follow("How the assessment went for you")
    questions = visitor.page.locator("main form fieldset")
    for number in range(questions.count()):
        radios = questions.nth(number).get_by_role("radio")
        if radios.count() > 4:
            radios.nth(3).check()
    visitor.page.locator("main form textarea").fill("Mr Harcourt kept us waiting for a month.")
    visitor.press("Continue")
    visitor.press("Send my answers")
    visitor.is_at("Thank you for your answers")


def test_the_forum_reads_it_with_names_masked(visitor: Visitor) -> None:
    visitor.go("/wandsworth/feedback/assessment")
    visitor.page.locator("main form textarea").fill("Miss Quillfeather told us nothing at all.")
    visitor.press("Continue")
    visitor.press("Send my answers")
    visitor.is_at("Thank you for your answers")
    visitor.become(FORUM)
    visitor.sees("told us nothing at all.")
    assert "Quillfeather" not in visitor.page.content()
    visitor.page.locator("main a[href*='/themes/comments/']").first.click()
    visitor.page.get_by_role("checkbox").first.check()
    visitor.page.locator("main form button[type=submit]").first.click()
    assert visitor.page.url.startswith(visitor.portal.address + "/wandsworth/themes")


def test_a_caseworker_cannot_read_what_families_said(visitor: Visitor) -> None:
    visitor.become(CASEWORKER)
    answer = visitor.page.goto(visitor.portal.address + "/wandsworth/themes")
    assert answer is not None
    assert answer.status == 403


def test_closing_the_wave_publishes_the_verdict(visitor: Visitor) -> None:
    """In Merton, so that Wandsworth's open wave stays open for the other journeys."""
    visitor.go("/merton/measures")
    assert "Winter 2026" not in visitor.page.locator("main").inner_text()
    visitor.become(ADMINISTRATOR.replace("Dawn Ellis", "Colin Frost"))
    visitor.go("/merton/waves")
    visitor.follow("Close now")
    visitor.press("Close this wave")
    for _ in range(PATIENCE // 1000):
        visitor.go("/merton/measures")
        if "Winter 2026" in visitor.page.locator("main").inner_text():
            break
        visitor.page.wait_for_timeout(1000)
    visitor.sees("Winter 2026")
    visitor.sees("Too few answers")
