"""From a full copy of the database nobody can join an answer to a person, a case or a moment."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, time
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Connection, Date, DateTime, Table, inspect, select, text
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.roles import Role
from portal.extensions import Base
from portal.feedback.answers import Said
from portal.feedback.arrival import ANSWERED, forget_order
from portal.feedback.models import Answer, Comment, Response
from portal.feedback.services import record_response
from portal.surveys.models import Wave
from tests.factories import Make
from tests.feedback.answering import answer
from tests.pages import PageClient

Listen = Callable[[], AbstractContextManager[list[str]]]

KEPT = {
    "responses": {"id", "wave_id", "month", "stage", "band", "pair_mark"},
    "answers": {"response_id", "question_id", "value"},
    "comments": {
        *("id", "response_id", "question_id", "text", "redacted_text"),
        *("may_be_published", "polarity", "scored_by"),
    },
    "imported_answers": {"survey_id", "digest"},
    "spent_tickets": {"wave_id", "digest"},
    "way_counts": {"wave_id", "way", "stage", "band", "made", "used"},
    "drafts": {"digest", "wave_id", "sealed"},
}
SAID = {"answer-views": "2", "comment-comment": "We waited"}
# All that an answer may lead to. Every other table counts as one of people and cases.
WHAT_WAS_ASKED = {"areas", "surveys", "questions", "waves"}


def tables() -> dict[str, Table]:
    return dict(Base.metadata.tables)


def reachable(name: str) -> set[str]:
    """Every table that rows of this one lead to, by foreign keys."""
    found, waiting = set(), [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [key.column.table.name for key in tables()[here].foreign_keys]
    return found


@pytest.mark.parametrize(("name", "columns"), KEPT.items(), ids=KEPT)
def test_exactly_this_is_kept(name: str, columns: set[str], connection: Connection) -> None:
    """In the models and in the migrated database alike."""
    assert set(tables()[name].columns.keys()) == columns
    assert {column["name"] for column in inspect(connection).get_columns(name)} == columns


@pytest.mark.parametrize("name", KEPT)
def test_no_answer_leads_to_a_person_a_case_or_a_moment(name: str) -> None:
    led_to = reachable(name)

    assert led_to <= WHAT_WAS_ASKED | set(KEPT)
    for table in led_to:
        for column in tables()[table].columns:
            assert not isinstance(column.type, DateTime), f"{table}.{column.name} is a moment."
    days = [column.name for column in tables()[name].columns if isinstance(column.type, Date)]
    assert days == (["month"] if name == "responses" else [])


def test_no_person_or_case_leads_to_an_answer() -> None:
    """Only the forum's reading leads to a comment, and it names its reader."""
    leading = {table for table in tables() if reachable(table) & set(KEPT)} - set(KEPT)

    assert leading == {"readings", "reading_themes"}


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_keeps_no_order_of_arrival(name: str, connection: Connection) -> None:
    """A table with row numbers would tell which answer came first."""
    asked = text("SELECT sql FROM sqlite_master WHERE name = :name")
    assert "WITHOUT ROWID" in connection.execute(asked, {"name": name}).scalar_one().upper()


def came_last_id_first(session: Session, make: Make, wave: Wave) -> list[UUID]:
    """Answers of five families, with the ids of all three kinds of rows, as they came."""
    words = make.question(wave.survey, "comment", key="words", position=9)
    stars = make.question(wave.survey, key="stars", position=10)
    ids = [UUID(int=number << 100) for number in (9, 7, 5, 3, 1)]
    for one in ids:
        response = make.keep(Response(id=one, wave_id=wave.id, month=date(2026, 3, 1)))
        make.keep(Answer(response_id=one, question_id=stars.id, value=4))
        make.comment(response, words, id=one)
    return ids


