"""Making PostgreSQL forget in which order answers came.

PostgreSQL keeps rows as they arrive until their table is written again. SQLite needs nothing
of this: there these tables lie in the order of their random ids from the start.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.extensions import Base
from portal.feedback.models import Answer, Comment, Response

ANSWERED: tuple[type[Base], ...] = (Response, Answer, Comment)


def forget_order(session: Session, model: type[Base]) -> None:
    """Write one table of answers again in the order of its random ids, where that is needed.

    Nobody can read or write the table until the transaction ends. So end it before the next
    table: somebody who reads two of them would wait for this one while it waits for them.
    """
    dialect = session.connection().dialect
    if dialect.name != "postgresql":
        return
    table = Base.metadata.tables[model.__tablename__]
    names = dialect.identifier_preparer
    key = names.format_constraint(table.primary_key)
    session.execute(text(f"CLUSTER {names.format_table(table)} USING {key}"))
