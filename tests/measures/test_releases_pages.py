"""The board's pages: every release, its digest, and whether it was touched."""

import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.measures.models import Release
from portal.measures.services import publish_correction
from tests.factories import Make
from tests.measures.held_waves import EARLIER, MUCH_BETTER, NOW, HeldSurvey, a_survey
from tests.pages import PageClient

RELEASES = "/wandsworth/measures/releases"
WINTER, SPRING = date(2025, 11, 3), date(2026, 1, 5)
EVERYTHING = {"satisfaction": EARLIER, "informed": (5, 6, 9, 14, 7), "knew": (25, 15)}
BETTER = {"satisfaction": MUCH_BETTER, "informed": (5, 6, 9, 14, 7), "knew": (8, 52)}


@pytest.fixture
def published(held: HeldSurvey, session: Session) -> list[Release]:
    """Two waves, published; the newer one last."""
    held.hold(WINTER, EVERYTHING)
    held.hold(SPRING, BETTER, invited=121)
    held.publish()
    found = session.scalars(select(Release))
    return sorted(found, key=lambda release: release.figures["wave"]["opens_on"])


@pytest.fixture
def board(client: PageClient, make: Make, area: Area) -> PageClient:
    """A board member of Wandsworth at their browser."""
    client.sign_in(make.person(Role.BOARD_MEMBER, area))
    return client


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


def rows_of(page: BeautifulSoup) -> list[list[str]]:
    return [
        [" ".join(cell.text.split()) for cell in row.select("th, td")]
        for row in page.select("main tbody tr")
    ]


def facts_on(page: BeautifulSoup) -> dict[str, str]:
    rows = page.select(".govuk-summary-list__row")
    pairs = ([" ".join(part.text.split()) for part in row.select("dt, dd")] for row in rows)
    return dict(pairs)


class TestWhoMayCome:
    @pytest.mark.parametrize(
        "role", sorted(set(Role) - {Role.BOARD_MEMBER, Role.OPERATOR}), ids=str
    )
    def test_no_other_role_of_the_area(
        self,
        client: PageClient,
        make: Make,
        area: Area,
        published: list[Release],
        role: Role,
    ) -> None:
        client.sign_in(make.person(role, area))
        client.page(RELEASES, 403)
        client.page(f"{RELEASES}/{published[0].id}", 403)

    def test_strangers_are_asked_to_sign_in(
        self, client: PageClient, published: list[Release]
    ) -> None:
        answer = client.get(f"{RELEASES}/{published[0].id}")
        assert answer.headers["Location"].startswith("/sign-in")

    def test_another_areas_release_is_not_there(
        self, board: PageClient, session: Session, make: Make
    ) -> None:
        for elsewhere in (make.area("merton"), None):
            other = a_survey(session, make, elsewhere)
            other.hold(SPRING, EVERYTHING)
            other.publish()
        for release in session.scalars(select(Release)):
            board.page(f"{RELEASES}/{release.id}", 404)
        assert "Nothing has been published yet." in text_of(board.page(RELEASES))

    def test_a_release_that_never_was_is_not_there(self, board: PageClient) -> None:
        board.page(f"{RELEASES}/{uuid.uuid4()}", 404)


class TestTheList:
    def test_newest_first_with_correction_and_check(
        self, board: PageClient, published: list[Release], session: Session
    ) -> None:
        winter, spring = published
        second = publish_correction(
            session, winter.wave_id, "On paper.", now=NOW.replace(hour=15), by=None
        )
        session.commit()
        assert rows_of(board.page(RELEASES)) == [
            [
                "November 2025, release 2",
                "2",
                "16 March 2026, 15:00",
                second.digest[:12],
                "Matches",
                "On paper.",
            ],
            [
                "January 2026, release 1",
                "1",
                "16 March 2026, 00:00",
                spring.digest[:12],
                "Matches",
                "–",
            ],
            [
                "November 2025, release 1",
                "1",
                "16 March 2026, 00:00",
                winter.digest[:12],
                "Matches",
                "–",
            ],
        ]

    def test_a_changed_figure_shows(
        self, board: PageClient, published: list[Release], session: Session
    ) -> None:
        winter, _ = published
        figures = winter.figures | {"families": 400}
        session.execute(update(Release).where(Release.id == winter.id).values(figures=figures))
        session.commit()
        checks = [row[4] for row in rows_of(board.page(RELEASES))]
        assert checks == ["Matches", "Does not match"]
        assert "The digest does not match." in text_of(board.page(f"{RELEASES}/{winter.id}"))


class TestOneRelease:
    def test_says_what_was_asked_of_whom_and_holds_the_digest(
        self, board: PageClient, published: list[Release]
    ) -> None:
        spring = published[1]
        page = board.page(f"{RELEASES}/{spring.id}")
        assert facts_on(page) == {
            "Survey": "Your assessment (assessment-wandsworth)",
            "Open": "5 January 2026 to 4 February 2026",
            "Audience": "Parents and carers",
            "Who was asked": "families",
            "How": "web",
            "Who answered": (
                "About 60 families answered. About 120 were invited, so about 50% answered."
            ),
            "Compared with": "November 2025",
            "Published": "16 March 2026, 00:00",
            "Worked out by": "SEND portal 0.1.0",
            "Digest (SHA-256)": spring.digest,
        }
        assert "The digest matches." in text_of(page)

    def test_holds_every_figure(self, board: PageClient, published: list[Release]) -> None:
        page = board.page(f"{RELEASES}/{published[1].id}")
        assert [heading.text for heading in page.select("main h2")] == [
            "How was it as a whole?",
            "How well were you kept informed?",
            "Did you know what came next?",
        ]
        satisfaction, knew = rows_of(page)[:14], rows_of(page)[-10:]
        assert satisfaction == [
            ["1 star (very bad)", "5"],
            ["2 stars (bad)", "5"],
            ["3 stars (neither)", "5"],
            ["4 stars (good)", "20"],
            ["5 stars (very good)", "25"],
            ["Answers, to the nearest 5", "60"],
            ["Share of 4 or 5 stars", "75%"],
            ["Likely between", "63% and 84%"],
            ["Mean number of stars", "3.9"],
            ["Verdict", "Improved"],
            ["Change of the share", "+22 points"],
            ["A later answer has more stars", "65 of 100 pairs, likely between 54 and 75"],
            ["Questions judged together", "1"],
            ["1 star (very bad)", "5"],
        ]
        assert (
            knew[3:]
            == [
                ["Share of yes", "87%"],
                ["Likely between", "76% and 93%"],
                ["Verdict", "Improved"],
                ["Change of the share", "+49 points"],
                ["The change is likely between", "+28 and +65 points"],
                ["Questions judged together", "2"],
            ]
            or knew
        )
        assert "This is the main question, judged by itself." in text_of(page)

    def test_a_first_wave_is_compared_with_nothing(
        self, board: PageClient, published: list[Release]
    ) -> None:
        page = board.page(f"{RELEASES}/{published[0].id}")
        assert facts_on(page)["Compared with"] == "No survey before"
        assert "Verdict" not in text_of(page)


def test_the_list_takes_as_few_queries_however_many_releases(
    board: PageClient, held: HeldSurvey, query_count
) -> None:
    counts = []
    for months in ((1,), (3, 5, 7, 9)):
        for month in months:
            held.hold(date(2025, month, 1), EVERYTHING)
        held.publish()
        board.page(RELEASES)
        with query_count() as asked:
            board.page(RELEASES)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6
