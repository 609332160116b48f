"""The timeline of whole cases: dates, stages, weeks, outcomes and lateness."""

from datetime import date, timedelta

import pytest

from portal.domain.assessment import timeline, week_of
from portal.domain.facts import (
    OUTCOMES,
    AdviceRequest,
    CaseFacts,
    Event,
    EventKind,
    Ground,
    Limit,
    Outcome,
    RecordedException,
)
from portal.domain.stages import StageKey
from portal.domain.time_limits import CORONAVIRUS_2020, MilestoneKey

RECEIVED = date(2025, 1, 6)
DECIDE, NO_PLAN = MilestoneKey.DECIDE_TO_ASSESS, MilestoneKey.TELL_NO_PLAN
DRAFT, COMMENT = MilestoneKey.DRAFT_PLAN, MilestoneKey.COMMENT_ON_DRAFT
FINAL = MilestoneKey.FINAL_PLAN


def day(number):
    return RECEIVED + timedelta(days=number)


def found(*pairs, as_of, advice=(), exceptions=()):
    facts = CaseFacts(
        RECEIVED,
        tuple(Event(EventKind(kind), day(number)) for kind, number in pairs),
        tuple(advice),
        tuple(exceptions),
    )
    return timeline(facts, as_of=day(as_of))


def state(timeline_, key):
    step = timeline_.milestone(key)
    return step.done, step.on_time, step.days_late


@pytest.mark.parametrize(
    ("received", "dates"),
    [
        pytest.param(
            date(2020, 1, 6), (date(2020, 2, 17), date(2020, 4, 27), date(2020, 5, 25)), id="D-1"
        ),
        pytest.param(
            date(2024, 2, 29), (date(2024, 4, 11), date(2024, 6, 20), date(2024, 7, 18)), id="D-3"
        ),
        pytest.param(
            date(2025, 7, 14), (date(2025, 8, 25), date(2025, 11, 3), date(2025, 12, 1)), id="D-5"
        ),
    ],
)
def test_the_due_dates_of_the_worked_cases(received, dates):
    steps = timeline(CaseFacts(received), as_of=received)
    assert tuple(steps.milestone(key).due for key in (DECIDE, NO_PLAN, FINAL)) == dates


def test_the_five_steps_come_in_order_with_their_rules():
    steps = found(as_of=0).milestones
    assert [step.key for step in steps] == list(MilestoneKey)
    assert [step.rule.split(":")[0] for step in steps] == [
        "Regulation 5(1)",
        "Regulation 10(1)",
        "No date in law",
        "Regulation 13(1)(a)",
        "Regulation 13(2)",
    ]
    assert [step.name for step in steps] == [
        "Decide whether to assess",
        "Tell you if there will be no plan",
        "Send you the draft plan",
        "Your time to comment on the draft",
        "Send you the final plan",
    ]


@pytest.mark.parametrize(
    ("number", "week"),
    [
        pytest.param(0, 1, id="the day it came"),
        pytest.param(7, 1, id="day 7 still week 1"),
        pytest.param(8, 2, id="day 8 week 2"),
        pytest.param(42, 6, id="the last day of week 6"),
        pytest.param(43, 7, id="week 7"),
        pytest.param(112, 16, id="the last day of week 16"),
        pytest.param(140, 20, id="the last day of week 20"),
        pytest.param(141, 21, id="too late"),
        pytest.param(365, 53, id="a year"),
    ],
)
def test_each_week_ends_on_the_weekday_the_request_came(number, week):
    assert week_of(RECEIVED, day(number)) == week
    assert found(as_of=number).week == week


def test_the_week_stands_still_once_the_request_has_ended():
    assert found(("final_plan_issued", 130), as_of=400).week == 19


