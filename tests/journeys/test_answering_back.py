"""Going back from the check in a real browser: what was typed is there, and counts once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.answering import URDU, URDU_TITLE, Answering, asking
from tests.journeys.conftest import PHONE, WIDTHS, Visitor, new_window
from tests.journeys.test_every_page import check_accessible

pytestmark = pytest.mark.journey

ALL = "/wandsworth/feedback/all"
STARS, LABEL = "2 stars: not very well", "What should change?"
WORDS = "Tell us sooner, please. براہ کرم"
THANKS = "Thank you for your answers"


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with asking(tmp_path_factory.mktemp("back")) as running:
        yield running


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def family(
    request: pytest.FixtureRequest, browser: Browser, answering: Answering
) -> Iterator[Visitor]:
    """Somebody on a phone who filled in the form, with scripts and without."""
    with new_window(browser, PHONE, request.param) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(ALL)
        fill_in(visitor)
        yield visitor


def fill_in(visitor: Visitor) -> None:
    visitor.page.get_by_label(STARS).check(force=True)
    visitor.fill(LABEL, WORDS)


def has_what_was_typed(page: Page, token: str) -> None:
    expect(page.get_by_label(LABEL)).to_have_value(WORDS)
    expect(page.get_by_label(STARS)).to_be_checked()
    assert page.locator("[name=token]").input_value() == token


def test_back_shows_what_was_typed_and_counts_once(family: Visitor, answering: Answering) -> None:
    before, token = answering.kept(), family.page.locator("[name=token]").input_value()
    family.press("Continue")
    family.is_at("Check your answers")
    family.page.go_back()
    has_what_was_typed(family.page, token)
    family.press("Continue")
    family.sees(WORDS)
    family.press("Send my answers")
    family.sees(THANKS)
    family.page.go_back()
    family.page.go_back()
    if family.page.locator("[name=token]").count():
        family.press("Continue")
    family.sees("You sent these answers before" if "again" in family.page.url else THANKS)

    assert answering.kept() == before + 1


def test_the_links_of_the_check_lead_to_the_filled_form(
    family: Visitor, answering: Answering
) -> None:
    before, token = answering.kept(), family.page.locator("[name=token]").input_value()
    family.press("Continue")
    family.follow("Back")
    has_what_was_typed(family.page, token)
    family.press("Continue")
    family.page.get_by_role("link", name="How well were you kept informed?").click()
    has_what_was_typed(family.page, token)
    family.page.get_by_label("5 stars: very well").check(force=True)
    family.press("Continue")
    family.sees("5 stars: very well")
    family.press("Send my answers")
    family.sees(THANKS)

    assert answering.kept() == before + 1


def test_a_lost_cookie_loses_nothing(family: Visitor, answering: Answering) -> None:
    before = answering.kept()
    assert family.page.context.cookies() == []
    family.press("Continue")
    family.page.context.clear_cookies()
    family.press("Send my answers")
    family.sees(THANKS)

    assert answering.kept() == before + 1
    assert family.page.context.cookies() == []


def test_another_language_takes_along_what_was_typed(
    browser: Browser, answering: Answering
) -> None:
    with new_window(browser, PHONE, True) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(ALL)
        fill_in(visitor)
        visitor.follow("اردو")
        visitor.is_at(URDU_TITLE)
        expect(visitor.page.get_by_label(URDU["words"][0])).to_have_value(WORDS)
        expect(visitor.page.locator("#answer-informed-2")).to_be_checked()
        visitor.follow("English")
        visitor.is_at("Tell us how it went: all")
        expect(visitor.page.get_by_label(LABEL)).to_have_value(WORDS)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_filled_form_is_accessible(browser: Browser, answering: Answering, width: int) -> None:
    with new_window(browser, width, True) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(ALL)
        fill_in(visitor)
        visitor.press("Continue")
        visitor.follow("Back")
        check_accessible(visitor)
