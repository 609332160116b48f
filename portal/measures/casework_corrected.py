"""A correction of casework figures beside the release it replaces.

As with surveys, the exact counts behind a release are not kept, so this goes by what was
published.
"""

from collections.abc import Iterator

from portal.domain.refusal import Refused
from portal.measures.casework_shape import CaseworkFigures, TimelinessFigures
from portal.measures.corrected import moved_by_few


def refuse_telling_correction(published: CaseworkFigures, corrected: CaseworkFigures) -> None:
    """Raise Refused when the difference could be what concerns one to four families.

    Figures that stay as they are tell nothing.
    """
    pairs = zip(_rows(published), _rows(corrected), strict=True)
    if any(_tells(old, new) for old, new in pairs):
        raise Refused(
            "This correction changes the figures by so few that it would show single cases: "
            "leave the published figures as they are."
        )


def _rows(figures: CaseworkFigures) -> Iterator[TimelinessFigures]:
    for measure in (figures["advice"], figures["promises"], figures["questions"]):
        yield measure["together"]
        yield from measure["groups"]


def _tells(old: TimelinessFigures, new: TimelinessFigures) -> bool:
    counts = [old["counted"], old["in_time"], old["late"]]
    new_counts = [new["counted"], new["in_time"], new["late"]]
    finer_only = counts == new_counts and old["share"] != new["share"]
    return finer_only or moved_by_few(counts, new_counts)
