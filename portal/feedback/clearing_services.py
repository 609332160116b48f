"""Forgetting what people were writing, some time after nobody can send it any more."""

from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from portal.feedback import drafts
from portal.feedback.models import Draft
from portal.surveys.models import Wave

KEPT_AFTER_CLOSING = timedelta(days=28)
"""For how long people can still fetch their own words from their private link."""


def forget_old_drafts(session: Session, *, today: date) -> None:
    """Forget every draft of the waves that closed 28 days ago or earlier."""
    last = today - KEPT_AFTER_CLOSING
    over = or_(Wave.closed_on <= last, and_(Wave.closed_on.is_(None), Wave.closes_on <= last))
    wanted = select(Wave.id).where(over, Wave.id.in_(select(Draft.wave_id)))
    if wave_ids := list(session.scalars(wanted)):
        drafts.forget(session, wave_ids)
