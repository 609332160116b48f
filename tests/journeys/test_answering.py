"""Answering in a real browser: every kind of question, by every hand, with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.answering import QUESTIONS, Answering, asking
from tests.journeys.conftest import DESK, HEIGHTS, PHONE, WIDTHS, Visitor, new_window
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_every_page import check_accessible

pytestmark = pytest.mark.journey

ALL, STEPS, YOUNG = (
    "/wandsworth/feedback/all",
    "/wandsworth/feedback/steps",
    "/wandsworth/feedback/young",
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    with asking(tmp_path_factory.mktemp("answering")) as running:
        yield running


@pytest.fixture
def family(browser: Browser, answering: Answering) -> Iterator[Visitor]:
    """Somebody at a desk."""
    with new_window(browser, DESK, True) as window:
        yield Visitor(window.new_page(), answering.portal)


@pytest.fixture(params=WIDTHS, ids=["phone", "desk"])
def phone_or_desk(
    request: pytest.FixtureRequest, browser: Browser, answering: Answering
) -> Iterator[Visitor]:
    """Somebody on a phone, then somebody at a desk."""
    with new_window(browser, request.param, True) as window:
        yield Visitor(window.new_page(), answering.portal)


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check(force=True)


def send_what_was_checked(visitor: Visitor) -> None:
    visitor.is_at("Check your answers")
    visitor.press("Send my answers")
    visitor.sees("Thank you for your answers")


def test_the_stars_answer_to_the_arrow_keys(family: Visitor, answering: Answering) -> None:
    before = answering.kept()
    family.go(ALL)
    keyboard = Keyboard(family.page)
    keyboard.skip_to_the_content()
    keyboard.focus("1 star: not at all")
    for _ in range(3):
        family.page.keyboard.press("ArrowDown")
    stars = family.page.get_by_label("4 stars: well")
    expect(stars).to_be_focused()
    expect(stars).to_be_checked()
    keyboard.type_in("What should change?", "Say when.")
    keyboard.press("Continue")
    family.is_at("Check your answers")
    family.sees("4 stars: well")
    keyboard.press("Send my answers")
    family.sees("Thank you for your answers")

    assert answering.kept() == before + 1
    assert "Say when." in answering.comments()


@pytest.mark.parametrize("path", [ALL, f"{ALL}?language=ur", YOUNG, STEPS])
def test_a_survey_is_accessible(phone_or_desk: Visitor, path: str) -> None:
    phone_or_desk.go(path)
    check_accessible(phone_or_desk)


@pytest.mark.parametrize("start", [STEPS, f"{STEPS}/kiosk"], ids=["open link", "kiosk"])
def test_every_kind_of_question_is_accessible_alone_on_its_page(
    phone_or_desk: Visitor, start: str
) -> None:
    phone_or_desk.go(start)
    check_accessible(phone_or_desk)
    phone_or_desk.page.locator("main form button").first.click()
    for asked in QUESTIONS:
        phone_or_desk.is_at(asked.wording)
        check_accessible(phone_or_desk)
        if asked.key == "knew":
            choose(phone_or_desk.page, asked.wording, "No")
        phone_or_desk.press("Continue")
    phone_or_desk.is_at("Check your answers")
    check_accessible(phone_or_desk)
    phone_or_desk.press("Send my answers")
    phone_or_desk.sees("Thank you for your answers")
    check_accessible(phone_or_desk)


def test_an_error_is_accessible_too(phone_or_desk: Visitor) -> None:
    phone_or_desk.go(ALL)
    phone_or_desk.press("Continue")
    phone_or_desk.sees("Answer at least one question, or write a comment")
    check_accessible(phone_or_desk)


def test_without_javascript_every_question_is_there(browser: Browser, answering: Answering) -> None:
    before = answering.kept()
    with new_window(browser, PHONE, False) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(ALL)
        visitor.sees("Only answer this if you chose “no” at “Did you know what would happen next?”")
        choose(visitor.page, "How well were you kept informed?", "2 stars: not very well")
        choose(visitor.page, "Did you know what would happen next?", "No")
        choose(visitor.page, "What did you not know?", "Whom to ask")
        visitor.press("Continue")
        visitor.sees("Whom to ask")
        send_what_was_checked(visitor)

    assert answering.kept() == before + 1


def test_with_javascript_a_question_waits_until_it_applies(family: Visitor) -> None:
    family.go(ALL)
    then = family.page.get_by_role("group", name="What did you not know?")
    expect(then).to_be_hidden()
    choose(family.page, "Did you know what would happen next?", "No")
    expect(then).to_be_visible()
    choose(family.page, "Did you know what would happen next?", "Yes")
    expect(then).to_be_hidden()


# At 200% the words are twice as large, and at 320 px a page is shown to somebody who zooms to
# 400% on a small screen (WCAG 2.2, criteria 1.4.4 and 1.4.10).
TWICE = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.parametrize("path", [ALL, f"{ALL}?language=ur", YOUNG, f"{STEPS}/kiosk"])
@pytest.mark.parametrize("larger", [False, True], ids=["as it is", "at 200%"])
def test_nothing_sticks_out_of_a_narrow_screen(
    browser: Browser, answering: Answering, path: str, larger: bool
) -> None:
    with browser.new_context(viewport={"width": 320, "height": HEIGHTS[PHONE]}) as window:
        page = window.new_page()
        Visitor(page, answering.portal).go(path)
        if larger:
            # As a person's own setting does it: every measure of the page hangs on this one.
            page.evaluate(TWICE)
            assert (
                page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
                == 32
            )
        assert page.evaluate(TOO_WIDE) <= 0
        for label in page.locator(".portal-feedback-choice").all():
            box = label.bounding_box()
            assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= 320)


def test_a_page_in_urdu_runs_from_right_to_left(browser: Browser, answering: Answering) -> None:
    with new_window(browser, PHONE, True) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(f"{ALL}?language=ur")
        question = visitor.page.locator("#answer-informed").locator("xpath=../../../..")
        circle = visitor.page.locator("#answer-informed").bounding_box()
        words = visitor.page.locator("label[for=answer-informed]").bounding_box()

        assert circle is not None
        assert words is not None
        assert circle["x"] > words["x"] + words["width"] / 2, "The circle begins the line."
        assert question.evaluate("it => getComputedStyle(it).direction") == "rtl"
        # Its picture of a circle stands where the finger can press.
        drawn = visitor.page.locator("label[for=answer-informed]").evaluate(
            "it => getComputedStyle(it, '::before').right"
        )
        assert drawn == "0px"
        assert visitor.page.locator("#answer-fair-english").is_visible()
        visitor.page.locator("label[for=answer-informed-4]").click()
        expect(visitor.page.locator("#answer-informed-4")).to_be_checked()


COLOURS = """(star) => ['::before', '::after'].map(
    part => getComputedStyle(star, part).backgroundColor)"""


def test_stars_differ_by_shape_and_by_colour(family: Visitor) -> None:
    family.go(ALL)
    full, empty = family.page.locator(".portal-feedback-stars--3").first.evaluate(COLOURS)
    shapes = family.page.locator(".portal-feedback-stars--3").first.evaluate(
        COLOURS.replace("backgroundColor", "maskImage")
    )

    assert full != empty
    assert shapes[0] != shapes[1]
    assert all("svg" in shape for shape in shapes)


def test_in_forced_colours_stars_and_the_focus_are_seen(
    browser: Browser, answering: Answering
) -> None:
    with browser.new_context(
        viewport={"width": PHONE, "height": HEIGHTS[PHONE]},
        forced_colors="active",
        color_scheme="dark",
    ) as window:
        visitor = Visitor(window.new_page(), answering.portal)
        visitor.go(YOUNG)
        behind = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
        for drawn in (".portal-feedback-stars--3", ".portal-feedback-sign--agreement-2"):
            star = visitor.page.locator(drawn).first
            parts = ["::before", "::after"] if "stars" in drawn else [None]
            for part in parts:
                colour = star.evaluate(
                    "(it, part) => getComputedStyle(it, part).backgroundColor", part
                )
                assert colour != behind
        Keyboard(visitor.page).focus("1 star: not at all")
        assert visitor.page.evaluate(TOO_WIDE) <= 0
