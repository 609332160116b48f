"""What an import did, for people and for machines."""

from collections.abc import Sequence
from typing import Any

from portal.directory.services import ImportReport

MOST_SHOWN = 10


def as_document(report: ImportReport) -> dict[str, Any]:
    """The report as JSON takes it."""
    return {
        "added": len(report.added),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
        "gone": report.gone,
        "left_out": list(report.left_out),
    }


def in_words(report: ImportReport, *, is_whole: bool, dry_run: bool) -> str:
    """The report as a person reads it; long lists are cut and say so."""
    would = "This would be kept: " if dry_run else ""
    lines = [
        f"{would}{len(report.added):,} added, {len(report.changed):,} changed, "
        f"{len(report.unchanged):,} as before, {len(report.gone):,} gone."
    ]
    if not is_whole:
        lines.append("This was one page of several, so no service was marked as gone.")
    lines += _shortened("Gone", report.gone)
    lines += _shortened("Left out", report.left_out)
    return "\n".join(lines)


def _shortened(label: str, sentences: Sequence[str]) -> list[str]:
    lines = [f"{label}: {sentence}" for sentence in sentences[:MOST_SHOWN]]
    more = len(sentences) - MOST_SHOWN
    return [*lines, f"{label}: and {more:,} more."] if more > 0 else lines
