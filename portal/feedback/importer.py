"""Keeps answers collected elsewhere: one survey an organisation, one wave a period.

The same file twice adds nothing, and a longer file adds only what is new in it.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.domain.slugs import slug
from portal.feedback import queries
from portal.feedback.answer_file import AnswerFile, GivenRow
from portal.feedback.imported_surveys import STARS_WORDING, Source, survey_for, waves_for
from portal.feedback.models import Answer, Comment, ImportedAnswer, Response
from portal.feedback.voices import OTHER_STARS, Voice, Voices, gather
from portal.surveys.models import Survey

BATCH = 1000

Scored = Mapping[str, Mapping[str, Any]]
Rows = dict[type[Any], list[dict[str, Any]]]


@dataclass
class Added:
    """What came into one survey, counted by wave."""

    survey: Survey
    responses: Counter[str] = field(default_factory=Counter)
    stars: Counter[str] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)


@dataclass
class ImportReport:
    """What became of a file."""

    file: AnswerFile
    added: list[Added] = field(default_factory=list)
    rows_already_there: int = 0
    rows_repeated: int = 0

    @property
    def responses(self) -> int:
        """How many people's answers came in."""
        return sum(each.responses.total() for each in self.added)

    @property
    def stars(self) -> int:
        """How many star ratings came in."""
        return sum(each.stars.total() for each in self.added)

    @property
    def comments(self) -> int:
        """How many comments came in."""
        return sum(each.comments.total() for each in self.added)

    @property
    def rows_refused(self) -> int:
        """How many rows were left out."""
        return sum(len(rows) for rows in self.file.refused.values())


def new_comments(session: Session, file: AnswerFile, source: Source) -> list[str]:
    """The words of each comment that an import would add, to be masked and scored before.

    Only reads: so that nobody waits for the database while a long file is being scored.
    """
    words: dict[str, None] = {}
    for organisation, rows in _by_organisation(file.rows):
        known = queries.imported_digests(session, source.key_for(organisation))
        for voice in _new(gather(rows, source.rhythm).voices, known):
            words.update((remark.words, None) for remark in voice.remarks)
    return list(words)


def import_answers(
    session: Session,
    file: AnswerFile,
    source: Source,
    *,
    scored: Scored,
    today: date,
    now: datetime,
) -> ImportReport:
    """Keep what is new in `file`; `scored` has the columns of each new comment by its words.

    Kept of a respondent is only a digest, apart from what was said. Raises `Refused` where
    the file does not fit what was imported before.
    """
    report = ImportReport(file)
    for organisation, rows in _by_organisation(file.rows):
        gathered = gather(rows, source.rhythm)
        for number in gathered.refused:
            file.refuse(OTHER_STARS, number)
        survey = survey_for(session, source, organisation, rows)
        known = queries.imported_digests(session, survey.key)
        _count_rows(report, gathered, known)
        new = list(_new(gathered.voices, known))
        report.added.append(_keep(session, survey, new, scored, today))
    if report.responses:
        _note(session, report, source.area_id, now)
    return report


def _note(session: Session, report: ImportReport, area_id: uuid.UUID | None, now: datetime) -> None:
    record(
        session,
        Act.ANSWERS_IMPORTED,
        at=now,
        actor_id=None,
        area_id=area_id,
        responses=report.responses,
        refused=report.rows_refused,
    )


def _by_organisation(rows: Sequence[GivenRow]) -> list[tuple[str, list[GivenRow]]]:
    """The rows of each organisation, by its name as first written."""
    found: dict[str, list[GivenRow]] = {}
    for row in rows:
        found.setdefault(slug(row.organisation), []).append(row)
    for same in found.values():
        written = {row.organisation.casefold(): row.organisation for row in same}
        if len(written) > 1:
            raise Refused(
                f"The organisations “{'” and “'.join(written.values())}” are too alike to tell "
                "apart in a survey’s key. Write one of them in another way."
            )
    return [(same[0].organisation, same) for same in found.values()]


def _count_rows(report: ImportReport, gathered: Voices, known: set[str]) -> None:
    """Count rows that say nothing new: since an earlier import, or within this file."""
    seen: set[str] = set()
    for digests in gathered.digests_by_row.values():
        if known.issuperset(digests):
            report.rows_already_there += 1
        elif (known | seen).issuperset(digests):
            report.rows_repeated += 1
        seen.update(digests)


def _new(voices: Sequence[Voice], known: set[str]) -> Iterator[Voice]:
    """What is new of each voice that has anything new."""
    for voice in voices:
        stars = voice.stars if voice.stars and voice.stars_digest not in known else None
        remarks = [remark for remark in voice.remarks if remark.digest not in known]
        if stars or remarks:
            yield Voice(voice.respondent, voice.period, voice.month, stars, remarks)


def _keep(
    session: Session, survey: Survey, voices: Sequence[Voice], scored: Scored, today: date
) -> Added:
    added = Added(survey)
    waves = waves_for(session, survey, (voice.period for voice in voices), today)
    by_wording = {question.wording: question.id for question in survey.questions}
    rows: Rows = {table: [] for table in (Response, Answer, Comment, ImportedAnswer)}
    for voice in sorted(voices, key=lambda voice: voice.period.first):
        response_id, wave = uuid.uuid4(), voice.period.name
        rows[Response].append(
            {"id": response_id, "wave_id": waves[voice.period], "month": voice.month}
        )
        added.responses[wave] += 1
        if voice.stars:
            about = {"response_id": response_id, "question_id": by_wording[STARS_WORDING]}
            rows[Answer].append(about | {"value": voice.stars})
            added.stars[wave] += 1
        for remark in voice.remarks:
            about = {"response_id": response_id, "question_id": by_wording[remark.question]}
            # Nobody was asked here whether the words may be published.
            own = {"id": uuid.uuid4(), "may_be_published": False}
            rows[Comment].append({**about, **own, **scored[remark.words]})
            added.comments[wave] += 1
        rows[ImportedAnswer] += [
            {"survey_id": survey.id, "digest": digest} for digest in voice.digests
        ]
    for table, values in rows.items():
        _insert(session, table, values)
    return added


def _insert(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert in the order of random ids or digests, so that the file's order is forgotten."""
    rows.sort(key=lambda row: str(row.get("id") or row.get("response_id") or row["digest"]))
    for start in range(0, len(rows), BATCH):
        session.execute(insert(table), rows[start : start + BATCH])