STAGES = [
    pytest.param([], 10, (), "deciding_whether_to_assess", None, id="received"),
    pytest.param(
        [("decided_to_assess", 30)],
        29,
        (),
        "deciding_whether_to_assess",
        None,
        id="the day before the decision",
    ),
    pytest.param(
        [("decided_to_assess", 30)], 30, (), "gathering_advice", None, id="the day of the decision"
    ),
    pytest.param(
        [("decided_to_assess", 30)],
        60,
        [("school", 31, 50), ("health", 31, None)],
        "gathering_advice",
        None,
        id="one piece of advice missing",
    ),
    pytest.param(
        [("decided_to_assess", 30)],
        60,
        [("school", 31, 50), ("health", 31, 60)],
        "deciding_on_a_plan",
        None,
        id="all advice in",
    ),
    pytest.param(
        [("decided_to_assess", 30)],
        59,
        [("school", 31, 50), ("health", 31, 60)],
        "gathering_advice",
        None,
        id="the last advice comes tomorrow",
    ),
    pytest.param(
        [("decided_to_assess", 30), ("draft_sent", 90)],
        104,
        (),
        "draft_with_family",
        None,
        id="the 15th day of the draft",
    ),
    pytest.param(
        [("decided_to_assess", 30), ("draft_sent", 90)],
        105,
        (),
        "finishing_the_plan",
        None,
        id="the 16th day of the draft",
    ),
    pytest.param(
        [("draft_sent", 90), ("comments_received", 95)],
        95,
        (),
        "finishing_the_plan",
        None,
        id="comments are in",
    ),
    pytest.param(
        [("draft_sent", 90), ("comments_received", 95), ("draft_sent", 100)],
        101,
        (),
        "draft_with_family",
        None,
        id="a second draft",
    ),
    pytest.param(
        [("comments_received", 95)],
        96,
        (),
        "finishing_the_plan",
        None,
        id="comments on an unrecorded draft",
    ),
    pytest.param([("final_plan_issued", 130)], 130, (), "plan_issued", "plan", id="plan"),
    pytest.param([("decided_not_to_assess", 40)], 60, (), "not_assessed", "refused", id="refused"),
    pytest.param([("decided_no_plan", 100)], 120, (), "no_plan", "no_plan", id="no plan"),
    pytest.param([("withdrawn", 20)], 30, (), "withdrawn", "withdrawn", id="withdrawn"),
    pytest.param([("moved_away", 20)], 30, (), "moved_away", "moved", id="moved"),
    pytest.param(
        [("moved_away", 20)], 19, (), "deciding_whether_to_assess", None, id="moves tomorrow"
    ),
]


@pytest.mark.parametrize(("pairs", "as_of", "advice", "stage", "outcome"), STAGES)
def test_the_stage_and_outcome(pairs, as_of, advice, stage, outcome):
    rows = [
        AdviceRequest(body, day(asked), None if came is None else day(came))
        for body, asked, came in advice
    ]
    where = found(*pairs, as_of=as_of, advice=rows)
    assert where.stage == stage
    assert where.outcome == outcome
    assert where.as_of == day(as_of)


def test_every_stage_is_reached_by_one_of_the_rows_above_and_every_outcome_too():
    assert {row.values[3] for row in STAGES} == set(StageKey)
    assert {row.values[4] for row in STAGES} == {None, *Outcome}
    assert set(OUTCOMES.values()) == set(Outcome)


