"""The browser that journeys are walked in is real, draws letters and runs axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import BrowserMissing, find_chromium

pytestmark = pytest.mark.journey

PAGE = """<!doctype html>
<html lang="en">
<head><title>Where things stand</title><style>body { font-family: arial, sans-serif }</style></head>
<body><main><h1>Where things stand</h1><p><span id="narrow">iiiiiiiiii</span></p>
<p><span id="wide">mmmmmmmmmm</span></p></main></body>
</html>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content(PAGE)
    yield page
    page.close()


def test_it_reads_a_heading(page: Page) -> None:
    assert page.get_by_role("heading", level=1).inner_text() == "Where things stand"


def test_it_draws_letters_of_their_own_widths(page: Page) -> None:
    """A browser without a typeface draws every letter as the same box."""
    narrow = page.locator("#narrow").bounding_box()
    wide = page.locator("#wide").bounding_box()

    assert narrow
    assert wide
    assert wide["width"] > 2 * narrow["width"] > 0


@pytest.mark.parametrize("width", [360, 1280])
def test_it_takes_the_width_it_is_given(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    assert page.evaluate("document.documentElement.clientWidth") == width


def test_axe_finds_nothing_wrong_with_a_sound_page(page: Page) -> None:
    assert Axe().run(page).violations_count == 0


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.set_content(PAGE.replace('lang="en"', ""))

    violations = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in violations] == ["html-has-lang"]


def test_a_wrong_program_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nothing"))

    with pytest.raises(BrowserMissing, match="CHROMIUM names"):
        find_chromium()


def test_a_machine_without_a_browser_is_told_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("tests.browser.PLACES", ())
    monkeypatch.setattr("tests.browser.UNPACKED", tmp_path)

    with pytest.raises(BrowserMissing, match="make install"):
        find_chromium()
