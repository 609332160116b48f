"""What is published of a quarter's counts: never more than the disclosure control lets out."""

from datetime import date
from typing import Any

import pytest

from portal.areas.models import Area
from portal.domain.advice_in_time import BodyGroup
from portal.domain.quarters import Quarter
from portal.domain.refusal import Refused
from portal.measures.casework_corrected import refuse_telling_correction
from portal.measures.casework_counting import Counts, QuarterCounts
from portal.measures.casework_figures import casework_figures
from portal.measures.casework_shape import CaseworkFigures

AREA = Area(name="Wandsworth", slug="wandsworth")
QUARTER = Quarter(date(2026, 1, 1))
NOTHING = (0, 0)
HIDDEN = ("c", "c", "c", "c")


def figures(
    *advice: Counts, promises: Counts = NOTHING, questions: Counts = NOTHING
) -> CaseworkFigures:
    by_group = dict(zip(BodyGroup, (*advice, *[NOTHING] * 5), strict=False))
    counts = QuarterCounts(by_group, promises, questions)
    return casework_figures(AREA, QUARTER, counts, promise_days=14)


def row(found: Any) -> tuple[Any, ...]:
    return found["counted"], found["in_time"], found["late"], found["share"]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param((62, 13), (75, 60, 15, 83), id="counts to the nearest 5, the share exact"),
        pytest.param((45, 0), (45, 45, 0, 100), id="all of 20 or more"),
        pytest.param((15, 0), (15, "c", "c", "c"), id="all of fewer than 20"),
        pytest.param((41, 4), (45, "c", "c", "c"), id="four late hide the others too"),
        pytest.param((41, 5), (45, 40, 5, 89), id="five late are shown"),
        pytest.param((5, 5), (10, 5, 5, 50), id="ten"),
        pytest.param((5, 4), HIDDEN, id="fewer than ten: not even how many"),
        pytest.param(NOTHING, HIDDEN, id="nothing looks like fewer than ten"),
    ],
)
def test_a_measure_as_it_is_published(counts: Counts, shown: tuple[Any, ...]) -> None:
    found = figures(promises=counts, questions=counts)
    assert row(found["promises"]["together"]) == shown
    assert row(found["questions"]["together"]) == shown
    assert found["promises"]["groups"] == []


@pytest.mark.parametrize(
    ("advice", "together", "groups"),
    [
        pytest.param(
            [(30, 10), (20, 10)],
            (70, 50, 20, 71),
            [(40, 30, 10, 75), (30, 20, 10, 67)],
            id="both can be shown",
        ),
        pytest.param(
            [(30, 10), (20, 10), (20, 2)],
            (90, 70, 20, 76),
            [(40, 30, 10, 75), HIDDEN, HIDDEN],
            id="one that cannot be takes the next along",
        ),
        pytest.param(
            [(30, 10), (20, 2)], (60, 50, 10, 81), [HIDDEN, HIDDEN], id="only all together"
        ),
        pytest.param(
            [(10, 1), (8, 2)], (20, "c", "c", "c"), [HIDDEN, HIDDEN], id="not even together"
        ),
    ],
)
def test_advice_by_body(
    advice: list[Counts], together: tuple[Any, ...], groups: list[tuple[Any, ...]]
) -> None:
    found = figures(*advice)["advice"]
    assert row(found["together"]) == together
    assert [row(group) for group in found["groups"]][: len(groups)] == groups
    assert [group["group"] for group in found["groups"]] == [group.value for group in BodyGroup]


def test_they_keep_their_days_and_what_was_counted() -> None:
    found = figures()
    assert (found["area"], found["first_day"], found["last_day"]) == (
        "Wandsworth",
        "2026-01-01",
        "2026-03-31",
    )
    assert "at least every 14 days" in found["promises"]["definition"]
    assert "regulation 8" in found["advice"]["definition"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param((30, 10), (30, 10), id="the same"),
        pytest.param((30, 10), (45, 10), id="many more"),
        pytest.param((3, 4), (3, 4), id="hidden before and after"),
    ],
)
def test_corrections_that_tell_nothing(old: Counts, new: Counts) -> None:
    refuse_telling_correction(figures(promises=old), figures(promises=new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param((30, 10), (33, 10), id="three more"),
        pytest.param((60, 20), (61, 19), id="the share alone shows that one moved"),
        pytest.param((30, 12), (24, 18), id="six moved: rounded, it may be fewer"),
    ],
)
@pytest.mark.parametrize("of", ["promises", "questions", "advice"])
def test_corrections_that_would_show_single_cases(of: str, old: Counts, new: Counts) -> None:
    def told(counts: Counts) -> CaseworkFigures:
        return figures(counts) if of == "advice" else figures(**{of: counts})

    with pytest.raises(Refused, match="single cases"):
        refuse_telling_correction(told(old), told(new))
