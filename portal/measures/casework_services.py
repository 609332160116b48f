"""Publishing each finished quarter's casework, once and for ever, and correcting it openly."""

import uuid
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.services import Act, record
from portal.domain.counting import days_after
from portal.domain.quarters import Quarter
from portal.domain.refusal import Refused
from portal.measures import casework_queries
from portal.measures.casework_corrected import refuse_telling_correction
from portal.measures.casework_counting import QuarterCounts, counted
from portal.measures.casework_digest import digest_of
from portal.measures.casework_figures import casework_figures
from portal.measures.casework_models import CaseworkRelease

FIRST = 1
DAYS_TO_RECORD = 14
"""What came on a quarter's last days is often recorded later: nothing is published before so
many days have passed, because it would count as late for good."""


def quarter_to_publish(today: date) -> Quarter:
    """The last quarter that is over, and has been for as long as officers have to record it."""
    return Quarter.finished_by(days_after(today, -DAYS_TO_RECORD))


def publish_finished_quarter(session: Session, *, today: date, now: datetime) -> int:
    """Publish the last finished quarter of every area that has no release of it; how many.

    A second run publishes nothing more. Of two workers at once only one publishes an area:
    the database refuses the other's row, and that worker goes on with the next area.
    """
    quarter = quarter_to_publish(today)
    return sum(
        _is_published(session, _release(session, area, quarter, now=now), by=None)
        for area in casework_queries.areas_without_release(session, quarter)
    )


def publish_correction(
    session: Session,
    area: Area,
    quarter: Quarter,
    reason: str,
    *,
    now: datetime,
    by: uuid.UUID | None,
) -> CaseworkRelease:
    """Publish a quarter's figures again from what is recorded now, saying why.

    The promise to tell is the one that held when the quarter was published first. Raises
    Refused without a reason, before there is a release, when the difference would show single
    cases, and when somebody else published a correction just now.
    """
    if not reason.strip():
        raise Refused("Say why the figures are published again.")
    newest = casework_queries.newest_release(session, area.id, quarter)
    if newest is None:
        raise Refused(f"Nothing of {quarter.name} has been published yet in {area.name}.")
    release = _release(session, area, quarter, now=now, after=newest, reason=reason.strip())
    refuse_telling_correction(newest.figures, release.figures)
    if not _is_published(session, release, by=by):
        raise Refused("Somebody else published a correction just now: read that one first.")
    return release


def quarter_counts(
    session: Session, area: Area, quarter: Quarter, *, promise_days: int
) -> QuarterCounts:
    """The exact counts of an area's quarter: not to be shown."""
    records = casework_queries.quarter_records(session, area.id, quarter)
    return counted(records, quarter, promise_days=promise_days)


def _release(
    session: Session,
    area: Area,
    quarter: Quarter,
    *,
    now: datetime,
    after: CaseworkRelease | None = None,
    reason: str = "",
) -> CaseworkRelease:
    number = after.number + 1 if after else FIRST
    days = after.figures["promise_days"] if after else area.update_promise_days
    counts = quarter_counts(session, area, quarter, promise_days=days)
    figures = casework_figures(area, quarter, counts, promise_days=days)
    return CaseworkRelease(
        area_id=area.id,
        begins_on=quarter.first,
        number=number,
        published_at=now,
        reason=reason,
        figures=figures,
        digest=digest_of(figures, area_id=area.id, number=number, reason=reason, published_at=now),
    )


def _is_published(session: Session, release: CaseworkRelease, *, by: uuid.UUID | None) -> bool:
    """Keep the release and that it was published; False where another worker was first."""
    try:
        with session.begin_nested():
            session.add(release)
    except IntegrityError:
        standing = casework_queries.newest_release(session, release.area_id, release.quarter)
        if standing is None or standing.number < release.number:
            raise
        return False
    record(
        session,
        Act.CASEWORK_PUBLISHED,
        at=release.published_at,
        actor_id=by,
        area_id=release.area_id,
        object_id=release.id,
        number=release.number,
    )
    return True
