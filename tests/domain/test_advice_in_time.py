"""Advice in six weeks: when it is settled, and whose it was."""

from datetime import date, timedelta

import pytest

from portal.domain.advice import advice_rows
from portal.domain.advice_in_time import BodyGroup, SettledAdvice, group_of, settled_advice
from portal.domain.facts import AdviceRequest

ASKED = date(2026, 1, 5)
DUE = 42


def day(number: int) -> date:
    return ASKED + timedelta(days=number)


@pytest.mark.parametrize(
    ("received", "as_of", "ended", "settled"),
    [
        pytest.param(20, 30, None, (20, True), id="came in time: on the day it came"),
        pytest.param(DUE, 90, None, (DUE, True), id="the last day of the six weeks is in time"),
        pytest.param(43, 90, None, (43, False), id="a day later is late, on that day"),
        pytest.param(
            60, 90, None, (43, False), id="late since the six weeks ended, not since it came"
        ),
        pytest.param(None, DUE, None, None, id="awaited on the last day: nobody can say"),
        pytest.param(None, 43, None, (43, False), id="awaited the day after: late"),
        pytest.param(None, 300, None, (43, False), id="awaited for long: late once, on that day"),
        pytest.param(60, 50, None, (43, False), id="what comes is not known yet"),
        pytest.param(None, 300, DUE, None, id="the request ended within the weeks: owed no more"),
        pytest.param(None, 300, 43, (43, False), id="the request ended when it was late already"),
        pytest.param(30, 300, 20, (30, True), id="came after the request had ended"),
    ],
)
def test_when_advice_is_settled(
    received: int | None, as_of: int, ended: int | None, settled: tuple[int, bool] | None
) -> None:
    came = None if received is None else day(received)
    until = day(min(as_of, as_of if ended is None else ended))
    rows = advice_rows([AdviceRequest("Health", ASKED, came)], as_of=day(as_of), until=until)
    expected = [SettledAdvice("Health", day(settled[0]), settled[1])] if settled else []
    assert list(settled_advice(rows)) == expected


def test_once_settled_it_stays_settled() -> None:
    """Whatever day one looks from, so that a quarter that was counted does not change."""
    for received in (None, 10, 42, 43, 80):
        came = None if received is None else day(received)
        asked = [AdviceRequest("Health", ASKED, came)]
        found = [
            tuple(settled_advice(advice_rows(asked, as_of=day(n), until=day(n))))
            for n in range(120)
        ]
        assert len({each for each in found if each}) == 1
        first = next(number for number, each in enumerate(found) if each)
        assert all(found[first:])
        assert found[first][0].on == day(first)


@pytest.mark.parametrize(
    ("body", "group"),
    [
        pytest.param("Educational psychologist", BodyGroup.PSYCHOLOGIST, id="psychologist"),
        pytest.param("EP service", BodyGroup.PSYCHOLOGIST, id="in short"),
        pytest.param("Clinical psychologist", BodyGroup.HEALTH, id="another psychologist"),
        pytest.param("Health", BodyGroup.HEALTH, id="health"),
        pytest.param("Community paediatrics", BodyGroup.HEALTH, id="paediatrics"),
        pytest.param("Speech and language therapy", BodyGroup.HEALTH, id="a therapy"),
        pytest.param("School nurse", BodyGroup.HEALTH, id="a nurse is not the school"),
        pytest.param("Social care", BodyGroup.SOCIAL_CARE, id="social care"),
        pytest.param("Health and social care", BodyGroup.SOCIAL_CARE, id="social care of both"),
        pytest.param("School, nursery or college", BodyGroup.SCHOOL, id="school"),
        pytest.param("NURSERY", BodyGroup.SCHOOL, id="nursery in capitals"),
        pytest.param("Greenmead", BodyGroup.OTHER, id="a name that says nothing"),
        pytest.param("Deputy head", BodyGroup.OTHER, id="a word that only contains another"),
    ],
)
def test_whose_advice_it_was(body: str, group: BodyGroup) -> None:
    assert group_of(body) is group
