"""The list of cases: order, filters, pages, and what it asks of the database."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from bs4 import BeautifulSoup

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Request
from portal.domain.roles import Role
from tests.cases.filling import ago
from tests.factories import Make
from tests.pages import PageClient

CASES = "/wandsworth/cases"


def listed(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select("main tbody th a")]


def cells(page: BeautifulSoup, child: str) -> list[str]:
    row = next(row for row in page.select("main tbody tr") if child in row.text)
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]


@pytest.fixture
def some(make: Make, area: Area, officer: Person) -> dict[str, Request]:
    """Cases of many kinds; the officer has those of Ada and Eve."""

    def new(name: str, days: int, *events: tuple[str, int], mine: bool = False) -> Request:
        child = make.child(area, first_name=name, last_name="Hall")
        case = make.request(child, ago(days), caseworker_id=officer.id if mine else None)
        make.told(case, ago(1))
        for kind, when in events:
            make.event(case, kind, ago(when), officer)
        return case

    return {
        "Ada": new("Ada", 10, mine=True),
        "Bea": new("Bea", 50),
        "Cy": new("Cy", 160, ("decided_to_assess", 120)),
        "Dee": new("Dee", 45, ("decided_to_assess", 5)),
        "Eve": new("Eve", 60, ("decided_not_to_assess", 20), mine=True),
        "Flo": new("Flo", 300, ("withdrawn", 250)),
    }


@pytest.mark.parametrize(
    ("address", "children"),
    [
        pytest.param("", ["Cy Hall", "Bea Hall", "Ada Hall", "Dee Hall"], id="open, latest first"),
        pytest.param("?show=late", ["Cy Hall", "Bea Hall"], id="late"),
        pytest.param("?show=mine", ["Ada Hall"], id="mine and open"),
        pytest.param("?show=ended", ["Eve Hall", "Flo Hall"], id="ended, newest first"),
        pytest.param("?show=purple", ["Cy Hall", "Bea Hall", "Ada Hall", "Dee Hall"], id="unknown"),
        pytest.param("?page=99", ["Cy Hall", "Bea Hall", "Ada Hall", "Dee Hall"], id="page 99"),
        pytest.param("?page=x", ["Cy Hall", "Bea Hall", "Ada Hall", "Dee Hall"], id="page x"),
        pytest.param("?page=-3&show=ended", ["Eve Hall", "Flo Hall"], id="page -3"),
    ],
)
def test_which_cases_in_which_order(
    client: PageClient, some: dict[str, Request], address: str, children: list[str]
) -> None:
    assert listed(client.page(CASES + address)) == children


@pytest.mark.parametrize(
    ("show", "child", "said"),
    [
        pytest.param(
            "all",
            "Bea",
            [
                "Deciding whether to assess",
                "8 March 2026 Decide whether to assess",
                "8 days late",
                "Nobody yet",
            ],
            id="late",
        ),
        pytest.param(
            "all",
            "Dee",
            [
                "Gathering advice",
                "22 May 2026 Tell the family if there is no plan",
                "On time",
                "Nobody yet",
            ],
            id="on time",
        ),
        pytest.param(
            "all",
            "Cy",
            [
                "Gathering advice",
                "24 February 2026 Send the final plan",
                "20 days late",
                "Nobody yet",
            ],
            id="late after week 16, when the final plan comes next",
        ),
        pytest.param(
            "ended",
            "Eve",
            ["The council said no to an assessment", "", "Decided on time", "Jo Bell"],
            id="ended",
        ),
    ],
)
def test_what_is_said_of_each(
    client: PageClient, some: dict[str, Request], show: str, child: str, said: list[str]
) -> None:
    page = client.page(f"{CASES}?show={show}")
    assert cells(page, child) == [f"{child} Hall {some[child].reference}", *said]


def test_late_advice_is_marked(
    client: PageClient, make: Make, some: dict[str, Request], officer: Person
) -> None:
    make.advice(some["Dee"], "Health", ago(43), officer)
    make.advice(some["Ada"], "Parent or young person", ago(10), officer)
    page = client.page(CASES)
    assert "Some advice is late" in cells(page, "Dee")[3]
    assert "Some advice is late" not in cells(page, "Ada")[3]


def test_a_corrected_day_received_moves_a_case_to_its_place(
    client: PageClient, make: Make, some: dict[str, Request], officer: Person
) -> None:
    """Bea’s request was received 50 days ago; as it stands, the step due is the first."""
    wrong = some["Ada"].received[0]
    make.received(wrong, ago(55), officer)
    page = client.page(CASES)
    assert listed(page) == ["Cy Hall", "Ada Hall", "Bea Hall", "Dee Hall"]
    assert cells(page, "Ada")[2:4] == ["3 March 2026 Decide whether to assess", "13 days late"]


def test_families_who_heard_nothing_head_the_list(
    client: PageClient, make: Make, some: dict[str, Request]
) -> None:
    """The area promises a word every 14 days: the fifteenth day of silence breaks it."""
    make.told(some["Dee"], ago(14))
    assert listed(client.page(CASES))[0] == "Cy Hall"
    make.told(some["Dee"], ago(15))
    make.told(some["Bea"], ago(20))
    page = client.page(CASES)
    assert listed(page) == ["Bea Hall", "Dee Hall", "Cy Hall", "Ada Hall"]
    assert cells(page, "Bea")[3] == "8 days late Update 6 days overdue"
    assert cells(page, "Dee")[3] == "On time Update 1 day overdue"
    assert listed(client.page(f"{CASES}?show=silent")) == ["Bea Hall", "Dee Hall"]


def test_an_ended_case_owes_no_word(
    client: PageClient, make: Make, some: dict[str, Request]
) -> None:
    make.told(some["Flo"], ago(300))
    assert "overdue" not in cells(client.page(f"{CASES}?show=ended"), "Flo")[3]


def test_a_corrected_ending_is_no_ending(
    client: PageClient, make: Make, some: dict[str, Request], officer: Person
) -> None:
    case = some["Ada"]
    wrong = make.event(case, "withdrawn", ago(5), officer)
    assert "Ada Hall" in listed(client.page(f"{CASES}?show=ended"))
    make.event(case, "withdrawn", None, officer, corrects_id=wrong.id)
    assert "Ada Hall" not in listed(client.page(f"{CASES}?show=ended"))
    assert "Ada Hall" in listed(client.page(CASES))


def test_facts_that_contradict_come_first_and_take_nothing_down(
    client: PageClient, make: Make, some: dict[str, Request], officer: Person
) -> None:
    make.event(some["Ada"], "decided_to_assess", ago(11), officer)
    page = client.page(CASES)
    assert listed(page)[0] == "Ada Hall"
    assert "Check the facts" in cells(page, "Ada")[3]
    case = client.page(f"{CASES}/{some['Ada'].id}")
    assert "The facts of this case contradict each other" in case.text
    assert "“The council decided to assess” on 5 March 2026 is before" in case.text
    assert case.select_one("a[href$='/correct']"), "The officer can put it right."


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("all", "There are no open cases."),
        ("late", "No case is late today."),
        ("silent", "Every family has heard from us in time."),
        ("mine", "You have no open cases."),
        ("ended", "No case has ended yet."),
    ],
)
def test_an_empty_list_says_so(client: PageClient, officer: Person, show: str, said: str) -> None:
    assert said in client.page(f"{CASES}?show={show}").text


def test_another_areas_cases_are_not_listed(
    client: PageClient, make: Make, officer: Person
) -> None:
    elsewhere = make.child(make.area("merton"))
    make.event(make.request(elsewhere, ago(90)), "withdrawn", ago(80), officer)
    make.request(elsewhere, ago(20))
    for show in ("all", "late", "silent", "mine", "ended"):
        assert listed(client.page(f"{CASES}?show={show}")) == []


@pytest.mark.parametrize("show", ["all", "ended"])
def test_fifty_to_a_page(
    client: PageClient, make: Make, area: Area, officer: Person, show: str
) -> None:
    for number in range(52):
        child = make.child(area, first_name=f"Child {number:02}")
        case = make.request(child, ago(100 + number))
        if show == "ended":
            make.event(case, "withdrawn", ago(number), officer)
    first, second = (client.page(f"{CASES}?show={show}&page={page}") for page in (1, 2))
    assert "52 cases, page 1 of 2" in first.text
    assert (len(listed(first)), len(listed(second))) == (50, 2)
    assert not set(listed(first)) & set(listed(second))
    assert first.select_one("a[rel=next]")
    assert not first.select_one("a[rel=prev]")
    assert second.select_one("a[rel=prev]")
    assert not second.select_one("a[rel=next]")


@pytest.mark.parametrize("show", ["all", "late", "silent", "mine", "ended"])
def test_the_number_of_queries_is_fixed(
    client: PageClient,
    make: Make,
    area: Area,
    officer: Person,
    query_count: Callable[[], AbstractContextManager[list[str]]],
    show: str,
) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            case = make.request(make.child(area), ago(60), caseworker_id=officer.id)
            make.advice(case, "Health", ago(50), officer)
            make.exception(case, "decide", "personal_circumstances", ago(40), officer)
            if show == "ended":
                make.event(case, "withdrawn", ago(10), officer)

    asked: list[int] = []
    for count in (1, 30):
        fill(count)
        with query_count() as queries:
            client.page(f"{CASES}?show={show}")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


def test_a_month_ago_it_would_have_looked_otherwise(
    client: PageClient, make: Make, area: Area, officer: Person
) -> None:
    """Nothing is stored: an ending dated in the future has not happened yet."""
    case = make.request(make.child(area), ago(10))
    make.event(case, "withdrawn", date(2026, 4, 1), officer)
    assert len(listed(client.page(CASES))) == 1
    assert listed(client.page(f"{CASES}?show=ended")) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CASEWORKER, Role.MANAGER}))
def test_nobody_else_opens_cases(
    client: PageClient, make: Make, area: Area, case: Request, role: Role
) -> None:
    client.sign_in(make.person(role, None if role == Role.OPERATOR else area))
    received = f"received/{case.received[0].id}/correct"
    own = ("", "/events/new", "/guardians/new", "/child/correct", f"/{received}")
    for path in ("", "/new", *(f"/{case.id}{page}" for page in own)):
        client.page(CASES + path, 403)


def test_a_manager_opens_cases(
    client: PageClient, make: Make, area: Area, case: Request, address: str
) -> None:
    client.sign_in(make.person(Role.MANAGER, area))
    client.page(CASES)
    assert client.page(address).h1.text == "Sam Okafor"


@pytest.mark.parametrize(
    "page",
    ["", "/events/new", "/advice/new", "/exceptions/new", "/guardians/new", "/child/correct"],
)
def test_another_areas_case_is_not_there(
    client: PageClient, make: Make, officer: Person, page: str
) -> None:
    other = make.request(make.child(make.area("merton")), ago(30))
    client.page(f"{CASES}/{other.id}{page}", 404)
    client.page(f"/merton/cases/{other.id}{page}", 404)
    assert client.post(f"{CASES}/{other.id}/take-on").status_code in (400, 404)


def test_visitors_are_asked_to_sign_in(client: PageClient, area: Area) -> None:
    assert client.get(CASES).headers["Location"].startswith("/sign-in")


def test_the_case_page_asks_a_fixed_number_of_queries(
    client: PageClient,
    make: Make,
    area: Area,
    child: Child,
    case: Request,
    officer: Person,
    address: str,
    query_count: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    asked: list[int] = []
    for count in (1, 20):
        for number in range(count):
            make.advice(case, f"Service {count} {number}", ago(50), officer)
            case.received.append(make.received(case.received[-1], ago(60 + number), officer))
            make.guardian(child, make.person(Role.PARENT_OR_CARER, area))
        with query_count() as queries:
            client.page(address)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8
