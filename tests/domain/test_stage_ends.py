"""Which stages end with which event, and whether the law's date was kept."""

from datetime import date, timedelta

import pytest

from portal.domain.facts import (
    AdviceRequest,
    CaseFacts,
    Event,
    EventKind,
    Ground,
    Limit,
    RecordedException,
)
from portal.domain.refusal import Refused
from portal.domain.stage_ends import StageEnd, stage_ends
from portal.domain.stages import StageKey

RECEIVED = date(2025, 9, 1)
DECIDING, GATHERING, PLANNING, DRAFT, FINISHING = tuple(StageKey)[:5]
YES, NO, SENT, SAID, NO_PLAN, FINAL, BACK, AWAY = tuple(EventKind)
ADVICE_IN = (AdviceRequest("school", RECEIVED, RECEIVED + timedelta(70)),)


def happened(*events: tuple[EventKind, int]) -> tuple[Event, ...]:
    return tuple(Event(kind, RECEIVED + timedelta(days)) for kind, days in events)


CASES = [
    pytest.param(happened((YES, 42)), (), [(DECIDING, True)], id="yes on the last day"),
    pytest.param(happened((YES, 43)), (), [(DECIDING, False)], id="yes a day late"),
    pytest.param(happened((NO, 30)), (), [(DECIDING, True)], id="no"),
    pytest.param(happened((YES, 30), (SENT, 90)), (), [(GATHERING, None)], id="draft"),
    pytest.param(
        happened((YES, 30), (SENT, 90)),
        ADVICE_IN,
        [(PLANNING, None), (GATHERING, None)],
        id="draft after all advice",
    ),
    pytest.param(
        happened((YES, 30), (NO_PLAN, 100)), (), [(GATHERING, True)], id="no plan in 16 weeks"
    ),
    pytest.param(happened((YES, 30), (NO_PLAN, 113)), (), [(GATHERING, False)], id="no plan late"),
    pytest.param(
        happened((YES, 30), (SENT, 90), (SAID, 95)), (), [(DRAFT, None)], id="comments in time"
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (SAID, 110)), (), [(DRAFT, None)], id="comments later"
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (SAID, 95), (SAID, 97)), (), [], id="more comments"
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (SAID, 95), (SENT, 100)), (), [], id="another draft"
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (SENT, 130)), (), [], id="another draft after 15 days"
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (SAID, 95), (FINAL, 140)),
        (),
        [(FINISHING, True)],
        id="plan on the last day",
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (FINAL, 141)),
        (),
        [(FINISHING, False), (DRAFT, None)],
        id="plan late and no comments",
    ),
    pytest.param(
        happened((YES, 30), (SENT, 90), (FINAL, 95)),
        (),
        [(DRAFT, None)],
        id="plan while the draft is with the family",
    ),
    pytest.param(happened((FINAL, 140)), (), [(DECIDING, None)], id="nothing before the plan"),
    pytest.param(happened((BACK, 10)), (), [], id="taken back"),
    pytest.param(happened((YES, 30), (AWAY, 90)), (), [], id="moved away"),
    pytest.param(
        happened((YES, 90), (SENT, 90)), (), [(GATHERING, None)], id="two on one day, the later"
    ),
    pytest.param(
        happened((SENT, 90), (YES, 90)), (), [(DECIDING, False)], id="two on one day, the earlier"
    ),
]


@pytest.mark.parametrize(("events", "advice", "ended"), CASES)
def test_which_stages_end(
    events: tuple[Event, ...],
    advice: tuple[AdviceRequest, ...],
    ended: list[tuple[StageKey, bool | None]],
) -> None:
    found = stage_ends(CaseFacts(RECEIVED, events, advice), events[-1])
    assert found == tuple(StageEnd(*each) for each in ended)


def test_what_came_later_changes_nothing() -> None:
    events = happened((YES, 43), (SENT, 90), (FINAL, 140))
    assert stage_ends(CaseFacts(RECEIVED, events), events[0]) == (StageEnd(DECIDING, False),)


def test_an_exception_does_not_make_it_on_time() -> None:
    events = happened((YES, 60))
    closed = RecordedException(
        Limit.DECIDE, Ground.PERSONAL_CIRCUMSTANCES, RECEIVED + timedelta(20), None
    )
    facts = CaseFacts(RECEIVED, events, exceptions=(closed,))
    assert stage_ends(facts, events[0]) == (StageEnd(DECIDING, False),)


def test_facts_that_cannot_be_are_refused() -> None:
    events = happened((YES, -3))
    with pytest.raises(Refused):
        stage_ends(CaseFacts(RECEIVED, events), events[0])
