"""How long the outbox waits between two tries."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.outbox.patience import LEASE, WAITS, next_attempt

MOMENT = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "wait"),
    [
        pytest.param(1, timedelta(minutes=1), id="a minute after the first"),
        pytest.param(2, timedelta(minutes=5), id="then five"),
        pytest.param(3, timedelta(minutes=15), id="then a quarter of an hour"),
        pytest.param(4, timedelta(hours=1), id="then an hour"),
        pytest.param(5, timedelta(hours=4), id="then four"),
        pytest.param(6, timedelta(hours=12), id="then half a day"),
        pytest.param(7, timedelta(days=1), id="then daily"),
        pytest.param(10, timedelta(days=1), id="to the last"),
        pytest.param(11, None, id="then no more"),
        pytest.param(12, None, id="not after a try that died either"),
    ],
)
def test_the_waits_grow(tries: int, wait: timedelta | None) -> None:
    assert next_attempt(MOMENT, tries) == (wait and MOMENT + wait)


def test_it_takes_four_to_five_days_to_give_up() -> None:
    assert timedelta(days=4) <= sum(WAITS, timedelta()) <= timedelta(days=5)


def test_a_lease_outlasts_a_slow_server() -> None:
    # Connecting, greeting, encrypting, greeting again, signing in (2), sender, recipient,
    # data, the letter and the farewell: eleven waits of at most 20 seconds.
    assert timedelta(seconds=11 * 20) < LEASE
