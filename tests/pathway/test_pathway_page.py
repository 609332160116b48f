"""The pathway as families open it: complete, honest about what was checked, and one with the
status page.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag

from portal.domain.readings import STANDARD_ENGLISH, VARIANTS
from portal.domain.roles import Role
from portal.domain.stages import STAGES, StageKey, paragraphs
from portal.texts.queries import stage_words
from portal.texts.starting import starting_words
from tests.factories import Make
from tests.pages import PageClient
from tests.texts.conftest import ADVICE, EASY_READ, URDU, Desk, desk_of

Listen = Callable[[], AbstractContextManager[list[str]]]
PATHWAY = "/wandsworth/pathway"
TODAY = date(2026, 3, 16)


@pytest.fixture
def desk(make: Make) -> Desk:
    return desk_of(make, make.area("wandsworth"))


def text_of(part: BeautifulSoup | Tag | None) -> str:
    main = part.main if isinstance(part, BeautifulSoup) else part
    assert main
    return " ".join(main.text.split())


def step(page: BeautifulSoup, key: StageKey = ADVICE) -> Tag:
    heading = page.find(id=key)
    assert heading
    found = heading.find_parent("li")
    assert isinstance(found, Tag)
    return found


def test_every_stage_stands_there_in_order_with_all_its_parts(
    client: PageClient, desk: Desk
) -> None:
    page = client.page(PATHWAY)
    assert [each["id"] for each in page.select("main li > h2")] == [
        *(each.key for each in STAGES if not each.ended),
        StageKey.PLAN_ISSUED,
        StageKey.NOT_ASSESSED,
        StageKey.NO_PLAN,
        StageKey.WITHDRAWN,
        StageKey.MOVED_AWAY,
    ]
    for each in STAGES:
        there = text_of(step(page, each.key))
        for field in ("what_happens", "who_does_what", "how_long", "you_can", "your_rights"):
            for part in paragraphs(getattr(each.words, field)):
                assert part in there


@pytest.mark.parametrize(
    ("key", "limit"),
    [
        pytest.param(
            StageKey.DECIDING_WHETHER_TO_ASSESS,
            "6 weeks from the day the council got the request. SEND Regulations 2014, "
            "regulation 5(1)",
            id="to decide",
        ),
        pytest.param(ADVICE, "6 weeks from the day each service is asked.", id="for advice"),
        pytest.param(
            StageKey.DECIDING_ON_A_PLAN,
            "16 weeks from the day the council got the request, if the answer is no.",
            id="to say no",
        ),
        pytest.param(
            StageKey.DRAFT_WITH_FAMILY,
            "at least 15 days for you. The day the draft was sent is day 1.",
            id="to comment",
        ),
        pytest.param(
            StageKey.FINISHING_THE_PLAN,
            "20 weeks from the day the council got the request. SEND Regulations 2014, "
            "regulation 13(2)",
            id="for the plan",
        ),
    ],
)
def test_a_stage_says_the_limit_in_the_law(
    client: PageClient, desk: Desk, key: StageKey, limit: str
) -> None:
    assert f"The law: {limit}" in text_of(step(client.page(PATHWAY), key))


class TestWhatWasChecked:
    def test_the_portals_own_words_are_not_said_to_be_checked(
        self, client: PageClient, desk: Desk
    ) -> None:
        words = text_of(client.page(PATHWAY))
        assert words.count("The forum has not checked this text yet.") == len(STAGES)
        assert "Checked by" not in words

    def test_a_checked_text_names_the_forum_and_the_day(
        self, client: PageClient, desk: Desk
    ) -> None:
        desk.published("The new words.")
        there = text_of(step(client.page(PATHWAY)))
        assert "The new words." in there
        assert "Checked by Forum on 5 January 2026." in there

    def test_before_anything_is_published_nothing_else_is_offered(
        self, client: PageClient, desk: Desk
    ) -> None:
        desk.check(desk.write("Easy.", EASY_READ))
        page = client.page(PATHWAY)
        assert not page.select("main a[hreflang], main a[href*=reading]")

    def test_what_is_published_is_offered(self, client: PageClient, desk: Desk) -> None:
        desk.published("Easy.", EASY_READ)
        desk.published("اردو", URDU)
        links = client.page(PATHWAY).select("main nav:not([aria-labelledby]) a")
        assert [(each.text, each["href"]) for each in links] == [
            ("Standard", PATHWAY),
            ("Easy Read", f"{PATHWAY}?reading=easy_read"),
            ("اردو", f"{PATHWAY}?language=ur"),
        ]
        assert (links[2]["lang"], links[2]["dir"], links[2]["hreflang"]) == ("ur", "rtl", "ur")
        assert [each.text for each in links if each.get("aria-current")] == ["Standard"]

    def test_a_changed_standard_text_marks_the_others_until_they_are_checked_again(
        self, client: PageClient, desk: Desk
    ) -> None:
        desk.published("Easy.", EASY_READ)
        easy = f"{PATHWAY}?reading=easy_read"
        assert "being updated" not in text_of(client.page(easy))
        desk.published("The standard is new.")
        page = client.page(easy)
        assert "This version is being updated." in text_of(step(page))
        assert "Easy." in text_of(step(page))
        assert text_of(page).count("This version is being updated.") == 1
        desk.published("Easy and new.", EASY_READ)
        assert "being updated" not in text_of(client.page(easy))


class TestLanguages:
    def test_a_part_that_is_not_translated_is_the_english_one_and_says_so(
        self, client: PageClient, desk: Desk
    ) -> None:
        desk.published("اردو میں", URDU)
        page = client.page(f"{PATHWAY}?language=ur")
        translated, english = step(page), step(page, StageKey.NO_PLAN)
        assert translated.h2
        assert english.h2
        assert (translated.h2["lang"], translated.h2["dir"]) == ("ur", "rtl")
        assert (english.h2["lang"], english.h2["dir"]) == ("en", "ltr")
        note = "portal-pathway-note"
        assert not translated.select(f".{note}")
        assert len(english.select(f".{note}")) == 1

    def test_the_page_speaks_the_language_and_the_frame_stays_english(
        self, client: PageClient, desk: Desk
    ) -> None:
        page = client.page(f"{PATHWAY}?language=pl")
        assert page.html
        assert page.html["lang"] == "en"
        whole = page.select_one("main h1").find_parent("div", lang=True)
        assert isinstance(whole, Tag)
        assert (whole["lang"], whole["dir"]) == ("pl", "ltr")
        assert "What happens" not in text_of(page)

    @pytest.mark.parametrize(
        "asked",
        ["language=xx", "reading=loud", "language=../..", "reading=easy_read&language=zz"],
    )
    def test_what_there_is_not_is_the_standard_page(
        self, client: PageClient, desk: Desk, asked: str
    ) -> None:
        assert "What happens" in text_of(client.page(f"{PATHWAY}?{asked}"))


def test_easy_read_has_a_picture_beside_every_line(client: PageClient, desk: Desk) -> None:
    desk.published("One thing.\n\nAnother thing.", EASY_READ)
    page = client.page(f"{PATHWAY}?reading=easy_read")
    lines = step(page).select("p.portal-pathway-line")
    assert [line.text for line in lines][:2] == ["One thing.", "Another thing."]
    for line in lines:
        assert line.img
        assert line.img["alt"] == ""
        assert client.get(str(line.img["src"])).status_code == 200
    assert not step(page, StageKey.NO_PLAN).select("img")


def test_a_hard_word_is_explained_under_the_text_it_stands_in(
    client: PageClient, desk: Desk
) -> None:
    desk.published("Someone from the ICB comes.")
    summaries = [each.text for each in step(client.page(PATHWAY)).select("details summary")]
    assert "What does ‘ICB’ mean?" in summaries
    assert not any("psychologist" in each for each in summaries)


class TestYourChildIsHere:
    def parent(self, make: Make, desk: Desk, client: PageClient, **given: object) -> None:
        person = make.person(Role.PARENT_OR_CARER, desk.area)
        child = make.child(desk.area, person, first_name="Sam")
        self.case = make.request(child, TODAY - timedelta(days=60))
        self.officer = make.person(Role.CASEWORKER, desk.area)
        client.sign_in(person)
        self.child = child

    def test_where_the_newest_request_stands(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        self.parent(make, desk, client)
        make.event(self.case, "decided_to_assess", TODAY - timedelta(days=20), self.officer)
        page = client.page(PATHWAY)
        here = [li for li in page.select("main li:has(> h2)") if "Sam is here" in li.text]
        assert [li.h2["id"] for li in here if li.h2] == [ADVICE]
        link = here[0].select_one(f"a[href='/wandsworth/children/{self.child.id}']")
        assert link
        assert here[0].select_one("details.portal-pathway-more[open]")
        assert len(page.select("details.portal-pathway-more[open]")) == 1
        assert "Gathering advice Sam is here" in text_of(page.select_one("nav ol"))

    def test_nobody_elses_child(self, client: PageClient, desk: Desk, make: Make) -> None:
        self.parent(make, desk, client)
        client.sign_in(make.person(Role.PARENT_OR_CARER, desk.area))
        assert "is here" not in text_of(client.page(PATHWAY))

    def test_nobody_who_is_not_signed_in(self, client: PageClient, desk: Desk, make: Make) -> None:
        self.parent(make, desk, client)
        visitor = client.application.test_client()
        assert "Sam" not in visitor.get(PATHWAY).text

    def test_not_in_another_area(self, client: PageClient, desk: Desk, make: Make) -> None:
        self.parent(make, desk, client)
        make.area("merton")
        assert "is here" not in text_of(client.page("/merton/pathway"))

    def test_a_young_person_is_told_themselves(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        person = make.person(Role.YOUNG_PERSON, desk.area)
        child = make.child(desk.area, first_name="Kez", born=date(2008, 1, 1))
        make.guardian(child, person, as_young_person=True)
        make.request(child, TODAY)
        client.sign_in(person)
        words = text_of(client.page(PATHWAY))
        assert "You are here" in words
        assert "Kez is here" not in words

    def test_a_parent_whose_child_has_not_agreed_is_not_told(
        self, client: PageClient, desk: Desk, make: Make
    ) -> None:
        person = make.person(Role.PARENT_OR_CARER, desk.area)
        child = make.child(desk.area, person, first_name="Kez", born=date(2008, 1, 1))
        make.request(child, TODAY)
        client.sign_in(person)
        assert "Kez" not in text_of(client.page(PATHWAY))


@pytest.mark.parametrize("key", [each.key for each in STAGES if not each.ended][:2])
def test_the_status_page_and_the_pathway_cannot_differ(
    client: PageClient, desk: Desk, make: Make, key: StageKey
) -> None:
    person = make.person(Role.PARENT_OR_CARER, desk.area)
    officer = make.person(Role.CASEWORKER, desk.area)
    child = make.child(desk.area, person)
    case = make.request(child, TODAY - timedelta(days=20))
    if key == ADVICE:
        make.event(case, "decided_to_assess", TODAY - timedelta(days=2), officer)
    client.sign_in(person)
    addresses = (PATHWAY, f"/wandsworth/children/{child.id}")
    for address in addresses:
        assert paragraphs(
            stage_words(desk.session, desk.area.id, STANDARD_ENGLISH)[key].words.what_happens
        )[0] in text_of(client.page(address))
    desk.published("These words were published a moment ago.", STANDARD_ENGLISH, key)
    for address in addresses:
        assert "These words were published a moment ago." in text_of(client.page(address))


@pytest.mark.parametrize("children", [1, 3])
def test_it_takes_the_same_queries_whatever_there_is(
    client: PageClient, desk: Desk, make: Make, query_count: Listen, children: int
) -> None:
    with query_count() as asked:
        client.page(PATHWAY)
    assert len(asked) == 6, asked
    person = make.person(Role.PARENT_OR_CARER, desk.area)
    for number in range(children):
        make.request(make.child(desk.area, person, first_name=f"C{number}"), TODAY)
        for variant in VARIANTS:
            desk.published(f"Words {number}.", variant)
    client.sign_in(person)
    with query_count() as asked:
        client.page(f"{PATHWAY}?language=pl")
    assert len(asked) == 11, asked


def test_the_portals_texts_make_whole_pages_in_every_variant(
    client: PageClient, desk: Desk
) -> None:
    """Also checks, by the visitor, that each page is well formed and repeats no id."""
    for variant in VARIANTS:
        for key, words in starting_words(variant).items():
            text = desk.write(words.what_happens, variant, key)
            text.kept_words = {**text.kept_words, "name": words.name}
            desk.publish(desk.check(text))
    for variant in VARIANTS:
        page = client.page(f"{PATHWAY}?reading={variant.reading}&language={variant.language}")
        for key, words in starting_words(variant).items():
            assert text_of(step(page, key)).startswith(words.name)