LATENESS = [
    # The decision whether to assess: due on day 42.
    pytest.param([], 42, DECIDE, None, None, 0, id="decide: due today"),
    pytest.param([], 43, DECIDE, None, False, 1, id="decide: one day late and counting"),
    pytest.param([("decided_to_assess", 42)], 60, DECIDE, 42, True, 0, id="decide: on day 42"),
    pytest.param([("decided_to_assess", 50)], 60, DECIDE, 50, False, 8, id="decide: 8 days late"),
    pytest.param([("decided_not_to_assess", 43)], 60, DECIDE, 43, False, 1, id="decide: no, late"),
    pytest.param(
        [("decided_not_to_assess", 42)], 60, DECIDE, 42, True, 0, id="decide: no, in time"
    ),
    pytest.param([("draft_sent", 90)], 100, DECIDE, None, None, 0, id="decide: on an unknown day"),
    pytest.param([("withdrawn", 30)], 100, DECIDE, None, None, 0, id="decide: withdrawn before"),
    pytest.param([("withdrawn", 60)], 100, DECIDE, None, False, 18, id="decide: withdrawn after"),
    pytest.param([("moved_away", 60)], 100, DECIDE, None, False, 18, id="decide: moved after"),
    # Telling the family that there is no plan: due on day 112.
    pytest.param([("decided_no_plan", 112)], 150, NO_PLAN, 112, True, 0, id="no plan: day 112"),
    pytest.param([("decided_no_plan", 115)], 150, NO_PLAN, 115, False, 3, id="no plan: 3 late"),
    pytest.param([], 130, NO_PLAN, None, None, 0, id="no plan: a plan is still lawful"),
    pytest.param([("final_plan_issued", 135)], 150, NO_PLAN, None, None, 0, id="no plan: plan"),
    pytest.param(
        [("decided_not_to_assess", 40)], 150, NO_PLAN, None, None, 0, id="no plan: refused"
    ),
    # The draft: no date in law, so never late.
    pytest.param([("draft_sent", 130)], 150, DRAFT, 130, None, 0, id="draft: past the target"),
    pytest.param([], 150, DRAFT, None, None, 0, id="draft: not sent"),
    # The family's 15 days: the last is day 14 after the draft.
    pytest.param(
        [("comments_received", 95), ("comments_received", 90)],
        120,
        COMMENT,
        90,
        None,
        0,
        id="comment: twice on an unknown draft",
    ),
    pytest.param(
        [("draft_sent", 90), ("comments_received", 90)],
        120,
        COMMENT,
        90,
        True,
        0,
        id="comment: on the day of the draft",
    ),
    pytest.param(
        [("draft_sent", 90), ("comments_received", 104)],
        120,
        COMMENT,
        104,
        True,
        0,
        id="comment: on the 15th day",
    ),
    pytest.param(
        [("draft_sent", 90), ("comments_received", 105)],
        120,
        COMMENT,
        105,
        False,
        1,
        id="comment: on the 16th day",
    ),
    pytest.param(
        [("draft_sent", 90)], 120, COMMENT, None, None, 0, id="comment: silence is no fault"
    ),
    pytest.param(
        [("comments_received", 90)], 120, COMMENT, 90, None, 0, id="comment: draft unknown"
    ),
    pytest.param(
        [("draft_sent", 90), ("comments_received", 95), ("draft_sent", 100)],
        120,
        COMMENT,
        None,
        None,
        0,
        id="comment: not yet on the second draft",
    ),
    # The final plan: due on day 140.
    pytest.param([], 140, FINAL, None, None, 0, id="final: due today"),
    pytest.param([], 141, FINAL, None, False, 1, id="final: one day late and counting"),
    pytest.param([], 300, FINAL, None, False, 160, id="final: 160 days late and counting"),
    pytest.param([("final_plan_issued", 140)], 300, FINAL, 140, True, 0, id="final: on day 140"),
    pytest.param([("final_plan_issued", 141)], 300, FINAL, 141, False, 1, id="final: on day 141"),
    pytest.param(
        [("final_plan_issued", 166)], 150, FINAL, None, False, 10, id="final: not yet known"
    ),
    pytest.param([("decided_not_to_assess", 150)], 300, FINAL, None, None, 0, id="final: refused"),
    pytest.param([("decided_no_plan", 150)], 300, FINAL, None, None, 0, id="final: no plan"),
    pytest.param([("withdrawn", 100)], 300, FINAL, None, None, 0, id="final: withdrawn before"),
    pytest.param([("withdrawn", 160)], 300, FINAL, None, False, 20, id="final: withdrawn after"),
    pytest.param([("moved_away", 140)], 300, FINAL, None, None, 0, id="final: moved on day 140"),
    pytest.param([("moved_away", 141)], 300, FINAL, None, False, 1, id="final: moved on day 141"),
]


@pytest.mark.parametrize(("pairs", "as_of", "key", "done", "on_time", "days_late"), LATENESS)
def test_whether_a_step_is_on_time(pairs, as_of, key, done, on_time, days_late):
    expected = (None if done is None else day(done), on_time, days_late)
    assert state(found(*pairs, as_of=as_of), key) == expected


def test_the_time_to_comment_is_known_only_once_the_draft_is_sent_and_starts_anew_with_each():
    pairs = [("decided_to_assess", 30), ("draft_sent", 90), ("draft_sent", 100)]
    assert found(*pairs, as_of=89).milestone(COMMENT).due is None
    assert found(*pairs, as_of=90).milestone(COMMENT).due == day(104)
    assert found(*pairs, as_of=100).milestone(COMMENT).due == day(114)
    assert found(*pairs, as_of=100).milestone(DRAFT).done == day(90)


