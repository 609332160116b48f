"""The demonstration: the same every time, at every stage, and never over real families."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from sqlalchemy import select, text

from portal.accounts.queries import person_at
from portal.areas.models import Area
from portal.areas.queries import area_called
from portal.cases import listing
from portal.cases.facts import facts_of
from portal.cases.guardian_services import may_see
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CaseNews,
    Child,
    FamilyUpdate,
    Request,
)
from portal.cases.queries import case_record, guardians, own_children
from portal.cases.records import CaseRecord
from portal.cases.standing import days_late
from portal.demonstration.cast import people_of
from portal.demonstration.stories import STORIES
from portal.domain.assessment import Timeline, timeline
from portal.domain.disclosure import HIDDEN
from portal.domain.england import day_of
from portal.domain.facts import Ground
from portal.domain.stages import StageKey
from portal.extensions import Base, db, limiter
from portal.invitations.tasks import write_letters
from portal.measures.casework_models import CaseworkRelease
from portal.measures.models import Release
from portal.notices.tasks import spread_news
from portal.notices.unwilling import unwilling
from portal.outbox.models import MessageState, OutboxMessage
from portal.questions.queries import Show, counts, how_many
from portal.waits.presenter import CANNOT_SAY_MORE, how_long
from portal.waits.queries import newest
from tests.demonstration.conftest import TODAY, demonstration
from tests.pages import PageClient

RANDOM_ID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
UNLIKE = {"id", "digest", "reference", "reference_key", "session_key"}
RANDOM_ALL_THROUGH = "wave_keys"


def told(app: Flask) -> dict[str, list[str]]:
    """Every row of every table without what is random or tied to it."""
    found: dict[str, list[str]] = {}
    with app.app_context(), db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            columns = [
                column
                for column in table.columns
                if column.name not in UNLIKE and not column.name.endswith("_id")
            ]
            if columns and table.name != RANDOM_ALL_THROUGH:
                rows = connection.execute(select(*columns))
                found[table.name] = sorted(RANDOM_ID.sub("", repr(tuple(row))) for row in rows)
    return found


def timelines(app: Flask) -> list[Timeline]:
    """Where every request of the demonstration stands."""
    with app.app_context(), db.session() as session:
        found = []
        for area in session.scalars(select(Area)):
            for request_id in session.scalars(select(Request.id)):
                record = case_record(session, area.id, request_id)
                if record is not None:
                    found.append(timeline(facts_of(record), as_of=TODAY))
        return found


def case_of(app: Flask, child: str) -> CaseRecord:
    """All that is recorded about one child's request."""
    first, _, last = child.partition(" ")
    wanted = select(Request.id, Child.area_id).join(Request.child)
    with app.app_context(), db.session() as session:
        request_id, area_id = session.execute(
            wanted.where(Child.first_name == first, Child.last_name == last)
        ).one()
        found = case_record(session, area_id, request_id)
    assert found is not None
    return found


def test_there_are_cases_at_every_stage(written: Flask) -> None:
    assert {each.stage for each in timelines(written)} == set(StageKey)


def test_some_are_late_and_some_on_time(written: Flask) -> None:
    late = {any(step.days_late for step in each.milestones) for each in timelines(written)}
    assert late == {True, False}


def test_there_is_an_exception_on_every_ground(written: Flask) -> None:
    grounds = {
        exception.exception.ground for each in timelines(written) for exception in each.exceptions
    }
    assert grounds == set(Ground)


