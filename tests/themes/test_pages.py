"""The forum's pages, opened and filled in as a representative would."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, ClassVar

import pytest
from bs4 import BeautifulSoup

from portal.accounts.models import Person
from portal.domain.roles import Role
from portal.surveys.models import Audience
from portal.themes.frame import STARTING_FRAME
from tests.factories import Make
from tests.pages import PageClient
from tests.themes.conftest import Desk

THEMES = "/wandsworth/themes"
FRAME = "/wandsworth/themes/frame"
Listen = Callable[[], AbstractContextManager[list[str]]]


def words_on(page: BeautifulSoup) -> list[str]:
    return [quote.text for quote in page.select("blockquote")]


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


class TestWhoMayCome:
    ADDRESSES = ("", "/frame", "/frame/add")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_the_forums_representative(self, client: PageClient, desk: Desk, address: str) -> None:
        client.sign_in(desk.reader)

        client.page(THEMES + address)

    @pytest.mark.parametrize("address", ADDRESSES)
    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.FORUM_REPRESENTATIVE, Role.OPERATOR}))
    def test_nobody_else_of_the_area(
        self, client: PageClient, desk: Desk, make: Make, role: Role, address: str
    ) -> None:
        client.sign_in(make.person(role, desk.area))

        client.page(THEMES + address, 403)

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_to_another_areas_representative_it_is_not_there(
        self, client: PageClient, desk: Desk, make: Make, address: str
    ) -> None:
        client.sign_in(make.person(Role.FORUM_REPRESENTATIVE, make.area("merton")))

        client.page(THEMES + address, 404)

    def test_a_caseworker_cannot_open_a_comment(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        comment = desk.comment()
        client.sign_in(make.person(Role.CASEWORKER, desk.area))

        client.page(f"{THEMES}/comments/{comment.id}", 403)

    def test_another_areas_comment_and_theme_are_not_there(
        self, client: PageClient, desk: Desk, desk_in: Callable[[str], Desk]
    ) -> None:
        elsewhere = desk_in("merton")
        comment = elsewhere.comment()
        client.sign_in(desk.reader)

        client.page(f"{THEMES}/comments/{comment.id}", 404)
        client.page(f"{FRAME}/{elsewhere.theme.id}", 404)
        client.page(f"{THEMES}?theme={elsewhere.theme.id}", 404)
        client.page(f"{THEMES}?wave={elsewhere.wave.id}", 404)

    def test_an_imported_comment_is_not_there(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(None)
        response = make.response(make.wave(survey))
        comment = make.comment(response, make.question(survey, "comment"))
        client.sign_in(desk.reader)

        client.page(f"{THEMES}/comments/{comment.id}", 404)

    def test_a_stranger_is_asked_to_sign_in(self, client: PageClient, desk: Desk) -> None:
        assert client.get(THEMES).location.startswith("/sign-in?next=")


class TestTheOriginalWords:
    """What was written before names were masked is neither shown nor read."""

    def test_they_never_reach_the_forum(
        self, client: PageClient, desk: Desk, query_count: Listen
    ) -> None:
        comment = desk.comment("[name] waited.", text="Zebedee Quill waited.")
        other = desk.comment("[school] was kind.", text="Larkspur School was kind.")
        client.sign_in(desk.reader)

        with query_count() as asked:
            pages = [
                client.get(THEMES),
                client.get(f"{THEMES}/comments/{comment.id}"),
                client.send(
                    f"{THEMES}/comments/{comment.id}",
                    {"themes": [str(desk.theme.id)]},
                    follow=True,
                ),
                client.get(f"{THEMES}?read=yes&stars=4"),
                client.get(f"{THEMES}/comments/{other.id}"),
            ]

        html = "".join(page.text for page in pages)
        assert "[name] waited." in html
        assert "[school] was kind." in html
        assert "Zebedee" not in html
        assert "Larkspur" not in html
        about_comments = [statement for statement in asked if "comments.redacted_text" in statement]
        assert about_comments
        assert not [statement for statement in asked if re.search(r"comments\.text\b", statement)]


class TestList:
    def test_a_comment_with_what_was_said_of_it(self, client: PageClient, desk: Desk) -> None:
        comment = desk.comment("Kind but slow.", stars=2, polarity=0.4)
        client.sign_in(desk.reader)

        said = text_of(client.page(THEMES))

        assert "What could be better?" in said
        assert "Kind but slow." in said
        assert "2 of 5: bad" in said
        assert "positive (machine’s guess)" in said
        assert "Winter" in said
        assert "Stars and words disagree" in said
        assert "Not read yet" in said

        client.send(f"{THEMES}/comments/{comment.id}", {"themes": [str(desk.theme.id)]})
        said = text_of(client.page(THEMES))
        assert "Themes: Waiting. Read by Reader of wandsworth." in said
        assert "1 comment read, 0 to read." in said

    def test_a_family_that_gave_no_stars(self, client: PageClient, desk: Desk) -> None:
        desk.comment(stars=None)
        client.sign_in(desk.reader)

        assert "None given" in text_of(client.page(THEMES))

    def test_words_are_shown_as_words(self, client: PageClient, desk: Desk) -> None:
        desk.comment("<script>alert('x')</script> & more")
        client.sign_in(desk.reader)

        assert words_on(client.page(THEMES)) == ["<script>alert('x')</script> & more"]

    def test_a_long_comment_is_cut_and_can_be_read_whole(
        self, client: PageClient, desk: Desk
    ) -> None:
        comment = desk.comment("waited " * 400 + "END")
        client.sign_in(desk.reader)

        (cut,) = words_on(client.page(THEMES))
        (whole,) = words_on(client.page(f"{THEMES}/comments/{comment.id}"))

        assert len(cut) < 500
        assert cut.endswith("…")
        assert whole.endswith("END")

    def test_filters_are_kept_from_page_to_page(self, client: PageClient, desk: Desk) -> None:
        for number in range(25):
            desk.comment(f"one {number}", stars=1, polarity=-0.5)
        for number in range(3):
            desk.comment(f"five {number}", stars=5)
        client.sign_in(desk.reader)

        first = client.page(f"{THEMES}?stars=1&sentiment=negative")
        next_page = first.select_one("a[rel=next]")
        assert next_page
        second = client.page(str(next_page["href"]))

        assert "25 comments of 28, page 1 of 2" in text_of(first)
        assert len(words_on(first)) == 20
        assert len(words_on(second)) == 5
        assert all(words.startswith("one") for words in words_on(first) + words_on(second))
        chosen = {str(option["value"]) for option in second.select("option[selected]")}
        assert chosen == {"1", "negative"}

    def test_no_comment_stands_on_two_pages(self, client: PageClient, desk: Desk) -> None:
        for number in range(41):
            desk.comment(f"comment {number}")
        client.sign_in(desk.reader)

        pages = [words_on(client.page(f"{THEMES}?page={number}")) for number in (1, 2, 3)]

        assert [len(page) for page in pages] == [20, 20, 1]
        assert len({words for page in pages for words in page}) == 41

    def test_the_box_counts_what_was_read_and_not_what_was_said(
        self, client: PageClient, desk: Desk
    ) -> None:
        desk.comment(stars=1)
        desk.comment(stars=5)
        client.sign_in(desk.reader)

        options = [option.text for option in client.page(THEMES).select("option")]

        assert "Not read yet (2)" in options
        assert {"1 star", "3 stars", "No stars given", "Negative", "Positive"} <= set(options)
        assert "Winter, still open (2)" in options

    @pytest.mark.parametrize("query", ["stars=9", "sentiment=angry", "wave=winter", "theme=7"])
    def test_a_filter_that_makes_no_sense_is_no_page(
        self, client: PageClient, desk: Desk, query: str
    ) -> None:
        client.sign_in(desk.reader)

        client.page(f"{THEMES}?{query}", 404)

    def test_nothing_like_that(self, client: PageClient, desk: Desk) -> None:
        desk.comment(stars=1)
        client.sign_in(desk.reader)

        assert "No comment is like this" in text_of(client.page(f"{THEMES}?stars=5"))

    def test_before_anybody_wrote(self, client: PageClient, desk: Desk) -> None:
        client.sign_in(desk.reader)

        assert "Nobody has written a comment yet" in text_of(client.page(THEMES))


class TestThemesSoFar:
    def rows(self, page: BeautifulSoup) -> list[list[str]]:
        return [
            [" ".join(cell.text.split()) for cell in row.select("th, td")]
            for row in page.select(".portal-themes-figures tbody tr")
        ]

    def test_they_stand_in_the_frames_order_with_a_base(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        make.theme(desk.area, "Praise", position=2)
        make.theme(desk.area, "Annual review", position=0)
        client.sign_in(desk.reader)
        for number in range(10):
            comment = desk.comment(f"comment {number}", stars=2 if number else 5)
            if number == 9:
                before = self.rows(client.page(THEMES))
            client.send(f"{THEMES}/comments/{comment.id}", {"themes": [str(desk.theme.id)]})

        assert before == [
            ["Annual review", "0", ""],
            ["Waiting", "9", "too few"],
            ["Praise", "0", ""],
        ]
        assert self.rows(client.page(THEMES))[1] == ["Waiting", "10", "2.3"]


class TestReading:
    def test_saving_leads_to_the_next_unread_one(self, client: PageClient, desk: Desk) -> None:
        first, second = desk.comment("A first one."), desk.comment("A second one.")
        client.sign_in(desk.reader)

        response = client.send(
            f"{THEMES}/comments/{first.id}?stars=4", {"themes": [str(desk.theme.id)]}
        )

        assert response.location == f"{THEMES}/comments/{second.id}?stars=4"
        page = client.page(response.location)
        assert "Saved. 1 comment is still to read." in text_of(page)

    def test_after_the_last_one_comes_the_list(self, client: PageClient, desk: Desk) -> None:
        comment = desk.comment()
        client.sign_in(desk.reader)

        response = client.send(f"{THEMES}/comments/{comment.id}?stars=4", {}, follow=True)

        assert response.request.full_path == f"{THEMES}?stars=4"
        assert "Saved. Every comment has been read." in response.text

    def test_no_theme_is_a_reading(self, client: PageClient, desk: Desk) -> None:
        comment = desk.comment()
        client.sign_in(desk.reader)

        client.send(f"{THEMES}/comments/{comment.id}", {})

        assert "In no theme. Read by" in text_of(client.page(THEMES))

    def test_a_reading_can_be_changed_by_another_reader(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        comment = desk.comment()
        praise = make.theme(desk.area, "Praise", position=2)
        address = f"{THEMES}/comments/{comment.id}"
        client.sign_in(desk.reader)
        client.send(address, {"themes": [str(desk.theme.id)]})
        other: Person = make.person(Role.FORUM_REPRESENTATIVE, desk.area, name="Second Reader")
        client.sign_in(other)

        ticked = [str(box["value"]) for box in client.page(address).select("[checked]")]
        client.send(address, {"themes": [str(praise.id)]})

        assert ticked == [str(desk.theme.id)]
        assert "Themes: Praise. Read by Second Reader" in text_of(client.page(address))

    @pytest.mark.parametrize("foreign", ["merton", "rubbish"])
    def test_a_theme_that_is_not_the_areas_is_refused(
        self, client: PageClient, desk: Desk, desk_in: Callable[[str], Desk], foreign: str
    ) -> None:
        theme = str(desk_in("merton").theme.id) if foreign == "merton" else foreign
        comment = desk.comment()
        client.sign_in(desk.reader)

        response = client.send(f"{THEMES}/comments/{comment.id}", {"themes": [theme]})

        assert response.status_code == 422
        assert "not your area’s" in response.text
        assert "1 comment read" not in text_of(client.page(THEMES))

    def test_the_skip_link_leaves_it_unread(self, client: PageClient, desk: Desk) -> None:
        first, second = desk.comment(), desk.comment()
        client.sign_in(desk.reader)

        page = client.page(f"{THEMES}/comments/{first.id}")
        skip = page.find("a", string="Skip to the next")

        assert skip
        assert skip["href"] == f"{THEMES}/comments/{second.id}"
        assert "0 comments read, 2 to read." in text_of(client.page(THEMES))

    def test_without_themes_it_can_still_be_read(self, client: PageClient, make: Make) -> None:
        area = make.area()
        survey = make.survey(area)
        response = make.response(make.wave(survey))
        comment = make.comment(response, make.question(survey, "comment"))
        client.sign_in(make.person(Role.FORUM_REPRESENTATIVE, area))
        address = f"{THEMES}/comments/{comment.id}"

        assert "Your forum has no themes yet" in text_of(client.page(address))
        assert client.send(address, {}).status_code == 302


class TestFrame:
    FILLED_IN: ClassVar = {
        "name": " Travel ",
        "goes_in": "Taxis and buses.",
        "stays_out": "Clubs.",
        "example": "Late again.",
        "other_example": "A kind driver.",
    }

    def test_every_theme_says_what_goes_in(self, client: PageClient, desk: Desk) -> None:
        client.sign_in(desk.reader)

        said = text_of(client.page(FRAME))

        for words in ("Waiting", "How long it took.", "Not being told.", "It was quick."):
            assert words in said

    def test_a_forum_without_themes_may_take_the_usual_ones(
        self, client: PageClient, make: Make
    ) -> None:
        client.sign_in(make.person(Role.FORUM_REPRESENTATIVE, make.area()))

        response = client.send(FRAME, {}, follow=True)

        names = [
            heading.text for heading in BeautifulSoup(response.text, "html5lib").select("main h2")
        ]
        assert names[1:] == [wording.name for wording in STARTING_FRAME]

    def test_a_theme_is_added(self, client: PageClient, desk: Desk) -> None:
        client.sign_in(desk.reader)

        response = client.send(f"{FRAME}/add", self.FILLED_IN, follow=True)

        assert "The theme “Travel” was added." in response.text
        assert "A kind driver." in response.text

    def test_a_theme_is_reworded(self, client: PageClient, desk: Desk) -> None:
        client.sign_in(desk.reader)

        response = client.send(f"{FRAME}/{desk.theme.id}", {"name": "Waiting times"}, follow=True)

        assert "The theme “Waiting times” was changed." in response.text
        assert "How long it took." in response.text

    @pytest.mark.parametrize("field", FILLED_IN)
    @pytest.mark.parametrize("words", ["", "   ", "x" * 501])
    def test_every_box_is_needed_and_none_too_long(
        self, client: PageClient, desk: Desk, field: str, words: str
    ) -> None:
        client.sign_in(desk.reader)

        response = client.send(f"{FRAME}/add", self.FILLED_IN | {field: words})

        assert response.status_code == 422
        page = BeautifulSoup(response.text, "html5lib")
        (problem,) = page.select(".govuk-error-summary__list a")
        assert page.find(id=str(problem["href"]).removeprefix("#"))

    def test_a_taken_name_is_refused_and_the_words_stay(
        self, client: PageClient, desk: Desk
    ) -> None:
        client.sign_in(desk.reader)

        response = client.send(f"{FRAME}/add", self.FILLED_IN | {"name": "waiting"})

        assert response.status_code == 422
        assert "There is a theme called “waiting” already." in response.text
        assert "Taxis and buses." in response.text


class TestQueries:
    @pytest.mark.parametrize("comments", [3, 300])
    def test_a_fixed_number_whatever_the_comments(
        self, client: PageClient, desk: Desk, query_count: Listen, comments: int
    ) -> None:
        made = [desk.comment(f"comment {number}") for number in range(comments)]
        client.sign_in(desk.reader)
        client.send(f"{THEMES}/comments/{made[0].id}", {"themes": [str(desk.theme.id)]})

        counts = {}
        for address in (
            THEMES,
            f"{THEMES}?read=yes&theme={desk.theme.id}&wave={desk.wave.id}",
            f"{THEMES}/comments/{made[0].id}",
            FRAME,
        ):
            with query_count() as asked:
                client.page(address)
            counts[address.split("?")[0].removesuffix(str(made[0].id)), "?" in address] = len(asked)

        assert counts == {
            (THEMES, False): 9,
            (THEMES, True): 9,
            (f"{THEMES}/comments/", False): 8,
            (FRAME, False): 3,
        }

    def test_as_many_for_four_surveys_as_for_one(
        self, client: PageClient, desk: Desk, make: Make, query_count: Listen
    ) -> None:
        desk.comment()
        client.sign_in(desk.reader)
        counts = []
        for audience in (Audience.PARENT, Audience.YOUNG_PERSON, Audience.PROFESSIONAL):
            with query_count() as asked:
                client.page(THEMES)
            counts.append(len(asked))
            survey = make.survey(desk.area, audience=audience)
            words = make.question(survey, "comment")
            make.comment(make.response(make.wave(survey), (make.question(survey), 3)), words)

        assert counts == [9, 9, 9]


def test_the_day_is_not_shown_because_it_is_not_kept(client: PageClient, desk: Desk) -> None:
    comment = desk.comment()
    client.sign_in(desk.reader)

    client.send(f"{THEMES}/comments/{comment.id}", {})

    said = text_of(client.page(THEMES))
    assert "Read by Reader of wandsworth." in said
    assert "16 March 2026" not in said


class TestSeveralSurveys:
    def test_each_comment_says_whose_it_is_and_figures_are_of_one_survey(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(desk.area, title="Your say", audience=Audience.YOUNG_PERSON)
        words = make.question(survey, "comment")
        wave = make.wave(survey, date(2026, 3, 2), name="Summer")
        make.comment(make.response(wave), words, redacted_text="Ask us.")
        desk.comment("A parent’s.")
        client.sign_in(desk.reader)

        page = client.page(THEMES)
        assert page.select_one("#survey")
        options = [option.text for option in page.select("#survey option")]
        assert options == [
            "All",
            "Your assessment: parents and carers (1)",
            "Your say: young people (1)",
        ]
        assert "Summer, Your say: young people, still open (1)" in page.text
        so_far = page.select_one("#themes-so-far")
        assert so_far
        assert "Your assessment: parents and carers." in so_far.text
        link = so_far.select_one("table a")
        assert link
        assert f"survey={desk.survey.id}" in str(link["href"])

        page = client.page(f"{THEMES}?survey={survey.id}")
        (facts,) = page.select(".portal-themes-facts")
        assert "Your say, Summer" in facts.text
        assert "young people" in facts.text
        so_far = page.select_one("#themes-so-far")
        assert so_far
        assert "Your say: young people." in so_far.text

    def test_one_survey_needs_no_choice(self, client: PageClient, desk: Desk) -> None:
        desk.comment()
        client.sign_in(desk.reader)
        page = client.page(THEMES)
        assert not page.select("#survey")
        assert "parents and carers" in page.select(".portal-themes-facts")[0].text

    def test_another_areas_survey_is_not_there(
        self, client: PageClient, desk: Desk, desk_in: Any
    ) -> None:
        desk.comment()
        elsewhere = desk_in("merton")
        elsewhere.comment()
        client.sign_in(desk.reader)
        client.page(f"{THEMES}?survey={elsewhere.survey.id}", 404)
