"""Putting comments into themes, and keeping the themes of an area."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.themes import services, theme_queries
from portal.themes.frame import STARTING_FRAME, ThemeWording
from portal.themes.models import Reading, Theme
from tests.factories import Make
from tests.themes.conftest import Desk

TODAY = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
WORDING = ThemeWording("Travel", "Taxis and buses.", "Clubs.", ("Late again.", "Kind driver."))


def set_themes(
    session: Session, desk: Desk, comment_id: uuid.UUID, *themes: Theme, by: uuid.UUID | None = None
) -> Reading:
    return services.set_themes(
        session,
        comment_id,
        desk.area.id,
        [theme.id for theme in themes],
        by=by or desk.reader.id,
        today=TODAY,
    )


def acts(session: Session, act: str) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).where(AuditEntry.act == act)))


class TestSetThemes:
    def test_it_keeps_who_read_it_and_when(self, session: Session, desk: Desk) -> None:
        comment = desk.comment()

        reading = set_themes(session, desk, comment.id, desk.theme)

        assert reading.read_by_id == desk.reader.id
        assert reading.themes == [desk.theme]

    def test_no_theme_is_an_answer_too(self, session: Session, desk: Desk) -> None:
        comment = desk.comment()

        set_themes(session, desk, comment.id)

        kept = theme_queries.reading_of(session, comment.id)
        assert kept is not None
        assert kept.themes == []

    def test_the_last_reading_is_kept(self, session: Session, desk: Desk, make: Make) -> None:
        comment, praise = desk.comment(), make.theme(desk.area, "Praise", position=2)
        other = make.person()
        set_themes(session, desk, comment.id, desk.theme)

        set_themes(session, desk, comment.id, praise, by=other.id)

        session.expire_all()
        kept = theme_queries.reading_of(session, comment.id)
        assert kept is not None
        assert (kept.read_by_id, [theme.name for theme in kept.themes]) == (other.id, ["Praise"])
        assert session.scalar(select(func.count()).select_from(Reading)) == 1

    def test_the_record_knows_who_read_and_not_what(self, session: Session, desk: Desk) -> None:
        comment = desk.comment()

        set_themes(session, desk, comment.id, desk.theme)

        (entry,) = acts(session, "themes:comment:read")
        assert entry.details == {}
        assert (entry.object_id, entry.actor_id) == (None, desk.reader.id)
        assert entry.at == datetime(2026, 3, 16, tzinfo=UTC), "The day, not the time."

    def test_a_theme_named_twice_counts_once(self, session: Session, desk: Desk) -> None:
        comment = desk.comment()

        assert set_themes(session, desk, comment.id, desk.theme, desk.theme).themes == [desk.theme]

    def test_another_areas_theme_is_refused(
        self, session: Session, desk: Desk, desk_in: Callable[[str], Desk]
    ) -> None:
        comment, elsewhere = desk.comment(), desk_in("merton")

        with pytest.raises(Refused, match="not your area’s"):
            set_themes(session, desk, comment.id, desk.theme, elsewhere.theme)

        assert theme_queries.reading_of(session, comment.id) is None

    def test_another_areas_comment_is_refused(
        self, session: Session, desk: Desk, desk_in: Callable[[str], Desk]
    ) -> None:
        comment = desk_in("merton").comment()

        with pytest.raises(Refused, match="not among your area’s"):
            set_themes(session, desk, comment.id, desk.theme)

    def test_an_imported_comment_belongs_to_no_area(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        survey = make.survey(None)
        response = make.response(make.wave(survey))
        comment = make.comment(response, make.question(survey, "comment"))

        with pytest.raises(Refused, match="not among your area’s"):
            set_themes(session, desk, comment.id, desk.theme)


class TestEnsureFrame:
    def test_an_area_without_themes_gets_all_of_them(self, session: Session, make: Make) -> None:
        area = make.area()

        services.ensure_frame(session, area.id)

        frame = theme_queries.frame(session, area.id)
        assert tuple(theme.wording for theme in frame) == STARTING_FRAME

    def test_a_second_time_adds_nothing(self, session: Session, make: Make) -> None:
        area = make.area()
        services.ensure_frame(session, area.id)

        services.ensure_frame(session, area.id)

        assert len(theme_queries.frame(session, area.id)) == len(STARTING_FRAME)

    def test_a_forums_own_themes_stay_alone(self, session: Session, desk: Desk) -> None:
        services.ensure_frame(session, desk.area.id)

        assert theme_queries.frame(session, desk.area.id) == [desk.theme]

    def test_each_area_has_its_own(self, session: Session, desk: Desk, make: Make) -> None:
        other = make.area("merton")

        services.ensure_frame(session, other.id)

        assert len(theme_queries.frame(session, other.id)) == len(STARTING_FRAME)
        assert theme_queries.frame(session, desk.area.id) == [desk.theme]


class TestWording:
    def test_a_new_theme_comes_last(self, session: Session, desk: Desk) -> None:
        added = services.add_theme(session, desk.area.id, WORDING, by=desk.reader.id, now=NOW)

        assert theme_queries.frame(session, desk.area.id) == [desk.theme, added]
        assert added.wording == WORDING
        assert [entry.object_id for entry in acts(session, "themes:theme:added")] == [added.id]

    @pytest.mark.parametrize("name", ["Waiting", "WAITING"])
    def test_a_taken_name_is_refused(self, session: Session, desk: Desk, name: str) -> None:
        wording = ThemeWording(name, "a", "b", ("c", "d"))

        with pytest.raises(Refused, match="already"):
            services.add_theme(session, desk.area.id, wording, by=desk.reader.id, now=NOW)

    def test_another_area_may_use_the_name(self, session: Session, desk: Desk, make: Make) -> None:
        wording = ThemeWording("Waiting", "a", "b", ("c", "d"))

        added = services.add_theme(
            session, make.area("merton").id, wording, by=desk.reader.id, now=NOW
        )

        assert added.position == 1

    def test_a_change_is_recorded_without_the_words(self, session: Session, desk: Desk) -> None:
        old = desk.theme.wording
        new = ThemeWording("Waiting times", old.goes_in, "Not knowing why.", old.examples)
        theme = session.merge(desk.theme)

        services.change_theme(session, theme, new, by=desk.reader.id, now=NOW)

        assert theme.wording == new
        (entry,) = acts(session, "themes:theme:changed")
        assert entry.details == {"fields": ["name", "stays_out"]}

    def test_the_same_words_change_nothing(self, session: Session, desk: Desk) -> None:
        services.change_theme(session, desk.theme, desk.theme.wording, by=desk.reader.id, now=NOW)

        assert acts(session, "themes:theme:changed") == []

    def test_a_theme_may_not_take_anothers_name(
        self, session: Session, desk: Desk, make: Make
    ) -> None:
        praise = make.theme(desk.area, "Praise", position=2)

        with pytest.raises(Refused, match="“Waiting” already"):
            services.change_theme(session, praise, desk.theme.wording, by=desk.reader.id, now=NOW)


def test_the_starting_frame_says_everything_about_each_theme() -> None:
    names = {wording.name for wording in STARTING_FRAME}

    assert len(names) == len(STARTING_FRAME) == 13
    for wording in STARTING_FRAME:
        assert all(wording.columns().values()), wording.name
        assert wording == ThemeWording.from_columns(**wording.columns())
        assert len(set(wording.examples)) == 2, wording.name


def test_the_starting_frame_points_only_to_its_own_themes() -> None:
    names = {wording.name for wording in STARTING_FRAME}

    for wording in STARTING_FRAME:
        quoted = {part.split("”")[0] for part in wording.stays_out.split("“")[1:]}
        assert quoted <= names - {wording.name}, wording.name
