"""The last days for mediation and appeal, by the rules of the tribunal."""

from datetime import date

import pytest

from portal.areas.bank_holidays import bank_holidays
from portal.domain.assessment import timeline
from portal.domain.facts import CaseFacts, Event, EventKind
from portal.domain.rights import Decision, Rights, appeal_until, rights

HOLIDAYS = bank_holidays(range(2024, 2029))
RECEIVED = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("letter", "certificate", "last"),
    [
        pytest.param(date(2024, 10, 1), None, date(2024, 12, 1), id="two months from the letter"),
        pytest.param(
            date(2024, 10, 1), date(2024, 11, 29), date(2025, 1, 2), id="certificate, at Christmas"
        ),
        pytest.param(date(2025, 3, 10), date(2025, 3, 20), date(2025, 5, 10), id="letter is later"),
        pytest.param(date(2025, 3, 10), date(2025, 5, 6), date(2025, 6, 6), id="certificate later"),
        pytest.param(date(2025, 6, 20), None, date(2025, 9, 1), id="August moves to September"),
        pytest.param(date(2025, 12, 31), None, date(2026, 2, 28), id="no such day in February"),
        pytest.param(date(2025, 10, 25), None, date(2026, 1, 2), id="Christmas Day"),
    ],
)
def test_the_last_day_to_appeal(letter: date, certificate: date | None, last: date) -> None:
    assert appeal_until(letter, certificate=certificate, holidays=HOLIDAYS) == last


@pytest.mark.parametrize(
    ("kind", "decision"),
    [
        (EventKind.DECIDED_NOT_TO_ASSESS, Decision.NOT_ASSESSED),
        (EventKind.DECIDED_NO_PLAN, Decision.NO_PLAN),
        (EventKind.FINAL_PLAN_ISSUED, Decision.FINAL_PLAN),
    ],
)
def test_each_decision_carries_its_rights(kind: EventKind, decision: Decision) -> None:
    decided = date(2026, 2, 10)
    facts = CaseFacts(RECEIVED, events=(Event(kind, decided),), born=date(2016, 1, 1))
    assert rights(timeline(facts, as_of=decided), holidays=HOLIDAYS) == Rights(
        decision, decided, date(2026, 4, 10), date(2026, 4, 10)
    )


@pytest.mark.parametrize("kind", [None, EventKind.WITHDRAWN, EventKind.MOVED_AWAY])
def test_nothing_else_can_be_appealed(kind: EventKind | None) -> None:
    events = (Event(kind, date(2026, 2, 10)),) if kind else ()
    facts = CaseFacts(RECEIVED, events=events, born=date(2016, 1, 1))
    assert rights(timeline(facts, as_of=date(2026, 3, 1)), holidays=HOLIDAYS) is None
