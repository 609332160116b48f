"""The demonstration, running for real, and a browser to walk through it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import chromium
from tests.serving import demonstration_environment, flask, free_port, running, web_server

PHONE, DESK = 360, 1280
WIDTHS = (PHONE, DESK)
HEIGHTS = {PHONE: 740, DESK: 900}
MILLISECONDS_OF_PATIENCE = 10_000


@dataclass(frozen=True)
class Portal:
    """A running demonstration: its address and what its mail printed."""

    address: str
    log: Path

    def letters(self) -> str:
        """Everything that was posted so far, as the console shows it."""
        return self.log.read_text()


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demonstration with its web server and its worker, in a folder of its own."""
    folder, port = tmp_path_factory.mktemp("demonstration"), free_port()
    environment, log = demonstration_environment(folder, port), folder / "log"
    flask(environment, "demo")
    with (
        running(environment, folder / "worker-log", "flask", "jobs", "work"),
        web_server(environment, log, port, "wsgi:app", workers=2) as address,
    ):
        yield Portal(address, log)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real browser for the whole session."""
    with chromium() as browser:
        yield browser


@dataclass(frozen=True)
class Visitor:
    """Somebody at the portal with a browser window of their own."""

    page: Page
    portal: Portal

    def go(self, path: str) -> None:
        answer = self.page.goto(self.portal.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"

    def become(self, button: str) -> None:
        """Press this role's button on the demonstration's sign-in page."""
        self.go("/demonstration")
        self.page.get_by_role("button", name=button, exact=True).click()

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words).click()

    def follow(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def fill_date(self, legend: str, day: int, month: int, year: int) -> None:
        group = self.page.get_by_role("group", name=legend)
        for label, number in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(label).fill(str(number))

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words, timeout=MILLISECONDS_OF_PATIENCE)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def new_window(browser: Browser, width: int, javascript: bool) -> BrowserContext:
    viewport = {"width": width, "height": HEIGHTS[width]}
    window = browser.new_context(viewport=viewport, java_script_enabled=javascript)  # type: ignore[arg-type]
    window.set_default_timeout(MILLISECONDS_OF_PATIENCE)
    return window


@pytest.fixture
def visitor(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    """Somebody at a desk."""
    with new_window(browser, DESK, True) as window:
        yield Visitor(window.new_page(), portal)


@pytest.fixture(params=WIDTHS, ids=["phone", "desk"])
def wide_or_narrow(
    request: pytest.FixtureRequest, browser: Browser, portal: Portal
) -> Iterator[Visitor]:
    """Somebody on a phone, then somebody at a desk."""
    with new_window(browser, request.param, True) as window:
        yield Visitor(window.new_page(), portal)


@pytest.fixture
def without_javascript(browser: Browser, portal: Portal) -> Iterator[Visitor]:
    """Somebody on a phone whose browser runs no JavaScript."""
    with new_window(browser, PHONE, False) as window:
        yield Visitor(window.new_page(), portal)
