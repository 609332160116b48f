"""Whether an answer came in time, and how often."""

from datetime import date, timedelta

import pytest

from portal.domain.replies import Reply, answered_in_time

# In March 2026 the 16th is a Monday; Good Friday is 3 April and Easter Monday 6 April.
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 31)


def march(day: int) -> date:
    return date(2026, 3, day)


LATE = [
    pytest.param(Reply(march(20)), march(20), False, 0, id="open on its day"),
    pytest.param(Reply(march(20)), march(21), True, 0, id="late on a Saturday, by no working day"),
    pytest.param(Reply(march(20)), march(23), True, 1, id="late on the Monday, by one"),
    pytest.param(Reply(march(20), march(19)), march(31), False, 0, id="answered before"),
    pytest.param(Reply(march(20), march(20)), march(31), False, 0, id="answered on the day"),
    pytest.param(Reply(march(20), march(24)), march(31), True, 2, id="answered late stays at two"),
    pytest.param(
        Reply(date(2026, 4, 2)), date(2026, 4, 7), True, 1, id="bank holidays are not counted"
    ),
]


@pytest.mark.parametrize(("reply", "as_of", "late", "days"), LATE)
def test_how_late(reply: Reply, as_of: date, late: bool, days: int) -> None:
    assert reply.is_late(as_of) == late
    assert reply.working_days_late(as_of, EASTER) == days


COUNTED = [
    pytest.param([], UNTIL, (0, 0), id="nobody asked"),
    pytest.param([Reply(march(10), march(9))], UNTIL, (1, 1), id="answered early"),
    pytest.param([Reply(march(10), march(10))], UNTIL, (1, 1), id="answered on the last day"),
    pytest.param([Reply(march(10), march(11))], UNTIL, (0, 1), id="answered a day late"),
    pytest.param([Reply(march(10))], march(10), (0, 0), id="open on its day: not counted yet"),
    pytest.param([Reply(march(10))], march(11), (0, 1), id="open past its day: not met"),
    pytest.param([Reply(march(20), march(9))], march(10), (1, 1), id="answered before its day"),
    pytest.param(
        [Reply(march(10), march(20))], march(15), (0, 1), id="answered after as_of: not known yet"
    ),
    pytest.param(
        [Reply(march(20), march(18))], march(15), (0, 0), id="not known yet and not due yet"
    ),
    pytest.param([Reply(SINCE, SINCE)], UNTIL, (1, 1), id="the first day of the period"),
    pytest.param([Reply(UNTIL, UNTIL)], UNTIL, (1, 1), id="the last day of the period"),
    pytest.param(
        [Reply(date(2026, 2, 28), march(2))], UNTIL, (0, 0), id="promised before, answered in it"
    ),
    pytest.param(
        [Reply(date(2026, 4, 1), march(30))], UNTIL, (0, 0), id="promised after, answered in it"
    ),
    pytest.param(
        [Reply(march(2), march(2)), Reply(march(3), march(9)), Reply(march(30))],
        march(12),
        (1, 2),
        id="one met, one late, one still open",
    ),
]


@pytest.mark.parametrize(("rows", "as_of", "counted"), COUNTED)
def test_answered_in_time(rows: list[Reply], as_of: date, counted: tuple[int, int]) -> None:
    assert answered_in_time(rows, SINCE, UNTIL, as_of) == counted


def test_periods_that_follow_each_other_add_up() -> None:
    """Whatever the answers, each question is in one period and the figures stand still."""
    rows = [
        Reply(march(1) + timedelta(days=number), march(1) + timedelta(days=number * 3 % 40))
        for number in range(31)
    ]
    as_of = date(2026, 6, 1)
    halves = [
        answered_in_time(rows, SINCE, march(15), as_of),
        answered_in_time(rows, march(16), UNTIL, as_of),
    ]
    whole = answered_in_time(rows, SINCE, UNTIL, as_of)
    assert tuple(map(sum, zip(*halves, strict=True))) == whole
    assert 0 < whole[0] < whole[1] == 31
    assert answered_in_time(rows, SINCE, march(15), march(16)) == halves[0]
