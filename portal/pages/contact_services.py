"""Keeping what an administrator says of an area, and that it was changed."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from portal.areas.facts import AreaFacts
from portal.areas.models import Area
from portal.areas.services import change_area
from portal.audit.services import Act, record


def keep_area(
    session: Session, area: Area, facts: AreaFacts, *, by: uuid.UUID, now: datetime
) -> bool:
    """Make the area as `facts` say; whether anything changed.

    The record names the changed fields only. Raises Refused as `change_area` does.
    """
    changed = change_area(session, area, facts)
    if changed:
        record(
            session,
            Act.AREA_CHANGED,
            at=now,
            actor_id=by,
            area_id=area.id,
            object_id=area.id,
            fields=changed,
        )
    return bool(changed)
