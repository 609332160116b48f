"""The public page: what was published and nothing else, the same in words, table and chart."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback.models import Answer, Response
from portal.measures import queries
from portal.measures.services import publish_correction
from portal.surveys.models import Question
from tests.factories import Make
from tests.measures.held_waves import EARLIER, LATER, MUCH_BETTER, NOW, HeldSurvey, a_survey
from tests.pages import PageClient

MEASURES = "/wandsworth/measures"
AUTUMN, WINTER, SPRING = date(2025, 9, 1), date(2025, 11, 3), date(2026, 1, 5)
EVERYTHING = {"satisfaction": EARLIER, "informed": (5, 6, 9, 14, 7), "knew": (25, 15)}
BETTER = {"satisfaction": MUCH_BETTER, "informed": (5, 6, 9, 14, 7), "knew": (8, 52)}


# By verdict, and whether it is about a share.
PLAIN = {
    ("improved", False): "The later answers are better. Chance alone is an unlikely reason.",
    ("improved", True): "more gave the better answer.",
    ("no clear change", False): "It may be better, it may be worse: we cannot tell.",
}


def text_of(element: BeautifulSoup | Tag) -> str:
    return " ".join(element.text.split())


def question_on(page: BeautifulSoup, key: str) -> Tag:
    section = page.select_one(f"section[id$='-{key}']")
    assert section, f"No section for {key}"
    return section


def rows_of(section: BeautifulSoup | Tag) -> list[list[str]]:
    table = section.select_one("table")
    assert table
    return [[text_of(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")]


class TestWithoutAnyRelease:
    def test_says_so_and_leads_on(self, client: PageClient, area: Area) -> None:
        page = client.page(MEASURES)
        assert "No survey has been published yet." in text_of(page)
        assert page.select_one("main a[href='/wandsworth/feedback']")

    def test_an_open_wave_shows_nothing(self, client: PageClient, held: HeldSurvey) -> None:
        empty = client.page(MEASURES).main
        held.hold(SPRING, EVERYTHING, closed=False)
        assert held.publish() == 0
        assert client.page(MEASURES).main == empty

    def test_a_closed_wave_shows_nothing_before_its_release(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        empty = client.page(MEASURES).main
        held.hold(SPRING, EVERYTHING)
        assert client.page(MEASURES).main == empty


class TestTheShortAnswer:
    def test_counts_the_verdicts_of_the_newest_wave(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        held.hold(WINTER, EVERYTHING, invited=82)
        held.hold(SPRING, BETTER, invited=121)
        held.publish()
        page = client.page(MEASURES)
        short = page.select_one(".portal-measures-short")
        assert short
        assert "Of 3 questions: 2 improved, 0 got worse, 1 no clear change" in text_of(short)
        assert (
            "About 60 families answered. About 120 were invited, so about 50% answered. "
            "Published 16 March 2026." in text_of(short)
        )
        assert "Families chose whether to answer." in text_of(short)
        assert "January 2026 compared with November 2025" in text_of(page)

    def test_says_that_the_first_survey_has_nothing_to_compare_with(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        held.hold(SPRING, EVERYTHING)
        held.publish()
        page = client.page(MEASURES)
        assert "The first survey: nothing to compare with yet" in text_of(page)
        assert "First survey" in text_of(question_on(page, "satisfaction"))
        assert "the response rate is unknown" in text_of(page)

    def test_the_table_at_a_glance_leads_to_every_question(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        held.hold(WINTER, EVERYTHING)
        held.hold(SPRING, BETTER)
        held.publish()
        page = client.page(MEASURES)
        assert rows_of(page) == [
            ["How was it as a whole?", "53%", "75%", "Improved"],
            ["How well were you kept informed?", "51%", "51%", "No clear change"],
            ["Did you know what came next?", "38%", "87%", "Improved"],
        ]
        for link in page.select("main table a[href^='#']"):
            assert page.find(id=str(link["href"])[1:])


class TestOneQuestion:
    def test_wave_by_wave(self, client: PageClient, held: HeldSurvey) -> None:
        held.hold(AUTUMN, EVERYTHING)
        held.hold(WINTER, {"satisfaction": LATER})
        held.hold(SPRING, {"satisfaction": (5, 5, 5, 5, 5)})
        held.publish()
        section = question_on(client.page(MEASURES), "satisfaction")
        few = "the others: too few answers to show safely"
        assert rows_of(section) == [
            [
                *("September 2025", "40", "53%", "37% and 67%", "First asked"),
                f"5 stars: 5, 4 stars: 15, 3 stars: 10, {few}",
            ],
            [
                *("November 2025", "40", "67%", "52% and 79%", "No clear change"),
                f"5 stars: 10, 4 stars: 15, 3 stars: 10, {few}",
            ],
            [
                *("January 2026", "25", "40%", "23% and 59%", "Got worse"),
                "5 stars: 5, 4 stars: 5, 3 stars: 5, 2 stars: 5, 1 star: 5. Mean: 3.0 stars",
            ],
        ]
        assert "67% gave 4 or 5 stars in November 2025. 40% did in January 2026." in text_of(
            section
        )

    def test_the_chart_says_in_words_what_the_table_says(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        held.hold(AUTUMN, EVERYTHING)
        held.hold(WINTER, {"satisfaction": (2, 2, 1, 2, 2), "knew": (1, 39)})
        held.hold(SPRING, BETTER)
        held.publish()
        page = client.page(MEASURES)
        for key in ("satisfaction", "informed", "knew"):
            section = question_on(page, key)
            chart = section.select_one("svg[role=img]")
            assert chart
            title, description = (
                page.find(id=name) for name in str(chart["aria-labelledby"]).split()
            )
            assert title
            assert description
            heading = section.select_one("h3")
            assert heading
            assert text_of(heading) in text_of(title)
            said = [
                f"{wave}: {share}, likely between {interval}."
                if share.endswith("%")
                else f"{wave}: {share}."
                for wave, _, share, interval, *_ in rows_of(section)
            ]
            assert text_of(description) == " ".join(said)
            drawn = [text_of(words) for words in chart.select("g text")]
            assert drawn == [words for row in rows_of(section) for words in (row[0], row[2])]
            shown = [row for row in rows_of(section) if row[2].endswith("%")]
            assert len(chart.select("circle")) == len(shown)

    def test_the_chart_puts_the_dot_where_the_share_is(
        self, client: PageClient, held: HeldSurvey
    ) -> None:
        held.hold(SPRING, {"knew": (20, 20)})
        held.publish()
        section = question_on(client.page(MEASURES), "knew")
        dot = section.select_one("circle")
        half = [tick for tick in section.select("svg > text") if tick.text == "50%"]
        assert dot
        assert dot["cx"] == half[0]["x"]

    def test_too_few_answers(self, client: PageClient, held: HeldSurvey) -> None:
        held.hold(WINTER, {"satisfaction": EARLIER})
        held.hold(SPRING, {"satisfaction": (1, 2, 1, 2, 3)})
        held.publish()
        section = question_on(client.page(MEASURES), "satisfaction")
        assert "Too few answers: each survey needs at least 10." in text_of(section)
        hidden = "too few answers to show safely"
        assert rows_of(section)[1] == [
            "January 2026",
            "fewer than 10",
            hidden,
            "not shown",
            "Too few answers",
            hidden,
        ]
        assert len(section.select("circle")) == 1

    def test_a_change_of_wording_is_said_and_breaks_the_line(
        self, client: PageClient, held: HeldSurvey, session: Session
    ) -> None:
        held.hold(WINTER, {"knew": (25, 15)})
        held.questions["knew"].wording = "Did you always know what came next?"
        held.hold(SPRING, {"knew": (8, 52)})
        held.publish()
        section = question_on(client.page(MEASURES), "knew")
        assert "Cannot compare: the wording of the question changed." in text_of(section)
        assert "In November 2025 the question was: “Did you know what came next?”" in text_of(
            section
        )
        assert section.select_one("h3", string="Did you always know what came next?")
        assert len(section.select(".portal-measures-chart__break")) == 1
        assert "Asked differently from here. January 2026: 87%" in text_of(section)
        assert "did in January 2026" not in text_of(section)

    def test_a_new_and_a_dropped_question(self, client: PageClient, held: HeldSurvey) -> None:
        dropped = held.questions.pop("informed")
        held.hold(AUTUMN, {"satisfaction": EARLIER})
        held.questions["informed"] = dropped
        del held.questions["knew"]
        held.hold(WINTER, {"satisfaction": EARLIER, "informed": LATER})
        held.publish()
        page = client.page(MEASURES)
        assert "New question" in text_of(question_on(page, "informed"))
        assert "No longer asked" in text_of(question_on(page, "knew"))
        assert [row[0] for row in rows_of(page)] == [
            "How was it as a whole?",
            "How well were you kept informed?",
        ]


def test_later_answers_and_wordings_change_nothing(
    client: PageClient, held: HeldSurvey, session: Session
) -> None:
    waves = [held.hold(day, counts) for day, counts in ((WINTER, EVERYTHING), (SPRING, BETTER))]
    held.publish()
    before = client.page(MEASURES).main
    held.answer(waves[1], {"satisfaction": (50, 0, 0, 0, 0)})
    session.execute(update(Question).values(wording="Something else?", labels=[]))
    responses = session.query(Response.id).filter(Response.wave_id == waves[0].id)
    session.execute(delete(Answer).where(Answer.response_id.in_(responses)))
    session.commit()
    held.publish()
    assert client.page(MEASURES).main == before


def test_a_correction_shows_its_reason_and_the_older_release_stays_listed(
    client: PageClient, held: HeldSurvey, session: Session
) -> None:
    wave = held.hold(SPRING, EVERYTHING)
    held.publish()
    publish_correction(session, wave.id, "The day was wrong.", now=NOW + timedelta(days=2), by=None)
    session.commit()
    page = client.page(MEASURES)
    assert "Corrected. The day was wrong." in text_of(page)
    assert [text_of(item) for item in page.select("main ul li")] == [
        "January 2026, release 2, 18 March 2026. Corrected: The day was wrong.",
        "January 2026, release 1, 16 March 2026",
    ]
    assert len(rows_of(question_on(page, "satisfaction"))) == 1


def test_other_areas_and_imported_surveys_are_not_shown(
    client: PageClient, held: HeldSurvey, session: Session, make: Make
) -> None:
    for elsewhere in (make.area("merton"), None):
        other = a_survey(session, make, elsewhere)
        other.hold(SPRING, EVERYTHING)
        assert other.publish() == 1
    assert "No survey has been published yet." in text_of(client.page(MEASURES))
    assert "About 40 families answered." in text_of(client.page("/merton/measures"))


def test_two_surveys_of_an_area_stand_apart(
    client: PageClient, held: HeldSurvey, session: Session, make: Make, area: Area
) -> None:
    second = a_survey(session, make, area, key="transport", title="Getting to school")
    for survey in (held, second):
        survey.hold(SPRING, EVERYTHING)
        survey.publish()
    page = client.page(MEASURES)
    assert len(page.select(".portal-measures-short")) == 2
    assert "Getting to school" in text_of(page)


@pytest.mark.parametrize("waves", [1, 12])
def test_as_few_queries_however_many_waves(
    client: PageClient, held: HeldSurvey, query_count, waves: int
) -> None:
    for number in range(waves):
        held.hold(date(2024, 1, 1) + timedelta(days=31 * number), EVERYTHING)
    held.publish()
    client.page(MEASURES)
    with query_count() as asked:
        client.page(MEASURES)
    assert len(asked) == 2, asked


def test_the_page_shows_what_the_release_holds(
    client: PageClient, held: HeldSurvey, session: Session
) -> None:
    held.hold(WINTER, EVERYTHING)
    held.hold(SPRING, BETTER)
    held.publish()
    page = client.page(MEASURES)
    _, newest = sorted(
        queries.every_release(session), key=lambda release: release.figures["wave"]["opens_on"]
    )
    for question in newest.figures["questions"]:
        *_, row = rows_of(question_on(page, question["key"]))
        comparison = question["comparison"]
        assert comparison
        assert row[:5] == [
            newest.figures["wave"]["name"],
            str(question["base"]),
            f"{question['share']}%",
            f"{question['low']}% and {question['high']}%",
            comparison["verdict"].capitalize(),
        ]
        counts = {int(count) for count in re.findall(r": (\d+)", row[5].partition(". Mean")[0])}
        assert counts == {count for count in question["counts"] if count != "c"}
        in_plain_words = text_of(question_on(page, question["key"]))
        assert PLAIN[comparison["verdict"], comparison["probability"] is None] in in_plain_words
        assert "pairs" not in in_plain_words
