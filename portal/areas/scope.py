"""The one place where queries are limited to an area."""

import uuid
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select

Statement = TypeVar("Statement", bound=Select[Any])


def within(statement: Statement, table: Any, area_id: uuid.UUID | BindParameter[Any]) -> Statement:
    """`statement`, seeing only rows of `table` (which has an `area_id`) in this area.

    A statement that is made ready before the area is known is given the parameter for it.
    """
    return statement.where(table.area_id == area_id)
