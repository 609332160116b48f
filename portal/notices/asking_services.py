"""Reading which surveys can be asked of at a stage's end, and keeping that they were."""

import uuid
from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.feedback.entries import count_made
from portal.notices import queries
from portal.notices.asking import LEAST_TIME, Asked, Asking
from portal.notices.models import AskedStage


def asking(
    session: Session,
    areas: Collection[uuid.UUID],
    requests: Collection[uuid.UUID],
    *,
    secret: str,
    today: date,
) -> Asking:
    """What can be asked of today about these requests of these areas, in two queries."""
    surveys = queries.stage_surveys(
        session, areas, today=today, until=today + LEAST_TIME, secret=secret
    )
    before = queries.asked_before(session, requests) if surveys else frozenset()
    return Asking(surveys, before, today)


def keep(session: Session, asked: Collection[Asked]) -> None:
    """Note who was asked of which stage, and count the links of each wave."""
    if not asked:
        return
    rows = [
        {"request_id": each.request_id, "stage": each.stage, "person_id": each.person_id}
        for each in asked
    ]
    session.execute(insert(AskedStage), rows)
    made = Counter((each.wave_id, each.entry) for each in asked)
    # Counting holds the wave, so everybody counts in one order: else two might wait for each other.
    for (wave_id, entry), number in sorted(made.items(), key=lambda each: each[0][0]):
        count_made(session, wave_id, entry, number)
