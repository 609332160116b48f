"""Telling a family how its case goes, why it is late and when to expect the next step."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases.change import Change
from portal.cases.late_reasons import LATE_REASONS
from portal.cases.models import CaseNews, FamilyUpdate, Request
from portal.cases.news import NewsKind
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.time_limits import MilestoneKey


@dataclass(frozen=True)
class Telling:
    """What an officer tells: `late_reason` and the expected step with its day may be missing."""

    words: str
    late_reason: str | None = None
    expected_step: MilestoneKey | None = None
    expected_on: date | None = None


def tell_family(
    session: Session, request: Request, telling: Telling, *, change: Change
) -> FamilyUpdate:
    """Keep what the family is told; it counts as an answer to the promise to tell.

    The expected day stands beside the law's day and never moves it. Raises Refused, and keeps
    nothing, for an expected day that has passed, and for a step without a day.
    """
    _check(telling, change.today)
    row = FamilyUpdate(
        request_id=request.id,
        words=telling.words,
        late_reason=telling.late_reason,
        expected_step=telling.expected_step,
        expected_on=telling.expected_on,
        written_by_id=change.by,
        written_at=change.now,
    )
    session.add(row)
    session.flush()
    change.follow(session, request, Act.FAMILY_TOLD, row.id, tells=NewsKind.UPDATE)
    return row


def take_back(session: Session, request: Request, row: FamilyUpdate, *, change: Change) -> None:
    """Take back what was told by mistake: the family reads that it was, and not its words.

    News of it that was not sent yet is not sent. Taking it back again changes nothing.
    """
    if row.taken_back_at is not None:
        return
    row.taken_back_at = change.now
    unsent = update(CaseNews).where(CaseNews.object_id == row.id, CaseNews.spread_at.is_(None))
    session.execute(unsent.values(spread_at=change.now))
    session.flush()
    change.follow(session, request, Act.FAMILY_UPDATE_TAKEN_BACK, row.id, tells=None)


def _check(telling: Telling, today: date) -> None:
    if telling.late_reason is not None and telling.late_reason not in LATE_REASONS:
        raise Refused("Choose one of the reasons listed.")
    if (telling.expected_step is None) != (telling.expected_on is None):
        raise Refused("Give both the step and the day you expect it, or neither.")
    if telling.expected_on is not None and telling.expected_on < today:
        raise Refused(
            f"{day_in_words(telling.expected_on)} has passed. Give the day you expect now."
        )