def test_every_wave_that_closed_has_its_release(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        releases = session.scalars(select(Release)).all()
        assert len(releases) == 12
        verdicts = {
            question["comparison"]["verdict"]
            for release in releases
            for question in release.figures["questions"]
            if question.get("comparison")
        }
    assert {"improved", "got worse", "no clear change", "too few answers"} <= verdicts


@pytest.mark.parametrize("slug", ["wandsworth", "merton"])
def test_there_are_enough_requests_to_say_how_long_it_takes(written: Flask, slug: str) -> None:
    with written.app_context(), db.session() as session:
        area = area_called(session, slug)
        assert area is not None
        said = how_long(newest(session, area.id), waited_days=100)
    assert said is not None
    assert said.further != CANNOT_SAY_MORE


def test_no_two_children_share_a_name(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        names = [child.name for child in session.scalars(select(Child))]
    assert len(names) == len(set(names)) > 100


def test_questions_wait_are_late_and_are_answered(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        for area in session.scalars(select(Area)):
            waiting, late = counts(session, area.id, TODAY)
            answered = how_many(session, area.id, Show.ANSWERED, area.id)
            assert waiting >= late >= 1, area.slug
            assert answered >= 1, area.slug


@pytest.mark.parametrize("slug", ["wandsworth", "merton"])
def test_three_to_five_families_wait_for_news_and_head_the_list(written: Flask, slug: str) -> None:
    with written.app_context(), db.session() as session:
        area = area_called(session, slug)
        assert area is not None
        silent, every = (
            listing.find(
                session,
                area.id,
                show=show,
                page="1",
                person_id=area.id,
                promise_days=area.update_promise_days,
                as_of=TODAY,
            )
            for show in (listing.Show.SILENT, listing.Show.ALL)
        )
    waiting = [row.case.id for row in silent.rows]
    assert 3 <= len(waiting) <= 5
    assert len(every.rows) >= 2 * len(waiting)
    assert [row.case.id for row in every.rows[: len(waiting)]] == waiting


def test_of_two_late_families_one_was_told_why_and_one_was_not(written: Flask) -> None:
    theo, leo = case_of(written, "Theo Bennett"), case_of(written, "Leo Hartley")
    assert theo.updates[-1].late_reason == "school_place"
    assert theo.updates[-1].expected_on == date(2026, 11, 27)
    assert leo.updates == ()
    assert all(days_late(timeline(facts_of(each), as_of=TODAY)) for each in (theo, leo))


@pytest.mark.parametrize(
    ("child", "people", "who_sees"),
    [
        pytest.param("Zofia Nowak", 2, 2, id="two separate parents"),
        pytest.param("Layla Khan", 1, 1, id="a sister"),
        pytest.param("Malachi Obi", 2, 1, id="the parent waits to be asked"),
        pytest.param("Kezia Boateng", 1, 1, id="a young person alone"),
        pytest.param("Rowan Tran", 0, 0, id="a letter and no account"),
    ],
)
def test_families_of_every_kind(written: Flask, child: str, people: int, who_sees: int) -> None:
    case = case_of(written, child)
    with written.app_context(), db.session() as session:
        rows = guardians(session, case.child.id, as_of=TODAY)
        seeing = [row for row in rows if may_see(row, born=case.child.born, day=TODAY)]
    assert (len(rows), len(seeing)) == (people, who_sees)


def test_one_parent_has_two_children(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        area = area_called(session, "wandsworth")
        nadia = person_at(session, "nadia.khan@wandsworth.example.org")
        assert area is not None
        assert nadia is not None
        own = own_children(session, area.id, nadia.id, as_of=TODAY)
    assert [child.first_name for child in own] == ["Idris", "Layla"]


def test_nothing_was_recorded_at_a_weekend(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        days = [day_of(at) for at in session.scalars(select(FamilyUpdate.written_at))]
        days += [day for day in session.scalars(select(CaseEvent.happened_on)) if day]
        for asked_on, received_on in session.execute(
            select(AdviceRequest.asked_on, AdviceRequest.received_on)
        ):
            days += [day for day in (asked_on, received_on) if day]
    assert len(days) > 900
    assert {day.weekday() for day in days} == set(range(5))


def test_nobody_is_sent_a_message_about_the_past(written: Flask) -> None:
    with written.app_context():
        with db.session() as session:
            assert len(session.scalars(select(CaseNews.id)).all()) > 500
            sent = session.scalars(select(OutboxMessage.id)).all()
        write_letters(unwilling)
        spread_news()
        with db.session() as session:
            assert session.scalars(select(OutboxMessage.id)).all() == sent
            assert set(session.scalars(select(OutboxMessage.state))) == {MessageState.SENT}


def test_casework_is_measured_for_two_quarters(written: Flask) -> None:
    with written.app_context(), db.session() as session:
        releases = session.scalars(select(CaseworkRelease)).all()
        assert len(releases) == 4
        assert all(each.figures["promises"]["together"]["share"] != HIDDEN for each in releases)
        shares = {each.figures["advice"]["together"]["share"] for each in releases}
        answered = {each.figures["questions"]["together"]["share"] for each in releases}
    assert len(shares - {HIDDEN}) >= 2
    assert answered - {HIDDEN}


def test_one_can_be_everybody_in_a_story(written: Flask) -> None:
    page = PageClient(written, written.response_class).page("/demonstration")
    buttons = {button.text.strip() for button in page.select("td button")}
    assert buttons == {
        name for told in STORIES.values() for story in told for name in people_of(story)
    }


def test_no_letter_is_told_outside_a_demonstration(
    written: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(written.config, "PORTAL_ENVIRONMENT", "development")
    with written.test_request_context("/"):
        assert render_template_string("{{ demonstration_families() }}") == "[]"


def test_it_is_the_same_every_time(written: Flask, tmp_path: Path) -> None:
    first = told(written)
    again = demonstration(tmp_path)
    assert again.test_cli_runner().invoke(args=["demo"]).exit_code == 0
    assert told(again) == first
    limiter.enabled = False


def test_writing_it_again_begins_anew_whatever_version_wrote_it(written: Flask) -> None:
    before = told(written)
    with written.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE notice_settings"))
    done = written.test_cli_runner().invoke(args=["demo", "--json"])
    assert done.exit_code == 0, done.output
    assert told(written) == before


def test_it_is_refused_in_production(written: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(written.config, "PORTAL_ENVIRONMENT", "production")
    done = written.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 2
    assert "fictional families do not belong here" in done.output


def test_real_families_are_never_written_over(
    written: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(written.config, "PORTAL_ENVIRONMENT", "development")
    before = told(written)
    done = written.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 2
    assert "This database holds areas already." in done.output
    assert told(written) == before


def test_the_page_tells_the_code_of_a_letter_that_opens(visitor: PageClient) -> None:
    words = " ".join(visitor.page("/demonstration").text.split())
    found = re.search(r"Linh Tran .*? Letter: reference (\S+), code (\S+)\.", words)
    assert found
    letter = {"reference": found[1], "code": found[2]}
    opened = visitor.send("/wandsworth/status?reference=", letter, follow=True)
    assert "Your code has worked." in opened.text
    again = " ".join(visitor.page("/demonstration").text.split())
    assert "Somebody has used this code" in again
