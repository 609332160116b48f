"""A screen in a waiting room, in a real browser: it clears itself, and nobody sees the last one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.journeys.answering import Answering, asking
from tests.journeys.conftest import DESK, Visitor, new_window
from tests.journeys.test_every_page import check_accessible

pytestmark = pytest.mark.journey

KIOSK = "/wandsworth/feedback/steps/kiosk"
FIRST = "How well were you kept informed?"
WARNING = "Are you still here? We will clear this screen soon."
SECOND = 1000


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with asking(tmp_path_factory.mktemp("kiosk")) as running:
        yield running


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    with new_window(browser, DESK, True) as window:
        yield window


@pytest.fixture
def screen(window: BrowserContext, answering: Answering) -> Visitor:
    """The screen, on which somebody has just started; its clock is ours."""
    visitor = Visitor(window.new_page(), answering.portal)
    visitor.page.clock.install()
    visitor.go(KIOSK)
    visitor.press("Tap to start")
    visitor.is_at(FIRST)
    return visitor


def wait(screen: Visitor, seconds: int) -> None:
    """Let time pass on a page whose script has begun to count."""
    expect(screen.page.locator("[data-portal-clears-left]")).not_to_be_empty()
    screen.page.clock.run_for(seconds * SECOND)


def at_the_start(screen: Visitor) -> None:
    expect(screen.page.get_by_role("button", name="Tap to start")).to_be_visible()


def test_it_warns_and_then_clears_itself(screen: Visitor, answering: Answering) -> None:
    drafts = answering.kept("drafts")
    screen.page.get_by_label("2 stars: not very well").check(force=True)
    screen.press("Continue")
    screen.is_at("I was treated fairly.")
    wait(screen, 65)
    expect(screen.page.get_by_text(WARNING)).to_be_hidden()
    wait(screen, 10)
    expect(screen.page.get_by_text(WARNING)).to_be_visible()
    check_accessible(screen)
    wait(screen, 20)
    at_the_start(screen)

    assert answering.kept("drafts") == drafts - 1


def test_whoever_is_still_there_goes_on(screen: Visitor) -> None:
    wait(screen, 75)
    screen.press("I am still here")
    expect(screen.page.get_by_text(WARNING)).to_be_hidden()
    wait(screen, 65)
    screen.page.get_by_label("2 stars: not very well").check(force=True)
    screen.press("Continue")
    screen.is_at("I was treated fairly.")


def test_typing_is_being_there(screen: Visitor) -> None:
    for _ in range(3):
        wait(screen, 60)
        screen.page.keyboard.press("Tab")
    expect(screen.page.get_by_text(WARNING)).to_be_hidden()
    screen.is_at(FIRST)


def test_going_back_shows_the_next_person_nothing(screen: Visitor) -> None:
    screen.page.get_by_label("2 stars: not very well").check(force=True)
    screen.press("Continue")
    screen.is_at("I was treated fairly.")
    screen.press("Stop and clear the screen")
    at_the_start(screen)
    for _ in range(3):
        screen.page.go_back()
        expect(screen.page.locator("[checked], :checked")).to_have_count(0)
        expect(screen.page.get_by_role("heading", level=1)).to_have_text(
            "Tell us how it went: steps"
        )


def test_the_confirmation_clears_itself_sooner(screen: Visitor, answering: Answering) -> None:
    before, drafts = answering.kept(), answering.kept("drafts")
    screen.page.get_by_label("5 stars: very well").check(force=True)
    for _ in range(4):
        screen.press("Continue")
        screen.page.wait_for_load_state()
    screen.is_at("Check your answers")
    screen.press("Send my answers")
    screen.sees("Thank you for your answers")
    wait(screen, 31)
    at_the_start(screen)
    screen.page.go_back()
    expect(screen.page.get_by_text("Thank you for your answers")).to_have_count(0)

    assert answering.kept() == before + 1
    assert answering.kept("drafts") == drafts - 1


def test_without_a_connection_it_shows_nothing_until_it_can_clear(
    screen: Visitor, window: BrowserContext
) -> None:
    screen.page.get_by_label("2 stars: not very well").check(force=True)
    window.set_offline(True)
    wait(screen, 91)
    expect(screen.page.locator("main")).to_be_hidden()
    window.set_offline(False)
    wait(screen, 2)
    at_the_start(screen)


def test_without_scripts_it_clears_itself_too(browser: Browser, answering: Answering) -> None:
    def sooner(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"300; url', '"1; url'))

    with new_window(browser, DESK, False) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(KIOSK)
        visitor.press("Tap to start")
        visitor.is_at(FIRST)
        visitor.page.route("**/writing/**", sooner)
        visitor.page.reload()
        at_the_start(visitor)
        visitor.page.unroute("**/writing/**")
        visitor.page.go_back()
        at_the_start(visitor)
