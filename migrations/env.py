"""Runs the one history of the schema on SQLite and on PostgreSQL."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from portal.extensions import Base, UTCDateTime


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write the portal's own column types as plain ones: migrations import no models."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


def compare_type(
    ctx: Any, inspected: Any, column: Any, found: sa.types.TypeEngine[Any], wanted: Any
) -> bool | None:
    """Enumerations stand as text in the database; that is no difference."""
    return False if isinstance(wanted, sa.Enum) and isinstance(found, sa.String) else None


def _let_tables_be_made_anew(connection: sa.Connection) -> None:
    """SQLite changes a table by copying it and dropping the old one, which rows of other tables
    still point to; with foreign keys enforced that fails. Works outside of transactions only.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")


def _check_references(connection: sa.Connection) -> None:
    """What SQLite did not watch meanwhile is looked at now, and watched again."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"The migration left rows that point nowhere: {broken[:5]}")
        driver.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    """Bring the database that the application names to the wanted revision."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        _let_tables_be_made_anew(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=compare_type,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        _check_references(connection)


run()
