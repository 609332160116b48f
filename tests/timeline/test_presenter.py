"""The rest of the page: lateness, reasons, advice, history, rights, and to whom it speaks."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.cases.facts import where_it_stands
from portal.cases.records import AdviceRecord, UpdateRecord
from portal.domain.stages import STAGES
from portal.timeline.presenter import present
from portal.timeline.voice import to_young_person
from tests.timeline.telling import (
    Given,
    asked,
    came,
    case,
    day,
    excepted,
    happened,
    moment,
    setting,
    stands,
    told,
)

YES = ("decided_to_assess", 30)


@pytest.mark.parametrize(
    ("events", "as_of", "said"),
    [
        pytest.param((), 42, None, id="on the last day"),
        pytest.param(
            (),
            43,
            "The law says the council should have decided whether to assess by 16 February 2026. "
            "That was 1 day ago.",
            id="the decision",
        ),
        pytest.param(
            (YES,),
            152,
            "The law says the council should have sent the final plan by 25 May 2026. That was "
            "12 days ago.",
            id="the final plan",
        ),
        pytest.param(
            (),
            152,
            "The law says the council should have decided whether to assess by 16 February 2026. "
            "That was 110 days ago.",
            id="both: the older one",
        ),
        pytest.param((("withdrawn", 60),), 90, None, id="ended"),
    ],
)
def test_lateness_is_said_plainly(events: tuple[Given, ...], as_of: int, said: str | None) -> None:
    late = stands(*events, as_of=as_of).late
    assert (late.words if late else None) == said


@pytest.mark.parametrize(
    ("exceptions", "has_reason"),
    [
        pytest.param((), False, id="none"),
        pytest.param((excepted("decide", "personal_circumstances", 20, 40),), True, id="for it"),
        pytest.param((excepted("final", "personal_circumstances", 20, 40),), False, id="another"),
        pytest.param(
            (excepted("decide", "personal_circumstances", 20, 40, withdrawn=45),),
            False,
            id="withdrawn",
        ),
    ],
)
def test_no_reason_is_invented(exceptions: tuple[object, ...], has_reason: bool) -> None:
    late = stands(as_of=54, exceptions=exceptions).late
    assert late
    assert late.has_reason == has_reason
    assert ("has not recorded" in late.in_law) != has_reason


def said(number: int, reason: str | None) -> UpdateRecord:
    """What the team told the family on a day."""
    return UpdateRecord(uuid.uuid4(), reason, None, "Jo Bell", moment(number), "Words.", None)


@pytest.mark.parametrize(
    ("updates", "why"),
    [
        pytest.param((), "The team has not said why.", id="nothing said"),
        pytest.param(
            (said(145, "health"),),
            "We are still waiting for advice from health staff.",
            id="the reason given",
        ),
        pytest.param(
            (said(145, "health"), said(146, "our_staff")),
            "We do not have enough staff to do this on time.",
            id="the newest",
        ),
        pytest.param(
            (said(145, "health"), said(146, None)),
            "The team has not said why.",
            id="taken back by an update that says nothing is late",
        ),
        pytest.param(
            (said(29, "psychologist"),),
            "The team has not said why.",
            id="why the step before was late says nothing of this one",
        ),
    ],
)
def test_why_it_is_late(updates: tuple[UpdateRecord, ...], why: str) -> None:
    record = replace(case(events=(happened(*YES),)), updates=updates)
    standing = told(record, 150).standing
    assert standing
    assert standing.late
    assert standing.late.why == why


@pytest.mark.parametrize(
    ("as_of", "you"),
    [
        pytest.param(
            100,
            "Check that the plan is right. If you do not agree, you can appeal until 14 May 2026. "
            "Start early.",
            id="days to act",
        ),
        pytest.param(
            130,
            "Check that the plan is right. The last day to appeal was 14 May 2026. Ask the free "
            "advice service what is left.",
            id="the last day has passed",
        ),
    ],
)
def test_after_a_decision_the_first_words_say_until_when(as_of: int, you: str) -> None:
    assert stands(YES, ("final_plan_issued", 68), as_of=as_of).headline.you == you


@pytest.mark.parametrize(
    ("events", "said"),
    [
        pytest.param((YES,), (), id="on time"),
        pytest.param(
            (("decided_to_assess", 50),),
            ("The council decided whether to assess 8 days late.",),
            id="the decision",
        ),
        pytest.param(
            (("decided_to_assess", 50), ("final_plan_issued", 141)),
            (
                "The council decided whether to assess 8 days late.",
                "The council sent the final plan 1 day late.",
            ),
            id="the decision and the plan",
        ),
        pytest.param(
            (YES, ("decided_no_plan", 119)),
            ("The council told you that there will be no plan 7 days late.",),
            id="the no",
        ),
    ],
)
def test_what_was_late_stays_said(events: tuple[Given, ...], said: tuple[str, ...]) -> None:
    assert stands(*events, as_of=145).late_before == said


@pytest.mark.parametrize(
    ("last", "rights"),
    [
        ("decided_not_to_assess", True),
        ("decided_no_plan", True),
        ("final_plan_issued", True),
        ("withdrawn", False),
        ("moved_away", False),
    ],
)
def test_rights_are_told_where_there_is_an_appeal(last: str, rights: bool) -> None:
    standing = stands((last, 40), as_of=50)
    assert any("appeal" in each.casefold() for each in standing.rights) == rights
    assert standing.ended


ADVICE = [
    pytest.param(
        asked("Health", 31), 60, ("Health", "19 March 2026", "Not yet", "Not yet"), id="due"
    ),
    pytest.param(
        asked("Health", 31), 78, ("Health", "19 March 2026", "Not yet", "5 days late"), id="late"
    ),
    pytest.param(
        asked("Health", 31, 73),
        90,
        ("Health", "19 March 2026", "19 March 2026", "Came on time"),
        id="came on the last day",
    ),
    pytest.param(
        asked("Health", 31, 74),
        90,
        ("Health", "19 March 2026", "20 March 2026", "Came 1 day late"),
        id="came late",
    ),
    pytest.param(
        asked("Parent or young person", 31),
        90,
        ("You (your own views)", "", "Not yet", "Not yet"),
        id="the family’s own has no date in law",
    ),
    pytest.param(
        asked("Parent or young person", 31, 80),
        90,
        ("You (your own views)", "", "26 March 2026", "Came"),
        id="the family’s own came",
    ),
]


@pytest.mark.parametrize(("advice", "as_of", "row"), ADVICE)
def test_advice(advice: AdviceRecord, as_of: int, row: tuple[str, ...]) -> None:
    other = asked("Social care", 31)
    (line, _) = stands(YES, advice=(advice, other), as_of=as_of).advice
    assert (line.who, line.due, line.came, line.tag.words) == row
    assert line.id == advice.id
    assert line.has_come == (advice.received_on is not None)


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        pytest.param(73, "Did not come", id="ended on the last day of the six weeks"),
        pytest.param(74, "Did not come in time", id="ended a day later"),
    ],
)
def test_advice_that_had_not_come_when_the_request_ended(ended: int, said: str) -> None:
    events = (YES, ("withdrawn", ended))
    (line,) = stands(*events, advice=(asked("Health", 31),), as_of=100).advice
    assert line.tag.words == said


def test_a_reason_says_who_decided_on_what_ground_and_that_the_date_stays() -> None:
    exception = excepted("decide", "personal_circumstances", 20, 40, told=25)
    (reason,) = told(case(exceptions=(exception,)), 54).reasons
    assert reason.step == "Deciding whether to assess (6 weeks)"
    assert reason.words.startswith(
        "Something very hard was going on for your child or family from 25 January 2026 until "
        "14 February 2026."
    )
    assert reason.words.endswith("The date itself stays the same.")
    assert (reason.regulation, reason.decided_by) == ("Regulation 5(4)(c)", "Pat Moss")
    assert reason.told_on == "30 January 2026"
    assert not reason.lasts


@pytest.mark.parametrize(
    ("end", "withdrawn", "lasts"), [(40, None, False), (None, None, True), (None, 45, False)]
)
def test_a_reason_lasts_until_its_end_is_recorded(
    end: int | None, withdrawn: int | None, lasts: bool
) -> None:
    exception = excepted("decide", "personal_circumstances", 20, end, withdrawn=withdrawn)
    (reason,) = told(case(exceptions=(exception,)), 54).reasons
    assert reason.lasts == lasts


def test_history_is_newest_first_with_who_and_when() -> None:
    record = case(events=(happened("decided_to_assess", 30, at=33),))
    lines = told(record, 60).history
    assert [(line.on, line.words, line.by, line.at) for line in lines] == [
        (day(30), "The council decided to assess.", "Jo Bell", moment(33)),
        (
            day(0),
            "The council received the request. Who asked: school, nursery or college.",
            "Robin Lee",
            moment(0),
        ),
    ]


CORRECTIONS = [
    pytest.param("decided_to_assess", 32, "The right day is 6 February 2026.", id="another day"),
    pytest.param(
        "decided_not_to_assess",
        30,
        "It was: the council decided not to assess, 4 February 2026.",
        id="another kind",
    ),
    pytest.param("decided_to_assess", None, "This did not happen.", id="it did not happen"),
]


@pytest.mark.parametrize(("kind", "number", "said"), CORRECTIONS)
def test_corrections_are_shown_honestly(kind: str, number: int | None, said: str) -> None:
    wrong = happened("decided_to_assess", 30)
    right = happened(kind, number, at=40, corrects=wrong)
    lines = told(case(events=(right, wrong)), 60).history
    line = next(line for line in lines if line.correction)
    assert line.words == "The council decided to assess."
    assert line.correction
    assert (line.correction.words, line.correction.at) == (said, moment(40))
    standing = [line.correctable for line in lines if line.correctable]
    assert standing == [right.id], "Only the newest record can be corrected."


def test_a_chain_of_corrections_shows_each() -> None:
    first = happened("decided_to_assess", 30)
    never = happened("decided_to_assess", None, at=35, corrects=first)
    again = happened("decided_to_assess", 31, at=40, corrects=never)
    story = told(case(events=(first, never, again)), 60)
    corrected = [line.correction.words for line in story.history if line.correction]
    assert corrected == ["This did not happen."]
    assert [line.correctable for line in story.history if line.correctable] == [again.id]


def test_a_corrected_day_received_shows_each_day_that_was_recorded() -> None:
    first = uuid.UUID(int=0)
    second = came(day(-7), at=10, corrects=first)
    third = came(day(-3), at=20, corrects=second.id)
    record = case(corrected=(third, second))
    assert (record.received_on, record.first_received_as) == (day(-3), day(0))
    lines = told(record, 54).history
    assert [(line.on, line.at, line.correction and line.correction.words) for line in lines] == [
        (day(0), moment(0), "The right day is 29 December 2025."),
        (day(-3), moment(20), None),
        (day(-7), moment(10), "The right day is 2 January 2026."),
    ]


def test_a_withdrawn_reason_stays_in_the_history() -> None:
    exception = excepted("decide", "personal_circumstances", 20, 40, told=25, withdrawn=45)
    line = told(case(exceptions=(exception,)), 54).history[0]
    assert line.on == day(25)
    assert line.correction
    assert line.correction.words == "The council took this reason back."
    assert line.correction.at == moment(45)


@pytest.mark.parametrize(
    ("facts", "newest"),
    [
        pytest.param({}, 0, id="the request"),
        pytest.param(
            {"corrected": (came(day(-7), at=10, corrects=uuid.UUID(int=0)),)},
            10,
            id="a corrected day received",
        ),
        pytest.param({"events": (happened("decided_to_assess", 30, at=33),)}, 33, id="an event"),
        pytest.param({"advice": (asked("Health", 31),)}, 31, id="advice"),
        pytest.param(
            {"exceptions": (excepted("decide", "personal_circumstances", 20, 40, withdrawn=45),)},
            45,
            id="a withdrawal",
        ),
    ],
)
def test_last_updated_is_the_newest_record(facts: dict[str, object], newest: int) -> None:
    assert told(case(**facts), 60).last_updated == moment(newest)  # type: ignore[arg-type]


def test_contradicting_facts_leave_the_history_and_a_reason_for_the_officer() -> None:
    record = case(events=(happened("draft_sent", 20), happened("decided_to_assess", 30)))
    story = told(record, 60)
    assert story.standing is None
    assert story.problem.startswith("“The draft plan was sent” on 25 January 2026 is before")
    assert len(story.history) == 3


def test_the_relaxed_law_of_2020_is_noted() -> None:
    received = date(2020, 4, 1)
    record = case(received=received)
    found = where_it_stands(record, as_of=received + timedelta(days=60))
    around = replace(setting(0), as_of=received + timedelta(days=60))
    standing = present(found, record, around).standing
    assert standing
    assert standing.headline.status.words == "18 days late"
    assert "more time because of coronavirus" in standing.steps[0].note


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.key)
def test_stage_words_can_be_said_to_a_young_person(stage: object) -> None:
    for text in (stage.what_happens, stage.you_can):  # type: ignore[attr-defined]
        said = to_young_person(text)
        assert "your child" not in said.casefold()
        assert "you needs" not in said
        assert " they need" not in said


def test_everything_on_the_page_is_said_to_the_young_person() -> None:
    exception = excepted("decide", "absent_four_weeks", 2, 35)
    story = told(case(exceptions=(exception,)), 54, young_person=True)
    assert story.standing
    assert story.standing.headline.now.endswith("deciding whether to assess you.")
    assert story.reasons[0].words.startswith("You or your family were away from")
    assert "your child" not in repr(story).casefold()
