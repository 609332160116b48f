"""Publishing a quarter's casework: once, on its day, by one worker only, corrected openly."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area, Contact
from portal.audit.models import AuditEntry
from portal.cases.models import AdviceRequest, Request
from portal.cases.news import NewsKind
from portal.domain.advice_in_time import BodyGroup
from portal.domain.england import ENGLAND
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.extensions import db
from portal.measures import casework_queries
from portal.measures.casework_counting import QuarterCounts
from portal.measures.casework_digest import digest_matches
from portal.measures.casework_models import CaseworkRelease
from portal.measures.casework_services import (
    publish_correction,
    publish_finished_quarter,
    quarter_counts,
    quarter_to_publish,
)
from portal.web.unit_of_work import committing
from tests.factories import A_DAY, Make
from tests.measures.casework_cohort import (
    COHORT,
    LATE,
    ON_TIME,
    PUBLISHED,
    WINTER,
    assess,
    day,
    heard,
)

TODAY = PUBLISHED.date()


@pytest.fixture
def officer(make: Make, area: Area) -> Person:
    return make.person(Role.CASEWORKER, area)


def exact(session: Session, area: Area) -> QuarterCounts:
    return quarter_counts(session, area, WINTER, promise_days=14)


def publish(session: Session, today: date = TODAY) -> int:
    number = publish_finished_quarter(session, today=today, now=PUBLISHED)
    session.commit()
    return number


@pytest.mark.parametrize(
    ("today", "first"),
    [
        pytest.param(date(2026, 4, 14), date(2025, 10, 1), id="officers have two weeks to record"),
        pytest.param(date(2026, 4, 15), date(2026, 1, 1), id="then it is published"),
        pytest.param(date(2026, 7, 14), date(2026, 1, 1), id="until the next one's day"),
        pytest.param(date(2026, 1, 14), date(2025, 7, 1), id="over the new year"),
    ],
)
def test_which_quarter_is_published_on_a_day(today: date, first: date) -> None:
    assert quarter_to_publish(today).first == first


def test_every_area_is_published_once(session: Session, make: Make, area: Area) -> None:
    make.area("merton")
    assert (publish(session), publish(session)) == (2, 0)
    releases = casework_queries.every_release(session)
    assert {release.figures["area"] for release in releases} == {"Wandsworth", "Merton"}
    for release in releases:
        assert (release.begins_on, release.number, release.reason) == (WINTER.first, 1, "")
        assert release.published_at == PUBLISHED
        assert digest_matches(release)
    acts = session.scalars(select(AuditEntry).where(AuditEntry.act.like("measures:%"))).all()
    assert [(act.act, act.details) for act in acts] == [
        ("measures:casework:published", {"number": 1})
    ] * 2


def test_an_area_that_is_new_is_published_when_it_is_there(
    session: Session, make: Make, area: Area
) -> None:
    publish(session)
    make.area("merton")
    assert publish(session) == 1


def test_what_was_recorded(session: Session, make: Make, area: Area, officer: Person) -> None:
    assess(make, area, officer, COHORT)
    publish(session)
    (release,) = casework_queries.releases_in(session, area.id)
    advice = release.figures["advice"]
    assert advice["together"] == {"counted": 160, "in_time": 130, "late": 30, "share": 81}
    shown = {group["group"]: group["share"] for group in advice["groups"]}
    assert shown == {
        "educational_psychologist": 75,
        "health": 75,
        "social_care": 75,
        "school": 100,
        "other": "c",
    }


def test_only_the_areas_own_cases(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    elsewhere = make.area("merton")
    (case,) = assess(make, elsewhere, officer, [LATE])
    heard(make, case, day(3))
    make.family_question(case, officer)
    counts = exact(session, area)
    assert set(counts.advice.values()) == {(0, 0)}
    assert counts.promises == counts.questions == (0, 0)
    counts = exact(session, elsewhere)
    assert counts.advice[BodyGroup.HEALTH] == (0, 1)
    assert counts.promises[0] == 1
    assert sum(counts.questions) == 1


@pytest.mark.parametrize(
    ("closed_on", "questions"),
    [
        pytest.param(A_DAY + timedelta(days=7), (0, 0), id="on the day promised"),
        pytest.param(A_DAY + timedelta(days=8), (0, 1), id="the day after"),
    ],
)
def test_a_question_closed_without_an_answer(
    session: Session,
    make: Make,
    area: Area,
    officer: Person,
    closed_on: date,
    questions: tuple[int, int],
) -> None:
    """Closed in time it counts nowhere; closed late it was not answered in time."""
    (case,) = assess(make, area, officer, [LATE])
    closed = {"closed_because": "no_access", "closed_by_id": officer.id, "closed_on": closed_on}
    make.family_question(case, officer, **closed)
    assert exact(session, area).questions == questions


@pytest.mark.parametrize(
    ("ended", "promises"),
    [
        pytest.param(date(2026, 2, 1), (0, 1), id="ended in the quarter: until then"),
        pytest.param(date(2026, 5, 1), (0, 6), id="ended after it: all of it"),
    ],
)
def test_a_request_counts_while_it_was_open(
    session: Session,
    make: Make,
    area: Area,
    officer: Person,
    ended: date,
    promises: tuple[int, int],
) -> None:
    (case,) = assess(make, area, officer, [ON_TIME])
    make.event(case, "withdrawn", ended, officer)
    assert exact(session, area).promises == promises


def test_a_request_that_ended_before_the_quarter_counts_with_the_advice_that_came_in_it(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    case = make.request(make.child(area), date(2025, 11, 3))
    asked = date(2025, 12, 1)
    for body, came in (("Health", date(2026, 1, 5)), ("School", None)):
        make.advice(case, body, asked, officer, received_on=came)
    make.event(case, "withdrawn", date(2025, 12, 20), officer)
    counts = exact(session, area)
    assert counts.advice[BodyGroup.HEALTH] == (1, 0)
    assert counts.advice[BodyGroup.SCHOOL] == (0, 0)
    assert counts.promises == (0, 0)


@pytest.mark.parametrize(
    ("kind", "promises"),
    [
        pytest.param(NewsKind.UPDATE, (1, 5), id="an update"),
        pytest.param(NewsKind.EVENT, (1, 5), id="a step"),
        pytest.param(NewsKind.QUESTION_ANSWERED, (0, 6), id="not an answer to one person"),
        pytest.param(NewsKind.ACCOUNT_LINKED, (0, 6), id="not what the family did itself"),
    ],
)
def test_what_keeps_a_promise(
    session: Session,
    make: Make,
    area: Area,
    officer: Person,
    kind: NewsKind,
    promises: tuple[int, int],
) -> None:
    (case,) = assess(make, area, officer, [ON_TIME])
    heard(make, case, day(14), kind)
    assert exact(session, area).promises == promises


def test_the_day_of_news_is_the_one_in_england(
    session: Session, make: Make, area: Area, officer: Person
) -> None:
    """News of half past midnight in summer time comes a day late, though not by the UTC clock."""
    case = make.request(make.child(area), date(2026, 1, 5))
    last_day = date(2026, 3, 30)
    news = heard(make, case, last_day)
    assert quarter_counts(session, area, WINTER, promise_days=84).promises == (1, 0)
    news.at = datetime(2026, 3, 31, 0, 30, tzinfo=ENGLAND)
    session.commit()
    assert quarter_counts(session, area, WINTER, promise_days=84).promises == (1, 1)


def test_it_takes_as_few_queries_however_many_cases(
    session: Session,
    make: Make,
    area: Area,
    officer: Person,
    query_count: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    asked = []
    for cohort in ([ON_TIME], [ON_TIME, LATE] * 4):
        for case in assess(make, area, officer, cohort):
            heard(make, case, day(3))
        with query_count() as statements:
            exact(session, area)
        asked.append(len(statements))
    assert asked == [5, 5]


class TestCorrections:
    @pytest.fixture
    def cases(self, session: Session, make: Make, area: Area, officer: Person) -> list[Request]:
        cases = assess(make, area, officer, COHORT)
        publish(session)
        return cases

    def correct(self, session: Session, area: Area, reason: str = "Days were wrong.") -> None:
        publish_correction(session, area, WINTER, reason, now=PUBLISHED, by=None)
        session.commit()

    def came_late(self, session: Session, cases: list[Request], number: int) -> None:
        """So many of the cases turn out to have had all their advice late."""
        wanted = AdviceRequest.request_id.in_([case.id for case in cases[:number]])
        session.execute(update(AdviceRequest).where(wanted).values(received_on=day(60)))
        session.commit()

    def test_is_a_new_number_with_a_reason(
        self, session: Session, area: Area, cases: list[Request]
    ) -> None:
        self.came_late(session, cases, 15)
        self.correct(session, area, "  Days were wrong. ")
        first, second = casework_queries.releases_in(session, area.id)
        assert (second.number, second.reason) == (2, "Days were wrong.")
        assert first.figures["advice"]["together"]["late"] == 30
        assert second.figures["advice"]["together"]["late"] == 90
        assert digest_matches(first)
        assert digest_matches(second)

    def test_is_held_to_the_promise_of_that_time(
        self, session: Session, area: Area, cases: list[Request]
    ) -> None:
        area.update_promise_days = 7
        session.commit()
        self.correct(session, area)
        first, second = casework_queries.releases_in(session, area.id)
        assert second.figures == first.figures
        assert second.digest != first.digest

    @pytest.mark.parametrize(
        ("reason", "moved", "sentence"),
        [
            pytest.param(" ", 0, "Say why", id="without a reason"),
            pytest.param("One day was wrong.", 1, "single cases", id="it would show one case"),
        ],
    )
    def test_refused(
        self,
        session: Session,
        area: Area,
        cases: list[Request],
        reason: str,
        moved: int,
        sentence: str,
    ) -> None:
        self.came_late(session, cases, moved)
        with pytest.raises(Refused, match=sentence):
            self.correct(session, area, reason)
        session.rollback()
        assert len(casework_queries.releases_in(session, area.id)) == 1

    def test_nothing_to_correct(self, session: Session, area: Area) -> None:
        with pytest.raises(Refused, match="January to March 2026 has been published yet"):
            self.correct(session, area)


@pytest.fixture
def kept_area(migrated_app: Flask) -> Iterator[uuid.UUID]:
    """An area kept for good and removed after the test."""
    with migrated_app.app_context():
        with committing() as session:
            area_id = Make(session).area("wandsworth").id
        yield area_id
        db.session.remove()
        with committing() as session:
            for table in (AuditEntry, CaseworkRelease, Contact, Area):
                session.execute(delete(table))
        db.session.remove()


def test_of_two_workers_at_once_one_publishes(migrated_app: Flask, kept_area: uuid.UUID) -> None:
    """The second looks while the first has published and not committed: it waits, and passes on."""
    published = []

    def second_worker() -> None:
        with migrated_app.app_context():
            with committing() as session:
                published.append(publish_finished_quarter(session, today=TODAY, now=PUBLISHED))
            db.session.remove()

    second = threading.Thread(target=second_worker)
    with committing() as session:
        published.append(publish_finished_quarter(session, today=TODAY, now=PUBLISHED))
        second.start()
        second.join(timeout=0.5)
        assert second.is_alive()
    second.join()
    with committing() as session:
        (release,) = casework_queries.releases_in(session, kept_area)
        acts = session.scalars(select(AuditEntry)).all()
    assert published == [1, 0]
    assert release.number == len(acts) == 1


def test_the_sweep_publishes(migrated_app: Flask, kept_area: uuid.UUID) -> None:
    """Today is 16 March 2026 here, so the last quarter of 2025 is the one."""
    publish = migrated_app.extensions["wake"]["casework"]
    publish.call_local()
    publish.call_local()
    with committing() as session:
        (release,) = casework_queries.releases_in(session, kept_area)
    assert release.quarter.name == "October to December 2025"


def test_the_queue_looks_every_hour(app: Flask) -> None:
    (task,) = (
        task
        for task in app.extensions["queue"]._registry.periodic_tasks
        if task.name == "casework_sweep"
    )
    hours = [datetime(2026, 4, 15, hour, 47) for hour in range(24)]
    assert all(task.validate_datetime(moment) for moment in hours)
