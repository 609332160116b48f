"""What became of an imported file, for people and for machines."""

from collections.abc import Iterator
from typing import Any

from portal.feedback.importer import Added, ImportReport

FIRST_ROWS = 5


def as_document(report: ImportReport) -> dict[str, Any]:
    """The report as JSON has it."""
    file = report.file
    return {
        "rows_read": file.rows_read,
        "responses_added": report.responses,
        "stars_added": report.stars,
        "comments_added": report.comments,
        "rows_already_there": report.rows_already_there,
        "rows_repeated": report.rows_repeated,
        "rows_refused": report.rows_refused,
        "refusals": [
            {"reason": reason, "rows": len(rows), "first_rows": sorted(rows)[:FIRST_ROWS]}
            for reason, rows in file.refused.items()
        ],
        "comments_left_out": {"blank": file.blank_comments, "placeholder": file.placeholders},
        "columns_unused": list(file.unused_columns),
        "surveys": [_survey(added) for added in report.added],
    }


def in_words(report: ImportReport, dry_run: bool) -> str:
    """The report as a person reads it on a terminal."""
    return "\n".join(_lines(report, dry_run))


def _survey(added: Added) -> dict[str, Any]:
    return {
        "key": added.survey.key,
        "title": added.survey.title,
        "waves": [
            {"name": name, "responses": number, "comments": added.comments[name]}
            for name, number in added.responses.items()
        ],
    }


def _lines(report: ImportReport, dry_run: bool) -> Iterator[str]:
    file = report.file
    yield f"Rows read: {file.rows_read:,}"
    yield f"{'Would be added' if dry_run else 'Added'}: {report.responses:,} people’s answers " + (
        f"({report.stars:,} with stars) and {report.comments:,} comments"
    )
    for added in report.added:
        yield f"  {added.survey.key}: {added.responses.total():,} people’s answers"
        for name, number in added.responses.items():
            yield f"    {name}: {number:,}, with {added.comments[name]:,} comments"
    yield f"Rows that were there already: {report.rows_already_there:,}"
    yield f"Rows that repeat an earlier row of the same person: {report.rows_repeated:,}"
    yield (
        f"Not counted as comments: {file.blank_comments:,} blank, {file.placeholders:,} that only "
        "say that there was no answer"
    )
    yield f"Rows refused: {report.rows_refused:,}"
    for reason, rows in file.refused.items():
        first = ", ".join(map(str, sorted(rows)[:FIRST_ROWS]))
        more = ", …" if len(rows) > FIRST_ROWS else ""
        yield f"  {len(rows):,}: {reason} (row{'s' if len(rows) > 1 else ''} {first}{more})"
    if file.unused_columns:
        yield f"Columns not used: {', '.join(file.unused_columns)}"
