"""A page that is open keeps what was typed while the connection is gone, and sends it once."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.journeys.answering import Answering, asking
from tests.journeys.conftest import PHONE, Visitor, new_window
from tests.journeys.test_every_page import check_accessible

pytestmark = pytest.mark.journey

ALL, STEPS = "/wandsworth/feedback/all", "/wandsworth/feedback/steps"
BEGIN = f"{ALL}/begin"
THANKS = "Thank you for your answers"
WILL_SEND = "We will send your answers as soon as you are back online."
OFFLINE = "You are offline. Your answers are kept on this device."
ON_THE_DEVICE = "JSON.stringify({...localStorage})"
WORDS = "Tell us sooner, please. براہ کرم 👍"
FIFTEEN_SECONDS = 15_500


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with asking(tmp_path_factory.mktemp("offline")) as running:
        yield running


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    with new_window(browser, PHONE, True) as window:
        yield window


@pytest.fixture
def family(window: BrowserContext, answering: Answering) -> Visitor:
    """Somebody on a phone whose page is open and filled in."""
    visitor = Visitor(window.new_page(), answering.portal)
    visitor.page.clock.install()
    visitor.go(ALL)
    visitor.page.get_by_label("2 stars: not very well").check(force=True)
    visitor.fill("What should change?", WORDS)
    visitor.page.get_by_label("You may publish what I wrote").check(force=True)
    return visitor


def on_the_device(visitor: Visitor) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(visitor.page.evaluate(ON_THE_DEVICE))
    return kept


def says(visitor: Visitor, words: str) -> None:
    """One of the sentences that lie hidden in the page is shown, and where the person looks."""
    expect(visitor.page.get_by_text(words)).to_be_visible()
    expect(visitor.page.get_by_text(words)).to_be_in_viewport()


def send_after_the_check(visitor: Visitor) -> None:
    visitor.is_at("Check your answers")
    visitor.sees(WORDS)
    visitor.press("Send my answers")
    visitor.sees("Thank you for your answers")


def test_answers_wait_and_are_sent_once_when_the_connection_is_back(
    family: Visitor, window: BrowserContext, answering: Answering
) -> None:
    before, drafts = answering.kept(), answering.kept("drafts")
    token = family.page.locator("[name=token]").input_value()
    window.set_offline(True)
    family.press("Continue")
    says(family, OFFLINE)
    says(family, WILL_SEND)
    check_accessible(family)
    kept, key = on_the_device(family), f"portal-kept:{ALL}:{token}"
    assert list(kept) == [key]
    assert dict(json.loads(kept[key])["fields"])["comment-words"] == WORDS
    window.set_offline(False)
    # A browser says that it is online a moment before it is; then the next try counts.
    expect(family.page.get_by_role("heading", level=1)).to_have_text(THANKS, timeout=20_000)

    assert on_the_device(family) == {}
    assert answering.kept() == before + 1
    assert answering.kept("drafts") == drafts + 1
    assert answering.comments().count(WORDS) == 1


def test_whoever_wants_to_look_again_is_waited_for(
    family: Visitor, window: BrowserContext, answering: Answering
) -> None:
    before = answering.kept()
    window.set_offline(True)
    family.press("Continue")
    says(family, WILL_SEND)
    family.press("Wait, I want to look at them again")
    says(family, "Your answers were not sent yet.")
    expect(family.page.get_by_text(WILL_SEND)).to_be_hidden()
    window.set_offline(False)
    family.page.clock.run_for(FIFTEEN_SECONDS)
    family.is_at("Tell us how it went: all")
    assert answering.kept() == before
    family.press("Continue")
    send_after_the_check(family)

    assert on_the_device(family) == {}
    assert answering.kept() == before + 1


def test_what_was_to_be_saved_for_later_is_not_sent(
    family: Visitor, window: BrowserContext, answering: Answering
) -> None:
    before = answering.kept()
    window.set_offline(True)
    family.press("Save and come back later")
    says(family, "We will go on as soon as you are back online.")
    expect(family.page.get_by_text(WILL_SEND)).to_be_hidden()
    window.set_offline(False)
    family.is_at("Your answers are saved")

    assert answering.kept() == before


def test_the_next_persons_form_is_not_filled(family: Visitor, window: BrowserContext) -> None:
    window.set_offline(True)
    family.press("Continue")
    says(family, OFFLINE)
    window.set_offline(False)
    next_person = Visitor(window.new_page(), family.portal)
    next_person.go(ALL)

    expect(next_person.page.get_by_label("What should change?")).to_have_value("")
    expect(next_person.page.get_by_text("Your answers were not sent yet.")).to_be_hidden()


def test_it_tries_again_by_itself(family: Visitor, answering: Answering) -> None:
    """A server out of reach is noticed by trying: the browser itself believes to be online."""
    family.page.route(f"**{BEGIN}", lambda route: route.abort("connectionrefused"))
    family.press("Continue")
    says(family, OFFLINE)
    family.page.unroute(f"**{BEGIN}")
    family.page.clock.run_for(FIFTEEN_SECONDS)
    family.sees(THANKS)

    assert on_the_device(family) == {}


def test_an_answer_that_got_lost_on_its_way_back_counts_once(
    family: Visitor, answering: Answering
) -> None:
    before, drafts = answering.kept(), answering.kept("drafts")

    def arrive_and_be_lost(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    family.page.route(f"**{BEGIN}", arrive_and_be_lost)
    family.press("Continue")
    says(family, OFFLINE)
    assert answering.kept("drafts") == drafts + 1
    family.page.unroute(f"**{BEGIN}")
    family.page.clock.run_for(FIFTEEN_SECONDS)
    family.sees(THANKS)

    assert answering.kept("drafts") == drafts + 1
    assert answering.kept() == before + 1


def test_opened_again_the_page_has_what_was_typed(
    family: Visitor, window: BrowserContext, answering: Answering
) -> None:
    before = answering.kept()
    token = family.page.locator("[name=token]").input_value()
    window.set_offline(True)
    family.press("Continue")
    says(family, OFFLINE)
    address = family.page.url.removeprefix(answering.portal.address)
    family.page.close()
    window.set_offline(False)
    again = Visitor(window.new_page(), answering.portal)
    again.go(address)
    expect(again.page.get_by_text("Your answers were not sent yet.")).to_be_visible()
    expect(again.page.get_by_label("2 stars: not very well")).to_be_checked()
    expect(again.page.get_by_label("You may publish what I wrote")).to_be_checked()
    assert again.page.locator("[name=token]").input_value() == token
    check_accessible(again)
    again.press("Continue")
    send_after_the_check(again)

    assert on_the_device(again) == {}
    assert answering.kept() == before + 1


def test_what_is_kept_can_be_deleted(family: Visitor, window: BrowserContext) -> None:
    window.set_offline(True)
    family.press("Continue")
    says(family, OFFLINE)
    family.press("Delete them from this device")

    assert on_the_device(family) == {}
    expect(family.page.get_by_label("What should change?")).to_have_value("")
    expect(family.page.get_by_text(OFFLINE)).to_be_hidden()


def test_what_is_kept_is_forgotten_after_a_week(family: Visitor, window: BrowserContext) -> None:
    window.set_offline(True)
    family.press("Continue")
    says(family, OFFLINE)
    window.set_offline(False)
    family.page.evaluate(
        """() => {
            const [key] = Object.keys(localStorage)
            const kept = JSON.parse(localStorage.getItem(key))
            localStorage.setItem(key, JSON.stringify({...kept, until: Date.now() - 1}))
        }"""
    )
    address = family.page.url.removeprefix(family.portal.address)
    other = Visitor(window.new_page(), family.portal)
    other.go(address)

    expect(other.page.get_by_label("What should change?")).to_have_value("")
    assert on_the_device(other) == {}


def test_nothing_is_kept_while_the_connection_works(family: Visitor, answering: Answering) -> None:
    family.page.add_init_script(
        "Storage.prototype.setItem = () => { document.title = 'Something was kept' }"
    )
    before = answering.kept()
    family.go(ALL)
    family.fill("What should change?", WORDS)
    family.press("Continue")
    send_after_the_check(family)

    assert on_the_device(family) == {}
    assert family.page.title().startswith("Thank you")
    assert answering.kept() == before + 1


def test_where_the_browser_keeps_nothing_it_says_so(
    family: Visitor, window: BrowserContext
) -> None:
    family.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    window.set_offline(True)
    family.press("Continue")
    says(family, "Do not close this page, or your answers are lost.")
    says(family, WILL_SEND)
    window.set_offline(False)
    family.sees(THANKS)


def test_what_is_wrong_is_said_and_sent_only_once(family: Visitor) -> None:
    sent: list[str] = []
    family.page.on("request", lambda it: sent.append(it.url) if it.method == "POST" else None)
    family.fill("What should change?", "x" * 1201)
    family.press("Continue")
    family.sees("There is a problem")

    expect(family.page.get_by_label("What should change?")).to_have_value("x" * 1201)
    expect(family.page.get_by_label("2 stars: not very well")).to_be_checked()
    expect(family.page.locator(".govuk-error-summary")).to_be_focused()
    assert on_the_device(family) == {}
    assert len(sent) == 1
    family.fill("What should change?", WORDS)
    family.press("Continue")
    send_after_the_check(family)
    assert len(sent) == 3


def test_the_button_that_was_pressed_goes_along(family: Visitor) -> None:
    family.press("Save and come back later")
    family.is_at("Your answers are saved")


def test_a_waiting_rooms_screen_keeps_nothing(window: BrowserContext, answering: Answering) -> None:
    visitor = Visitor(window.new_page(), answering.portal)
    visitor.go(f"{STEPS}/kiosk")
    visitor.press("Tap to start")
    visitor.page.get_by_label("2 stars: not very well").check(force=True)
    window.set_offline(True)
    visitor.page.get_by_role("button", name="Continue").click()
    window.set_offline(False)
    visitor.go(f"{STEPS}/kiosk")

    assert on_the_device(visitor) == {}
