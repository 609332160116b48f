"""The public page of casework: what was published of an area's quarters, in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from portal.domain.advice_in_time import BodyGroup
from portal.domain.disclosure import HIDDEN, Shown
from portal.measures.casework_models import CaseworkRelease
from portal.measures.casework_shape import GroupFigures, TimelinessFigures

GROUPS = {
    BodyGroup.PSYCHOLOGIST: "Educational psychologists",
    BodyGroup.HEALTH: "Health",
    BodyGroup.SOCIAL_CARE: "Social care",
    BodyGroup.SCHOOL: "Schools, nurseries and colleges",
    BodyGroup.OTHER: "Others",
}
FEWER_THAN_TEN = "fewer than 10"
TOO_FEW = "too few to show safely"

MeasureKey = Literal["advice", "promises", "questions"]
# What is counted, as a heading and as the two ways it can end.
TITLES: dict[MeasureKey, tuple[str, str, str]] = {
    "advice": ("Advice in six weeks", "In time", "Late"),
    "promises": ("Promises to keep in touch", "Kept", "Broken"),
    "questions": ("Questions answered in time", "In time", "Late"),
}


@dataclass(frozen=True)
class Row:
    """One line of a table: a quarter, or a part of one."""

    name: str
    counted: str
    in_time: str
    late: str
    share: str


@dataclass(frozen=True)
class Measure:
    """One measure: the newest quarter in a sentence, and every quarter, the newest first.

    `parts` are those of the newest quarter, of which `shows_parts` says whether any may be
    shown; `in_time` and `late` head the columns.
    """

    key: str
    title: str
    in_time: str
    late: str
    found: str
    definition: str
    quarters: Sequence[Row]
    parts: Sequence[Row]
    shows_parts: bool


@dataclass(frozen=True)
class CaseworkPage:
    """What stands of the newest quarter, the measures, and all that was published."""

    newest: CaseworkRelease
    measures: Sequence[Measure]
    releases: Sequence[CaseworkRelease]


def standing(releases: Iterable[CaseworkRelease]) -> list[CaseworkRelease]:
    """Of each quarter the release with the highest number; `releases` come in their order."""
    by_quarter = groupby(releases, key=lambda release: (release.begins_on, release.area_id))
    return [list(of_quarter)[-1] for _, of_quarter in by_quarter]


def casework_page(releases: Sequence[CaseworkRelease]) -> CaseworkPage:
    """The page of these releases of one area, oldest first; there is at least one."""
    newest_first = standing(releases)[::-1]
    return CaseworkPage(
        newest=newest_first[0],
        measures=[_measure(key, newest_first) for key in TITLES],
        releases=releases[::-1],
    )


def found_words(figures: TimelinessFigures, in_time: str) -> str:
    """The share in a sentence, or why there is none."""
    if figures["counted"] == HIDDEN:
        return f"There were {FEWER_THAN_TEN}, which is too few to say."
    if figures["share"] == HIDDEN:
        return f"There were about {figures['counted']:,}. The counts are too small to show safely."
    return f"{figures['share']}% of about {figures['counted']:,} were {in_time.lower()}."


def _measure(key: MeasureKey, newest_first: Sequence[CaseworkRelease]) -> Measure:
    title, in_time, late = TITLES[key]
    newest = newest_first[0]
    figures = newest.figures[key]
    return Measure(
        key=key,
        title=title,
        in_time=in_time,
        late=late,
        found=f"{newest.quarter.name}: {found_words(figures['together'], in_time)}",
        definition=figures["definition"],
        quarters=[_row(each.quarter.name, each.figures[key]["together"]) for each in newest_first],
        parts=[_part(part) for part in figures["groups"]],
        shows_parts=any(part["share"] != HIDDEN for part in figures["groups"]),
    )


def _part(figures: GroupFigures) -> Row:
    """A part of a quarter; one that is hidden may well be of ten or more."""
    row = _row(GROUPS[BodyGroup(figures["group"])], figures)
    return replace(row, counted=_count(figures["counted"]))


def _row(name: str, figures: TimelinessFigures) -> Row:
    hidden_base = figures["counted"] == HIDDEN
    return Row(
        name=name,
        counted=FEWER_THAN_TEN if hidden_base else f"{figures['counted']:,}",
        in_time=_count(figures["in_time"]),
        late=_count(figures["late"]),
        share=TOO_FEW if figures["share"] == HIDDEN else f"{figures['share']}%",
    )


def _count(count: Shown) -> str:
    return "–" if count == HIDDEN else f"{count:,}"
