"""Counts tries in the database, so that every worker process counts the same.

Kept are a keyed digest of what is counted and a number; the row is worthless a few minutes
later and is swept away by the next try of anybody. Without the portal's secret nobody can find
out whether an address is among them, and the same address looks different every day. So counts
begin anew at midnight (UTC).
"""

import hashlib
import hmac
import time
from typing import Any

from flask import current_app
from limits.storage import Storage
from sqlalchemy import BigInteger, Column, Integer, String, Table, text
from sqlalchemy.exc import SQLAlchemyError

from portal.extensions import Base, db

rate_counts = Table(
    "rate_counts",
    Base.metadata,
    Column("key_digest", String, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

ADDRESS = "portal://"
SECONDS_A_DAY = 24 * 60 * 60

COUNT = text(
    "INSERT INTO rate_counts (key_digest, tries, expires_at) VALUES (:key, :amount, :expires) "
    "ON CONFLICT (key_digest) DO UPDATE SET tries = rate_counts.tries + :amount "
    "RETURNING tries"
)
SWEEP = text("DELETE FROM rate_counts WHERE expires_at <= :now")
LOOK = text("SELECT tries, expires_at FROM rate_counts WHERE key_digest = :key")
FORGET = text("DELETE FROM rate_counts WHERE key_digest = :key")
FORGET_ALL = text("DELETE FROM rate_counts")


class DatabaseStorage(Storage):
    """A store for the rate limiter in the portal's own database, in its own transaction."""

    STORAGE_SCHEME = ["portal"]  # noqa: RUF012 (the library declares it so)

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        # Tries are counted before a view begins. Whatever was read until then (the area of the
        # address) has taken SQLite's one write lock, for which this count would wait in vain.
        db.session.close()
        now = int(time.time())
        with db.engine.begin() as connection:
            connection.execute(SWEEP, {"now": now})
            found = {"key": _digest(key), "amount": amount, "expires": now + expiry}
            return int(connection.execute(COUNT, found).scalar_one())

    def get(self, key: str) -> int:
        return self._look(key)[0]

    def get_expiry(self, key: str) -> float:
        return float(self._look(key)[1])

    def check(self) -> bool:
        return self._look("") == (0, int(time.time()))

    def reset(self) -> int | None:
        with db.engine.begin() as connection:
            return connection.execute(FORGET_ALL).rowcount

    def clear(self, key: str) -> None:
        with db.engine.begin() as connection:
            connection.execute(FORGET, {"key": _digest(key)})

    def _look(self, key: str) -> tuple[int, int]:
        with db.engine.connect() as connection:
            row: Any = connection.execute(LOOK, {"key": _digest(key)}).one_or_none()
        now = int(time.time())
        return (row.tries, row.expires_at) if row and row.expires_at > now else (0, now)


def _digest(key: str) -> str:
    secret, day = current_app.config["SECRET_KEY"], int(time.time()) // SECONDS_A_DAY
    return hmac.digest(secret.encode(), f"tries {day} {key}".encode(), hashlib.sha256).hex()
