"""The first things a family reads, at every stage and in every state.

The request was received on 5 January 2026: the law gives until 16 February to decide
whether to assess, until 27 April to say no to a plan, and until 25 May for the final plan.
"""

import pytest

from portal.cases.records import AdviceRecord
from tests.timeline.telling import Given, asked, excepted, stands

YES, NO = ("decided_to_assess", 30), ("decided_not_to_assess", 30)
DRAFT = ("draft_sent", 100)
COMMENTS = ("comments_received", 105)
ALL_IN = (asked("Health", 31, 60),)


STAGES = [
    pytest.param((), (), 10, "Deciding whether to assess", "On time", id="deciding, on time"),
    pytest.param((), (), 27, "Deciding whether to assess", "On time", id="15 days before"),
    pytest.param((), (), 28, "Deciding whether to assess", "Due in 14 days", id="due soon"),
    pytest.param(
        (), (), 42, "Deciding whether to assess", "Due today", id="deciding, the last day"
    ),
    pytest.param((), (), 43, "Deciding whether to assess", "1 day late", id="deciding, a day late"),
    pytest.param((), (), 54, "Deciding whether to assess", "12 days late", id="deciding, late"),
    pytest.param((), (), 150, "Deciding whether to assess", "108 days late", id="for ages"),
    pytest.param((YES,), (), 40, "Gathering advice", "On time", id="gathering, on time"),
    pytest.param(
        (("decided_to_assess", 50),), (), 60, "Gathering advice", "On time", id="on time again"
    ),
    pytest.param((YES,), (), 141, "Gathering advice", "1 day late", id="gathering, late"),
    pytest.param((YES,), ALL_IN, 70, "Deciding on a plan", "On time", id="plan?, on time"),
    pytest.param(
        (YES,), ALL_IN, 130, "Deciding on a plan", "Due in 10 days", id="plan?, past week 16"
    ),
    pytest.param((YES,), ALL_IN, 145, "Deciding on a plan", "5 days late", id="plan?, late"),
    pytest.param((YES, DRAFT), (), 104, "Draft plan with you", "On time", id="draft, on time"),
    pytest.param((YES, DRAFT), (), 114, "Draft plan with you", "On time", id="draft, day 15"),
    pytest.param(
        (YES, ("draft_sent", 139)), (), 150, "Draft plan with you", "10 days late", id="draft, late"
    ),
    pytest.param((YES, DRAFT), (), 115, "Finishing the plan", "On time", id="draft, day 16"),
    pytest.param((YES, DRAFT, COMMENTS), (), 110, "Finishing the plan", "On time", id="finishing"),
    pytest.param(
        (YES, DRAFT, COMMENTS), (), 152, "Finishing the plan", "12 days late", id="finishing, late"
    ),
    pytest.param(
        (YES, ("final_plan_issued", 140)), (), 200, "Final plan sent", "Sent on time", id="issued"
    ),
    pytest.param(
        (YES, ("final_plan_issued", 152)),
        (),
        200,
        "Final plan sent",
        "Sent 12 days late",
        id="issued late",
    ),
    pytest.param(
        (NO,), (), 90, "The council said no to an assessment", "Decided on time", id="refused"
    ),
    pytest.param(
        (("decided_not_to_assess", 43),),
        (),
        90,
        "The council said no to an assessment",
        "Decided 1 day late",
        id="refused late",
    ),
    pytest.param(
        (YES, ("decided_no_plan", 112)),
        (),
        120,
        "The council said no to a plan",
        "Decided on time",
        id="no plan",
    ),
    pytest.param(
        (YES, ("decided_no_plan", 119)),
        (),
        120,
        "The council said no to a plan",
        "Decided 7 days late",
        id="no plan, late",
    ),
    pytest.param((("withdrawn", 20),), (), 50, "Request withdrawn", "Stopped", id="withdrawn"),
    pytest.param(
        (YES, ("withdrawn", 150)), (), 160, "Request withdrawn", "Stopped", id="withdrawn, late"
    ),
    pytest.param(
        (YES, ("moved_away", 60)), (), 90, "Moved to another council", "Stopped", id="moved"
    ),
]


