"""Makes docs/states.md and its pictures: `.venv/bin/python -m tests.journeys.picture_states`.

From the same fictional facts each time, on a phone of 360 px without JavaScript.
"""

import sys
import tempfile
from pathlib import Path

from tests.browser import chromium
from tests.journeys.palette import with_few_colours
from tests.journeys.state_pages import pages, phone
from tests.journeys.states import STATES

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures" / "states"
DOCUMENT = DOCS / "states.md"
HEIGHT = 740

BEGINNING = """# Every state of the family’s page

What a parent sees first, on a phone 360 pixels wide, without JavaScript and without opening
anything. On a cheap phone (360 by 640 pixels) the box at the top always ends above the fold: it
says the stage, on time or late, who does what now, what the family must do and by when, what
comes next and by when, whom to ask, and when the page was last updated.
`tests/journeys/test_first_screen.py` measures that for every state here.

The families are fictional. “Regulation” is one of the Special Educational Needs and Disability
Regulations 2014 (SI 2014/1530); “the Act” is the Children and Families Act 2014.

This page and its pictures are made by one command, from the facts in
`tests/journeys/states.py`:

    .venv/bin/python -m tests.journeys.picture_states

| picture | what it shows | the rule behind it |
|---|---|---|
"""


def document() -> str:
    """The text of docs/states.md."""
    rows = (
        f'| <img src="pictures/states/{each.key}.png" alt="{each.key}" width="180"> '
        f"| **{each.key}** <br> {each.shows} | {each.law} |\n"
        for each in STATES
    )
    return BEGINNING + "".join(rows)


def draw() -> None:
    """Draw every state anew and write the document beside the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as folder,
        pages(Path(folder)) as shown,
        chromium() as browser,
        phone(browser, HEIGHT) as page,
    ):
        for state in STATES:
            shown.open(page, state.key)
            picture = page.screenshot(animations="disabled")
            (PICTURES / f"{state.key}.png").write_bytes(with_few_colours(picture))
    DOCUMENT.write_text(document())


if __name__ == "__main__":
    draw()
    sys.stdout.write(f"{len(STATES)} states are drawn in {PICTURES.relative_to(DOCS.parent)}.\n")
