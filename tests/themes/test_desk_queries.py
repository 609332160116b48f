"""What the desk reads from the database: the right comments, in an order that tells nothing."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.domain.sentiment import Sentiment, band
from portal.feedback.models import Comment
from portal.surveys.definition import STARS, AskedQuestion, frozen
from portal.surveys.models import Audience, Question, Survey, Wave
from portal.surveys.services import as_asked
from portal.surveys.starting import ASSESSMENT
from portal.themes import queries, services, theme_queries
from portal.themes.asked import asked_in, overall_key
from portal.themes.comments import OVERALL, MaskedComment
from portal.themes.filters import Filters
from portal.themes.models import Theme
from portal.themes.tallies import SurveyComments, ThemeFigures, WaveComments
from tests.factories import Make
from tests.themes.conftest import Desk

TODAY = date(2026, 3, 16)


def read(session: Session, desk: Desk, comment: Comment, *themes: Theme) -> None:
    ids = [theme.id for theme in themes]
    by = desk.reader.id
    services.set_themes(session, comment.id, desk.area.id, ids, by=by, today=TODAY)
    session.commit()


def texts(session: Session, desk: Desk, filters: Filters = Filters()) -> list[str]:  # noqa: B008
    asked = asked_in(session, desk.area.id)
    found = queries.page_of_comments(session, desk.area.id, asked, filters, skip=0, take=100)
    assert queries.how_many(session, desk.area.id, asked, filters) == len(found)
    return [comment.text for comment in found]


def figures(session: Session, desk: Desk, survey: Survey | None = None) -> list[ThemeFigures]:
    asked = asked_in(session, desk.area.id)
    survey_id = (survey or desk.survey).id
    return theme_queries.theme_figures(session, desk.area.id, asked, survey_id)


class TestOrder:
    def test_unread_first_then_the_newest_wave(self, session: Session, desk: Desk) -> None:
        newer = desk.make.wave(desk.survey, date(2026, 2, 2))
        read(session, desk, desk.comment("newer, read", wave=newer))
        desk.comment("older")
        desk.comment("newer", wave=newer)
        read(session, desk, desk.comment("older, read"))

        assert texts(session, desk) == ["newer", "older", "newer, read", "older, read"]

    def test_within_a_wave_it_is_that_of_the_random_ids(self, session: Session, desk: Desk) -> None:
        ids = [uuid.UUID(int=number << 100) for number in (5, 1, 4, 2, 3)]
        for number, comment_id in enumerate(ids):
            desk.comment(f"came as {number}", id=comment_id)

        assert texts(session, desk) == [f"came as {number}" for number in (1, 3, 4, 2, 0)]


class TestFilters:
    def test_by_stars(self, session: Session, desk: Desk) -> None:
        desk.comment("one star", stars=1)
        desk.comment("five stars", stars=5)
        desk.comment("none", stars=None)

        assert texts(session, desk, Filters(stars=1)) == ["one star"]
        assert texts(session, desk, Filters(without_stars=True)) == ["none"]

    @pytest.mark.parametrize("polarity", [-1, -0.01, 0, 0.03, 0.05, 0.06, 1])
    def test_by_sentiment_the_bands_are_the_domains(
        self, session: Session, desk: Desk, polarity: float
    ) -> None:
        desk.comment(polarity=polarity)

        for sentiment in Sentiment:
            found = len(texts(session, desk, Filters(sentiment=sentiment)))
            assert found == (sentiment is band(polarity)), sentiment

    def test_by_wave(self, session: Session, desk: Desk) -> None:
        newer = desk.make.wave(desk.survey, date(2026, 2, 2))
        desk.comment("older")
        desk.comment("newer", wave=newer)

        assert texts(session, desk, Filters(wave=newer.id)) == ["newer"]

    def test_by_theme_and_by_having_been_read(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        praise = make.theme(desk.area, "Praise", position=2)
        read(session, desk, desk.comment("waiting"), desk.theme)
        read(session, desk, desk.comment("both"), desk.theme, praise)
        read(session, desk, desk.comment("no theme"))
        desk.comment("unread")

        assert texts(session, desk, Filters(theme=praise.id)) == ["both"]
        assert sorted(texts(session, desk, Filters(theme=desk.theme.id))) == ["both", "waiting"]
        assert texts(session, desk, Filters(without_theme=True)) == ["no theme"]
        assert texts(session, desk, Filters(read=False)) == ["unread"]
        assert len(texts(session, desk, Filters(read=True))) == 3

    def test_each_narrows_further(self, session: Session, desk: Desk) -> None:
        desk.comment("bad and sad", stars=1, polarity=-0.5)
        desk.comment("bad and glad", stars=1, polarity=0.5)
        desk.comment("good and sad", stars=5, polarity=-0.5)

        wanted = Filters(stars=1, sentiment=Sentiment.NEGATIVE, read=False, wave=desk.wave.id)
        assert texts(session, desk, wanted) == ["bad and sad"]


class TestArea:
    def test_only_its_own_comments(
        self, session: Session, desk: Desk, desk_in: Callable[[str], Desk]
    ) -> None:
        elsewhere = desk_in("merton")
        foreign = elsewhere.comment("Merton’s")
        desk.comment("Wandsworth’s")

        assert texts(session, desk) == ["Wandsworth’s"]
        assert (
            queries.comment(session, desk.area.id, asked_in(session, desk.area.id), foreign.id)
            is None
        )
        assert queries.tally(session, desk.area.id, TODAY).total == 1
        assert texts(session, desk, Filters(wave=elsewhere.wave.id)) == []

    def test_imported_answers_have_no_area(self, session: Session, desk: Desk, make: Make) -> None:
        survey = make.survey(None)
        make.comment(make.response(make.wave(survey)), make.question(survey, "comment"))

        assert texts(session, desk) == []


class TestNextUnread:
    def following(self, session: Session, desk: Desk, after: Comment) -> uuid.UUID | None:
        here = queries.comment(session, desk.area.id, asked_in(session, desk.area.id), after.id)
        assert here is not None
        return queries.next_unread(
            session, desk.area.id, asked_in(session, desk.area.id), Filters(), after=here
        )

    def test_it_follows_the_list_and_starts_again(self, session: Session, desk: Desk) -> None:
        newer = desk.make.wave(desk.survey, date(2026, 2, 2))
        first = desk.comment(wave=newer, id=uuid.UUID(int=2 << 100))
        second = desk.comment(wave=newer, id=uuid.UUID(int=3 << 100))
        third = desk.comment(id=uuid.UUID(int=1 << 100))

        assert self.following(session, desk, first) == second.id
        assert self.following(session, desk, second) == third.id
        assert self.following(session, desk, third) == first.id

    def test_read_ones_are_passed_over(self, session: Session, desk: Desk) -> None:
        first = desk.comment(id=uuid.UUID(int=1 << 100))
        read(session, desk, desk.comment(id=uuid.UUID(int=2 << 100)))
        third = desk.comment(id=uuid.UUID(int=3 << 100))

        assert self.following(session, desk, first) == third.id

    def test_nothing_follows_the_last_one(self, session: Session, desk: Desk) -> None:
        only = desk.comment()
        read(session, desk, desk.comment())

        assert self.following(session, desk, only) is None

    def test_it_keeps_to_the_filters(self, session: Session, desk: Desk) -> None:
        first = desk.comment(stars=1, id=uuid.UUID(int=1 << 100))
        desk.comment(stars=5, id=uuid.UUID(int=2 << 100))
        third = desk.comment(stars=1, id=uuid.UUID(int=3 << 100))
        here = queries.comment(session, desk.area.id, asked_in(session, desk.area.id), first.id)
        assert here is not None

        found = queries.next_unread(
            session, desk.area.id, asked_in(session, desk.area.id), Filters(stars=1), after=here
        )

        assert found == third.id


class TestTally:
    def test_it_counts_every_comment_once(self, session: Session, desk: Desk) -> None:
        newer = desk.make.wave(
            desk.survey, date(2026, 2, 2), name="Spring", closed_on=date(2026, 2, 28)
        )
        read(session, desk, desk.comment(stars=1, polarity=-0.5), desk.theme)
        desk.comment(stars=1, polarity=0.5, wave=newer)
        desk.comment(stars=None, polarity=0.0)

        tally = queries.tally(session, desk.area.id, date(2026, 3, 1))

        assert (tally.total, tally.read, tally.to_read) == (3, 1, 2)
        assert list(tally.waves.items()) == [
            (newer.id, WaveComments("Spring", desk.survey.id, False, 1)),
            (desk.wave.id, WaveComments("Winter", desk.survey.id, True, 2)),
        ]

    @pytest.mark.parametrize(
        ("closed_on", "today", "is_open"),
        [
            pytest.param(None, date(2026, 3, 6), True, id="its-last-day"),
            pytest.param(None, date(2026, 3, 7), False, id="the-day-after"),
            pytest.param(date(2026, 2, 1), date(2026, 3, 6), False, id="closed-early"),
        ],
    )
    def test_it_knows_whether_a_wave_is_still_open(
        self, session: Session, desk: Desk, closed_on: date | None, today: date, is_open: bool
    ) -> None:
        wave = desk.make.wave(
            desk.survey, date(2026, 1, 6), closed_on=closed_on, closes_on=date(2026, 3, 6)
        )
        desk.comment(wave=wave)

        assert queries.tally(session, desk.area.id, today).waves[wave.id].is_open is is_open


def test_the_overall_stars_are_those_of_a_question_that_families_are_asked() -> None:
    (overall,) = [question for question in ASSESSMENT if question.key == OVERALL]

    assert overall.kind == STARS


class TestThemeFigures:
    def test_comments_and_the_stars_of_their_families(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        make.theme(desk.area, "Praise", position=0)
        for stars in (1, 1, 5, None):
            read(session, desk, desk.comment(stars=stars), desk.theme)
        desk.comment(stars=3)

        praise, waiting = figures(session, desk)

        assert (praise.name, praise.comments, praise.stars.total) == ("Praise", 0, 0)
        assert (waiting.name, waiting.comments) == ("Waiting", 4)
        assert waiting.stars.counts == (2, 0, 0, 0, 1)

    def test_a_family_that_wrote_twice_has_its_stars_once(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        response = make.response(desk.wave, (desk.overall, 2))
        for _ in range(2):
            comment = make.comment(response, desk.question)
            read(session, desk, comment, desk.theme)

        (waiting,) = figures(session, desk)

        assert waiting.comments == 2
        assert waiting.stars.counts == (0, 1, 0, 0, 0)

    def test_other_questions_stars_are_not_the_overall_ones(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        speed = make.question(desk.survey, key="speed", position=4)
        response = make.response(desk.wave, (desk.overall, 5), (speed, 1))
        comment = make.comment(response, desk.question)
        read(session, desk, comment, desk.theme)

        (waiting,) = figures(session, desk)

        assert waiting.stars.counts == (0, 0, 0, 0, 1)
        shown = queries.comment(session, desk.area.id, asked_in(session, desk.area.id), comment.id)
        assert shown is not None
        assert (shown.stars, shown.star_words) == (5, "very good")


def open_wave(desk: Desk, survey: Survey, *asked: Question, **given: Any) -> Wave:
    """A wave that froze these questions as they stand now."""
    words = [as_asked(question) for question in asked]
    definition = frozen(words, invited_group="people", channel="web")
    return desk.make.wave(survey, definition=definition, **given)


def shown_comment(session: Session, desk: Desk, comment: Comment) -> MaskedComment:
    asked = asked_in(session, desk.area.id)
    found = queries.comment(session, desk.area.id, asked, comment.id)
    assert found
    return found


class TestAsFrozen:
    def test_the_words_beside_a_comment_are_those_of_its_wave(
        self, session: Session, desk: Desk
    ) -> None:
        day = date(2026, 2, 2)
        wave = open_wave(desk, desk.survey, desk.overall, desk.question, opens_on=day)
        comment = desk.comment(stars=2, wave=wave)
        desk.question.wording, desk.overall.labels = "Anything else?", ["a", "b", "c", "d", "e"]
        later = open_wave(desk, desk.survey, desk.overall, desk.question, opens_on=date(2026, 3, 2))
        newer = desk.comment(stars=2, wave=later)
        session.commit()

        found = shown_comment(session, desk, comment)
        assert (found.question, found.star_words) == ("What could be better?", "bad")
        found = shown_comment(session, desk, newer)
        assert (found.question, found.star_words) == ("Anything else?", "b")

    def test_each_of_several_comment_questions_has_its_own_words(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        praise = make.question(desk.survey, "comment", key="praise", wording="What went well?")
        wave = open_wave(
            desk, desk.survey, desk.overall, desk.question, praise, opens_on=date(2026, 2, 2)
        )
        response = make.response(wave, (desk.overall, 5))
        both = [make.comment(response, question) for question in (desk.question, praise)]

        found = [shown_comment(session, desk, comment) for comment in both]
        assert [each.question for each in found] == ["What could be better?", "What went well?"]
        assert [each.stars for each in found] == [5, 5]

    def test_a_question_that_came_into_the_wave_later_has_the_words_it_has_now(
        self, session: Session, desk: Desk
    ) -> None:
        wave = open_wave(desk, desk.survey, desk.overall, opens_on=date(2026, 2, 2))
        comment = desk.comment(wave=wave)

        assert shown_comment(session, desk, comment).question == "What could be better?"

    def test_without_an_overall_question_the_first_stars_of_that_wave_count(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(desk.area, title="After a stage")
        informed = make.question(survey, key="informed", position=1)
        speed = make.question(survey, key="speed", position=2)
        words = make.question(survey, "comment", position=3)
        first = open_wave(desk, survey, informed, speed, words)
        informed.position, speed.position = 2, 1
        second = open_wave(desk, survey, informed, speed, words, opens_on=date(2026, 2, 2))
        session.commit()
        comments = [
            make.comment(make.response(wave, (informed, 5), (speed, 1)), words)
            for wave in (first, second)
        ]

        found = [shown_comment(session, desk, comment) for comment in comments]
        assert [each.stars for each in found] == [5, 1]
        assert texts(session, desk, Filters(stars=5)) == [found[0].text]
        counted = queries.how_many(
            session, desk.area.id, asked_in(session, desk.area.id), Filters()
        )
        assert counted == 2

    def test_a_survey_without_stars_has_comments_all_the_same(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(desk.area)
        agreed, words = make.question(survey, "agreement"), make.question(survey, "comment")
        wave = open_wave(desk, survey, agreed, words)
        comment = make.comment(make.response(wave, (agreed, 5)), words)

        found = shown_comment(session, desk, comment)
        assert (found.stars, found.star_words) == (None, "")
        assert texts(session, desk, Filters(without_stars=True)) == [found.text]


@pytest.mark.parametrize(
    ("kinds", "key"),
    [
        pytest.param(["a:stars", "satisfaction:stars"], "satisfaction", id="the overall one"),
        pytest.param(["a:yes_no", "b:stars", "c:stars"], "b", id="the first with stars"),
        pytest.param(["satisfaction:choice", "b:stars"], "b", id="the key alone does not do"),
        pytest.param(["a:agreement", "b:comment"], None, id="none"),
    ],
)
def test_whose_stars_speak_for_the_whole(kinds: list[str], key: str | None) -> None:
    named = [each.split(":") for each in kinds]
    asked = [AskedQuestion(name, kind, "How?", "How") for name, kind in named]

    assert overall_key(asked) == key


class TestSeveralSurveys:
    def test_comments_say_whose_they_are_and_are_filtered_by_survey(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(desk.area, title="Your say", audience=Audience.YOUNG_PERSON)
        words = make.question(survey, "comment")
        theirs = make.comment(
            make.response(make.wave(survey)), words, redacted_text="Ask us, not our parents."
        )
        desk.comment("A parent’s.")

        found = shown_comment(session, desk, theirs)
        assert (found.survey, found.audience) == ("Your say", Audience.YOUNG_PERSON)
        assert texts(session, desk, Filters(survey=survey.id)) == ["Ask us, not our parents."]
        assert texts(session, desk, Filters(survey=desk.survey.id)) == ["A parent’s."]
        tally = queries.tally(session, desk.area.id, TODAY)
        assert tally.surveys == {
            desk.survey.id: SurveyComments("Your assessment", Audience.PARENT, 1),
            survey.id: SurveyComments("Your say", Audience.YOUNG_PERSON, 1),
        }
        assert list(tally.surveys) == [desk.survey.id, survey.id]
        assert tally.survey_of(None, None) == desk.survey.id
        assert tally.survey_of(None, found.wave_id) == survey.id
        assert tally.survey_of(survey.id, None) == survey.id

    def test_stars_of_young_people_and_of_parents_are_never_counted_together(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(desk.area, audience=Audience.YOUNG_PERSON)
        overall, words = make.question(survey), make.question(survey, "comment")
        theirs = make.comment(make.response(make.wave(survey), (overall, 1)), words)
        read(session, desk, theirs, desk.theme)
        read(session, desk, desk.comment(stars=5), desk.theme)

        (of_parents,) = figures(session, desk)
        (of_young,) = figures(session, desk, survey)

        assert (of_parents.comments, of_parents.stars.counts) == (1, (0, 0, 0, 0, 1))
        assert (of_young.comments, of_young.stars.counts) == (1, (1, 0, 0, 0, 0))
