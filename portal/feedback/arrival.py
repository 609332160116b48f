"""Forgetting in which order answers arrived, on PostgreSQL.

PostgreSQL writes rows one behind the other, and a copy of the database lists them so; a row also
carries the number of the transaction that wrote it. So each new row is written again in one
transaction with others, among which nothing tells it apart. SQLite needs nothing of this: there
these tables lie in the order of their random ids from the start.
"""

import secrets
import uuid
from typing import Any

from sqlalchemy import Select, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.extensions import Base
from portal.feedback.models import Answer, Comment, Response, SpentTicket, WayCount
from portal.surveys.models import Wave

ANSWERED: tuple[type[Base], ...] = (Response, Answer, Comment, SpentTicket, WayCount)
COMPANY = 24
"""Among how many others each new row is put."""

MOVED = {
    "responses": ("id", "id"),
    "answers": ("response_id", "response_id, question_id"),
    "comments": ("response_id", "id"),
}
"""By which column the rows of a response are found, and in which order they are written."""


def put_among_others(session: Session, wave_id: uuid.UUID, response_id: uuid.UUID) -> None:
    """Write the new answers again together with those of `COMPANY` others of the same wave.

    All are written in the order of their random ids, so the place of the new one among them is
    chance. To be called while nobody else can keep answers in the wave. A row is deleted and
    inserted by one statement, at whose end the foreign keys are checked.
    """
    if _keeps_order(session):
        of_wave = select(Response.id).where(Response.wave_id == wave_id)
        ids = [response_id, *_neighbours(session, of_wave, Response.id, response_id)]
        for table, (column, order) in MOVED.items():
            _write_again(session, table, column, order, ids)


def put_ticket_among_others(session: Session, wave_id: uuid.UUID, digest: str) -> None:
    """The same for the ledger, so that its order is not the answers' order."""
    if _keeps_order(session):
        of_wave = select(SpentTicket.digest).where(SpentTicket.wave_id == wave_id)
        digests = [digest, *_neighbours(session, of_wave, SpentTicket.digest, digest)]
        _write_again(session, "spent_tickets", "digest", "digest", digests)


def put_said_among_others(
    session: Session,
    of_wave: Select[uuid.UUID],
    key: InstrumentedAttribute[uuid.UUID],
    new: uuid.UUID,
    tables: dict[str, tuple[str, str]],
) -> None:
    """The same for what is said of comments: whose order would tell the order of these.

    `of_wave` selects the keys of what was said of the same wave, `tables` are like `MOVED`. To be
    called while the comment is held still.
    """
    if _keeps_order(session):
        ids = [new, *_neighbours(session, of_wave, key, new)]
        for table, (column, order) in tables.items():
            _write_again(session, table, column, order, ids)


def hold_still(session: Session, comment_id: uuid.UUID) -> None:
    """Let no new answer move this comment, nor its family withdraw it, until we are done.

    To be called before a row is written that points to the comment. Others who read comments of
    the same wave wait as well.
    """
    of_comment = (
        select(Wave.id)
        .join(Response, Response.wave_id == Wave.id)
        .join(Comment, Comment.response_id == Response.id)
        .where(Comment.id == comment_id)
    )
    session.execute(of_comment.with_for_update(key_share=True, of=Wave))


def forget_order(session: Session, model: type[Base]) -> None:
    """Write one table of answers again in the order of its random ids, where that is needed.

    Nobody can read or write the table until the transaction ends. So end it before the next
    table: somebody who reads two of them would wait for this one while it waits for them.
    """
    if not _keeps_order(session):
        return
    table = Base.metadata.tables[model.__tablename__]
    names = session.connection().dialect.identifier_preparer
    key = names.format_constraint(table.primary_key)
    session.execute(text(f"CLUSTER {names.format_table(table)} USING {key}"))


def _neighbours(
    session: Session, among: Select[Any], key: InstrumentedAttribute[Any], new: Any
) -> list[Any]:
    """`COMPANY` of the keys around the new one, how many of them below it being chance.

    They must lie around it: among others that lie together elsewhere it would be the odd one.
    Above the highest key comes the lowest again.
    """
    above = secrets.randbelow(COMPANY + 1)

    def nearest(up: bool, number: int) -> list[Any]:
        order = key.asc() if up else key.desc()
        beyond, rest = (key > new, key < new) if up else (key < new, key > new)
        near = list(session.scalars(among.where(beyond).order_by(order).limit(number)))
        around = among.where(rest).order_by(order).limit(number - len(near))
        return near + list(session.scalars(around) if len(near) < number else ())

    return nearest(True, above) + nearest(False, COMPANY - above)


def _write_again(session: Session, table: str, column: str, order: str, keys: list[Any]) -> None:
    moved = text(
        f"WITH gone AS (DELETE FROM {table} WHERE {column} = ANY(:keys) RETURNING *) "
        f"INSERT INTO {table} SELECT * FROM gone ORDER BY {order}"
    )
    session.execute(moved, {"keys": keys})


def _keeps_order(session: Session) -> bool:
    return session.connection().dialect.name == "postgresql"
