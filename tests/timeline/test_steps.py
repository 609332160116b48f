"""The law's dates as rows, whatever happened to the request."""

import pytest

from tests.timeline.telling import Given, stands

YES = ("decided_to_assess", 30)
DRAFT, COMMENTS = ("draft_sent", 90), ("comments_received", 95)

DECIDE, NO_PLAN, DRAFTED, COMMENT, FINAL = range(5)
AIM = "No date in law; our aim is by 13 April 2026"
WINDOW = "15 days, once you have the draft"

ROWS = [
    pytest.param((), 10, DECIDE, ("16 February 2026", "Not yet", "Not due yet"), id="decide: due"),
    pytest.param(
        (), 54, DECIDE, ("16 February 2026", "Not yet", "12 days late"), id="decide: late"
    ),
    pytest.param(
        (YES,), 60, DECIDE, ("16 February 2026", "4 February 2026", "On time"), id="decided"
    ),
    pytest.param(
        (("decided_to_assess", 43),),
        60,
        DECIDE,
        ("16 February 2026", "17 February 2026", "1 day late"),
        id="decided late",
    ),
    pytest.param(
        (DRAFT,), 92, DECIDE, ("16 February 2026", "", "Day not recorded"), id="decided some day"
    ),
    pytest.param(
        (("withdrawn", 20),),
        60,
        DECIDE,
        ("16 February 2026", "", "Stopped"),
        id="decide: withdrawn",
    ),
    pytest.param(
        (YES,), 60, NO_PLAN, ("27 April 2026", "Not yet", "Not due yet"), id="no plan: due"
    ),
    pytest.param(
        (YES,), 113, NO_PLAN, ("27 April 2026", "Not yet", "Date has passed"), id="no plan: passed"
    ),
    pytest.param((YES, DRAFT), 92, NO_PLAN, ("", "", "Not needed"), id="no plan: a draft came"),
    pytest.param(
        (YES, ("decided_no_plan", 113)),
        120,
        NO_PLAN,
        ("27 April 2026", "28 April 2026", "1 day late"),
        id="no plan: said late",
    ),
    pytest.param(
        (("decided_not_to_assess", 30),), 60, NO_PLAN, ("", "", "Not needed"), id="no plan: refused"
    ),
    pytest.param((), 10, DRAFTED, (AIM, "Not yet", "Not due yet"), id="draft: no date in law"),
    pytest.param((YES,), 150, DRAFTED, (AIM, "Not yet", "Not due yet"), id="draft: never late"),
    pytest.param((YES, DRAFT), 92, DRAFTED, (AIM, "5 April 2026", "Done"), id="draft: sent"),
    pytest.param(
        (YES, ("final_plan_issued", 100)),
        110,
        DRAFTED,
        (AIM, "", "Day not recorded"),
        id="draft: some day",
    ),
    pytest.param(
        (YES, ("decided_no_plan", 100)), 110, DRAFTED, ("", "", "Not needed"), id="draft: no plan"
    ),
    pytest.param((), 10, COMMENT, (WINDOW, "Not yet", "Not due yet"), id="comments: no draft yet"),
    pytest.param(
        (YES, DRAFT), 104, COMMENT, ("19 April 2026", "Not yet", "Your turn"), id="comments: now"
    ),
    pytest.param(
        (YES, DRAFT), 105, COMMENT, ("19 April 2026", "", "Time is over"), id="comments: over"
    ),
    pytest.param(
        (YES, DRAFT, COMMENTS),
        100,
        COMMENT,
        ("19 April 2026", "10 April 2026", "Done"),
        id="comments: came",
    ),
    pytest.param(
        (YES, DRAFT, ("comments_received", 108)),
        110,
        COMMENT,
        ("19 April 2026", "23 April 2026", "Done"),
        id="comments: families are never late",
    ),
    pytest.param(
        (YES, DRAFT, ("moved_away", 95)),
        100,
        COMMENT,
        ("19 April 2026", "", "Stopped"),
        id="comments: moved away",
    ),
    pytest.param((YES,), 140, FINAL, ("25 May 2026", "Not yet", "Not due yet"), id="final: due"),
    pytest.param((YES,), 152, FINAL, ("25 May 2026", "Not yet", "12 days late"), id="final: late"),
    pytest.param(
        (YES, ("final_plan_issued", 140)),
        150,
        FINAL,
        ("25 May 2026", "25 May 2026", "On time"),
        id="final: sent on the last day",
    ),
    pytest.param(
        (YES, ("decided_no_plan", 100)), 110, FINAL, ("", "", "Not needed"), id="final: no plan"
    ),
    pytest.param(
        (YES, ("withdrawn", 150)), 160, FINAL, ("25 May 2026", "", "Stopped"), id="final: withdrawn"
    ),
]


@pytest.mark.parametrize(("events", "as_of", "step", "row"), ROWS)
def test_a_step(
    events: tuple[Given, ...], as_of: int, step: int, row: tuple[str, str, str]
) -> None:
    found = stands(*events, as_of=as_of).steps[step]
    assert (found.by, found.done, found.tag.words) == row


def test_the_rule_is_named_where_there_is_one() -> None:
    rules = [step.rule for step in stands(as_of=10).steps]
    assert rules[DECIDE] == "Regulation 5(1): within 6 weeks of receiving the request"
    assert rules[DRAFTED] == ""
    assert all(rules[step] for step in (NO_PLAN, COMMENT, FINAL))


@pytest.mark.parametrize(
    ("events", "as_of", "step", "note"),
    [
        pytest.param((), 10, DECIDE, "", id="nothing to note"),
        pytest.param(
            (YES,), 60, NO_PLAN, "This date counts only if the answer is no.", id="only if no"
        ),
        pytest.param((YES, DRAFT), 92, NO_PLAN, "", id="not needed"),
        pytest.param(
            (YES, ("withdrawn", 150)),
            160,
            FINAL,
            "It was 10 days late when the request ended.",
            id="leaving mends nothing",
        ),
    ],
)
def test_a_note(events: tuple[Given, ...], as_of: int, step: int, note: str) -> None:
    assert stands(*events, as_of=as_of).steps[step].note == note
