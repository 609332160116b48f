"""A visitor for tests: every page it is given must be well made."""

from collections import Counter
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.models import Person
from portal.accounts.sign_in import SIGNED_IN_AT
from portal.web.clock import now

REDIRECTS = (301, 302, 303, 307, 308)


class PageClient(FlaskClient):
    """Opens pages and sends forms as a browser without JavaScript would."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in REDIRECTS:
            check_page(response.text)
        return response

    def sign_in(self, person: Person) -> None:
        """Be this person from now on."""
        with self.application.app_context():
            moment = now()
        with self.session_transaction() as session:
            session["_user_id"] = person.get_id()
            session["_fresh"] = True
            session[SIGNED_IN_AT] = moment.timestamp()

    def page(self, address: str, status: int = 200) -> BeautifulSoup:
        """The page at `address`, which must answer with `status`."""
        response = self.get(address)
        assert response.status_code == status, f"{address} answered {response.status_code}"
        return BeautifulSoup(response.text, "html5lib")

    def send(
        self, address: str, data: dict[str, Any], *, form: str | None = None, follow: bool = False
    ) -> TestResponse:
        """Open `address`, fill in its form and send it.

        `form` is the action of the form meant, for pages with several. Hidden fields and
        what is already filled in go along, as they do in a browser.
        """
        found = form_on(self.page(address), form)
        filled = filled_in(found) | data
        target = str(found["action"] or address)
        return self.post(target, data=filled, follow_redirects=follow)


def form_on(page: BeautifulSoup, action: str | None = None) -> Tag:
    """The form of the page's main part, or the one with this action."""
    forms = page.select("main form[method=post]")
    wanted = [form for form in forms if action is None or form["action"] == action]
    assert wanted, f"No such form among {[form['action'] for form in forms]}."
    return wanted[0]


def filled_in(form: Tag) -> dict[str, Any]:
    """What a form would send as it stands."""
    values: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(field["name"]), field.get("type")
        if field.name == "textarea":
            values[name] = field.text.lstrip("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            values[name] = chosen["value"] if chosen else ""
        elif kind in ("radio", "checkbox"):
            if field.has_attr("checked"):
                values.setdefault(name, []).append(field["value"])
        elif kind not in ("submit", "file"):
            values[name] = field.get("value", "")
    return values


def check_page(html: str) -> None:
    """A page is well formed, says in its title what its heading says, and repeats no id."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    faults = [f"{error[0]} {error[1]} {error[2]}" for error in parser.errors]
    assert not faults, f"Not well-formed HTML: {faults[:3]}"
    page = BeautifulSoup(html, "html5lib")
    headings = page.select("h1")
    assert len(headings) == 1, f"A page has one h1, not {len(headings)}."
    title = page.title.text.removeprefix("Error: ") if page.title else ""
    heading = " ".join(headings[0].text.split())
    assert title.startswith(heading), f"The title {title!r} does not begin with {heading!r}."
    repeated = [
        name
        for name, times in Counter(tag["id"] for tag in page.select("[id]")).items()
        if times > 1
    ]
    assert not repeated, f"These ids stand more than once: {repeated}"
    for form in page.select("form"):
        assert form.has_attr("action"), "A form says where it is sent."
    for link in page.select("a[href^='#']"):
        assert page.find(id=link["href"][1:]), f"A link leads nowhere: {link['href']}"
    for label in page.select("label[for]"):
        assert page.find(id=label["for"]), f"A label points to nothing: {label['for']}"
    assert not page.select("[style], [onclick]"), "The security policy allows no inline style."
