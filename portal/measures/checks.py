"""Whether releases are still what was published: their digests, and their figures."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from portal.measures import casework_digest, casework_queries, queries
from portal.measures.casework_models import CaseworkRelease
from portal.measures.counted_waves import CountedWave
from portal.measures.digest import digest_matches
from portal.measures.figures import wave_figures
from portal.measures.models import Release
from portal.measures.shape import WaveFigures
from portal.measures.wave_queries import waves_behind

OTHER_DIGEST = "its digest does not match what is kept of it"
OTHER_FIGURES = "the answers kept today give other figures"


@dataclass(frozen=True)
class Checked:
    """A release with what is wrong with it, if anything; `recounted`: its answers still exist."""

    release: Release
    recounted: bool
    problems: tuple[str, ...]


@dataclass(frozen=True)
class CheckedCasework:
    """A release of casework with what is wrong with it, if anything."""

    release: CaseworkRelease
    problems: tuple[str, ...]


def checked_casework(session: Session) -> list[CheckedCasework]:
    """Every release of casework, its digest checked, oldest first.

    Figures are not worked out again: cases are corrected after a quarter was published, and
    what was published stays.
    """
    return [
        CheckedCasework(release, () if casework_digest.digest_matches(release) else (OTHER_DIGEST,))
        for release in casework_queries.every_release(session)
    ]


def checked_releases(session: Session) -> list[Checked]:
    """Every release of the install, checked, oldest first.

    Figures are worked out again for the release that stands of each wave, where the answers
    of that wave and of the one it was compared with are still kept.
    """
    releases = queries.every_release(session)
    standing = {release.wave_id: release for release in releases}
    behind = waves_behind(session, standing.values())
    return [_checked(release, behind.get(release.id)) for release in releases]


def _checked(release: Release, behind: tuple[CountedWave, CountedWave | None] | None) -> Checked:
    problems = () if digest_matches(release) else (OTHER_DIGEST,)
    if behind is None or not _answers_are_kept(*behind):
        return Checked(release, False, problems)
    same = _figures(wave_figures(*behind)) == _figures(release.figures)
    return Checked(release, True, problems if same else (*problems, OTHER_FIGURES))


def _answers_are_kept(wave: CountedWave, before: CountedWave | None) -> bool:
    return wave.families > 0 and (before is None or before.families > 0)


def _figures(figures: WaveFigures) -> dict[str, Any]:
    """The figures without the name of the software that worked them out."""
    return {name: figure for name, figure in figures.items() if name != "software"}