def test_the_draft_has_a_target_in_week_14_and_no_due_date():
    draft = found(as_of=120).milestone(DRAFT)
    assert draft.due is None
    assert draft.target == day(98)
    assert [step.target for step in found(as_of=120).milestones if step.key != DRAFT] == [None] * 4


def test_a_request_of_june_2020_carries_the_mark_of_2020_and_its_days_late_all_the_same():
    steps = timeline(CaseFacts(date(2020, 6, 1)), as_of=date(2020, 10, 29))
    final = steps.milestone(FINAL)
    assert (final.due, final.on_time, final.days_late) == (date(2020, 10, 19), False, 10)
    assert final.relaxation is CORONAVIRUS_2020
    assert final.rule == (
        "Regulation 13(2): within 20 weeks of receiving the request; relaxed 1 May 2020 to "
        "25 September 2020 by SI 2020/471 to “as soon as practicable”"
    )
    marked = [step.key for step in steps.milestones if step.relaxation]
    assert marked == [DECIDE, NO_PLAN, FINAL]


def test_a_request_of_2025_carries_no_mark():
    assert not any(step.relaxation for step in found(as_of=200).milestones)


ADVICE = [
    pytest.param(30, 30, 100, [], (day(30), True, 0), id="on the day it was asked for"),
    pytest.param(30, 72, 100, [], (day(72), True, 0), id="on the last day"),
    pytest.param(30, 73, 100, [], (day(73), False, 1), id="a day late"),
    pytest.param(30, None, 72, [], (None, None, 0), id="due today"),
    pytest.param(30, None, 80, [], (None, False, 8), id="8 days late and counting"),
    pytest.param(30, 90, 80, [], (None, False, 8), id="comes later than today"),
    pytest.param(30, None, 200, [("withdrawn", 75)], (None, False, 3), id="late when it ended"),
    pytest.param(30, None, 200, [("withdrawn", 60)], (None, None, 0), id="ended before it was due"),
    pytest.param(30, 85, 200, [("withdrawn", 75)], (day(85), False, 13), id="came after the end"),
]


@pytest.mark.parametrize(("asked", "came", "as_of", "pairs", "expected"), ADVICE)
def test_advice_is_due_six_weeks_after_it_was_asked_for(asked, came, as_of, pairs, expected):
    rows = [AdviceRequest("health", day(asked), None if came is None else day(came))]
    (row,) = found(*pairs, as_of=as_of, advice=rows).advice
    assert (row.body, row.asked, row.due) == ("health", day(asked), day(asked + 42))
    assert (row.received, row.on_time, row.days_late) == expected
    assert row.relaxation is None


def test_advice_is_listed_oldest_first_and_not_before_it_was_asked_for():
    rows = [AdviceRequest("social care", day(40)), AdviceRequest("school", day(31))]
    assert [row.body for row in found(as_of=39, advice=rows).advice] == ["school"]
    assert [row.body for row in found(as_of=40, advice=rows).advice] == ["school", "social care"]


def test_advice_asked_for_in_2020_carries_the_mark_of_2020():
    facts = CaseFacts(date(2020, 6, 1), advice=(AdviceRequest("health", date(2020, 7, 1)),))
    (row,) = timeline(facts, as_of=date(2020, 7, 1)).advice
    assert row.relaxation is CORONAVIRUS_2020


def test_an_exception_stands_beside_a_late_plan_and_changes_neither_its_date_nor_its_days():
    away = RecordedException(Limit.FINAL, Ground.ABSENT_FOUR_WEEKS, day(50), day(90))
    without = found(("decided_to_assess", 30), as_of=150)
    with_it = found(("decided_to_assess", 30), as_of=150, exceptions=[away])
    assert with_it.milestones == without.milestones
    assert state(with_it, FINAL) == (None, False, 10)
    assert [row.regulation for row in with_it.exceptions] == ["13(3) with 10(4)(d)"]


def test_an_exception_that_has_not_begun_is_not_shown_yet():
    away = RecordedException(Limit.FINAL, Ground.ABSENT_FOUR_WEEKS, day(50), day(90))
    assert found(as_of=49, exceptions=[away]).exceptions == ()
    assert len(found(as_of=50, exceptions=[away]).exceptions) == 1