@pytest.mark.parametrize(("events", "advice", "as_of", "stage", "status"), STAGES)
def test_stage_and_status(
    events: tuple[Given, ...],
    advice: tuple[AdviceRecord, ...],
    as_of: int,
    stage: str,
    status: str,
) -> None:
    head = stands(*events, advice=advice, as_of=as_of).headline
    assert (head.stage, head.status.words) == (stage, status)


@pytest.mark.parametrize(
    ("events", "as_of", "colour"),
    [
        pytest.param((), 10, "green", id="on time"),
        pytest.param((), 43, "red", id="late"),
        pytest.param((NO,), 90, "blue", id="a no in time is nothing to be glad of"),
        pytest.param((("withdrawn", 20),), 50, "grey", id="stopped"),
    ],
)
def test_the_colour_repeats_the_words(events: tuple[Given, ...], as_of: int, colour: str) -> None:
    assert stands(*events, as_of=as_of).headline.status.colour == colour


def test_an_exception_does_not_turn_late_into_on_time() -> None:
    exception = excepted("decide", "personal_circumstances", 20, 40)
    head = stands(as_of=54, exceptions=(exception,)).headline
    assert head.status.words == "12 days late"


NOW = [
    pytest.param(
        (), (), "The council is reading the request. It is deciding whether to assess your child."
    ),
    pytest.param(
        (YES,),
        (),
        "The council is asking people who know your child for advice: the school, health staff, "
        "social care and a psychologist.",
        id="gathering, nobody recorded",
    ),
    pytest.param(
        (YES,),
        (asked("Health", 31),),
        "The council is waiting for advice from health staff. None has come yet.",
        id="gathering, one awaited",
    ),
    pytest.param(
        (YES,),
        (asked("Health", 31), asked("Social care", 31, 35), asked("Parent or young person", 31)),
        "The council is waiting for advice from health staff and you. 1 of 3 have come.",
        id="gathering, the family too",
    ),
    pytest.param(
        (YES,),
        (asked("Educational psychologist", 0), asked("Merton CAMHS", 31), asked("Health", 31)),
        "The council is waiting for advice from the educational psychologist (3 days late), "
        "health staff and Merton CAMHS. None has come yet.",
        id="gathering, one late",
    ),
    pytest.param(
        (YES,),
        (asked("Health", 31, 40),),
        "All the advice has come. The council is deciding if your child needs a plan.",
        id="deciding on a plan",
    ),
]


@pytest.mark.parametrize(("events", "advice", "said"), NOW)
def test_what_is_happening_now(
    events: tuple[Given, ...], advice: tuple[AdviceRecord, ...], said: str
) -> None:
    assert stands(*events, advice=advice, as_of=45).headline.now == said


@pytest.mark.parametrize(
    ("events", "said"),
    [
        pytest.param(
            (YES, DRAFT),
            "You have the draft plan. The council sent it on 15 April 2026 and waits for what "
            "you say.",
            id="draft",
        ),
        pytest.param((NO,), "The council decided on 4 February 2026 not to assess your child."),
        pytest.param(
            (YES, ("decided_no_plan", 100)),
            "The council decided on 15 April 2026 that there will be no plan.",
            id="no plan",
        ),
        pytest.param(
            (YES, ("final_plan_issued", 104)),
            "The council sent the final plan on 19 April 2026.",
            id="issued",
        ),
        pytest.param(
            (("withdrawn", 30),),
            "The request was taken back. The council has stopped work on it.",
            id="withdrawn",
        ),
    ],
)
def test_what_was_done_has_its_day(events: tuple[Given, ...], said: str) -> None:
    assert stands(*events, as_of=105).headline.now == said


