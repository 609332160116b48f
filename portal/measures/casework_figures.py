"""The figures of one quarter's casework as they are published: counts in, figures out."""

from collections.abc import Mapping

from portal.areas.models import Area
from portal.domain.advice_in_time import BodyGroup
from portal.domain.disclosure import HIDDEN, Shown, shown_percentages, shown_row
from portal.domain.groups_in_full import groups_shown_in_full
from portal.domain.quarters import Quarter
from portal.measures.casework_counting import Counts, QuarterCounts
from portal.measures.casework_definitions import ADVICE, PROMISES, QUESTIONS
from portal.measures.casework_shape import (
    CaseworkFigures,
    GroupFigures,
    MeasureFigures,
    TimelinessFigures,
)
from portal.measures.digest import SOFTWARE


def casework_figures(
    area: Area, quarter: Quarter, counts: QuarterCounts, *, promise_days: int
) -> CaseworkFigures:
    """All that is published of one area and quarter."""
    return {
        "software": SOFTWARE,
        "area": area.name,
        "first_day": quarter.first.isoformat(),
        "last_day": quarter.last.isoformat(),
        "promise_days": promise_days,
        "advice": _advice(counts.advice),
        "promises": _measure(PROMISES.format(days=promise_days), counts.promises),
        "questions": _measure(QUESTIONS, counts.questions),
    }


def _advice(counts: Mapping[BodyGroup, Counts]) -> MeasureFigures:
    """All advice together, and each kind of body in full or not at all."""
    shown = groups_shown_in_full(counts)
    in_time, late = (sum(column) for column in zip(*counts.values(), strict=True))
    measure = _measure(ADVICE, (in_time, late))
    measure["groups"] = [_group(group, row, group in shown) for group, row in counts.items()]
    return measure


def _measure(definition: str, counts: Counts) -> MeasureFigures:
    return {"definition": definition, "together": _timeliness(counts), "groups": []}


def _group(group: BodyGroup, counts: Counts, is_shown: bool) -> GroupFigures:
    row = _timeliness(counts if is_shown else (0, 0))
    return {"group": group.value, **row}


def _timeliness(counts: Counts) -> TimelinessFigures:
    """The counts as they may be shown; of fewer than ten, nothing."""
    row = shown_row(counts)
    share: Shown = HIDDEN
    if row.total != HIDDEN:
        share, _ = shown_percentages(counts)
    in_time, late = row.counts
    return {"counted": row.total, "in_time": in_time, "late": late, "share": share}
