"""Fills in the two survey forms over HTTP, as a browser without JavaScript does.

Each knows how to show the form page and how to send six stars and a comment. What a person's
browser holds when the button is pressed is made ready beforehand; what counts is the sending.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from tests.benchmarks.visiting import Visitor

WORDS = "We waited for eleven weeks, and nobody told us why. The psychologist was kind."
STARS = "4"
QUESTIONS = 6


class SurveyForm(Protocol):
    """One application's form."""

    def show(self) -> None:
        """Ask for the form page once."""

    def filled_in(self) -> Callable[[], None]:
        """A form that is filled in; calling it presses the button that sends it."""

    def whole_way(self) -> None:
        """Open the form, fill it in, send it, and read the confirmation."""


@dataclass
class PortalForm:
    """The portal's survey, all questions on one page, with answers to check before they go."""

    address: str
    path: str
    visitor: Visitor = field(init=False)

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.address)

    def show(self) -> None:
        self.visitor.get(self.path)

    def filled_in(self) -> Callable[[], None]:
        check, body = self._checked()
        cookie = self.visitor.cookie
        return lambda: self._send(Visitor(self.address, cookie), check, body)

    def whole_way(self) -> None:
        check, body = self._checked()
        self._send(self.visitor, check, body)

    def _checked(self) -> tuple[str, str]:
        """The address of the page with the answers to check, and what its button sends."""
        page = self.visitor.get(self.path).decode()
        asked = dict.fromkeys(re.findall(r'name="(answer-[^"]+)"', page), STARS)
        fields = _hidden(page) | asked
        assert sum(name.startswith("answer-") for name in fields) == QUESTIONS
        (comment,) = dict.fromkeys(re.findall(r'name="(comment-[^"]+)"', page))
        begin = f"{self.path}/begin"
        check = urlsplit(self.visitor.send(begin, urlencode(fields | {comment: WORDS}))).path
        assert check.endswith("/check"), check
        return check, urlencode(_hidden(self.visitor.get(check).decode()))

    def _send(self, visitor: Visitor, check: str, body: str) -> None:
        sent = visitor.send(check, body)
        assert urlsplit(sent).path.endswith("/sent"), sent


@dataclass
class RivalForm:
    """The other application's form, sent to at once."""

    address: str
    path: str = "/create/assessment/"

    def show(self) -> None:
        Visitor(self.address).get(self.path)

    def filled_in(self) -> Callable[[], None]:
        visitor = Visitor(self.address)
        body = self._filled(visitor)
        return lambda: self._send(visitor, body)

    def whole_way(self) -> None:
        visitor = Visitor(self.address)
        self._send(visitor, self._filled(visitor))
        visitor.get("/success/assessment/")

    def _filled(self, visitor: Visitor) -> str:
        page = visitor.get(self.path).decode()
        names = list(dict.fromkeys(re.findall(r'name="(field_survey_\d+)"', page)))
        assert len(names) == QUESTIONS + 1
        stars = dict.fromkeys(names[:QUESTIONS], STARS)
        return urlencode(_hidden(page) | stars | {names[-1]: WORDS})

    def _send(self, visitor: Visitor, body: str) -> None:
        sent = Visitor(visitor.address, visitor.cookie).send(self.path, body)
        assert sent == "/success/assessment/", sent


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields that the page's own form would send; the rival's stars are among them."""
    main = page[page.index("<main") :] if "<main" in page else page
    found = {}
    for tag in re.findall(r"<input[^>]*>", main):
        told = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if told.get("type") == "hidden":
            found[told["name"]] = told.get("value", "")
    return found