def as_they_lie(session: Session) -> list[list[UUID]]:
    """The ids in PostgreSQL's three tables, in the order of the rows in the file."""
    return [
        list(session.scalars(text(f"SELECT {key} FROM {name} ORDER BY ctid")))
        for name, key in (("responses", "id"), ("answers", "response_id"), ("comments", "id"))
    ]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_forgets_the_order_of_arrival(session: Session, make: Make, wave: Wave) -> None:
    ids = came_last_id_first(session, make, wave)

    assert as_they_lie(session) == [ids] * 3
    for table in ANSWERED:
        forget_order(session, table)
    assert as_they_lie(session) == [sorted(ids)] * 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", ANSWERED)
def test_sqlite_has_no_order_to_forget(
    session: Session, query_count: Listen, table: type[Base]
) -> None:
    with query_count() as asked:
        forget_order(session, table)

    assert asked == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("last_day", "forgets"),
    [
        pytest.param(date(2026, 3, 15), True, id="a-wave-closes"),
        pytest.param(date(2026, 3, 16), False, id="nothing-to-do"),
    ],
)
def test_the_worker_has_it_forgotten_when_a_wave_closes(
    app: Flask, session: Session, make: Make, wave: Wave, last_day: date, forgets: bool
) -> None:
    ids = came_last_id_first(session, make, wave)
    wave.opens_on, wave.opened_on, wave.closes_on = date(2026, 3, 1), date(2026, 3, 1), last_day
    session.commit()

    app.extensions["wake"]["releases"].call_local()

    assert as_they_lie(session) == [sorted(ids) if forgets else ids] * 3


def test_whoever_is_signed_in_leaves_nothing_in_the_answers(
    client: PageClient, session: Session, make: Make, area: Area, wave: Wave
) -> None:
    person = make.person(Role.PARENT_OR_CARER, area)
    make.child(area, person)
    client.sign_in(person)
    answer(client, SAID)
    rows = [
        str(value)
        for name in KEPT
        for row in session.execute(text(f"SELECT * FROM {name}"))
        for value in row
    ]

    assert rows
    for telling in (str(person.id), person.id.hex, person.email, person.name, "127.0.0.1"):
        assert not [value for value in rows if telling in value]
    assert [value for value in rows if value.startswith("2026")] == [str(date(2026, 3, 1))]


def test_the_month_is_that_in_which_the_wave_opened(session: Session, wave: Wave) -> None:
    """In a month with few answers, that of the answer would tell whose they are."""
    wave.closes_on = date(2026, 6, 30)
    said = Said({"satisfaction": 3})
    record_response(session, wave, said, response_id=uuid4(), today=date(2026, 5, 20))

    assert session.scalars(select(Response.month)).all() == [date(2026, 3, 1)]


def test_the_audit_record_names_no_answer(
    client: PageClient, session: Session, make: Make, area: Area, wave: Wave
) -> None:
    """Not even after the forum read it: an answer that was read had come before that."""
    answer(client, SAID)
    comment_id = session.scalars(select(Comment.id)).one()
    client.sign_in(make.person(Role.FORUM_REPRESENTATIVE, area))
    client.send(f"/wandsworth/themes/comments/{comment_id}", {})
    audited = session.scalars(select(AuditEntry)).all()

    (read,) = [entry for entry in audited if entry.act == "themes:comment:read"]
    assert read.at.timetz() == time(tzinfo=UTC)
    answers = {comment_id, *session.scalars(select(Response.id))}
    assert not answers & {entry.object_id for entry in audited}
    assert not [entry for entry in audited for one in answers if str(one) in str(entry.details)]


def test_answering_writes_nothing_into_the_log_or_the_audit_record(
    client: PageClient, session: Session, wave: Wave, caplog: pytest.LogCaptureFixture
) -> None:
    before = len(session.scalars(select(AuditEntry)).all())
    with caplog.at_level("DEBUG"):
        answer(client, SAID)

    assert session.scalars(select(Comment.text)).all() == [SAID["comment-comment"]]
    assert [record.getMessage() for record in caplog.records] == []
    assert len(session.scalars(select(AuditEntry)).all()) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_overwrites_what_is_deleted(connection: Connection) -> None:
    """The key of a wave that closed is not left in the free parts of the file."""
    assert connection.execute(text("PRAGMA secure_delete")).scalar_one() == 1