VIEWS = (asked("Parent or young person", 31),)
FOR_YOU = [
    pytest.param((), (), 10, "Nothing to do now.", False, id="deciding"),
    pytest.param((YES,), (asked("Health", 31),), 40, "Nothing to do now.", False, id="gathering"),
    pytest.param(
        (YES,),
        VIEWS,
        90,
        "Send the council your views. It asked for them on 5 February 2026.",
        True,
        id="their views are awaited",
    ),
    pytest.param(
        (YES, DRAFT),
        VIEWS,
        104,
        "Read the draft plan. Say what you think by 29 April 2026.",
        True,
        id="draft",
    ),
    pytest.param((YES, DRAFT), (), 115, "Nothing to do now.", False, id="finishing"),
    pytest.param(
        (NO,),
        (),
        60,
        "If you do not agree, you can appeal until 4 April 2026. Start early.",
        True,
        id="refused",
    ),
    pytest.param(
        (("moved_away", 20),),
        (),
        60,
        "Ask your new council to assess your child. It makes its own choice.",
        True,
        id="moved",
    ),
]


@pytest.mark.parametrize(("events", "advice", "as_of", "said", "turn"), FOR_YOU)
def test_what_the_family_can_do(
    events: tuple[Given, ...],
    advice: tuple[AdviceRecord, ...],
    as_of: int,
    said: str,
    turn: bool,
) -> None:
    head = stands(*events, advice=advice, as_of=as_of).headline
    assert (head.you, head.your_turn) == (said, turn)


COMING = [
    pytest.param(
        (),
        10,
        "The council tells you if it will assess. The law says by 16 February 2026.",
        "If there is a plan, the law says by 25 May 2026.",
        id="deciding",
    ),
    pytest.param(
        (),
        43,
        "The council tells you if it will assess. The law said by 16 February 2026. That date "
        "has passed.",
        "If there is a plan, the law says by 25 May 2026.",
        id="deciding, late",
    ),
    pytest.param(
        (YES,),
        112,
        "The council decides if your child needs a plan. If not, it must tell you by 27 April "
        "2026.",
        "If there is a plan, the law says by 25 May 2026.",
        id="gathering",
    ),
    pytest.param(
        (YES,),
        113,
        "The council sends you a draft plan. Its last day to say no to a plan was 27 April 2026.",
        "If there is a plan, the law says by 25 May 2026.",
        id="gathering, past week 16",
    ),
    pytest.param(
        (YES, DRAFT),
        104,
        "The council looks at what you say. Then it sends you the final plan.",
        "The law says by 25 May 2026.",
        id="draft",
    ),
    pytest.param(
        (YES, DRAFT),
        141,
        "The council sends you the final plan. The law said by 25 May 2026. That date has passed.",
        "",
        id="finishing, late",
    ),
    pytest.param(
        (YES, ("final_plan_issued", 130)),
        140,
        "The help in the plan must now be given.",
        "",
        id="issued",
    ),
    pytest.param((NO,), 140, "", "", id="refused"),
]


@pytest.mark.parametrize(("events", "as_of", "coming", "final"), COMING)
def test_what_comes_next(events: tuple[Given, ...], as_of: int, coming: str, final: str) -> None:
    head = stands(*events, as_of=as_of).headline
    assert (head.coming, head.final) == (coming, final)


@pytest.mark.parametrize(
    ("advice", "as_of", "marked"),
    [
        pytest.param((asked("Health", 31),), 73, False, id="on the last day"),
        pytest.param((asked("Health", 31),), 74, True, id="a day later"),
        pytest.param((asked("Health", 31, 74),), 74, False, id="came late"),
        pytest.param((asked("Parent or young person", 31),), 90, False, id="the family’s own"),
    ],
)
def test_late_advice_is_marked(advice: tuple[AdviceRecord, ...], as_of: int, marked: bool) -> None:
    assert (stands(YES, advice=advice, as_of=as_of).headline.advice is not None) == marked
