"""The Flask extensions and the base of every table; imports nothing of the portal."""

import enum
import sqlite3
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from flask import g, has_request_context, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData, event, orm
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    scoped_session,
)
from sqlalchemy.types import TypeDecorator

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, aware in Python and UTC in the database.

    SQLite forgets the zone of a `DateTime(timezone=True)`; this gives it back.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        moment: datetime | None = value
        if moment is None:
            return None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


# Enumerations are kept as their own words, which both engines read alike.
WORDS = Enum(
    enum.Enum,
    native_enum=False,
    length=40,
    values_callable=lambda members: [member.value for member in members],
)


class Base(DeclarativeBase):
    """Every table: constraints with predictable names, moments in UTC."""

    registry: ClassVar[orm.registry] = orm.registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UTCDateTime(), enum.Enum: WORDS},
    )


class Identified:
    """A row known by a random number, so that ids tell nothing of order or amount."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate(db=db)
csrf = CSRFProtect()
login = LoginManager()
limiter = Limiter(get_remote_address)

WAKE = "wake"
ONLY_READING = "only_reading"


def wake(session: Session | scoped_session[Session], task: str) -> None:
    """Ask that the background task `task` looks for work once this session's changes are kept."""
    session.info.setdefault(WAKE, set()).add(task)


if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, record: Any) -> None:
    """Make SQLite keep its word: foreign keys, readers beside one writer, our own BEGIN."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        # What is deleted, such as the key of a wave that closes, is overwritten with zeros.
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_on_sqlite(connection: Connection) -> None:
    """Take SQLite's write lock at the start of whatever may write.

    A lock taken half-way fails at once with "database is locked" when another writer
    came between; one taken at the start waits its turn.
    """
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write() else "BEGIN")


def may_write() -> bool:
    """Whether this request, or this command or job, may change anything at this moment."""
    if not has_request_context():
        return True
    return request.method not in SAFE_METHODS and not g.get(ONLY_READING, False)
