"""What goes wrong in the database is logged without what families wrote."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session


def test_a_database_error_does_not_repeat_the_values(app: Flask, session: Session) -> None:
    wrong = text("INSERT INTO no_such_table (words) VALUES (:words)")
    with pytest.raises(SQLAlchemyError) as fault:
        session.execute(wrong, {"words": "Sam Okafor was never asked"})
    session.rollback()
    assert "Sam Okafor" not in str(fault.value)
