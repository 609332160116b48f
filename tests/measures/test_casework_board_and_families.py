"""What families see and what the board reads come from the same rows."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.domain.roles import Role
from portal.measures.casework_services import publish_finished_quarter, quarter_counts
from tests.factories import Make
from tests.measures.casework_cohort import (
    COHORT,
    PUBLISHED,
    WINTER,
    Asked,
    assess,
    day,
    heard,
)
from tests.pages import PageClient

MONTHS = ["January", "February", "March", "April", "May", "June"]


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area)


def words(element: Tag) -> str:
    return " ".join(element.text.split())


def measure_on(client: PageClient, area: str, key: str) -> str:
    """What the public page says of the newest quarter."""
    heading = client.page(f"/{area}/measures/casework").select_one(f"section:has(#{key}) strong")
    assert heading
    return words(heading)


class TestAdvice:
    """Adding up every row of every family's page gives the board's figure, to the row."""

    def day_in(self, cell: Tag) -> date | None:
        found = re.fullmatch(r"(\d+) (\w+) (\d{4})", words(cell))
        return found and date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))

    def settled_on(self, page: BeautifulSoup) -> list[bool]:
        """For each row that was settled in the quarter: whether it says "on time"."""
        found = []
        for row in page.select("#advice ~ table tbody tr"):
            _, due, came, standing = row.select("td")
            tag = words(standing)
            late = tag.endswith(" late")
            if late or tag == "Came on time":
                last = self.day_in(due)
                assert last
                settled = last + timedelta(days=1) if late else self.day_in(came)
                assert settled
                if WINTER.holds(settled):
                    found.append(not late)
        return found

    def test_families_rows_add_up_to_the_boards_figure(
        self,
        app: Flask,
        client: PageClient,
        make: Make,
        session: Session,
        area: Area,
        officer: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        parent = make.person(Role.PARENT_OR_CARER, area)
        edges = (
            Asked(day(43), (42, None, 43, 1)),
            Asked(day(42), (42, None, 43, 1)),
            Asked(day(70), (10, 20, None, None)),
        )
        cases = assess(make, area, officer, (*COHORT, *edges), parent)
        for case in cases[::5]:
            make.advice(case, "Parent or young person", day(1), officer)
        make.event(cases[0], "decided_to_assess", day(1), officer)
        make.event(cases[1], "withdrawn", day(60), officer)

        monkeypatch.setitem(app.config, "PORTAL_TODAY", WINTER.last)
        client.sign_in(parent)
        seen: Counter[bool] = Counter()
        for case in cases:
            seen.update(self.settled_on(client.page(f"/wandsworth/children/{case.child_id}")))

        counts = quarter_counts(session, area, WINTER, promise_days=14).advice
        assert seen[True] == sum(in_time for in_time, _ in counts.values()) > 100
        assert seen[False] == sum(late for _, late in counts.values()) > 30

        publish_finished_quarter(session, today=PUBLISHED.date(), now=PUBLISHED)
        session.commit()
        share = round(100 * seen[True] / seen.total())
        about = 5 * round(seen.total() / 5)
        assert measure_on(client, "wandsworth", "advice") == (
            f"January to March 2026: {share}% of about {about} were in time."
        )


class TestThePromiseToTell:
    """One silence shows on the family's page, on top of the officers' list and in the measure."""

    RECEIVED, TOLD = date(2026, 3, 2), date(2026, 3, 16)

    @pytest.fixture
    def parent(self, make: Make) -> Person:
        return make.person()

    def test_after_fifteen_days_of_silence(
        self,
        app: Flask,
        client: PageClient,
        make: Make,
        session: Session,
        area: Area,
        officer: Person,
        parent: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        child = make.child(area, parent)
        case = make.request(child, date(2025, 6, 2), reference="W-LATE")
        heard(make, case, self.TOLD)
        make.told(case, self.TOLD)
        make.grant(parent, Role.PARENT_OR_CARER, area)
        others = [make.request(make.child(area), date(2024, 6, 3)) for _ in range(3)]
        for other in others:
            make.told(other, self.TOLD + timedelta(days=10))

        def seen_on(day: date) -> tuple[bool, str, tuple[int, int]]:
            """Whether the family reads of it, whom officers see first, and the measure."""
            monkeypatch.setitem(app.config, "PORTAL_TODAY", day)
            client.sign_in(parent)
            overdue = (
                "should have heard from us" in client.page(f"/wandsworth/children/{child.id}").text
            )
            client.sign_in(officer)
            row = client.page("/wandsworth/cases").select_one("main tbody tr")
            assert row
            first = "W-LATE" if "W-LATE" in row.text else "another"
            counts = quarter_counts(session, area, WINTER, promise_days=14)
            return overdue, first, counts.promises

        overdue, first, _ = seen_on(self.TOLD + timedelta(days=14))
        assert (overdue, first) == (False, "another")
        overdue, first, (kept, broken) = seen_on(self.TOLD + timedelta(days=15))
        assert (overdue, first) == (True, "W-LATE")
        heard(make, case, self.TOLD + timedelta(days=14))
        would_be = quarter_counts(session, area, WINTER, promise_days=14).promises
        assert would_be == (kept + 1, broken - 1)

    def test_the_boards_figure_drops(
        self, client: PageClient, make: Make, session: Session, area: Area
    ) -> None:
        kept_all = make.area("merton")
        for each, silent in ((area, 5), (kept_all, 0)):
            self.fill(make, each, silent)
        publish_finished_quarter(session, today=PUBLISHED.date(), now=PUBLISHED)
        session.commit()
        assert measure_on(client, "merton", "promises").endswith("100% of about 50 were kept.")
        assert measure_on(client, "wandsworth", "promises").endswith("90% of about 50 were kept.")

    def fill(self, make: Make, area: Area, silent: int) -> None:
        """25 requests told of on 16 March; all but the `silent` ones again two weeks later."""
        for number in range(25):
            case = make.request(make.child(area), self.RECEIVED)
            for days in (0, 14) if number >= silent else (0,):
                heard(make, case, self.TOLD + timedelta(days=days))
