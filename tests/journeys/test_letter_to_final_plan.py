"""From the letter to the final plan: a parent follows every step by keyboard alone, on a phone
and without JavaScript, while the officer keeps the case and the calendar turns.

The request is received on 5 January 2026: the law gives until 16 February to decide whether to
assess and until 25 May for the final plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESK, PHONE, new_window
from tests.journeys.keyboard import Keyboard
from tests.journeys.office import OFFICER, Office, office

pytestmark = pytest.mark.journey

WREN = "wren@farrow.example.org"
RECEIVED = date(2026, 1, 5)


@dataclass(frozen=True)
class Somebody:
    """Somebody with a browser window at the office's portal."""

    page: Page
    office: Office
    email: str

    def go(self, path: str) -> None:
        answer = self.page.goto(self.office.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"

    def sees(self, *sentences: str) -> None:
        for words in sentences:
            expect(self.page.locator("main")).to_contain_text(words)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


class Officer(Somebody):
    """Fills in forms as anybody does."""

    def sign_in(self) -> None:
        """Twelve hours after signing in the portal forgets who somebody is."""
        self.page.context.clear_cookies()
        self.go("/sign-in?next=/wandsworth/cases")
        self.page.get_by_label("E-mail address").fill(self.email)
        self.press("Send me a link")
        self.go(self.office.link_to(self.email, "/sign-in/link/"))
        self.press("Sign in")
        self.is_at("Cases")

    def open_case(self) -> None:
        self.sign_in()
        self.go("/wandsworth/cases")
        self.page.get_by_role("link", name="Linnet Farrow").first.click()

    def press(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words).first.click()

    def follow(self, words: str) -> None:
        self.page.locator("main").get_by_role("link", name=words).first.click()

    def fill_date(self, legend: str, day: date) -> None:
        group = self.page.get_by_role("group", name=legend)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label).fill(str(number))

    def choose(self, words: str) -> None:
        self.page.get_by_label(words, exact=True).check()

    def record(self, event: str, on: date) -> None:
        self.open_case()
        self.follow("Record what happened")
        self.choose(event)
        self.fill_date("Day it happened", on)
        self.press("Record this")
        self.is_at("Linnet Farrow")

    def ask(self, body: str, on: date) -> None:
        self.open_case()
        self.follow("Record whom you asked for advice")
        self.choose(body)
        self.fill_date("Day they were asked", on)
        self.press("Record this")
        self.is_at("Linnet Farrow")

    def receive(self, body: str, on: date) -> None:
        self.open_case()
        links = self.page.locator("main").get_by_role("link", name="It came")
        links.filter(has_text=body).click()
        self.fill_date("Day the advice came", on)
        self.press("Record this")
        self.is_at("Linnet Farrow")


class Parent(Somebody):
    """Has nothing but a keyboard."""

    @property
    def keys(self) -> Keyboard:
        return Keyboard(self.page)

    def follow_the_notice(self, about: str, to: str = "Linnet Farrow’s assessment") -> None:
        """Read the newest e-mail, open the link in it, sign in as it asks."""
        notice = self.office.take(self.email, about)
        for name in ("Linnet", "Farrow"):
            assert name not in notice.subject + notice.text
        self.page.context.clear_cookies()
        self.go(self.office.link_in(notice, "/wandsworth/children"))
        self.keys.type_in("E-mail address", self.email)
        self.keys.press("Send me a link")
        self.is_at("Check your e-mail")
        self.go(self.office.link_to(self.email, "/sign-in/link/"))
        self.keys.press("Sign in")
        self.is_at(to)


@pytest.fixture
def open_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office"), RECEIVED) as opened:
        yield opened


@pytest.fixture
def officer(browser: Browser, open_office: Office) -> Iterator[Officer]:
    with new_window(browser, DESK, True) as window:
        yield Officer(window.new_page(), open_office, OFFICER)


@pytest.fixture
def parent(browser: Browser, open_office: Office) -> Iterator[Parent]:
    with new_window(browser, PHONE, False) as window:
        yield Parent(window.new_page(), open_office, WREN)


def test_from_the_letter_to_the_final_plan(
    open_office: Office, officer: Officer, parent: Parent
) -> None:
    reference, code = the_letter(officer)
    by_code(parent, reference, code)
    an_account(parent)
    due_soon(open_office, parent)
    late_with_a_reason(open_office, officer, parent)
    advice_comes(open_office, officer, parent)
    the_draft(open_office, officer, parent)
    a_question(open_office, officer, parent)
    the_final_plan(open_office, officer, parent)


def the_letter(officer: Officer) -> tuple[str, str]:
    """5 January: the request comes, and the officer makes a letter for the parent."""
    officer.sign_in()
    officer.press("Add a request")
    officer.page.get_by_label("First name").fill("Linnet")
    officer.page.get_by_label("Last name").fill("Farrow")
    officer.fill_date("Date of birth", date(2019, 2, 9))
    officer.fill_date("Day the request was received", RECEIVED)
    officer.choose("Parent or young person")
    officer.press("Add this request")
    officer.page.goto(f"{officer.page.url}/letter")
    officer.page.get_by_label("Full name").fill("Wren Farrow")
    officer.choose("A parent or carer")
    officer.press("Make the letter")
    key = officer.page.locator(".portal-letters-key dd")
    key.first.wait_for()
    reference, code = key.all_inner_texts()
    return reference, code


