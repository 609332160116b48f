"""The search, one service’s page and the choice of stages, as people open them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.directory import queries
from portal.domain.roles import Role
from portal.domain.stages import StageKey
from tests.factories import Make
from tests.pages import PageClient

SERVICES = "/wandsworth/services"
HALL = {
    "name": "Hall",
    "address": "1 Lane, SW18 1CK",
    "postcode": "SW18 1CK",
    "outward": "SW18",
    "latitude": 51.45,
    "longitude": -0.19,
    "access": ["Level entrance", "Accessible toilet"],
}
QUERIES_OF_A_SEARCH = 7
Listen = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def area(make: Make) -> Area:
    return make.area()


def names(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select("ol h3 a")]


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


class TestSearch:
    def test_anybody_may_look(self, client: PageClient, area: Area, make: Make) -> None:
        make.local_service(area, "Otters", description="A quiet hour.", minimum_age=4, is_free=True)
        page = client.page(SERVICES)

        assert names(page) == ["Otters"]
        assert page.select_one("#results").text == "1 service"
        assert [fact.text for fact in page.select(".portal-directory-facts li")] == [
            "Age 4 and over",
            "Free",
        ]
        assert "Local services" in [link.text for link in page.select("nav a")]

    def test_the_form_keeps_what_was_asked(
        self, client: PageClient, area: Area, make: Make
    ) -> None:
        make.local_service(area, "Signing choir", needs=["Hearing"], places=[HALL])
        make.local_service(area, "Football", places=[HALL])
        page = client.page(f"{SERVICES}?words=choirs&need=Hearing&age=9&near=sw18+1ck&within=3")

        assert names(page) == ["Signing choir"]
        assert page.select_one("#words")["value"] == "choirs"
        assert page.select_one("#need option[selected]")["value"] == "Hearing"
        assert page.select_one("#age")["value"] == "9"
        assert page.select_one("#near")["value"] == "sw18 1ck"
        assert page.select_one("#within option[selected]")["value"] == "3"
        assert "Less than half a mile away: Hall, SW18" in text_of(page)

    @pytest.mark.parametrize(
        ("near", "sentence"),
        [
            pytest.param(
                "SW18 1CK",
                "The miles are a guess. We worked them out from services that share SW18 1CK.",
                id="the postcode is known",
            ),
            pytest.param(
                "SW18 9XX",
                "We know places near SW18 only from the services on this list.",
                id="its first half is",
            ),
            pytest.param(
                "N1",
                "We do not know where N1 is, so we cannot say how far away services are. "
                "We know places in SW18. Try one of those.",
                id="neither is",
            ),
        ],
    )
    def test_it_says_how_far_the_miles_can_be_believed(
        self, client: PageClient, area: Area, make: Make, near: str, sentence: str
    ) -> None:
        make.local_service(area, places=[HALL])

        assert sentence in text_of(client.page(f"{SERVICES}?near={near}"))

    @pytest.mark.parametrize(
        ("asked", "sentence", "focus"),
        [
            pytest.param(
                "near=London",
                "Enter a postcode, like SW18 2PU, or its first half, like SW18",
                "#near",
                id="no postcode",
            ),
            pytest.param(
                "within=3",
                "Enter a postcode, so that we know where to measure from",
                "#near",
                id="a distance from nowhere",
            ),
            pytest.param(
                "age=twelve", "Enter an age in whole years, from 0 to 25", "#age", id="no age"
            ),
            pytest.param(
                "age=26", "Enter an age in whole years, from 0 to 25", "#age", id="too old"
            ),
            pytest.param("age=-1", "Enter an age in whole years", "#age", id="below nought"),
            pytest.param("words=" + "x" * 101, "Use 100 letters or fewer", "#words", id="too long"),
            pytest.param("need=Gone", "Not a valid choice", "#need", id="a need that is not there"),
            pytest.param("within=999&near=N1", "Not a valid choice", "#within", id="no distance"),
        ],
    )
    def test_what_makes_no_sense_is_said(
        self, client: PageClient, area: Area, asked: str, sentence: str, focus: str
    ) -> None:
        page = client.page(f"{SERVICES}?{asked}", 422)

        link = page.select_one(".govuk-error-summary a")
        assert link.text.startswith(sentence)
        assert link["href"] == focus
        assert page.title.text.startswith("Error: ")
        assert not page.select("#results")

    def test_nothing_found_says_what_to_loosen(
        self, client: PageClient, area: Area, make: Make
    ) -> None:
        make.local_service(area, "Otters", needs=["Autism"], places=[HALL])
        page = client.page(f"{SERVICES}?words=blue+dragon&need=Autism&age=5&near=SW18&within=1")

        assert page.select_one("#results").text == "No services found"
        links = {link.text: str(link["href"]) for link in page.select("main li a")}
        assert "words" not in links["Leave out the words"]
        assert set(links) == {
            "Look at any distance",
            "Look for any need",
            "Look for any age",
            "Leave out the words",
            "Ask somebody who may know",
        }
        assert names(client.page(links["Leave out the words"])) == ["Otters"]

    def test_an_empty_list_says_so(self, client: PageClient, area: Area) -> None:
        assert "No service is on this list yet." in text_of(client.page(SERVICES))

    def test_twenty_a_page(self, client: PageClient, area: Area, make: Make) -> None:
        for number in range(45):
            make.local_service(area, f"Club {number:02}")
        first, last = client.page(SERVICES), client.page(f"{SERVICES}?words=club&page=3")

        assert names(first) == [f"Club {number:02}" for number in range(20)]
        assert names(last) == [f"Club {number:02}" for number in range(40, 45)]
        assert last.select_one("a[rel=prev]")["href"] == f"{SERVICES}?page=2&words=club#results"
        assert not last.select("a[rel=next]")
        assert names(client.page(f"{SERVICES}?page=99999999")) == names(last)
        assert names(client.page(f"{SERVICES}?page=no")) == names(first)

    def test_old_words_are_marked(self, client: PageClient, area: Area, make: Make) -> None:
        make.local_service(area, "A fresh one", updated_on=date(2025, 3, 16))
        make.local_service(area, "B old one", updated_on=date(2025, 3, 15))
        make.local_service(area, "C of unknown age", updated_on=None)
        results = client.page(SERVICES).select("ol > li")

        assert ["May be out of date" in result.text for result in results] == [False, True, True]

    @pytest.mark.parametrize("services", [1, 30])
    def test_the_number_of_queries_is_fixed(
        self, client: PageClient, area: Area, make: Make, query_count: Listen, services: int
    ) -> None:
        for number in range(services):
            make.local_service(
                area, f"Club {number}", needs=["Autism", "Hearing"], places=[HALL, HALL]
            )
        with query_count() as asked:
            client.page(f"{SERVICES}?words=club&need=Autism&near=SW18&within=5&age=9")
        assert len(asked) == QUERIES_OF_A_SEARCH


class TestService:
    def test_how_to_reach_it_and_the_facts(
        self, client: PageClient, area: Area, make: Make
    ) -> None:
        row = make.local_service(
            area,
            "Otters",
            description="One.\n\nTwo <b>bold</b>.",
            organisation="River Trust",
            phone="020 7946 0301",
            email="otters@example.org",
            url="https://otters.example.org/",
            minimum_age=0.5,
            maximum_age=4,
            needs=["Autism"],
            cost="£2",
            opening=["Monday"],
            notice="Bring a towel.",
            closed_for_now=True,
            places=[HALL],
        )
        page = client.page(f"{SERVICES}/{row.id}")
        facts = {
            each.dt.text: " / ".join(line.text for line in each.select("span"))
            for each in page.select("dl > div")
        }

        assert page.select_one("a[href='tel:02079460301']").text == "020 7946 0301"
        assert page.select_one("a[href='mailto:otters@example.org']")
        assert page.select_one("a[href='https://otters.example.org/']")["rel"] == [
            "nofollow",
            "noreferrer",
        ]
        assert facts == {
            "Age": "Age 6 months to 4",
            "Needs": "Autism",
            "Cost": "£2",
            "When": "Monday",
            "Where": "Hall / 1 Lane, SW18 1CK / "
            "Getting in and around: Level entrance and Accessible toilet.",
        }
        text = text_of(page)
        assert "Two <b>bold</b>." in text
        assert "Bring a towel." in text
        assert "Closed for now" in text
        assert "Last checked on 5 January 2026." in text
        assert "From the list called Local Offer." in text

    def test_what_is_not_known_is_said(self, client: PageClient, area: Area, make: Make) -> None:
        row = make.local_service(area, updated_on=None)
        text = text_of(client.page(f"{SERVICES}/{row.id}"))

        assert "The list does not say. Ask somebody who may know" in text
        assert text.count("Not said. Ask the service.") == 4
        assert "We do not know when this was last checked. May be out of date" in text

    def test_one_that_is_gone_says_so(self, client: PageClient, area: Area, make: Make) -> None:
        row = make.local_service(area, gone_on=date(2026, 2, 1))
        text = text_of(client.page(f"{SERVICES}/{row.id}"))

        assert "This service has not been on the list since 1 February 2026." in text

    def test_another_areas_is_not_there(self, client: PageClient, area: Area, make: Make) -> None:
        row = make.local_service(make.area("merton"))

        client.page(f"{SERVICES}/{row.id}", 404)

    def test_the_public_sees_nothing_of_stages(
        self, client: PageClient, area: Area, make: Make
    ) -> None:
        row = make.local_service(area, stages=[StageKey.NO_PLAN])

        assert "stage" not in text_of(client.page(f"{SERVICES}/{row.id}"))

    def test_the_number_of_queries_is_fixed(
        self, client: PageClient, area: Area, make: Make, query_count: Listen
    ) -> None:
        row = make.local_service(area, needs=["A", "B", "C"], places=[HALL] * 4)
        with query_count() as asked:
            client.page(f"{SERVICES}/{row.id}")
        assert len(asked) == 5


class TestStages:
    @pytest.fixture
    def keeper(self, make: Make, area: Area) -> Person:
        return make.person(Role.ADMINISTRATOR, area)

    def test_an_administrator_chooses_them(
        self, client: PageClient, area: Area, make: Make, keeper: Person, session: Session
    ) -> None:
        row = make.local_service(area, "Otters", stages=[StageKey.NO_PLAN])
        client.sign_in(keeper)
        page = client.page(f"{SERVICES}/{row.id}")
        address = str(page.find("a", string="Choose stages")["href"])
        chosen = client.page(address).select("input[checked]")
        assert [box["value"] for box in chosen] == ["no_plan"]

        stages: dict[str, Any] = {"stages": ["gathering_advice", "draft_with_family"]}
        answer = client.send(address, stages, follow=True)
        assert "Otters is beside 2 stages now." in answer.text
        assert "Shown beside: Gathering advice; Draft plan with you." in answer.text
        session.expire_all()
        assert set(queries.services_beside(session, area.id)) == {
            StageKey.GATHERING_ADVICE,
            StageKey.DRAFT_WITH_FAMILY,
        }

    def test_none_is_a_choice(
        self, client: PageClient, area: Area, make: Make, keeper: Person
    ) -> None:
        row = make.local_service(area, "Otters", stages=[StageKey.NO_PLAN])
        client.sign_in(keeper)
        answer = client.send(f"{SERVICES}/{row.id}/stages", {"stages": []}, follow=True)

        assert "Otters is beside no stage now." in answer.text

    def test_what_is_no_stage_is_refused(
        self, client: PageClient, area: Area, make: Make, keeper: Person
    ) -> None:
        row = make.local_service(area)
        client.sign_in(keeper)
        answer = client.send(f"{SERVICES}/{row.id}/stages", {"stages": ["lunch"]})

        assert answer.status_code == 422
        assert "There is no such stage." in answer.text

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.OPERATOR}))
    def test_nobody_else_may(self, client: PageClient, area: Area, make: Make, role: Role) -> None:
        row = make.local_service(area)
        client.sign_in(make.person(role, area))

        client.page(f"{SERVICES}/{row.id}/stages", 403)
        assert "Choose stages" not in client.page(f"{SERVICES}/{row.id}").text
