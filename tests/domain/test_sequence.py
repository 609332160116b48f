"""Facts that cannot all be true of one request are refused, each with its own sentence."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from portal.domain.assessment import timeline
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

RECEIVED = date(2025, 1, 6)


def day(number):
    return RECEIVED + timedelta(days=number)


def events(*pairs):
    return tuple(Event(EventKind(kind), day(number)) for kind, number in pairs)


IMPOSSIBLE = [
    pytest.param(
        events(("final_plan_issued", -1)),
        "final_plan_issued on 5 January 2025 is before the request was received on 6 January 2025",
        id="plan before the request",
    ),
    pytest.param(
        events(("withdrawn", -3)),
        "withdrawn on 3 January 2025 is before the request was received",
        id="event before the request",
    ),
    pytest.param(
        events(("draft_sent", 20), ("decided_to_assess", 21)),
        "draft_sent on 26 January 2025 is before decided_to_assess on 27 January 2025",
        id="draft before the decision to assess",
    ),
    pytest.param(
        events(("final_plan_issued", 20), ("decided_to_assess", 21)),
        "final_plan_issued on 26 January 2025 is before decided_to_assess",
        id="plan before the decision to assess",
    ),
    pytest.param(
        events(("decided_no_plan", 20), ("decided_to_assess", 21)),
        "decided_no_plan on 26 January 2025 is before decided_to_assess",
        id="no plan before the decision to assess",
    ),
    pytest.param(
        events(("comments_received", 20), ("decided_to_assess", 21)),
        "comments_received on 26 January 2025 is before decided_to_assess",
        id="comments before the decision to assess",
    ),
    pytest.param(
        events(("decided_to_assess", 21), ("comments_received", 60), ("draft_sent", 61)),
        "comments_received on 7 March 2025 is before draft_sent on 8 March 2025",
        id="comments before the first draft",
    ),
    pytest.param(
        events(("decided_to_assess", 21), ("decided_to_assess", 28)),
        "decided_to_assess is recorded for 27 January 2025 and for 3 February 2025",
        id="one decision on two days",
    ),
    pytest.param(
        events(("decided_to_assess", 21), ("decided_not_to_assess", 28)),
        "decided_to_assess cannot happen to a request with decided_not_to_assess",
        id="both decisions",
    ),
    pytest.param(
        events(("draft_sent", 21), ("decided_not_to_assess", 28)),
        "draft_sent cannot happen to a request with decided_not_to_assess",
        id="a draft without an assessment",
    ),
    pytest.param(
        events(("decided_no_plan", 100), ("final_plan_issued", 130)),
        "decided_no_plan on 16 April 2025 and final_plan_issued on 16 May 2025 cannot both end",
        id="no plan and a plan",
    ),
    pytest.param(
        events(("withdrawn", 100), ("moved_away", 100)),
        "cannot both end one request",
        id="withdrawn and moved on one day",
    ),
    pytest.param(
        events(("decided_not_to_assess", 30), ("final_plan_issued", 130)),
        "cannot both end one request",
        id="refused and a plan",
    ),
    pytest.param(
        events(("withdrawn", 30), ("decided_to_assess", 31)),
        "decided_to_assess on 6 February 2025 is after the request ended with withdrawn",
        id="a decision after it was withdrawn",
    ),
    pytest.param(
        events(("decided_to_assess", 30), ("final_plan_issued", 120), ("draft_sent", 121)),
        "draft_sent on 7 May 2025 is after the request ended with final_plan_issued",
        id="a draft after the final plan",
    ),
    pytest.param(
        events(("draft_sent", 90), ("final_plan_issued", 120), ("comments_received", 125)),
        "comments_received on 11 May 2025 is after the request ended",
        id="comments after the final plan",
    ),
]


@pytest.mark.parametrize(("impossible", "sentence"), IMPOSSIBLE)
def test_impossible_events_are_refused_in_whatever_order_and_on_whatever_day(impossible, sentence):
    for order in permutations(impossible):
        for as_of in (RECEIVED, day(400)):
            with pytest.raises(Refused) as refused:
                timeline(CaseFacts(RECEIVED, order), as_of=as_of)
            assert sentence in refused.value.sentence


@pytest.mark.parametrize(
    "possible",
    [
        pytest.param(events(("decided_to_assess", 0)), id="a decision on the day it came"),
        pytest.param(
            events(
                ("decided_to_assess", 5),
                ("draft_sent", 5),
                ("comments_received", 5),
                ("final_plan_issued", 5),
            ),
            id="everything on one day",
        ),
        pytest.param(
            events(("draft_sent", 60), ("comments_received", 70), ("draft_sent", 80)),
            id="a second draft after comments",
        ),
        pytest.param(events(("draft_sent", 60), ("draft_sent", 60)), id="one fact twice"),
        pytest.param(events(("final_plan_issued", 140)), id="a plan with no step recorded"),
        pytest.param(events(("comments_received", 90)), id="comments on an unrecorded draft"),
        pytest.param(
            events(("decided_to_assess", 30), ("draft_sent", 90), ("decided_no_plan", 110)),
            id="no plan after a draft",
        ),
        pytest.param(
            events(("decided_to_assess", 30), ("draft_sent", 90), ("withdrawn", 90)),
            id="withdrawn on the day of the draft",
        ),
    ],
)
def test_possible_events_fold_even_where_steps_are_not_recorded(possible):
    for as_of in (RECEIVED, day(60), day(400)):
        timeline(CaseFacts(RECEIVED, possible), as_of=as_of)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        pytest.param(
            AdviceRequest("health", day(-1)),
            "advice from “health”: asked on 5 January 2025 is before the request was received",
            id="asked before the request",
        ),
        pytest.param(
            AdviceRequest("health", day(30), day(29)),
            "received on 4 February 2025 is before it was asked for on 5 February 2025",
            id="received before it was asked for",
        ),
        pytest.param(
            AdviceRequest("the\nnurse", day(-1)),
            "advice from “the?nurse”: asked",
            id="a name with a line break still makes one line",
        ),
    ],
)
def test_impossible_advice_is_refused_naming_the_body(row, sentence):
    with pytest.raises(Refused) as refused:
        timeline(CaseFacts(RECEIVED, advice=(row,)), as_of=day(10))
    assert sentence in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_an_exception_that_the_law_does_not_know_is_refused_naming_ground_and_day():
    late = RecordedException(Limit.FINAL, Ground.MISSED_APPOINTMENT, day(30))
    with pytest.raises(Refused, match="exception missed_appointment from 5 February 2025: the gro"):
        timeline(CaseFacts(RECEIVED, exceptions=(late,)), as_of=day(10))


def test_a_child_born_after_the_request_is_refused():
    timeline(CaseFacts(RECEIVED, born=RECEIVED), as_of=RECEIVED)
    with pytest.raises(Refused, match="born: 7 January 2025 is after the request was received"):
        timeline(CaseFacts(RECEIVED, born=day(1)), as_of=RECEIVED)


def test_a_request_from_before_the_regulations_is_refused():
    with pytest.raises(Refused, match="before 1 September 2014"):
        timeline(CaseFacts(date(2014, 8, 31)), as_of=date(2015, 1, 1))


def test_looking_from_before_the_request_is_refused():
    timeline(CaseFacts(RECEIVED), as_of=RECEIVED)
    with pytest.raises(Refused, match=r"received on 6 January 2025\. Choose that day or a later"):
        timeline(CaseFacts(RECEIVED), as_of=day(-1))
