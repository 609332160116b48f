"""A portal that has collected answers gets newer tables, and keeps every row and every answer."""

import json
import uuid
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Connection, Uuid, bindparam, text
from sqlalchemy.exc import IntegrityError

from portal.app import create_app
from portal.areas.seeds import SEEDS, plant
from portal.extensions import db
from portal.web.unit_of_work import committing
from tests.conftest import settings
from tests.engines import PostgreSQL

BEFORE_SURVEYS_WERE_MADE_HERE = "0014"
SURVEY, QUESTION, OPEN, CLOSED, RESPONSE = (uuid.UUID(int=number) for number in range(1, 6))
IN_RANDOM_ORDER = {"responses", "answers", "comments", "spent_tickets", "drafts"}

BEFORE = (
    (
        "INSERT INTO surveys (id, area_id, key, title, introduction, invited_group) "
        "VALUES (:survey, :area, 'assessment-wandsworth', 'How it went', 'We ask.', 'families')"
    ),
    (
        "INSERT INTO questions "
        "(id, survey_id, key, position, kind, wording, concept, high_is_good, labels) "
        "VALUES (:question, :survey, 'views', 1, 'stars', 'How?', 'views', true, '[]')"
    ),
    (
        "INSERT INTO waves (id, survey_id, name, opens_on, closes_on, opened_on, closed_on, "
        "channel, definition) VALUES (:closed, :survey, 'Autumn', '2025-10-01', '2025-10-31', "
        "'2025-10-01', '2025-10-31', 'web', '{}')"
    ),
    (
        "INSERT INTO waves (id, survey_id, name, opens_on, closes_on, opened_on, channel, "
        "definition) VALUES (:open, :survey, 'Spring', '2026-01-01', '2026-12-31', '2026-01-01', "
        "'web', '{}')"
    ),
    "INSERT INTO responses (id, wave_id, month) VALUES (:response, :open, '2026-01-01')",
    "INSERT INTO answers (response_id, question_id, value) VALUES (:response, :question, 5)",
)
ANOTHER_ANSWER = "UPDATE answers SET value = :value"


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """A portal whose database still has the older tables, with an answer in an open wave."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql_server")
        url = server.fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    with app.app_context():
        flask_migrate.upgrade(revision=BEFORE_SURVEYS_WERE_MADE_HERE)
        with committing() as session:
            area = plant(session, SEEDS[0], fictional=True).id
        with db.engine.begin() as connection:
            for statement in BEFORE:
                run(connection, statement, area=area)
    return app


def run(connection: Connection, statement: str, **given: Any) -> Any:
    """Run plain SQL, with the ids that it names."""
    ids = {
        "survey": SURVEY,
        "question": QUESTION,
        "open": OPEN,
        "closed": CLOSED,
        "response": RESPONSE,
        **given,
    }
    named = {name: value for name, value in ids.items() if f":{name}" in statement}
    typed = [bindparam(name, type_=Uuid()) for name, value in named.items() if name != "value"]
    return connection.execute(text(statement).bindparams(*typed), named)


def test_nothing_is_lost_and_the_open_wave_goes_on(older: Flask) -> None:
    with older.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            waves = run(connection, "SELECT name, channels FROM waves ORDER BY name").all()
            with_key = run(connection, "SELECT count(*) FROM wave_keys WHERE wave_id = :open")
            keys = run(connection, "SELECT key FROM wave_keys").scalars().all()
            answers = run(connection, "SELECT value FROM answers WHERE response_id = :response")
            questions = run(
                connection,
                "SELECT key, wording, offers_unknown, removed FROM questions WHERE id = :question",
            ).all()
            assert [(name, as_list(ways)) for name, ways in waves] == [
                # The pages show a closed one’s ways in the words that stood for them.
                ("Autumn", []),
                ("Spring", ["open_link"]),
            ]
            # Only the open wave has a key: those of closed ones are gone by the rules.
            assert with_key.scalar() == 1
            assert [len(key) for key in keys] == [32]
            assert answers.scalars().all() == [5]
            assert [tuple(row) for row in questions] == [("views", "How?", True, False)]
        db.engine.dispose()


@pytest.mark.parametrize(
    ("value", "is_taken"),
    [
        pytest.param(0, True, id="no, which was not asked before"),
        pytest.param(12, True, id="the last of many choices"),
        pytest.param(20, True, id="the highest"),
        pytest.param(21, False, id="too high"),
        pytest.param(-1, False, id="too low"),
    ],
)
def test_answers_of_every_kind_fit(older: Flask, value: int, is_taken: bool) -> None:
    with older.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            if is_taken:
                assert run(connection, ANOTHER_ANSWER, value=value).rowcount == 1
            else:
                with pytest.raises(IntegrityError):
                    run(connection, ANOTHER_ANSWER, value=value)
        db.engine.dispose()


def test_tables_of_answers_still_lie_in_random_order(older: Flask) -> None:
    """SQLite numbers the rows of other tables as they come, which tells who came when."""
    with older.app_context():
        flask_migrate.upgrade()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                found = connection.execute(
                    text("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
                )
                assert set(found.scalars()) >= IN_RANDOM_ORDER
        db.engine.dispose()


def as_list(value: Any) -> list[str]:
    """JSON as each engine gives it to plain SQL."""
    return list(json.loads(value)) if isinstance(value, str) else list(value)