def by_code(parent: Parent, reference: str, code: str) -> None:
    """The same day: the letter is all it takes to see the stage."""
    parent.go("/wandsworth/status")
    parent.keys.skip_to_the_content()
    parent.go("/wandsworth/status")
    parent.keys.type_in("Reference", reference)
    parent.keys.type_in("Code", code)
    parent.keys.tick("This is my own phone or computer")
    parent.keys.press("Show me")
    parent.is_at("Where your request stands")
    parent.sees("Deciding whether to assess", "On time", "The law says by 16 February 2026.")
    parent.sees("on this device, until 30 March 2026")
    assert "Linnet" not in parent.page.content()


def an_account(parent: Parent) -> None:
    """An e-mail and the child's birthday make an account of it."""
    parent.keys.press("give your e-mail address")
    parent.keys.type_in("Your e-mail address", WREN)
    parent.keys.press("Send me a link")
    parent.sees(f"We are sending an e-mail to {WREN}.")
    parent.go(parent.office.link_to(WREN, "/wandsworth/status/link/"))
    for label, number in (("Day", "9"), ("Month", "2"), ("Year", "2019")):
        parent.keys.type_in(label, number)
    parent.keys.press("Open my account")
    parent.is_at("Linnet Farrow’s assessment")
    parent.sees("Deciding whether to assess", "On time", "Nothing to do now.")


def due_soon(opened: Office, parent: Parent) -> None:
    """9 February: a week before the law's day a reminder comes by itself."""
    opened.turn_to(date(2026, 2, 9))
    parent.follow_the_notice("16 February 2026")
    parent.sees("Due in 7 days")


def late_with_a_reason(opened: Office, officer: Officer, parent: Parent) -> None:
    """20 February: it is late; the officer says why and when. Next day the parent reads it."""
    opened.turn_to(date(2026, 2, 20))
    officer.open_case()
    officer.follow("Tell the family")
    officer.page.get_by_label("What do you want to tell the family?").fill(
        "Two of us were ill. We read the request next week."
    )
    officer.choose("We do not have enough staff to do this on time.")
    officer.choose("The decision whether to assess")
    officer.fill_date("Day you expect it", date(2026, 2, 27))
    officer.press("Tell the family")
    officer.is_at("Linnet Farrow")
    opened.turn_to(date(2026, 2, 21))
    parent.follow_the_notice("5 days late")
    parent.sees(
        "5 days late",
        "The law said by 16 February 2026. That date has passed.",
        "We expect to decide by 27 February 2026.",
        "We do not have enough staff to do this on time.",
        "The council has not recorded a reason that the law allows.",
        "Two of us were ill. We read the request next week.",
    )


def advice_comes(opened: Office, officer: Officer, parent: Parent) -> None:
    """The council assesses; of two who are asked for advice one answers, the other is late."""
    asked = date(2026, 2, 26)
    opened.turn_to(date(2026, 2, 27))
    officer.record("The council decided to assess", asked)
    officer.ask("Health", asked)
    officer.ask("Educational psychologist", asked)
    opened.turn_to(date(2026, 4, 10))
    officer.receive("Health", date(2026, 3, 30))
    opened.turn_to(date(2026, 4, 11))
    parent.follow_the_notice("Gathering advice")
    parent.sees("the educational psychologist (2 days late). 1 of 2 have come.")
    rows = parent.page.locator("h2#advice ~ table").first.locator("tbody tr")
    health, psychologist = rows.nth(1), rows.nth(0)
    expect(health).to_contain_text("30 March 2026")
    expect(psychologist).to_contain_text("2 days late")


def the_draft(opened: Office, officer: Officer, parent: Parent) -> None:
    """The draft is sent on 21 April: now it is the parent's turn, until 5 May."""
    opened.turn_to(date(2026, 4, 21))
    officer.receive("Educational psychologist", date(2026, 4, 14))
    officer.record("The draft plan was sent", date(2026, 4, 21))
    opened.turn_to(date(2026, 4, 22))
    parent.follow_the_notice("Draft plan with you")
    parent.sees("Draft plan with you", "Read the draft plan. Say what you think by 5 May 2026.")


def a_question(opened: Office, officer: Officer, parent: Parent) -> None:
    """The parent asks from the page; the answer comes by notice and stands on the page."""
    parent.keys.press("Ask a question")
    parent.is_at("Ask a question")
    parent.keys.type_in("Your question", "May a friend come to the meeting?")
    parent.keys.press("Send my question")
    parent.sees("May a friend come to the meeting?")
    officer.sign_in()
    officer.go("/wandsworth/questions")
    officer.follow("May a friend come to the meeting?")
    officer.page.get_by_label("Your answer").fill("Yes. Bring whomever you like.")
    officer.press("Send this answer")
    opened.turn_to(date(2026, 4, 23))
    parent.follow_the_notice("answer", to="Your questions")
    parent.sees("Yes. Bring whomever you like.", "Femi Adeyemi")


def the_final_plan(opened: Office, officer: Officer, parent: Parent) -> None:
    """The plan comes in time, with the parent's rights and their last days. They sign out."""
    opened.turn_to(date(2026, 5, 4))
    officer.record("The family’s comments on the draft came in", date(2026, 5, 4))
    opened.turn_to(date(2026, 5, 20))
    officer.record("The final plan was sent", date(2026, 5, 20))
    opened.turn_to(date(2026, 5, 21))
    parent.follow_the_notice("Final plan sent")
    parent.sees("Final plan sent", "Sent on time", "Your rights now", "20 July 2026")
    parent.sees("Special Needs Assessment Service (SNAS)")
    parent.keys.press("Sign out", content=False)
    answer = parent.page.goto(parent.office.address + "/wandsworth/children")
    assert answer is not None
    parent.is_at("Sign in")
