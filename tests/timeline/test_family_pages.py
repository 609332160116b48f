"""A family's pages: what they show, and to whom."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import Child, Guardian, Request
from portal.domain.roles import Role
from tests.cases.filling import TODAY, ago
from tests.cases.filling import day as filling
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient

CHILDREN = "/wandsworth/children"


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area, name="Jo Bell", email="jo.bell@example.org")


@pytest.fixture
def parent(make: Make, area: Area, client: PageClient) -> Person:
    person = make.person(Role.PARENT_OR_CARER, area, name="Amina Okafor")
    client.sign_in(person)
    return person


@pytest.fixture
def child(make: Make, area: Area, parent: Person) -> Child:
    return make.child(area, parent)


@pytest.fixture
def case(make: Make, child: Child, officer: Person) -> Request:
    return make.request(child, ago(60), caseworker_id=officer.id)


@pytest.fixture
def address(case: Request) -> str:
    return f"{CHILDREN}/{case.child_id}"


def first_things(page: BeautifulSoup) -> dict[str, str]:
    """The rows of the box at the top, and the stage with its tag."""
    rows = page.select(".portal-timeline-facts > div")
    found = {row.dt.text: " ".join(row.dd.text.split()) for row in rows if row.dt and row.dd}
    stage = page.select_one(".portal-timeline-stage")
    assert stage
    return found | {"Stage": " ".join(stage.text.split())}


def test_what_a_parent_reads_first(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.event(case, "decided_to_assess", ago(25), officer)
    make.advice(case, "Health", ago(20), officer)
    page = client.page(address)
    assert page.h1
    assert page.h1.text == "Sam Okafor’s assessment"
    assert first_things(page) == {
        "Stage": "Gathering advice On time",
        "Now": "The council is waiting for advice from health staff. None has come yet.",
        "For you": "Nothing to do now.",
        "Next": "The council decides if your child needs a plan. If not, it must tell you by "
        "7 May 2026.",
        "Final plan": "If there is a plan, the law says by 4 June 2026.",
        "News": "We have not told you anything yet. You should have heard from us by 29 January "
        "2026. That was 46 days ago. We are sorry.",
        "Ask": "Jo Bell, Casework Team, 020 7946 0123, casework-team@wandsworth.example.org",
        "Updated": "5 January 2026.",
    }


def test_a_late_page_says_so_and_what_to_do(client: PageClient, address: str) -> None:
    page = client.page(address)
    late = page.select_one(".portal-timeline-late")
    assert late
    words = " ".join(late.text.split())
    assert "should have decided whether to assess by 26 February 2026" in words
    assert "18 days ago" in words
    assert "The council has not recorded a reason that the law allows." in words
    assert "WhyThe team has not said why." in words
    assert "You can ask what is holding it up" in words
    assert "You can get free help from Advice Service." in words
    assert "You can complain to the council that the law’s date has passed." in words


def test_a_page_on_time_speaks_of_no_lateness(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.event(case, "decided_to_assess", ago(25), officer)
    page = client.page(address)
    assert not page.select_one(".portal-timeline-late")
    assert "complain" not in page.text


def test_an_exception_is_told_beside_the_date(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.exception(
        case, "decide", "personal_circumstances", ago(30), officer, family_told_on=ago(28)
    )
    page = client.page(address)
    assert first_things(page)["Stage"] == "Deciding whether to assess 18 days late"
    words = " ".join(page.text.split())
    assert "The date itself stays the same." in words
    assert "Jo Bell decided this for the council on 5 January 2026." in words
    assert "The council told you on 16 February 2026. The law: Regulation 5(4)(c)." in words
    assert page.select_one("a[href='#reasons']")


def test_a_withdrawn_exception_is_history_only(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.exception(
        case, "decide", "personal_circumstances", ago(30), officer, withdrawn_at=A_MOMENT
    )
    page = client.page(address)
    assert "Something very hard" not in page.text
    assert "The council has not recorded a reason" in page.text
    assert any("a reason why a step may take longer" in tag.text for tag in page.select("del"))


@pytest.mark.parametrize(
    ("kind", "rights"),
    [
        pytest.param("decided_not_to_assess", True, id="refused"),
        pytest.param("final_plan_issued", True, id="issued"),
        pytest.param("withdrawn", False, id="withdrawn"),
    ],
)
def test_rights_are_told_with_their_last_days(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    address: str,
    kind: str,
    rights: bool,
) -> None:
    make.event(case, kind, ago(25), officer)
    page = client.page(address)
    section = page.select_one("section[aria-labelledby=rights]")
    assert bool(section) == rights
    if section:
        assert "Ask for mediation." in section.text
        assert "The last day to ask is 19 April 2026." in section.text
        assert (
            "Appeal to a tribunal. It can change the decision. The last day is 19" in section.text
        )
        assert "one month from the day on it" in section.text
        assert "Advice Service" in section.text


def test_a_correction_is_shown(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    wrong = make.event(case, "decided_to_assess", ago(25), officer)
    make.event(case, "decided_to_assess", ago(24), officer, corrects_id=wrong.id)
    page = client.page(address)
    assert [tag.text for tag in page.select("del")] == ["The council decided to assess."]
    assert "Corrected on 5 January 2026 by Jo Bell. The right day is 20 February 2026." in page.text


def test_a_corrected_day_received_is_told_and_counts(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.received(case.received[0], ago(30), officer)
    page = client.page(address)
    assert first_things(page)["Stage"] == "Deciding whether to assess Due in 12 days"
    assert (
        "The council received the request on 14 February 2026. This day was corrected on "
        "5 January 2026: first recorded as 15 January 2026. All dates are counted again from "
        "the right day."
    ) in " ".join(page.text.split())
    struck = page.select_one("li:has(del)")
    assert struck
    assert " ".join(struck.text.split()) == (
        "15 January 2026 The council received the request. Who asked: parent or young person. "
        "Corrected on 5 January 2026 by Jo Bell. The right day is 14 February 2026. "
        "Recorded by Jo Bell, 5 January 2026"
    )


def test_the_newest_request_is_the_newest_as_it_stands(
    client: PageClient, make: Make, child: Child, case: Request, officer: Person, address: str
) -> None:
    other = make.request(child, ago(400))
    make.received(other.received[0], ago(10), officer)
    page = client.page(address)
    assert page.find("a", string="Request received on 15 January 2026")
    assert "The council received the request on 6 March 2026." in page.text


def test_facts_that_contradict_show_no_wrong_dates(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.event(case, "decided_to_assess", ago(90), officer)
    page = client.page(address)
    assert "We are checking the dates of this request." in page.text
    assert not page.select_one(".portal-timeline-facts")


def test_other_guardians_stay_unseen(
    client: PageClient, make: Make, area: Area, parent: Person, child: Child, address: str
) -> None:
    other = make.person(Role.PARENT_OR_CARER, area, name="Hidden Other", email="hid@example.org")
    make.guardian(child, other)
    make.child(area, parent, other, first_name="Zed")
    for page in (client.page(address), client.page(CHILDREN)):
        assert "Hidden" not in str(page)
        assert "hid@example.org" not in str(page)


def test_an_officers_own_address_stays_unseen(client: PageClient, address: str) -> None:
    assert "jo.bell@example.org" not in str(client.page(address))


def test_one_child_with_one_request_is_gone_to_at_once(client: PageClient, address: str) -> None:
    assert client.get(CHILDREN).headers["Location"] == address


def test_several_children_are_listed(
    client: PageClient, make: Make, area: Area, parent: Person, case: Request, officer: Person
) -> None:
    other = make.child(area, parent, first_name="Ada")
    make.event(make.request(other, ago(60)), "withdrawn", ago(30), officer)
    page = client.page(CHILDREN)
    sections = page.select("main section")
    words = [" ".join(section.text.split()) for section in sections]
    assert words == [
        "Ada Okafor Request received on 15 January 2026 Request withdrawn Stopped",
        "Sam Okafor Request received on 15 January 2026 Deciding whether to assess 18 days late",
    ]
    assert [link["href"] for link in page.select("main section a")] == [
        f"{CHILDREN}/{other.id}",
        f"{CHILDREN}/{case.child_id}",
    ]


def test_several_requests_of_a_child_newest_first(
    client: PageClient, make: Make, child: Child, case: Request, officer: Person, address: str
) -> None:
    older = make.request(child, ago(400))
    make.event(older, "decided_not_to_assess", ago(370), officer)
    page = client.page(address)
    assert first_things(page)["Stage"].startswith("Deciding whether to assess")
    link = page.find("a", string="Request received on 9 February 2025")
    assert link
    assert first_things(client.page(str(link["href"])))["Stage"].startswith("The council said no")
    assert len(client.page(CHILDREN).select("main section li")) == 2


@pytest.mark.parametrize("wanted", [str(uuid.UUID(int=1)), "x", ""])
def test_a_request_that_is_not_there(client: PageClient, address: str, wanted: str) -> None:
    client.page(f"{address}?request={wanted}", 404)


def test_another_childs_request_is_not_shown(
    client: PageClient, make: Make, area: Area, address: str
) -> None:
    other = make.request(make.child(area), ago(30))
    client.page(f"{address}?request={other.id}", 404)


def test_nothing_to_see_is_a_kind_page(client: PageClient, parent: Person) -> None:
    page = client.page(CHILDREN)
    assert "There is nothing here for you to see right now." in page.text
    assert parent.email in page.text
    assert "casework-team@wandsworth.example.org" in page.text


def test_a_child_without_a_request(client: PageClient, make: Make, child: Child) -> None:
    page = client.page(f"{CHILDREN}/{child.id}")
    assert "There is no request for an assessment of Sam here." in page.text
    assert "There is no request for an assessment here." in client.page(CHILDREN).text


ACCESS = [
    pytest.param({"since": TODAY}, 200, id="from today on"),
    pytest.param({"since": date(2026, 3, 17)}, 404, id="from tomorrow on"),
    pytest.param({"since": ago(90), "until": date(2026, 3, 17)}, 200, id="until tomorrow"),
    pytest.param({"since": ago(90), "until": TODAY}, 404, id="until today"),
    pytest.param({"since": ago(90), "until": ago(30)}, 404, id="ended long ago"),
]


@pytest.mark.parametrize(("days", "status"), ACCESS)
def test_access_holds_while_the_guardians_row_does(
    client: PageClient,
    make: Make,
    area: Area,
    parent: Person,
    days: dict[str, date],
    status: int,
) -> None:
    child = make.child(area)
    make.guardian(child, parent, **days)
    make.request(child, ago(20))
    client.page(f"{CHILDREN}/{child.id}", status)
    assert client.get(CHILDREN).status_code == (302 if status == 200 else 200)


def test_two_rows_for_one_parent_show_the_child_once(
    client: PageClient, make: Make, area: Area, parent: Person, child: Child
) -> None:
    make.guardian(child, parent, since=ago(10), until=date(2026, 6, 1))
    make.child(area, parent, first_name="Zed")
    assert len(client.page(CHILDREN).select("main section h2")) == 2


def test_somebody_elses_child_is_not_there(
    client: PageClient, make: Make, area: Area, parent: Person
) -> None:
    child = make.child(area, make.person(Role.PARENT_OR_CARER, area))
    make.request(child, ago(20))
    client.page(f"{CHILDREN}/{child.id}", 404)
    client.page(f"{CHILDREN}/{uuid.uuid4()}", 404)


def test_ones_own_child_is_seen_in_its_own_area_only(
    client: PageClient, make: Make, parent: Person, case: Request, address: str
) -> None:
    merton = make.area("merton")
    client.page(address.replace("wandsworth", "merton"), 404)
    make.grant(parent, Role.PARENT_OR_CARER, merton)
    client.sign_in(parent)
    client.page(address.replace("wandsworth", "merton"), 404)
    assert "nothing here for you" in client.page("/merton/children").text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARENT_OR_CARER, Role.YOUNG_PERSON}))
def test_other_roles_do_not_open_family_pages(
    client: PageClient, make: Make, area: Area, case: Request, address: str, role: Role
) -> None:
    client.sign_in(make.person(role, None if role == Role.OPERATOR else area))
    client.page(CHILDREN, 403)
    client.page(address, 403)


def test_visitors_are_asked_to_sign_in(client: PageClient, make: Make) -> None:
    child = make.child(make.area())
    answer = client.get(f"{CHILDREN}/{child.id}")
    assert answer.headers["Location"] == f"/sign-in?next={CHILDREN}/{child.id}"


def test_a_young_person_is_spoken_to(client: PageClient, make: Make, area: Area) -> None:
    person = make.person(Role.YOUNG_PERSON, area)
    child = make.child(area, born=date(2008, 1, 1))
    make.guardian(child, person, as_young_person=True)
    make.request(child, ago(20))
    client.sign_in(person)
    page = client.page(f"{CHILDREN}/{child.id}")
    assert page.h1
    assert page.h1.text == "Your assessment"
    assert "deciding whether to assess you" in first_things(page)["Now"]
    main = page.select_one("main")
    assert main
    assert "your child" not in main.text.casefold()


def test_a_parent_who_was_a_young_person_here_is_spoken_to_as_a_parent(
    client: PageClient, make: Make, area: Area, parent: Person, address: str
) -> None:
    make.grant(parent, Role.YOUNG_PERSON, area)
    client.sign_in(parent)
    assert client.page(address).h1.text == "Sam Okafor’s assessment"


def test_nobody_works_on_it_yet(client: PageClient, make: Make, area: Area, parent: Person) -> None:
    child = make.child(area, parent)
    make.request(child, ago(60))
    page = client.page(f"{CHILDREN}/{child.id}")
    assert first_things(page)["Ask"].startswith("Casework Team, 020 7946 0123")
    assert "You can ask what is holding it up" in " ".join(page.text.split())


Count = Callable[[], AbstractContextManager[list[str]]]


def test_the_number_of_queries_is_fixed(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    address: str,
    query_count: Count,
) -> None:
    asked: list[int] = []
    for count in (1, 30):
        for number in range(count):
            make.advice(case, f"Service {count} {number}", ago(30), officer)
            make.event(case, "draft_sent", ago(number % 5), officer)
        with query_count() as queries:
            client.page(address)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 10


def test_the_number_of_queries_for_the_children_is_fixed(
    client: PageClient, make: Make, area: Area, parent: Person, query_count: Count
) -> None:
    asked: list[int] = []
    for count in (2, 10):
        for _ in range(count):
            make.request(make.child(area, parent), ago(20))
        with query_count() as queries:
            client.page(CHILDREN)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


def test_the_teams_word_is_read_on_the_page_and_answers_the_promise(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    client.sign_in(officer)
    client.send(
        f"/wandsworth/cases/{case.id}/updates/new",
        {
            "words": "The psychologist comes on Monday.\nWe will ring you after.",
            "late_reason": "psychologist",
            "expected_step": "final_plan",
            **filling("expected_on", ago(-90)),
        },
    )
    client.sign_in(parent_of(case, make))
    page = client.page(address)
    first = first_things(page)
    assert first["News"] == (
        "We last told you something on 16 March 2026. You will hear from us by 30 March 2026."
    )
    assert "We expect to send the final plan by 14 June 2026." in first["Final plan"]
    words = " ".join(page.text.split())
    assert "WhyWe are still waiting for the educational psychologist’s advice." in words
    assert "The psychologist comes on Monday. We will ring you after. Jo Bell, 16 March" in words
    final = next(row for row in page.select("main tbody tr") if "4 June 2026" in row.text)
    told = " ".join(final.get_text(" ").split())
    assert "4 June 2026" in told, "The law’s date stands."
    assert "14 June 2026, 10 days after the law’s date" in told


def test_moving_the_expected_day_moves_nothing_in_law(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    for expected in (ago(-5), ago(-60)):
        make.update(case, officer, expected_step="decide_to_assess", expected_on=expected)
        page = client.page(address)
        assert first_things(page)["Stage"] == "Deciding whether to assess 18 days late"
        assert "by 26 February 2026" in " ".join(
            page.select_one(".portal-timeline-late").text.split()
        )


@pytest.mark.parametrize(
    ("silent_for", "news"),
    [
        pytest.param(14, "You will hear from us by 16 March 2026.", id="the last day holds"),
        pytest.param(15, "That was 1 day ago. We are sorry.", id="a day later it is broken"),
    ],
)
def test_silence_is_counted(
    client: PageClient, make: Make, case: Request, address: str, silent_for: int, news: str
) -> None:
    make.told(case, ago(silent_for))
    assert news in first_things(client.page(address))["News"]


def test_an_ended_request_promises_nothing(
    client: PageClient, make: Make, case: Request, officer: Person, address: str
) -> None:
    make.event(case, "withdrawn", ago(2), officer)
    assert "News" not in first_things(client.page(address))


def parent_of(case: Request, make: Make) -> Person:
    """The parent whom the fixtures let in."""
    return make.session.scalars(
        select(Person)
        .join(Guardian, Guardian.person_id == Person.id)
        .where(Guardian.child_id == case.child_id)
    ).one()
